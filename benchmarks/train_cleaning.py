"""Make `sitegen/clean/classifier.tsv`: boosted steps over the named evidence, one table a look, and the points of words.

usage: python benchmarks/train_cleaning.py PAGES.jsonl.gz ... --source NAME[=WEIGHT] ... [--meta FILE] [--out FILE] [--held-out DIR]

PAGES      records with text, gold (the article's paragraphs), title, ignore, source, domain, lang, meta (title, byline, date)
--source   a collection whose licence allows training, and how much its pages count; pages of others are left alone
--meta     facts of pages by id, for records that hold none
--held-out write, for each page of PAGES, what a scorecard makes of it which never saw a page of the same outlet
--only     train some looks and keep the others of the table that is there: those of English texts and of headlines (english), those for
           metadata (metadata), for headlines (title), or for authors and dates (facts)

Steps of one split each are boosted on logistic loss (Friedman 2001), then trees over the pairs of evidence that gain most
(Lou, Caruana, Gehrke and Hooker 2013), so the model is a sum over single pieces of evidence and over pairs of them.  The second
look learns from what first looks say of pages that they were not trained on.
Needs numpy and lightgbm (pip install -e '.[train]').
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
    AdditiveModel,
    Classifier,
    PairTable,
    StepFunction,
    shipped_classifier,
)
from sitegen.clean.context import ALONE
from sitegen.clean.date_lines import labelled_dates
from sitegen.clean.headline import TITLE, title_columns
from sitegen.clean.line_features import (
    ENGLISH_ONLY,
    FIRST,
    Lexicon,
    LineFeatures,
    first_pass_features,
    terms_of,
)
from sitegen.clean.metadata import layout_of
from sitegen.clean.metadata_features import BYLINE, DATE, Layout, byline_columns, date_columns
from sitegen.clean.plain import plain_text
from sitegen.clean.state import CleaningState
from sitegen.clean.units import EDGE, TextUnit
from sitegen.model import Override, Seed
from sitegen.read.seeds import parse_seed
from sitegen.report import cleaned_json

TEXT, OTHER_TEXT, HEADLINE, FACTS = LOOKS = (
    "first and second",
    "first and second of other languages",
    "title",
    "byline and date",
)
# What each `--only` trains; the other looks are kept.
TRAINED = {
    None: LOOKS,
    "english": (TEXT, HEADLINE),
    "title": (HEADLINE,),
    "metadata": (HEADLINE, FACTS),
    "facts": (FACTS,),
}
FOLDS = 5
TOKEN = re.compile(r"\w+")
GRAM = 4  # words of the stretches by which a line is found in the gold
IN_GOLD = 0.6  # of a line's stretches: it belongs to the article
NEUTRAL = 0.8  # of a line's stretches in what annotators disagree on: it teaches nothing
OUTLETS = 15  # a word must stand on the pages of so many
LINES = 60  # and in so many lines
TREES = {"first": 300, "second": 200, "title": 400, "facts": 300}
RATE = 0.15
PAIRS = 16  # of evidence that give points together; more did not help on folds by outlet
PAIR_TREES = 200
BINS = 10  # steps of an evidence in a pair
LEAST_CHANGE = 0.02  # points between two rows of a grid
MODELS = 8  # with other samples of lines and evidence each
SHORT = (3, 4, 6, 10, 20, 1000)  # lines of a page that is given without its furniture
TINY = 1e-20  # what stands for zero in an edge
BASE = {
    True: 5,
    False: 2,
}  # words by which every line weighs more than it is long, for English and for other languages
SMOOTH = 50  # lines that every word is taken to have stood in before
TERM_OUTLETS = 5  # a term must stand on the pages of so many
TERM_WORDS = 30  # of a line at most: a long paragraph teaches no more of its terms than that
TERM_COST = 0.5  # of a line that the weights get wrong, against that of weights; 1 gave the same on folds by outlet, 2 less
LEAST_WEIGHT = 0.02


@dataclass(slots=True)
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
    """Count the stretches of GRAM words."""
    words = TOKEN.findall(text)
    return (
        Counter(tuple(words[at : at + GRAM]) for at in range(max(1, len(words) - GRAM + 1)))
        if words
        else Counter()
    )


def share(text: str, bag: Counter[tuple[str, ...]]) -> float:
    """Give the share of a text's stretches that a bag holds."""
    own = grams(text)
    return sum(count for gram, count in own.items() if gram in bag) / max(1, own.total())


