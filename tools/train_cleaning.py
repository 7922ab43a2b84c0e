"""Make `sitegen/clean/classifier.tsv`: boosted steps over named evidence, and points of words.

usage: python tools/train_cleaning.py PAGES.jsonl.gz ... --source NAME[=WEIGHT] ...
           [--meta FILE] [--out FILE] [--held-out DIR] [--only PART]

PAGES      records with text, gold (the article's paragraphs), title, ignore, source, domain, lang,
           meta (title, byline, date)
--source   a collection whose licence allows training, and how much its pages count; others are left alone
--meta     facts of pages by id, for records that hold none
--held-out write, for each page of PAGES, what a classifier makes of it that saw no page of the same outlet
--only     train some models and keep the others of the table that is there: those of English texts and of
           headlines (english), those for metadata (metadata), for headlines (title), or for authors and
           dates (facts)

Steps of one split each are boosted on logistic loss (Friedman 2001), then trees over the pairs of evidence
that gain most (Lou, Caruana, Gehrke and Hooker 2013): a model is a sum over single evidence and over pairs.
The second pass learns from what first passes say of pages that they were not trained on.
Needs numpy, lightgbm and scikit-learn (pip install -e '.[train]').
"""

import argparse
import gzip
import hashlib
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sitegen.clean import article, comments
from sitegen.clean.block_features import OWN, SECOND, second_pass_features
from sitegen.clean.body import best_run, claim_comments, find_body, language_of, opening, score_lines
from sitegen.clean.bylines import parse_byline
from sitegen.clean.classifier import (
    PAIR_SEPARATOR,
    START,
    TERM_ROW,
    AdditiveModel,
    Classifier,
    ModelName,
    PairTable,
    StepFunction,
    TableGroup,
    load_classifier,
)
from sitegen.clean.context import ALONE
from sitegen.clean.date_lines import labelled_dates
from sitegen.clean.headline import TITLE_PHRASES, title_columns
from sitegen.clean.line_features import (
    ENGLISH_ONLY,
    FIRST,
    Columns,
    Lexicon,
    LineFeatures,
    first_pass_features,
    terms_of,
)
from sitegen.clean.metadata import layout_of
from sitegen.clean.metadata_features import BYLINE_PHRASES, DATE_PHRASES, Layout, byline_columns, date_columns
from sitegen.clean.plain import plain_text
from sitegen.clean.state import CleaningState
from sitegen.clean.units import EDGE, TextUnit
from sitegen.model import Override, Seed
from sitegen.read.seeds import parse_seed
from sitegen.report import cleaned_json


class Trained(StrEnum):
    """Models that are trained together, as the head of the table names them with their pages."""

    TEXT = "first and second"
    OTHER_TEXT = "first and second of other languages"
    HEADLINE = "title"
    FACTS = "byline and date"


class Part(StrEnum):
    """What `--only` may name."""

    ENGLISH = "english"
    TITLE = "title"
    METADATA = "metadata"
    FACTS = "facts"


# What is trained for each `--only`; the other models are kept.
TRAINED: dict[Part | None, tuple[Trained, ...]] = {
    None: tuple(Trained),
    Part.ENGLISH: (Trained.TEXT, Trained.HEADLINE),
    Part.TITLE: (Trained.HEADLINE,),
    Part.METADATA: (Trained.HEADLINE, Trained.FACTS),
    Part.FACTS: (Trained.FACTS,),
}

# Every number below is by judgement, unless its line says otherwise.
FOLDS = 5
TOKEN = re.compile(r"\w+")
GRAM_WORDS = 4  # of the stretches by which a line is found in the gold
GOLD_SHARE = 0.6  # of a line's stretches: it belongs to the article
NEUTRAL_SHARE = 0.8  # of a line's stretches in what annotators disagree on: it teaches nothing
PAGE_WORDS = 100  # of the article, that a page without gold is taken to have
MIN_PAGE_WORDS = 150  # a page of fewer counts as one of so many
SHORT_PAGES = (3, 4, 6, 10, 20, 1000)  # lines of a page that is given without its furniture

MIN_WORD_OUTLETS = 15  # on whose pages a word must stand
MIN_WORD_LINES = 60  # in which a word must stand
WORD_LINE_LENGTH = 600  # code points of a line whose words are counted
SMOOTHING_LINES = 50  # that every word is taken to have stood in before
MIN_NAME_LENGTH = 4  # letters of a part of an outlet's address that is a name
MIN_TERM_OUTLETS = 5  # on whose pages a term must stand
MAX_TERM_WORDS = 30  # of a line: a long paragraph teaches no more of its terms than that
TERM_COST = 0.5  # of a line that the weights get wrong; 1 gave the same on folds by outlet, 2 less
MIN_TERM_WEIGHT = 0.02