def label(units: Sequence[TextUnit], record: dict[str, Any]) -> list[bool | None]:
    """Say for each unit whether the gold holds it; None where the annotators disagree."""
    gold = grams(record["gold"])
    lines = {" ".join(TOKEN.findall(line)) for line in record["gold"].split("\n")}
    unsure = [text for text in (*(record.get("ignore") or ()), record.get("title") or "") if text]
    unsure_lines = {" ".join(TOKEN.findall(text)) for text in unsure}
    unsure_bag: Counter[tuple[str, ...]] = sum((grams(text) for text in unsure), Counter())
    made: list[bool | None] = []
    for unit in units:
        key = " ".join(TOKEN.findall(unit.text))
        if not key or (key in unsure_lines and key not in lines):
            made.append(None)
        elif len(key.split()) < GRAM:
            made.append(key in lines)
        elif share(unit.text, unsure_bag) >= NEUTRAL and share(unit.text, gold) < IN_GOLD:
            made.append(None)
        else:
            made.append(share(unit.text, gold) >= IN_GOLD)
    return made


def page_of(record: dict[str, Any], weight: float = 1.0) -> Page:
    """Read one record as `clean` does up to the weighing of evidence."""
    seed = parse_seed(record["text"].encode("utf-8", "replace"), "000", "000.txt")[0]
    work, _ = article.started(seed, Override())
    run = best_run(work)
    english = language_of(work.units[run[0] : run[1]]) == "en"
    labels = label(work.units, record)
    total = sum(unit.words for unit, kept in zip(work.units, labels, strict=True) if kept) or 100
    teaches = [kept is not None for kept in labels]
    if english:
        teaches = without_comments(work, labels, teaches)
    return Page(
        record,
        seed,
        work,
        run,
        english,
        labels,
        teaches,
        weight * 100 / max(150, total),
        fold_of(record),
        weight,
    )


def shortened(page: Page) -> Page:
    """Give the beginning of a page without furniture, so that what is clean and short is learned to be text too."""
    kept = [
        " ".join(unit.text.split())
        for unit, is_text in zip(page.work.units, page.labels, strict=True)
        if is_text is not False
    ]
    most = SHORT[len(page.record["text"]) % len(SHORT)]
    return page_of({**page.record, "text": "\n".join(kept[:most])}, page.weight)


def without_comments(work: CleaningState, labels: Sequence[bool | None], teaches: list[bool]) -> list[bool]:
    """Let readers' comments teach nothing: they are found by other means."""
    seen = [at for at, unit in enumerate(work.units) if labels[at] or unit.prose or comments.header(unit)]
    last = max((at for at, kept in enumerate(labels) if kept), default=len(labels))
    thread = comments.first_comment([work.units[at] for at in seen if labels[at] or at > last])
    after = [at for at in seen if labels[at] or at > last]
    if thread is None or after[thread.first] <= last:
        return teaches
    return [
        teaches[at] and not (at >= after[thread.first] and unit.prose) for at, unit in enumerate(work.units)
    ]


def learn_lexicon(pages: Iterable[Page]) -> Lexicon:
    """Learn what words of English say; no word that the name of an outlet holds says anything."""
    english = [page for page in pages if page.english]
    names = {
        part for page in english for part in re.split(r"[^a-z]+", page.record["domain"]) if len(part) > 3
    }

    def is_name(word: str) -> bool:
        return any(word in name or (name in word and len(name) > 3) for name in names)

    return Lexicon(_log_odds(english, is_name), _term_weights(english, is_name))


def _log_odds(pages: Iterable[Page], is_name: Callable[[str], bool]) -> dict[str, float]:
    """Give how much oftener words stand in lines of articles, as the logarithm of the odds."""
    kept, cut, outlets = Counter[str](), Counter[str](), defaultdict(set)
    lines = [0, 0]
    for page in pages:
        for unit, is_text in zip(page.work.units, page.labels, strict=True):
            if is_text is None:
                continue
            lines[is_text] += 1
            for word in {part.strip(EDGE) for part in unit.key[:600].split()}:
                (kept if is_text else cut)[word] += 1
                outlets[word].add(page.record["domain"])
    return {
        word: round(
            math.log((kept[word] + 1) / (lines[1] + SMOOTH))
            - math.log((cut[word] + 1) / (lines[0] + SMOOTH)),
            2,
        )
        for word in sorted(outlets)
        if word
        and len(outlets[word]) >= OUTLETS
        and kept[word] + cut[word] >= LINES
        and not any(character.isdigit() for character in word)
        and not is_name(word)
    }


def _term_weights(pages: Sequence[Page], is_name: Callable[[str], bool]) -> dict[str, float]:
    """Give the coefficients of a logistic regression over the terms of lines, few of which are not zero (lasso: Tibshirani 1996)."""
    lines, labels, weights = [], [], []
    outlets = defaultdict(set)
    for page in pages:
        for unit, is_text, teaches in zip(page.work.units, page.labels, page.teaches, strict=True):
            if teaches:
                lines.append(terms_of(unit.text))
                labels.append(bool(is_text))
                weights.append(min(TERM_WORDS, (max(1, unit.words) + BASE[True]) * page.scale) / BASE[True])
                for term in lines[-1]:
                    outlets[term].add(page.record["domain"])
    known = {
        term: at
        for at, term in enumerate(sorted(outlets))
        if len(outlets[term]) >= TERM_OUTLETS and not is_name(term.split()[-1])
    }
    rows = csr_matrix(
        (
            np.concatenate(
                [
                    np.full(sum(term in known for term in terms), 1 / math.sqrt(max(1, len(terms))))
                    for terms in lines
                ]
            ),
            np.array([known[term] for terms in lines for term in sorted(terms) if term in known]),
            np.cumsum([0, *(sum(term in known for term in terms) for terms in lines)]),
        ),
        (len(lines), max(known.values(), default=0) + 1),
    )
    model = LogisticRegression(C=TERM_COST, l1_ratio=1, solver="liblinear", random_state=0, max_iter=1000)
    (weighed,) = model.fit(rows, labels, sample_weight=weights).coef_
    return {
        term: round(float(weighed[at]), 2) for term, at in known.items() if abs(weighed[at]) >= LEAST_WEIGHT
    }


@dataclass(slots=True)
class Lesson:
    """Units that teach something: a row of evidence, a label and a weight each."""

    names: Sequence[str]
    rows: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def fit(lesson: Lesson, trees: int, many: int, *, paired: bool = False) -> AdditiveModel:
    """Boost steps of one split and add up those of the same evidence; the mean of several models is one such sum too.

    Where `paired` is said, pairs of evidence are learned behind it: on folds by outlet they help English texts and headlines, others not.
    """
    names = lesson.names
    data = lightgbm.Dataset(
        lesson.rows, lesson.labels, weight=lesson.weights, feature_name=list(names), free_raw_data=False
    )
    models = [_boosted(data, trees, seed) for seed in range(many)]
    start, splits = 0.0, defaultdict(list)
    for tree in (tree for model in models for tree in model.dump_model()["tree_info"]):
        node = tree["tree_structure"]
        if "split_feature" in node:
            sides = (node["left_child"]["leaf_value"] / many, node["right_child"]["leaf_value"] / many)
            splits[names[node["split_feature"]]].append((_edge(node["threshold"]), *sides))
        else:
            start += node["leaf_value"] / many
    steps = {}
    for name in names:
        edges = sorted({edge for edge, _, _ in splits[name]})
        points = [
            round(sum(left if at <= edge else right for edge, left, right in splits[name]), 3)
            for at in (*edges, math.inf)
        ]
        if edges:
            steps[name] = _merged(edges, points)
    single = AdditiveModel(round(start, 3), steps)
    return replace(single, grids=_grids(lesson, single, many)) if paired else single