TREES = {"first": 300, "second": 200, "title": 400, "facts": 300}
LEARNING_RATE = 0.15
PAIRS = 16  # of evidence that give points together; more did not help on folds by outlet
PAIR_TREES = 200
PAIR_BINS = 10  # steps of an evidence in a pair
MIN_STEP_CHANGE = 0.01  # points between two steps
MIN_ROW_CHANGE = 0.02  # points between two rows of a table of a pair
MODELS = 8  # with other samples of lines and evidence each
TINY = 1e-20  # what stands for zero in an edge
BASE_WORDS = {
    True: 5,
    False: 2,
}  # by which a line weighs more than it is long, for English and other languages
CANDIDATE_WEIGHT = 100  # of a page in the training of headlines, authors and dates
TITLE_EXTRA_WORDS = 8  # that a line may have besides the headline


@dataclass(slots=True, kw_only=True)
class Page:
    """One record, read and labelled."""

    record: dict[str, Any]
    seed: Seed
    work: CleaningState
    run: tuple[int, int]
    english: bool
    labels: list[bool | None]
    teaches: list[bool]
    scale: float  # so that a page of many words teaches no more than one of few
    fold: int
    weight: float  # of its collection


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Count the stretches of GRAM_WORDS words; a shorter text is one stretch."""
    words = TOKEN.findall(text)
    if not words:
        return Counter()
    starts = range(max(1, len(words) - GRAM_WORDS + 1))
    return Counter(tuple(words[start : start + GRAM_WORDS]) for start in starts)


def share(text: str, known: Counter[tuple[str, ...]]) -> float:
    """Return the share of a text's stretches that are known."""
    stretches = grams(text)
    return sum(count for gram, count in stretches.items() if gram in known) / max(1, stretches.total())


def words_of(text: str) -> str:
    """Return the words of a text with single spaces, without its punctuation."""
    return " ".join(TOKEN.findall(text))


@dataclass(frozen=True, slots=True)
class Gold:
    """What annotators kept of a page, and what they disagree on."""

    lines: set[str]
    grams: Counter[tuple[str, ...]]
    unsure_lines: set[str]
    unsure_grams: Counter[tuple[str, ...]]

    def label(self, text: str) -> bool | None:
        """Whether a line belongs to the article; None where annotators disagree."""
        words = words_of(text)
        if not words or (words in self.unsure_lines and words not in self.lines):
            return None
        if len(words.split()) < GRAM_WORDS:
            return words in self.lines
        is_text = share(text, self.grams) >= GOLD_SHARE
        if not is_text and share(text, self.unsure_grams) >= NEUTRAL_SHARE:
            return None
        return is_text


def gold_of(record: dict[str, Any]) -> Gold:
    """Return what a record says of its lines."""
    unsure = list(filter(None, [*(record.get("ignore") or ()), record.get("title")]))
    return Gold(
        set(map(words_of, record["gold"].split("\n"))),
        grams(record["gold"]),
        set(map(words_of, unsure)),
        sum(map(grams, unsure), Counter()),
    )


def page_of(record: dict[str, Any], weight: float = 1.0) -> Page:
    """Read one record as `clean` does up to the weighing of evidence."""
    seed = parse_seed(record["text"].encode("utf-8", "replace"), "000", "000.txt")[0]
    work, _ = article.started(seed, Override())
    run = best_run(work)
    english = language_of(work.units[run[0] : run[1]]) == "en"
    gold = gold_of(record)
    labels = [gold.label(unit.text) for unit in work.units]
    text_words = sum(unit.words for unit, is_text in zip(work.units, labels, strict=True) if is_text)
    teaches = [is_text is not None for is_text in labels]
    if english:
        teaches = without_comments(work, labels, teaches)
    return Page(
        record=record,
        seed=seed,
        work=work,
        run=run,
        english=english,
        labels=labels,
        teaches=teaches,
        scale=weight * 100 / max(MIN_PAGE_WORDS, text_words or PAGE_WORDS),
        fold=fold_of(record),
        weight=weight,
    )


def shortened(page: Page) -> Page:
    """Return the beginning of a page without furniture, for what is clean and short is to be text too."""
    kept = [
        " ".join(unit.text.split())
        for unit, is_text in zip(page.work.units, page.labels, strict=True)
        if is_text is not False
    ]
    lines = SHORT_PAGES[len(page.record["text"]) % len(SHORT_PAGES)]
    return page_of({**page.record, "text": "\n".join(kept[:lines])}, page.weight)


def without_comments(work: CleaningState, labels: Sequence[bool | None], teaches: list[bool]) -> list[bool]:
    """Let readers' comments teach nothing: they are found by other means."""
    last = max((index for index, is_text in enumerate(labels) if is_text), default=len(labels))
    candidates = [index for index in range(len(labels)) if labels[index] or _may_be_post(work, index, last)]
    thread = comments.first_comment([work.units[index] for index in candidates])
    if thread is None or candidates[thread.first] <= last:
        return teaches
    first = candidates[thread.first]
    return [teaches[index] and not (index >= first and unit.prose) for index, unit in enumerate(work.units)]