def _grids(lesson: Lesson, single: AdditiveModel, many: int) -> dict[tuple[str, str], PairTable]:
    """Boost trees over pairs of evidence on what single evidence leaves over, and add up those of the same pair."""
    names = lesson.names
    left = _points(lesson, single)
    data = lightgbm.Dataset(
        lesson.rows,
        lesson.labels,
        weight=lesson.weights,
        init_score=left,
        feature_name=list(names),
        params={"max_bin": BINS},
        free_raw_data=False,
    )
    pairs = _best_pairs(data)
    trees: dict[tuple[int, ...], list[dict[str, Any]]] = defaultdict(list)
    for model in (_boosted(data, PAIR_TREES, seed, leaves=4, pairs=pairs) for seed in range(many)):
        for tree in (one["tree_structure"] for one in model.dump_model()["tree_info"]):
            used = tuple(sorted(_splits(tree)))
            home = next((pair for pair in pairs if used and set(used) <= set(pair)), None)
            if home:
                trees[home].append(tree)
    made = {}
    for (first, second), grown in trees.items():
        edges = [
            sorted({edge for tree in grown for edge in _splits(tree).get(one, ())}) for one in (first, second)
        ]
        if edges[0] and edges[1]:
            cells = np.array(
                [
                    [
                        sum(_value(tree, {first: a, second: b}) for tree in grown) / many
                        for b in (*edges[1], math.inf)
                    ]
                    for a in (*edges[0], math.inf)
                ]
            )
            made[names[first], names[second]] = _merged_grid(edges, cells)
    return made


def _points(lesson: Lesson, look: AdditiveModel) -> np.ndarray:
    """Give the points of each row by single evidence."""
    total = np.full(len(lesson.rows), look.start)
    for at, name in enumerate(lesson.names):
        if name in look.steps:
            steps = look.steps[name]
            total += np.array(steps.points)[
                np.searchsorted(np.array(steps.edges), lesson.rows[:, at], side="left")
            ]
    return total


def _best_pairs(data: lightgbm.Dataset) -> list[tuple[int, int]]:
    """Give the pairs whose splits below each other gain most, the best first."""
    gain = Counter[tuple[int, int]]()
    for tree in _boosted(data, PAIR_TREES, 0, leaves=3).dump_model()["tree_info"]:
        above = tree["tree_structure"]
        for below in (above.get("left_child", {}), above.get("right_child", {})):
            if below.get("split_feature", above.get("split_feature")) != above.get("split_feature"):
                first, second = sorted((above["split_feature"], below["split_feature"]))
                gain[first, second] += below["split_gain"]
    return [pair for pair, _ in gain.most_common(PAIRS)]


def _splits(tree: dict[str, Any]) -> dict[int, set[float]]:
    """Give the edges at which a tree splits, by evidence."""
    if "split_feature" not in tree:
        return {}
    found = defaultdict(set, {tree["split_feature"]: {_edge(tree["threshold"])}})
    for side in ("left_child", "right_child"):
        for one, edges in _splits(tree[side]).items():
            found[one] |= edges
    return found


def _value(tree: dict[str, Any], values: Mapping[int, float]) -> float:
    """Give what a tree says of some values."""
    while "split_feature" in tree:
        tree = tree[
            "left_child" if values[tree["split_feature"]] <= _edge(tree["threshold"]) else "right_child"
        ]
    return float(tree["leaf_value"])


def _merged_grid(edges: Sequence[Sequence[float]], cells: np.ndarray) -> PairTable:
    """Drop the edges at which hardly anything changes."""
    kept: list[tuple[float, ...]] = []
    for one in edges:
        rows = [0]
        for at in range(1, len(cells)):
            if np.abs(cells[at] - cells[rows[-1]]).max() >= LEAST_CHANGE:
                rows.append(at)
        kept.append(tuple(one[at - 1] for at in rows[1:]))
        cells = cells[rows].T
    return PairTable((kept[0], kept[1]), tuple(round(float(cell), 2) for cell in cells.flatten()))


def _edge(threshold: float) -> float:
    """Give an edge with few digits; the library writes zero as a tiny number."""
    return (0.0 if threshold > 0 else -0.001) if abs(threshold) < TINY else float(f"{threshold:.3g}")


def _boosted(
    data: lightgbm.Dataset, trees: int, seed: int, *, leaves: int = 2, pairs: Sequence[tuple[int, int]] = ()
) -> lightgbm.Booster:
    """Give boosted trees of so many leaves; where pairs are given, each tree speaks of one of them."""
    allowed = (
        {"interaction_constraints": [list(pair) for pair in pairs], "feature_fraction": 1.0} if pairs else {}
    )
    return lightgbm.train(
        {
            "objective": "binary",
            "num_leaves": leaves,
            "learning_rate": RATE,
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
            **({"max_bin": BINS} if leaves > 2 else {}),
            **allowed,
        },
        data,
        trees,
    )


def _merged(edges: list[float], points: list[float]) -> StepFunction:
    """Drop the edges at which hardly anything changes."""
    kept_edges, kept_points = [], [points[0]]
    for edge, point in zip(edges, points[1:], strict=True):
        if abs(point - kept_points[-1]) >= 0.01:
            kept_edges.append(edge)
            kept_points.append(point)
    return StepFunction(tuple(kept_edges), tuple(kept_points))


def lesson_of(
    pages: Sequence[Page], columns: Sequence[dict[str, list[float]]], names: Sequence[str], base: int
) -> Lesson:
    """Gather the units that teach something."""
    rows = np.vstack([np.array([one[name] for name in names]).T for one in columns])
    labels = np.array([bool(one) for page in pages for one in page.labels])
    weights = np.array(
        [(max(1, unit.words) + base) * page.scale for page in pages for unit in page.work.units]
    )
    used = np.array([one for page in pages for one in page.teaches])
    return Lesson(names, rows[used], labels[used], weights[used])


def train_pair(
    pages: Sequence[Page], many: int, *, english: bool
) -> tuple[tuple[AdditiveModel, AdditiveModel], Lexicon]:
    """Train both looks; evidence that only English gives is left out of the looks for other languages."""
    first_names = [name for name in FIRST if english or name not in ENGLISH_ONLY]
    second_names = [name for name in (*SECOND, *OWN) if english or name not in ENGLISH_ONLY]

    def look(page: Page, lexicon: Lexicon) -> LineFeatures:
        return first_pass_features(page.work, page.run, lexicon, english=english and page.english)

    traits: dict[int, LineFeatures] = {}
    for fold in range(FOLDS):
        lexicon = learn_lexicon(page for page in pages if page.fold != fold) if english else Lexicon()
        traits.update({id(page): look(page, lexicon) for page in pages if page.fold == fold})
    likely: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        others = [page for page in pages if page.fold != fold]
        card = fit(
            lesson_of(others, [traits[id(page)].columns for page in others], first_names, BASE[english]),
            TREES["first"],
            many,
            paired=english,
        )
        likely.update(
            {id(page): card.likely(traits[id(page)].columns) for page in pages if page.fold == fold}
        )
    seconds = [second_pass_features(page.work, traits[id(page)], likely[id(page)]) for page in pages]
    first = fit(
        lesson_of(pages, [traits[id(page)].columns for page in pages], first_names, BASE[english]),
        TREES["first"],
        many,
        paired=english,
    )
    second = fit(
        lesson_of(pages, seconds, second_names, BASE[english]), TREES["second"], many, paired=english
    )
    return (first, second), learn_lexicon(pages) if english else Lexicon()