def _may_be_post(work: CleaningState, index: int, last_text: int) -> bool:
    unit = work.units[index]
    return index > last_text and (unit.prose or comments.header(unit) is not None)


def learn_lexicon(pages: Iterable[Page]) -> Lexicon:
    """Learn what words of English say; no word that the name of an outlet holds says anything."""
    english = [page for page in pages if page.english]
    parts = chain.from_iterable(re.split(r"[^a-z]+", page.record["domain"]) for page in english)
    names = {part for part in parts if len(part) >= MIN_NAME_LENGTH}

    def is_name(word: str) -> bool:
        return any(word in name or name in word for name in names)

    return Lexicon(_log_odds(english, is_name), _term_weights(english, is_name))


def _log_odds(pages: Iterable[Page], is_name: Callable[[str], bool]) -> dict[str, float]:
    """Return how much oftener words stand in lines of articles, as the logarithm of the odds."""
    counts = {True: Counter[str](), False: Counter[str]()}  # lines of articles, and others, with a word
    lines = {True: 0, False: 0}
    outlets = defaultdict(set)
    for page in pages:
        for unit, is_text in zip(page.work.units, page.labels, strict=True):
            if is_text is None:
                continue
            lines[is_text] += 1
            words = {word.strip(EDGE) for word in unit.key[:WORD_LINE_LENGTH].split()}
            counts[is_text].update(words)
            for word in words:
                outlets[word].add(page.record["domain"])

    def is_known(word: str) -> bool:
        if len(outlets[word]) < MIN_WORD_OUTLETS or counts[True][word] + counts[False][word] < MIN_WORD_LINES:
            return False
        return word != "" and not any(map(str.isdigit, word)) and not is_name(word)

    def log_share(word: str, *, is_text: bool) -> float:
        return math.log((counts[is_text][word] + 1) / (lines[is_text] + SMOOTHING_LINES))

    return {
        word: round(log_share(word, is_text=True) - log_share(word, is_text=False), 2)
        for word in sorted(outlets)
        if is_known(word)
    }


def _term_weights(pages: Sequence[Page], is_name: Callable[[str], bool]) -> dict[str, float]:
    """Return the coefficients of a logistic regression over the terms of lines.

    Few of them are not zero (lasso: Tibshirani 1996).
    """
    lines, labels, weights = [], [], []
    outlets = defaultdict(set)
    for page in pages:
        for unit, is_text, teaches in zip(page.work.units, page.labels, page.teaches, strict=True):
            if teaches:
                lines.append(terms_of(unit.text))
                labels.append(bool(is_text))
                words = (max(1, unit.words) + BASE_WORDS[True]) * page.scale
                weights.append(min(MAX_TERM_WORDS, words) / BASE_WORDS[True])
                for term in lines[-1]:
                    outlets[term].add(page.record["domain"])
    columns = {
        term: column
        for column, term in enumerate(sorted(outlets))
        if len(outlets[term]) >= MIN_TERM_OUTLETS and not is_name(term.split()[-1])
    }
    model = LogisticRegression(C=TERM_COST, l1_ratio=1, solver="liblinear", random_state=0, max_iter=1000)
    (coefficients,) = model.fit(_term_matrix(lines, columns), labels, sample_weight=weights).coef_
    return {
        term: round(float(coefficients[column]), 2)
        for term, column in columns.items()
        if abs(coefficients[column]) >= MIN_TERM_WEIGHT
    }


def _term_matrix(lines: Sequence[frozenset[str]], columns: Mapping[str, int]) -> csr_matrix:
    """Return lines as vectors of length 1 over all their terms, in the columns of those that are known."""
    values, indices, ends = [], [], [0]
    for terms in lines:
        known = [columns[term] for term in sorted(terms) if term in columns]
        values += [1 / math.sqrt(max(1, len(terms)))] * len(known)
        indices += known
        ends.append(len(indices))
    shape = (len(lines), max(columns.values(), default=0) + 1)
    return csr_matrix((np.array(values), np.array(indices), np.array(ends)), shape)


@dataclass(slots=True)
class Lesson:
    """Units that teach something: a row of evidence, a label and a weight each."""

    names: Sequence[str]  # of the columns
    rows: np.ndarray  # shape (units, columns), float
    labels: np.ndarray  # shape (units,), bool
    weights: np.ndarray  # shape (units,), float


def fit(lesson: Lesson, trees: int, models: int, *, paired: bool = False) -> AdditiveModel:
    """Boost steps of one split and add up those of the same evidence.

    The mean of several models is one such sum too.  Where `paired` is said, pairs are learned too:
    on folds by outlet they help English texts and headlines, others not.
    """
    names = lesson.names
    data = lightgbm.Dataset(
        lesson.rows, lesson.labels, weight=lesson.weights, feature_name=list(names), free_raw_data=False
    )
    boosted = [_boosted(data, trees, seed) for seed in range(models)]
    start = 0.0
    splits: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for tree in chain.from_iterable(map(_trees, boosted)):
        if "split_feature" in tree:
            left, right = tree["left_child"]["leaf_value"], tree["right_child"]["leaf_value"]
            split = (_edge(tree["threshold"]), left / models, right / models)
            splits[names[tree["split_feature"]]].append(split)
        else:
            start += tree["leaf_value"] / models
    steps = {name: _step_function(splits[name]) for name in names if name in splits}
    single = AdditiveModel(round(start, 3), steps)
    return replace(single, grids=_pair_tables(lesson, single, models)) if paired else single