def train_title(pages: Sequence[Page], card: Classifier, many: int) -> AdditiveModel:
    """Train the look for headlines on the lines above the texts that the other looks find."""
    lessons = []
    for page in pages:
        title = " ".join(TOKEN.findall(page.record.get("title") or ""))
        if not title:
            continue
        work = CleaningState(page.seed, page.work.units, dict(page.work.status), dict(page.work.endings))
        reading = score_lines(work, card)
        kept = find_body(work, reading)
        places, columns = title_columns(work, reading.traits, reading.likely, kept, opening(work, kept))
        right = [_says(work.units[at].text, title) for at in places]
        if any(right):
            weights = [1 / sum(right) if one else 3 / len(right) for one in right]
            lessons.append((columns, right, weights))
    names = list(TITLE)
    rows = np.vstack([np.array([columns[name] for name in names]).T for columns, _, _ in lessons])
    labels = np.array([one for _, right, _ in lessons for one in right])
    worth = np.array([one for _, _, weights in lessons for one in weights])
    return fit(Lesson(names, rows, labels, worth * 100), TREES["title"], many, paired=True)


def layouts(pages: Sequence[Page], card: Classifier) -> list[tuple[dict[str, Any], Layout]]:
    """Give for each page of known authors or date what its candidates are judged by."""
    made = []
    for page in pages:
        meta = page.record.get("meta")
        if not isinstance(meta, dict) or not (meta.get("byline") or meta.get("date")):
            continue
        work = CleaningState(page.seed, page.work.units, dict(page.work.status), dict(page.work.endings))
        reading = score_lines(work, card)
        kept = claim_comments(work, find_body(work, reading), reading)
        made.append((meta, layout_of(work, reading, kept, opening(work, kept), ALONE)))
    return made


def train_facts(pages: Sequence[Page], card: Classifier, many: int) -> tuple[AdditiveModel, AdditiveModel]:
    """Train the looks for bylines and dates on candidates of pages whose authors and dates are known.

    Each page teaches twice: as it is, and without its furniture, as many scrapes come.
    """
    known = layouts(
        [
            *pages,
            *(bared(page) for page in pages if page.record["tier"] == "dump" and page.record.get("meta")),
        ],
        card,
    )
    bylines, dates = [], []
    for meta, layout in known:
        if meta.get("byline") and layout.bylines:
            right = [
                any(_same_name(name, gold) for name in one.byline.names for gold in meta["byline"])
                for one in layout.bylines
            ]
            bylines.append((byline_columns(layout), right))
        if meta.get("date") and layout.dates:
            days = [one.dated.date.value[:10] == meta["date"] for one in layout.dates]
            near = [abs(_day(one.dated.date.value) - _day(meta["date"])) == 1 for one in layout.dates]
            if any(days) or not any(near):  # time zones shift a day: what is a day off teaches nothing
                dates.append((date_columns(layout), days))
    return _fit_candidates(bylines, list(BYLINE), many), _fit_candidates(dates, list(DATE), many)


def bared(page: Page) -> Page:
    """Give a page as a bare scrape: its headline, byline, date and text, nothing else."""
    meta = page.record["meta"]
    title = " ".join(TOKEN.findall(page.record.get("title") or "")).casefold()
    kept, seen = [], set()
    for unit, is_text in zip(page.work.units, page.labels, strict=True):
        said = parse_byline(unit.text)
        byline = said is not None and any(
            _same_name(name, gold) for name in said.names for gold in meta.get("byline") or ()
        )
        dated = (
            any(one.date.value[:10] == meta.get("date") for one in labelled_dates(unit.text))
            and not unit.prose
        )
        head = " ".join(TOKEN.findall(unit.text)).casefold() == title
        if is_text or ((byline or dated or head) and unit.key not in seen):
            kept.append(unit.text)
        seen.add(unit.key)
    return page_of({**page.record, "text": "\n\n".join(kept)}, page.weight)


def _day(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal() if len(text) >= len("2024-05-06") else 0


def _same_name(one: str, other: str) -> bool:
    """Say whether two names are one person's, but for a middle name or a title."""
    first, second = (
        [word.casefold().strip(".") for word in re.findall(r"\w+", name)] for name in (one, other)
    )
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) > 1 and (
        long[: len(short)] == short
        or long[-len(short) :] == short
        or (short[0], short[-1]) == (long[0], long[-1])
    )


def _fit_candidates(
    lessons: Sequence[tuple[dict[str, list[float]], list[bool]]], names: list[str], many: int
) -> AdditiveModel:
    rows = np.vstack([np.array([columns[name] for name in names]).T for columns, _ in lessons])
    labels = np.array([one for _, right in lessons for one in right])
    worth = np.array([1 / sum(right) if one else 2 / len(right) for _, right in lessons for one in right])
    return fit(Lesson(names, rows, labels, worth * 100), TREES["facts"], many)


def _says(text: str, title: str) -> bool:
    """Say whether a line is a title, with little more."""
    words = " ".join(TOKEN.findall(text))
    return f" {title} " in f" {words} " and len(words.split()) <= len(title.split()) + 8


def train(pages: Sequence[Page], many: int) -> Classifier:
    """Train a whole scorecard."""
    english, lexicon = train_pair([page for page in pages if page.english], many, english=True)
    other, _ = train_pair(pages, many, english=False)
    nothing = AdditiveModel(0.0, {})
    titled = Classifier(english, other, nothing, nothing, nothing, lexicon)
    titled = replace(titled, title=train_title(pages, titled, many))
    return with_facts(titled, pages, many)


def with_facts(card: Classifier, pages: Sequence[Page], many: int) -> Classifier:
    """Give a scorecard with the looks for bylines and dates trained by its others."""
    byline, day = train_facts(pages, card, many)
    return replace(card, byline=byline, date=day)


def spell(card: Classifier, sources: Mapping[str, str]) -> str:
    """Write a scorecard as its table, with what each look was trained on."""
    lines = [
        "# Points for (above 0) and against a line being text of the article; see scorecard.py.",
        "# Trained by benchmarks/train_cleaning.py.  The pages that each look learned from:",
        *(f"# {looks}: {names}" for looks, names in sources.items()),
        '# language, look, evidence, points: "-1.2 (3.5) 0.4" gives -1.2 up to 3.5 and 0.4 above; of two pieces of evidence,',
        '# "3.5; 9; 0 1; 2 0" gives the edges of the first and of the second, then rows of points.',
        "# Then words with the logarithm of their odds, and terms with their weight.",
    ]
    for language_name, looks in (
        ("english", card.english),
        ("other", card.other),
        ("any", (card.title, card.byline, card.date)),
    ):
        for look_name, look in zip(
            ("title", "byline", "date") if language_name == "any" else ("first", "second"), looks, strict=True
        ):
            lines.append(f"{language_name}\t{look_name}\tstart\t{look.start:g}")
            for name, steps in look.steps.items():
                told = " ".join(
                    f"{point:g} ({edge:g})" for edge, point in zip(steps.edges, steps.points, strict=False)
                )
                lines.append(
                    f"{language_name}\t{look_name}\t{name}\t{told} {steps.points[-1]:g}".replace("\t ", "\t")
                )
            for (first, second), grid in look.grids.items():
                width = len(grid.edges[1]) + 1
                rows = [
                    *grid.edges,
                    *(grid.points[at : at + width] for at in range(0, len(grid.points), width)),
                ]
                told = "; ".join(" ".join(f"{cell:g}" for cell in row) for row in rows)
                lines.append(f"{language_name}\t{look_name}\t{first}{PAIR_SEPARATOR}{second}\t{told}")
    lines += [f"{word}\t{odds:g}" for word, odds in sorted(card.lexicon.log_odds.items())]
    lines += [f"term\t{term}\t{weight:g}" for term, weight in sorted(card.lexicon.weights.items())]
    return "\n".join(lines) + "\n"