def _trees(model: lightgbm.Booster) -> list[dict[str, Any]]:
    return [tree["tree_structure"] for tree in model.dump_model()["tree_info"]]


def _step_function(splits: Sequence[tuple[float, float, float]]) -> StepFunction:
    """Add up splits: an edge each, with the points up to and above it.

    Edges at which hardly anything changes are left out.
    """
    edges = sorted({edge for edge, _, _ in splits})
    points = [
        round(sum(left if value <= edge else right for edge, left, right in splits), 3)
        for value in (*edges, math.inf)
    ]
    kept_edges, kept_points = [], [points[0]]
    for edge, point in zip(edges, points[1:], strict=True):
        if abs(point - kept_points[-1]) >= MIN_STEP_CHANGE:
            kept_edges.append(edge)
            kept_points.append(point)
    return StepFunction(tuple(kept_edges), tuple(kept_points))


def _pair_tables(lesson: Lesson, single: AdditiveModel, models: int) -> dict[tuple[str, str], PairTable]:
    """Boost trees over pairs of evidence on what single evidence leaves over; add up those of one pair."""
    names = lesson.names
    data = lightgbm.Dataset(
        lesson.rows,
        lesson.labels,
        weight=lesson.weights,
        init_score=_points(lesson, single),
        feature_name=list(names),
        params={"max_bin": PAIR_BINS},
        free_raw_data=False,
    )
    pairs = _best_pairs(data)
    boosted = (_boosted(data, PAIR_TREES, seed, leaves=4, pairs=pairs) for seed in range(models))
    trees: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for tree in chain.from_iterable(map(_trees, boosted)):
        pair = _pair_of(tree, pairs)
        if pair:
            trees[pair].append(tree)
    tables = {}
    for pair, trees_of_pair in trees.items():
        table = _pair_table(pair, trees_of_pair, models)
        if table:
            tables[names[pair[0]], names[pair[1]]] = table
    return tables