def sources_of_looks(only: str | None, names: str) -> dict[str, str]:
    """Give the sources that each group of looks was trained on; those of looks that stay are read from the table."""
    table = Path(article.__file__).with_name("classifier.tsv").read_text(encoding="utf-8").splitlines()
    said = dict(line[2:].split(": ", 1) for line in table if line.startswith("# ") and ": " in line)
    return {looks: names if looks in TRAINED[only] else said[looks] for looks in LOOKS}


def fold_of(record: dict[str, Any]) -> int:
    """Give the fold of a page: all pages of one outlet are in the same one."""
    return int(hashlib.md5(record["domain"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def read_records(pages: Sequence[Path], meta: Path | None) -> list[dict[str, Any]]:
    """Read the pages, with the facts of a file beside them where it is given."""
    records = [json.loads(line) for path in pages for line in gzip.decompress(path.read_bytes()).splitlines()]
    beside = (
        {row["id"]: row["meta"] for row in map(json.loads, gzip.decompress(meta.read_bytes()).splitlines())}
        if meta
        else {}
    )
    return [{**record, "meta": beside.get(record["id"]) or record.get("meta")} for record in records]


def held_out(
    pages: Sequence[Page],
    records: Sequence[dict[str, Any]],
    make: Callable[[Sequence[Page]], Classifier],
    folder: Path,
) -> None:
    """Write what scorecards that saw no page of the same outlet make of each page: NAME.TIER.txt, and NAME.json of whole pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        card = make([page for page in pages if page.fold != fold])
        sys.stderr.write(f"fold {fold + 1} of {FOLDS}\n")
        for record in (one for one in records if fold_of(one) == fold):
            seed = parse_seed(record["text"].encode("utf-8", "replace"), "000", "000.txt")[0]
            cleaned = article.clean(seed, card=card)
            (folder / f"{record['id']}.{record['tier']}.txt").write_text(
                plain_text(cleaned), encoding="utf-8"
            )
            if record["tier"] == "dump":
                (folder / f"{record['id']}.json").write_text(
                    json.dumps(cleaned_json(cleaned, seed), ensure_ascii=False), encoding="utf-8"
                )


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
        choices=[only for only in TRAINED if only],
        help="keep the other looks of the table that is there",
    )
    parser.add_argument("--models", type=int, default=MODELS)
    args = parser.parse_args()
    weights = {name: float(weight or 1) for name, _, weight in (one.partition("=") for one in args.source)}
    records = read_records(args.pages, args.meta)
    pages = [page_of(record, weights[record["source"]]) for record in records if record["source"] in weights]
    pages += [shortened(page) for page in pages if page.record["tier"] == "extract"]

    def make(taught: Sequence[Page]) -> Classifier:
        if args.only == "english":
            english, lexicon = train_pair(
                [page for page in taught if page.english], args.models, english=True
            )
            card = replace(shipped_classifier(), english=english, lexicon=lexicon)
            return replace(card, title=train_title(taught, card, args.models))
        if args.only == "title":
            return replace(shipped_classifier(), title=train_title(taught, shipped_classifier(), args.models))
        if args.only:
            title = (
                train_title(taught, shipped_classifier(), args.models)
                if args.only == "metadata"
                else shipped_classifier().title
            )
            return with_facts(replace(shipped_classifier(), title=title), taught, args.models)
        return train(taught, args.models)

    if args.held_out:
        held_out(pages, records, make, args.held_out)
    else:
        args.out.write_text(
            spell(make(pages), sources_of_looks(args.only, ", ".join(weights))), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