def _pair_of(tree: dict[str, Any], pairs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first pair whose evidence is all that a tree splits, or None."""
    used = set(_splits(tree))
    for pair in pairs:
        if used and used <= set(pair):
            return pair
    return None


def _pair_table(pair: tuple[int, int], trees: Sequence[dict[str, Any]], models: int) -> PairTable | None:
    """Add up the trees of a pair; None where they split only one of the two."""
    edges = [sorted({edge for tree in trees for edge in _splits(tree).get(column, ())}) for column in pair]
    if not edges[0] or not edges[1]:
        return None
    first, second = pair

    def points(first_value: float, second_value: float) -> float:
        values = {first: first_value, second: second_value}
        return sum(_value(tree, values) for tree in trees) / models

    cells = [
        [points(first_value, second_value) for second_value in (*edges[1], math.inf)]
        for first_value in (*edges[0], math.inf)
    ]
    return _merged_table(edges, np.array(cells))


def _points(lesson: Lesson, model: AdditiveModel) -> np.ndarray:
    """Return the points of each row by single evidence; shape (units,), float."""
    total = np.full(len(lesson.rows), model.start)
    for column, name in enumerate(lesson.names):
        if name in model.steps:
            steps = model.steps[name]
            places = np.searchsorted(np.array(steps.edges), lesson.rows[:, column], side="left")
            total += np.array(steps.points)[places]
    return total


def _best_pairs(data: lightgbm.Dataset) -> list[tuple[int, int]]:
    """Return the pairs whose splits below each other gain most, the best first."""
    gains = Counter[tuple[int, int]]()
    for above in _trees(_boosted(data, PAIR_TREES, 0, leaves=3)):
        for below in (above.get("left_child", {}), above.get("right_child", {})):
            if below.get("split_feature", above.get("split_feature")) != above.get("split_feature"):
                first, second = sorted((above["split_feature"], below["split_feature"]))
                gains[first, second] += below["split_gain"]
    return [pair for pair, _ in gains.most_common(PAIRS)]


def _splits(tree: dict[str, Any]) -> dict[int, set[float]]:
    """Return the edges at which a tree splits, by the column of their evidence."""
    if "split_feature" not in tree:
        return {}
    splits = defaultdict(set, {tree["split_feature"]: {_edge(tree["threshold"])}})
    for side in ("left_child", "right_child"):
        for column, edges in _splits(tree[side]).items():
            splits[column] |= edges
    return splits


def _value(tree: dict[str, Any], values: Mapping[int, float]) -> float:
    """Return the points that a tree gives for some values, by column."""
    while "split_feature" in tree:
        is_left = values[tree["split_feature"]] <= _edge(tree["threshold"])
        tree = tree["left_child" if is_left else "right_child"]
    return float(tree["leaf_value"])


def _merged_table(edges: Sequence[Sequence[float]], cells: np.ndarray) -> PairTable:
    """Return a table without the edges at which hardly anything changes.

    cells: points, shape (edges of the first + 1, edges of the second + 1), float.
    """
    kept: list[tuple[float, ...]] = []
    for edges_of_one in edges:
        rows = [0]
        for row in range(1, len(cells)):
            if np.abs(cells[row] - cells[rows[-1]]).max() >= MIN_ROW_CHANGE:
                rows.append(row)
        kept.append(tuple(edges_of_one[row - 1] for row in rows[1:]))
        cells = cells[rows].T
    return PairTable((kept[0], kept[1]), tuple(round(float(cell), 2) for cell in cells.flatten()))


def _edge(threshold: float) -> float:
    """Return an edge with few digits; the library writes zero as a tiny number."""
    if abs(threshold) >= TINY:
        return float(f"{threshold:.3g}")
    return 0.0 if threshold > 0 else -0.001


def _boosted(
    data: lightgbm.Dataset, trees: int, seed: int, *, leaves: int = 2, pairs: Sequence[tuple[int, int]] = ()
) -> lightgbm.Booster:
    """Return boosted trees of so many leaves; where pairs are given, each tree speaks of one of them."""
    settings: dict[str, Any] = {
        "objective": "binary",
        "num_leaves": leaves,
        "learning_rate": LEARNING_RATE,
        "min_data_in_leaf": 20,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "feature_fraction": 0.5,
        "lambda_l2": 5,
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 2,
        "verbose": -1,
    }
    if leaves > 2:
        settings["max_bin"] = PAIR_BINS
    if pairs:
        settings["interaction_constraints"] = [list(pair) for pair in pairs]
        settings["feature_fraction"] = 1.0
    return lightgbm.train(settings, data, trees)


def lesson_of(
    pages: Sequence[Page], columns: Sequence[Columns], names: Sequence[str], base_words: int
) -> Lesson:
    """Gather the units that teach something."""
    rows = np.vstack([_rows(columns_of_page, names) for columns_of_page in columns])
    labels = np.array([bool(is_text) for page in pages for is_text in page.labels])
    weights = np.array(
        [(max(1, unit.words) + base_words) * page.scale for page in pages for unit in page.work.units]
    )
    used = np.array(list(chain.from_iterable(page.teaches for page in pages)))
    return Lesson(names, rows[used], labels[used], weights[used])


def _rows(columns: Columns, names: Sequence[str]) -> np.ndarray:
    """Return columns as rows; shape (units, columns), float."""
    return np.array([columns[name] for name in names]).T


def train_pair(
    pages: Sequence[Page], models: int, *, english: bool
) -> tuple[tuple[AdditiveModel, AdditiveModel], Lexicon]:
    """Train both passes; evidence that only English gives is left out of those for other languages.

    The second pass learns from what the first says of pages that it was not trained on.
    """
    traits = _features_by_fold(pages, english=english)
    columns = [page_traits.columns for page_traits in traits]
    likely = _likely_by_fold(pages, columns, models, english=english)
    seconds = [
        second_pass_features(page.work, page_traits, page_likely)
        for page, page_traits, page_likely in zip(pages, traits, likely, strict=True)
    ]
    first = _fit_first_pass(pages, columns, models, english=english)
    second_lesson = lesson_of(pages, seconds, _names((*SECOND, *OWN), english=english), BASE_WORDS[english])
    second = fit(second_lesson, TREES["second"], models, paired=english)
    return (first, second), learn_lexicon(pages) if english else Lexicon()


def _names(names: Iterable[str], *, english: bool) -> list[str]:
    """Return the evidence that texts of a language give."""
    return [name for name in names if english or name not in ENGLISH_ONLY]


def _features_by_fold(pages: Sequence[Page], *, english: bool) -> list[LineFeatures]:
    """Return the evidence of each page, by a lexicon that was learned from pages of other folds."""
    lexicons = [Lexicon()] * FOLDS
    if english:
        lexicons = [learn_lexicon(page for page in pages if page.fold != fold) for fold in range(FOLDS)]
    return [
        first_pass_features(page.work, page.run, lexicons[page.fold], english=english and page.english)
        for page in pages
    ]


def _likely_by_fold(
    pages: Sequence[Page], columns: Sequence[Columns], models: int, *, english: bool
) -> list[list[float]]:
    """Return how likely each unit is text, by a first pass that was trained on pages of other folds."""
    first_passes = []
    for fold in range(FOLDS):
        others = [index for index, page in enumerate(pages) if page.fold != fold]
        pages_of_others = [pages[index] for index in others]
        columns_of_others = [columns[index] for index in others]
        first_passes.append(_fit_first_pass(pages_of_others, columns_of_others, models, english=english))
    return [
        first_passes[page.fold].likely(page_columns)
        for page, page_columns in zip(pages, columns, strict=True)
    ]


def _fit_first_pass(
    pages: Sequence[Page], columns: Sequence[Columns], models: int, *, english: bool
) -> AdditiveModel:
    lesson = lesson_of(pages, columns, _names(FIRST, english=english), BASE_WORDS[english])
    return fit(lesson, TREES["first"], models, paired=english)


def train_title(pages: Sequence[Page], classifier: Classifier, models: int) -> AdditiveModel:
    """Train the model for headlines on the lines above the texts that the other models find."""
    lessons = []
    for page in pages:
        title = words_of(page.record.get("title") or "")
        if not title:
            continue
        work = fresh_state(page)
        reading = score_lines(work, classifier)
        kept = find_body(work, reading)
        places, columns = title_columns(work, reading.traits, reading.likely, kept, opening(work, kept))
        right = [_says(work.units[index].text, title) for index in places]
        if any(right):
            lessons.append((columns, right, _candidate_weights(right, wrong_weight=3)))
    return fit(_candidate_lesson(lessons, list(TITLE_PHRASES)), TREES["title"], models, paired=True)


def fresh_state(page: Page) -> CleaningState:
    """Return what the rules of furniture say of a page, for a step that adds to it."""
    return CleaningState(
        seed=page.seed, units=page.work.units, status=dict(page.work.status), endings=dict(page.work.endings)
    )


Candidates = tuple[Columns, list[bool], list[float]]  # of one page: evidence, which are right, weights


def _candidate_weights(right: Sequence[bool], *, wrong_weight: float) -> list[float]:
    """Return the weights of candidates: right ones share 1, each wrong one has its part of wrong_weight."""
    return [1 / sum(right) if is_right else wrong_weight / len(right) for is_right in right]


def _candidate_lesson(lessons: Sequence[Candidates], names: list[str]) -> Lesson:
    rows = np.vstack([_rows(columns, names) for columns, _, _ in lessons])
    labels = np.array([is_right for _, right, _ in lessons for is_right in right])
    weights = np.array([weight for _, _, page_weights in lessons for weight in page_weights])
    return Lesson(names, rows, labels, weights * CANDIDATE_WEIGHT)


def layouts(pages: Sequence[Page], classifier: Classifier) -> list[tuple[dict[str, Any], Layout]]:
    """Return for each page of known authors or date these facts, and what its candidates are judged by."""
    known = []
    for page in pages:
        meta = page.record.get("meta")
        if not isinstance(meta, dict) or not (meta.get("byline") or meta.get("date")):
            continue
        work = fresh_state(page)
        reading = score_lines(work, classifier)
        kept = claim_comments(work, find_body(work, reading), reading)
        known.append((meta, layout_of(work, reading, kept, opening(work, kept), ALONE)))
    return known


def train_facts(
    pages: Sequence[Page], classifier: Classifier, models: int
) -> tuple[AdditiveModel, AdditiveModel]:
    """Train the models for bylines and dates on candidates of pages whose authors and dates are known.

    Each page teaches twice: as it is, and without its furniture, as many scrapes come.
    """
    bare = [bared(page) for page in pages if page.record["tier"] == "dump" and page.record.get("meta")]
    known = layouts([*pages, *bare], classifier)
    bylines, dates = [], []
    for meta, layout in known:
        if meta.get("byline") and layout.bylines:
            bylines.append(_byline_candidates(meta, layout))
        if meta.get("date") and layout.dates:
            dates += _date_candidates(meta, layout)
    return (
        fit(_candidate_lesson(bylines, list(BYLINE_PHRASES)), TREES["facts"], models),
        fit(_candidate_lesson(dates, list(DATE_PHRASES)), TREES["facts"], models),
    )


def _byline_candidates(meta: dict[str, Any], layout: Layout) -> Candidates:
    right = [_names_author(candidate.byline.names, meta) for candidate in layout.bylines]
    return byline_columns(layout), right, _fact_weights(right)


def _names_author(names: Iterable[str], meta: dict[str, Any]) -> bool:
    """Whether one of some names is one of the known authors'."""
    return any(_same_name(name, author) for name in names for author in meta.get("byline") or ())


def _date_candidates(meta: dict[str, Any], layout: Layout) -> list[Candidates]:
    """Return the candidates of a page; none where only a day off is right, for time zones shift days."""
    values = [candidate.dated.date.value for candidate in layout.dates]
    right = [value[:10] == meta["date"] for value in values]
    if not any(right) and any(abs(_day(value) - _day(meta["date"])) == 1 for value in values):
        return []
    return [(date_columns(layout), right, _fact_weights(right))]


def _fact_weights(right: Sequence[bool]) -> list[float]:
    return _candidate_weights(right, wrong_weight=2)


def bared(page: Page) -> Page:
    """Return a page as a bare scrape: its headline, byline, date and text, nothing else."""
    title = words_of(page.record.get("title") or "").casefold()
    kept: list[str] = []
    seen: set[str] = set()
    for unit, is_text in zip(page.work.units, page.labels, strict=True):
        if is_text or (unit.key not in seen and _says_fact(unit, page.record["meta"], title)):
            kept.append(unit.text)
        seen.add(unit.key)
    return page_of({**page.record, "text": "\n\n".join(kept)}, page.weight)


def _says_fact(unit: TextUnit, meta: dict[str, Any], title: str) -> bool:
    """Whether a line is the headline, or says a known author or the known date."""
    byline = parse_byline(unit.text)
    if byline is not None and _names_author(byline.names, meta):
        return True
    if words_of(unit.text).casefold() == title:
        return True
    days = [labelled.date.value[:10] for labelled in labelled_dates(unit.text)]
    return meta.get("date") in days and not unit.prose


def _day(text: str) -> int:
    """Return the number of a day, as in 2024-05-06; 0 where a text names only a month or year."""
    return date.fromisoformat(text[:10]).toordinal() if len(text) >= len("2024-05-06") else 0


def _same_name(name: str, other: str) -> bool:
    """Whether two names are one person's, but for a middle name or a title."""
    first, second = _name_parts(name), _name_parts(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short) < 2:
        return False
    if short in (long[: len(short)], long[-len(short) :]):
        return True
    return (short[0], short[-1]) == (long[0], long[-1])


def _name_parts(name: str) -> list[str]:
    return [word.casefold().strip(".") for word in TOKEN.findall(name)]


def _says(text: str, title: str) -> bool:
    """Whether a line is a title, with little more."""
    words = words_of(text)
    return f" {title} " in f" {words} " and len(words.split()) <= len(title.split()) + TITLE_EXTRA_WORDS


def train(pages: Sequence[Page], models: int) -> Classifier:
    """Train all models."""
    english, lexicon = train_pair([page for page in pages if page.english], models, english=True)
    other, _ = train_pair(pages, models, english=False)
    nothing = AdditiveModel(0.0, {})
    classifier = Classifier(
        english=english, other=other, title=nothing, byline=nothing, date=nothing, lexicon=lexicon
    )
    return with_facts(with_title(classifier, pages, models), pages, models)


def train_part(part: Part, pages: Sequence[Page], models: int) -> Classifier:
    """Train some models, and take the others from the table that is there."""
    classifier = load_classifier()
    match part:
        case Part.ENGLISH:
            english_pages = [page for page in pages if page.english]
            english, lexicon = train_pair(english_pages, models, english=True)
            return with_title(replace(classifier, english=english, lexicon=lexicon), pages, models)
        case Part.TITLE:
            return with_title(classifier, pages, models)
        case Part.METADATA:
            return with_facts(with_title(classifier, pages, models), pages, models)
        case Part.FACTS:
            return with_facts(classifier, pages, models)


def with_title(classifier: Classifier, pages: Sequence[Page], models: int) -> Classifier:
    """Return a classifier with the model for headlines trained by its others."""
    return replace(classifier, title=train_title(pages, classifier, models))


def with_facts(classifier: Classifier, pages: Sequence[Page], models: int) -> Classifier:
    """Return a classifier with the models for bylines and dates trained by its others."""
    byline, day = train_facts(pages, classifier, models)
    return replace(classifier, byline=byline, date=day)


def spell(classifier: Classifier, sources: Mapping[Trained, str]) -> str:
    """Return a classifier as its table, with what its models were trained on."""
    lines = [
        "# Points for (above 0) and against a line being text of the article; see classifier.py.",
        "# Trained by tools/train_cleaning.py.  The pages that each look learned from:",
        *(f"# {trained}: {names}" for trained, names in sources.items()),
        (
            '# language, look, evidence, points: "-1.2 (3.5) 0.4" gives -1.2 up to 3.5 and 0.4 above;'
            " of two pieces of evidence,"
        ),
        '# "3.5; 9; 0 1; 2 0" gives the edges of the first and of the second, then rows of points.',
        "# Then words with the logarithm of their odds, and terms with their weight.",
    ]
    for group, name, model in _models(classifier):
        lines.append(f"{group}\t{name}\t{START}\t{model.start:g}")
        lines += [
            f"{group}\t{name}\t{evidence}\t{_spell_steps(steps)}" for evidence, steps in model.steps.items()
        ]
        lines += [
            f"{group}\t{name}\t{first}{PAIR_SEPARATOR}{second}\t{_spell_pair(table)}"
            for (first, second), table in model.grids.items()
        ]
    lines += [f"{word}\t{odds:g}" for word, odds in sorted(classifier.lexicon.log_odds.items())]
    lines += [
        f"{TERM_ROW}\t{term}\t{weight:g}" for term, weight in sorted(classifier.lexicon.weights.items())
    ]
    return "\n".join(lines) + "\n"


def _models(classifier: Classifier) -> list[tuple[TableGroup, ModelName, AdditiveModel]]:
    """Return the models of a classifier in the order of the table, with their places in it."""
    return [
        (TableGroup.ENGLISH, ModelName.FIRST, classifier.english[0]),
        (TableGroup.ENGLISH, ModelName.SECOND, classifier.english[1]),
        (TableGroup.OTHER, ModelName.FIRST, classifier.other[0]),
        (TableGroup.OTHER, ModelName.SECOND, classifier.other[1]),
        (TableGroup.ANY, ModelName.TITLE, classifier.title),
        (TableGroup.ANY, ModelName.BYLINE, classifier.byline),
        (TableGroup.ANY, ModelName.DATE, classifier.date),
    ]


def _spell_steps(steps: StepFunction) -> str:
    cells = [f"{point:g} ({edge:g})" for edge, point in zip(steps.edges, steps.points, strict=False)]
    return " ".join([*cells, f"{steps.points[-1]:g}"])


def _spell_pair(table: PairTable) -> str:
    width = len(table.edges[1]) + 1
    rows = [table.points[start : start + width] for start in range(0, len(table.points), width)]
    return "; ".join(" ".join(f"{cell:g}" for cell in row) for row in (*table.edges, *rows))


def sources_of_models(part: Part | None, names: str) -> dict[Trained, str]:
    """Return the sources that models were trained on; those of models that stay are read from the table."""
    table = Path(article.__file__).with_name("classifier.tsv").read_text(encoding="utf-8").splitlines()
    comments_of_table = [line[2:] for line in table if line.startswith("# ") and ": " in line]
    known = dict(line.split(": ", 1) for line in comments_of_table)
    return {trained: names if trained in TRAINED[part] else known[trained] for trained in Trained}


def fold_of(record: dict[str, Any]) -> int:
    """Return the fold of a page: all pages of one outlet are in the same one."""
    return int(hashlib.md5(record["domain"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def read_json_lines(path: Path) -> list[dict[str, Any]]:
    """Read a gzipped file of JSON lines."""
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def read_records(pages: Sequence[Path], meta: Path | None) -> list[dict[str, Any]]:
    """Read the pages, with the facts of another file where it is given."""
    records = list(chain.from_iterable(map(read_json_lines, pages)))
    facts = {row["id"]: row["meta"] for row in read_json_lines(meta)} if meta else {}
    return [{**record, "meta": facts.get(record["id"]) or record.get("meta")} for record in records]


def write_held_out(
    pages: Sequence[Page],
    records: Sequence[dict[str, Any]],
    make: Callable[[Sequence[Page]], Classifier],
    folder: Path,
) -> None:
    """Write what classifiers that saw no page of the same outlet make of each page.

    NAME.TIER.txt holds its text, and NAME.json all of a whole page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        classifier = make([page for page in pages if page.fold != fold])
        sys.stderr.write(f"fold {fold + 1} of {FOLDS}\n")
        for record in records:
            if fold_of(record) == fold:
                _write_cleaned(record, classifier, folder)


def _write_cleaned(record: dict[str, Any], classifier: Classifier, folder: Path) -> None:
    seed = parse_seed(record["text"].encode("utf-8", "replace"), "000", "000.txt")[0]
    cleaned = article.clean(seed, classifier)
    (folder / f"{record['id']}.{record['tier']}.txt").write_text(plain_text(cleaned), encoding="utf-8")
    if record["tier"] == "dump":
        whole = json.dumps(cleaned_json(cleaned, seed), ensure_ascii=False)
        (folder / f"{record['id']}.json").write_text(whole, encoding="utf-8")


def main() -> None:
    """Train, and write the table or the texts of held-out pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--source", action="append", required=True, metavar="NAME[=WEIGHT]")
    parser.add_argument("--meta", type=Path, help="facts of pages by id, gzipped JSON lines")
    parser.add_argument("--out", type=Path, default=Path(article.__file__).with_name("classifier.tsv"))
    parser.add_argument("--held-out", type=Path)
    parser.add_argument(
        "--only",
        type=Part,
        choices=list(Part),
        help="keep the other models of the table that is there",
    )
    parser.add_argument("--models", type=int, default=MODELS)
    args = parser.parse_args()
    sources = [source.partition("=") for source in args.source]
    weights = {name: float(weight or 1) for name, _, weight in sources}
    records = read_records(args.pages, args.meta)
    pages = [page_of(record, weights[record["source"]]) for record in records if record["source"] in weights]
    pages += [shortened(page) for page in pages if page.record["tier"] == "extract"]

    def make(taught: Sequence[Page]) -> Classifier:
        if args.only:
            return train_part(args.only, taught, args.models)
        return train(taught, args.models)

    if args.held_out:
        write_held_out(pages, records, make, args.held_out)
        return
    table = spell(make(pages), sources_of_models(args.only, ", ".join(weights)))
    args.out.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
