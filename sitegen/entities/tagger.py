"""Which capitalised words of a text name something, and what: a linear-chain tagger.

Words with capital letters, and the small words between them, are parted into rows; each row is tagged on its
own by a conditional random field (Lafferty, McCallum, Pereira 2001), read out by the best path (Viterbi
1967).  Its weights stand in `tagger.tsv`, one row for each feature; `tools/train_names.py` makes that
table.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from math import exp, log
from operator import getitem
from typing import Any

import numpy as np
import numpy.typing as npt

from sitegen.entities.gaps import BOUNDARY, HYPHEN, POSSESSIVE, SPACE, STOP
from sitegen.entities.lexicon import Lexicon, TokenInfo
from sitegen.entities.lists import Memo
from sitegen.entities.tokens import Tokens
from sitegen.package_data import read_package_file

TAGGED_KINDS = ("PER", "ORG", "LOC", "EVENT", "MISC")
CLASSES = ("O", *TAGGED_KINDS)  # what a name may be: none, one of the kinds of entity, or something else
LABELS = ("O", *(f"{part}-{kind}" for kind in TAGGED_KINDS for part in "BI"))
SMALL = frozenset(  # words that may stand between the capitalised words of a name
    "of the and & for de la del della di da dos das do du von van der den ter bin ibn al el ul y e on in to"
    " des le les a at".split()
)
OPENERS = frozenset(  # words that open a sentence or a line and name nothing
    "The A An This That These Those It Its He She They We You His Her Their Our My Your In On At By For"
    " From To With Without As If But And Or Nor So Yet Though Although While When Where Who What Which Why"
    " How Because Since Until Before After During Despite Under Between Among Against Not No Then There"
    " Here Now Once Soon Later Earlier Meanwhile However Moreover Instead Still Already Again Perhaps"
    " Maybe Yes Last Next Today Yesterday Tomorrow Is Are Was Were Has Have Had Do Does Did Can Could May"
    " Might Must Should Will Would Let Unlike Given According Following Also Even Just Only Both Either"
    " Each Every All Some Many Most Several Such Other Another Really Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday January February March April June July August September October November"
    " December Image Photo Video Credit Source Former".split()
)
OWNERS = frozenset(  # words that may stand with a possessive ending within a name ("People's Daily")
    "People Peoples Workers Women Men Children King Queen Lloyd McDonald Moody Macy Sotheby Christie Wendy"
    " Domino Kellogg Levi".split()
)
LEADING = frozenset("al el von van de bin ibn".split())  # small words that may begin a name
MAX_SMALL_WORDS = 3  # in a row between capitalised words; by judgement
JOINING = frozenset({SPACE, HYPHEN})  # gaps beside small words in a row
CLOSE = JOINING | {STOP}  # gaps within a row
AFTER_WORD = frozenset({SPACE, STOP})  # gaps behind a word that tells of the next one
LEAST_LIKELY = -5.0  # the lowest logarithm of a likelihood that is told
NO_NAME_PENALTY = (
    0.5  # points taken from what speaks for no name: one too many is worth as much as one too few
)
IMPOSSIBLE = -1e9  # points of a move that cannot be
BEFORE = frozenset({"title", "first", "role"})  # lists of words that tell of the next word
AFTER = frozenset({"body", "sur", "place"})  # lists of words that tell of the word before
NO_TOKEN = TokenInfo(  # beyond the sentence
    capital=False, number=False, shape="", common="", group="¶", lists=(), low="¶", sort=("¶",)
)

_START_MASK = np.array(  # shape (labels,), float32: what goes on with a name cannot begin a row
    [IMPOSSIBLE if label and not label % 2 else 0 for label in range(len(LABELS))], dtype=np.float32
)

CandidateRun = tuple[int, int]  # words of a passage: first, end
Points = npt.NDArray[np.float32]  # one column for each of LABELS, unless told otherwise
# Of a word: those beside it in the order of BESIDE, its group, and keys, see KEY_NAMES.
TokenFeatures = tuple[TokenInfo, TokenInfo, TokenInfo, TokenInfo, str, tuple[Any, ...]]


@dataclass(slots=True)
class TokenContext:
    """What an article does with its words, besides the place that is looked at."""

    small: set[str] = field(default_factory=set)  # words without a capital letter
    inside: set[str] = field(default_factory=set)  # words with one within a sentence
    told: dict[str, set[str]] = field(  # word -> what stands beside it somewhere
        default_factory=lambda: defaultdict(set)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggerInput:
    """A passage to be tagged: its words, and which of them stand in names that a list knows."""

    words: Tokens
    infos: list[TokenInfo]
    capitals: list[int]  # words that begin with a capital letter, or hold one
    settled: Mapping[int, int]  # first words of known names -> their ends: such rows need no tagging
    known: Mapping[int, str]  # word -> "B" or "I" with the list, and a "+" where the name has several words


@dataclass(slots=True)
class TaggedRun:
    """A row with the label of each word, and what each word is likely to be."""

    first: int
    labels: list[int]
    points: list[list[float]]  # of each word: for no name, for the first word of each kind, for a further one
    alone: list[list[float]]  # logarithms of how likely each word, if a name of its own, is each of CLASSES


# Rows -------------------------------------------------------------------------------------------------------


def candidate_runs(line: TaggerInput) -> list[CandidateRun]:
    """Return the runs of words that may hold names: capitalised ones, and small ones and numbers between."""
    rows: list[CandidateRun] = []
    end = 0
    for capital in line.capitals:
        if capital >= end:
            start = capital - 1 if capital > end and _may_lead(line, capital - 1) else capital
            end = _run_end(line, capital)
            if end - start > 1 or not _is_settled(line, start, end):
                rows.append((start, end))
    return rows


def _may_lead(line: TaggerInput, index: int) -> bool:
    """Whether a small word or a number may begin a name with the capitalised word after it."""
    if line.words.gaps[index + 1] not in JOINING:
        return False
    return line.words.texts[index] in LEADING or line.infos[index].number


def _run_end(line: TaggerInput, capital: int) -> int:
    """Return where a run that begins with a capitalised word ends."""
    texts, gaps, infos = line.words.texts, line.words.gaps, line.infos
    end = capital + 1
    while end < len(texts) and (gaps[end] in CLOSE or (gaps[end] == POSSESSIVE and texts[end - 1] in OWNERS)):
        if infos[end].capital or infos[end].number:
            end += 1
            continue
        if texts[end] not in SMALL or texts[end - 1] in OPENERS:
            break
        next_capital = _capital_after_small_words(line, end)
        if not next_capital:
            break
        end = next_capital + 1
    return end


def _capital_after_small_words(line: TaggerInput, first: int) -> int:
    """Return the capitalised word after small words that may stand within a name; 0 if there is none."""
    texts, gaps = line.words.texts, line.words.gaps
    size, index = len(texts), first
    while index < size and index - first < MAX_SMALL_WORDS and texts[index] in SMALL:
        if gaps[index] not in JOINING:
            break
        index += 1
    if index == first or index >= size or gaps[index] not in JOINING:
        return 0
    return index if line.infos[index].capital else 0


def _is_settled(line: TaggerInput, start: int, end: int) -> bool:
    """Whether a row of one word needs no tagging: a known name, or a word that opens sentences."""
    return line.settled.get(start) == end or line.words.texts[start] in OPENERS


# Features ---------------------------------------------------------------------------------------------------


def token_contexts(lines: Sequence[TaggerInput]) -> TokenContext:
    """Return what an article does with its words."""
    seen = TokenContext()
    for line in lines:
        texts = line.words.texts
        seen.small.update(texts)
        for index in line.capitals:
            _see_neighbours(texts, line.words.gaps, line.infos, index, seen)
    for line in lines:
        seen.small.difference_update(map(line.words.texts.__getitem__, line.capitals))
    return seen


def _see_neighbours(
    texts: list[str], gaps: list[str], infos: list[TokenInfo], index: int, seen: TokenContext
) -> None:
    """Note what stands beside a capitalised word."""
    text = texts[index]
    if gaps[index] != BOUNDARY:
        seen.inside.add(text)
    if index and gaps[index] in AFTER_WORD:
        if infos[index - 1].group in BEFORE:
            seen.told[text].add(infos[index - 1].group)
        elif texts[index - 1] in {"in", "at", "near"}:
            seen.told[text].add("in")
    if gaps[index + 1] == SPACE and index + 1 < len(texts):
        following = infos[index + 1]
        if following.group in AFTER and following.capital:
            seen.told[text].add(f">{following.group}")
        elif following.group == "say":
            seen.told[text].add("say")


def token_features(line: TaggerInput, row: CandidateRun, index: int, seen: TokenContext) -> TokenFeatures:
    """Return what tells of a word of a row."""
    texts, gaps, infos, known = line.words.texts, line.words.gaps, line.infos, line.known
    text, info = texts[index], infos[index]
    before, after = gaps[index], gaps[index + 1]
    opens, closes = before == BOUNDARY, after == BOUNDARY or index + 1 == len(texts)
    left, right = NO_TOKEN if opens else infos[index - 1], NO_TOKEN if closes else infos[index + 1]
    further_left = NO_TOKEN if opens or index < 2 or gaps[index - 1] == BOUNDARY else infos[index - 2]
    further_right = (
        NO_TOKEN if closes or index + 2 >= len(texts) or gaps[index + 2] == BOUNDARY else infos[index + 2]
    )
    group = info.group
    writings: tuple[Any, ...] = ()
    told: tuple[str, ...] = ()
    if info.capital:
        writings = (opens, info.low in seen.small, text in seen.inside, info.common)
        if text in seen.told:
            told = tuple(sorted(seen.told[text]))
    keys = (
        text,
        (left.group, group, right.group),
        (before, after, index == row[0], index + 1 == row[1]),
        (known.get(index, ""), known.get(index + 1, ""), group),
        writings,
        told,
    )
    return left, right, further_left, further_right, group, keys


def feature_names(features: TokenFeatures, lexicon: Lexicon) -> list[str]:
    """Return the features that tell of a word, as the table of weights spells them."""
    *beside, group, keys = features
    names = [f"{place}w{info.low}" for place, info in zip(BESIDE, beside, strict=True)]
    for place, info in zip(BESIDE, beside, strict=True):
        names += _names_of_sort(place, info.sort)
    names += [f"l{beside[0].low}|{group}", f"r{group}|{beside[1].low}"]
    for number, key in enumerate(keys):
        names += _names_of_key(number, key, lexicon)
    return names


def _names_of_sort(place: str, sort: tuple[str, ...]) -> list[str]:
    return [f"{place}{name}" for name in sort]


def _names_of_key(number: int, key: Any, lexicon: Lexicon) -> list[str]:
    """Return the features that one of the keys of a word stands for."""
    if number == 0:
        return _names_of_word(lexicon.infos[key], key)
    return KEY_NAMES[number](*key) if key else []


BESIDE = ("-1", "1", "-2", "2")  # where the words beside a word stand, in words from it
# How the keys of a word are spelled: the word, groups beside it, gaps, what lists and the article say.
KEY_NAMES: tuple[Callable[..., list[str]], ...] = (
    list,
    lambda before, own, after: [f"b{before}|{own}", f"a{own}|{after}", f"t{before}|{own}|{after}"],
    lambda before, after, is_first, is_last: [f"g{before}{after}", f"p{is_first:d}{is_last:d}"],
    lambda mark, next_mark, own: [f"k{mark}", f"kk{mark}|{next_mark}|{own}"],
    lambda opens, small, inside, common: [f"o{opens:d}{small:d}{inside:d}{common}"],
    lambda *told: [f"d{mark}" for mark in told],
)


def _names_of_word(info: TokenInfo, text: str) -> list[str]:
    """Return the features of a word by itself."""
    names = [f"0w{info.low}", *(f"0{name}" for name in info.sort)]
    if info.capital:
        names += [f"x{info.low[-size:]}" for size in (2, 3, 4)]
        names.append(f"y{info.low[:3]}")
        names.append(f"n{min(len(text), 8)}{info.shape}")
        names.append(f"m{info.common}{info.group}{info.shape}")
    return names


# Tagging ----------------------------------------------------------------------------------------------------


class Tagger:
    """The weights of a trained model, and sums of them for what was seen before."""

    def __init__(
        self, weights: Mapping[str, Sequence[float]], moves: Sequence[Sequence[float]], lexicon: Lexicon
    ) -> None:
        """Take points of each feature for each label, and points of each label after each."""
        self.lexicon = lexicon
        self._rows = {feature: row for row, feature in enumerate(weights, 1)}  # of `_points`
        self._moves = np.array(moves, dtype=np.float32).reshape(-1, len(LABELS))
        for label in range(2, len(LABELS), 2):  # what goes on with a name must follow it
            others = [other for other in range(len(LABELS)) if other not in {label - 1, label}]
            self._moves[others, label] = IMPOSSIBLE
        # Group of a word -> the word before it, the word after it -> row.
        self._rows_before: dict[str, dict[str, int]] = defaultdict(dict)
        self._rows_after: dict[str, dict[str, int]] = defaultdict(dict)
        for pair, row in _after_mark(self._rows, "l"):
            if "|" in pair:
                text, group = pair.rsplit("|", 1)
                self._rows_before[group][text] = row
        for pair, row in _after_mark(self._rows, "r"):
            group, text = pair.split("|", 1)
            self._rows_after[group][text] = row
        self._beside = [Memo(partial(self._rows_beside, place)) for place in BESIDE]
        self._row_of_sort = Memo(self._new_row_of_sort)
        self._row_of_key = [Memo(partial(self._new_row_of_key, number)) for number in range(len(KEY_NAMES))]
        # Shape (rows, labels): of nothing, of features, then of keys as they are seen; the end may be empty.
        self._points = np.zeros((len(weights) + 1024, len(LABELS)), dtype=np.float32)
        features = np.array(list(weights.values()), dtype=np.float32).reshape(-1, len(LABELS))
        self._points[1 : len(weights) + 1] = features
        self._end = len(weights) + 1
        self._new: list[list[int]] = []  # rows from which the points of new keys are to be summed

    def tag(
        self, articles: Sequence[tuple[Sequence[TaggerInput], TokenContext]]
    ) -> list[list[list[TaggedRun]]]:
        """Return the tagged rows of each passage of each article, given as its passages and its context."""
        runs = [[_unsettled_runs(line) for line in lines] for lines, _ in articles]
        rows_of_words = [
            self._rows_of_word(token_features(line, run, index, seen))
            for (lines, seen), runs_of_article in zip(articles, runs, strict=True)
            for line, runs_of_line in zip(lines, runs_of_article, strict=True)
            for run in runs_of_line
            for index in range(*run)
        ]
        if not rows_of_words:
            return [[[] for _ in runs_of_article] for runs_of_article in runs]
        tagged = self._tagged(list(chain.from_iterable(map(chain.from_iterable, runs))), rows_of_words)
        return [
            [list(islice(tagged, len(runs_of_line))) for runs_of_line in runs_of_article]
            for runs_of_article in runs
        ]

    def _tagged(self, runs: list[CandidateRun], rows_of_words: list[list[int]]) -> Iterator[TaggedRun]:
        """Yield runs with their labels; `rows_of_words` has the words of all runs, one after the other."""
        points = self._summed_points(rows_of_words)
        sizes = np.array([end - start for start, end in runs])
        by_part = np.concatenate([points[:, :1], points[:, 1::2], points[:, 2::2]], axis=1)
        labels = self._best_labels(points, sizes).tolist()
        parts = by_part.tolist()
        alone = _log_likelihoods(by_part[:, : len(CLASSES)]).tolist()
        ends = sizes.cumsum()
        for (first, _), start, end in zip(runs, (ends - sizes).tolist(), ends.tolist(), strict=True):
            yield TaggedRun(first, labels[start:end], parts[start:end], alone[start:end])

    def _rows_of_word(self, features: TokenFeatures) -> list[int]:
        """Return the rows of `_points` that have what tells of a word, always as many."""
        left, right, further_left, further_right, group, keys = features
        lefts, rights, further_lefts, further_rights = self._beside
        return [
            *lefts[left],
            *rights[right],
            *further_lefts[further_left],
            *further_rights[further_right],
            self._rows_before[group].get(left.low, 0),
            self._rows_after[group].get(right.low, 0),
            *map(getitem, self._row_of_key, keys),
        ]

    def _rows_beside(self, place: str, info: TokenInfo) -> tuple[int, int]:
        """Return the rows for a word that stands somewhere beside: that of itself, that of its sort."""
        return self._rows.get(f"{place}w{info.low}", 0), self._row_of_sort[place, info.sort]

    def _new_row_of_sort(self, key: tuple[str, tuple[str, ...]]) -> int:
        return self._new_row(_names_of_sort(*key))

    def _new_row_of_key(self, number: int, key: Any) -> int:
        return self._new_row(_names_of_key(number, key, self.lexicon))

    def _new_row(self, features: list[str]) -> int:
        """Return the row that features not seen together before will have, once their points are summed."""
        rows = [self._rows[feature] for feature in features if feature in self._rows]
        if len(rows) < 2:
            return rows[0] if rows else 0
        self._new.append(rows)
        return self._end + len(self._new) - 1

    def _summed_points(self, rows_of_words: list[list[int]]) -> Points:
        """Return the points of words, shape (words, labels), float32; new rows are summed first."""
        self._sum_new_rows()
        size = len(rows_of_words) * len(rows_of_words[0])
        numbers = np.fromiter(chain.from_iterable(rows_of_words), dtype=np.intp, count=size)
        by_row = self._points.take(numbers, axis=0).reshape(len(rows_of_words), -1, len(LABELS))
        points: Points = by_row.sum(axis=1)
        points[:, 0] -= NO_NAME_PENALTY
        return points

    def _sum_new_rows(self) -> None:
        if not self._new:
            return
        end = self._end + len(self._new)
        while end > len(self._points):
            self._points = np.concatenate([self._points, np.zeros_like(self._points)])
        self._points[self._end : end] = _sums(self._points, self._new)
        self._new.clear()
        self._end = end

    def _best_labels(self, points: Points, sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the labels on the best path through each row (Viterbi 1967), shape (words,).

        points: shape (words, labels), of rows that stand one after the other; sizes: words of each row.
        """
        order = np.argsort(-sizes, kind="stable")  # the longest first: those that go on stand at the front
        firsts, sizes = (np.cumsum(sizes) - sizes)[order], sizes[order]
        score = points[firsts] + _START_MASK
        labels = np.zeros(len(points), dtype=np.int64)
        best_before: list[
            npt.NDArray[np.int64]
        ] = []  # for each step (rows that go on, labels): the label before
        for step in range(1, int(sizes[0])):
            count = int(np.searchsorted(-sizes, -step))
            paths = score[:count, :, None] + self._moves
            best_before.append(paths.argmax(axis=1))
            score[:count] = paths.max(axis=1) + points[firsts[:count] + step]
        labels[firsts + sizes - 1] = score.argmax(axis=1)
        for step in range(len(best_before), 0, -1):
            before = best_before[step - 1]
            words = firsts[: len(before)] + step
            labels[words - 1] = before[np.arange(len(before)), labels[words]]
        return labels


def _unsettled_runs(line: TaggerInput) -> list[CandidateRun]:
    """Return the runs of a passage but for those that are a known name as a whole."""
    return [run for run in candidate_runs(line) if line.settled.get(run[0]) != run[1]]


def _after_mark(features: Mapping[str, int], mark: str) -> Iterator[tuple[str, int]]:
    """Yield what stands after a mark in the features that begin with it, with their rows."""
    for feature, row in features.items():
        if feature.startswith(mark):
            yield feature[len(mark) :], row


def _sums(points: Points, rows: list[list[int]]) -> Points:
    """Return the sums of some rows of points for each list of rows, shape (lists, labels)."""
    sizes = np.fromiter(map(len, rows), dtype=np.intp, count=len(rows))
    numbers = np.fromiter(chain.from_iterable(rows), dtype=np.intp, count=int(sizes.sum()))
    sums: Points = np.add.reduceat(points[numbers], sizes.cumsum() - sizes, axis=0)
    return sums


def _log_likelihoods(points: Points) -> Points:
    """Return the logarithms of how likely each of some possibilities is (softmax of points), of one shape."""
    below_best = points - points.max(axis=1, keepdims=True)
    logarithms = below_best - np.log(np.exp(below_best).sum(axis=1, keepdims=True))
    bounded: Points = np.maximum(logarithms, np.float32(LEAST_LIKELY))
    return bounded


def class_likelihoods(row: TaggedRun, start: int, end: int) -> tuple[float, ...]:
    """Return the logarithms of how likely the words [start, end) of a row are each of CLASSES."""
    if end - start == 1:
        return tuple(row.alone[start])
    first, size = row.points[start], len(CLASSES)
    sums = first[:size]
    for points in row.points[start + 1 : end]:
        sums[0] += points[0]
        for kind in range(1, size):
            sums[kind] += points[size + kind - 1]
    best = max(sums)
    below_best = [points - best for points in sums]
    total = log(sum(map(exp, below_best)))
    return tuple([max(LEAST_LIKELY, points - total) for points in below_best])


def parse(table: str, lexicon: Lexicon) -> Tagger:
    """Return the tagger of a table of weights.

    Its lines are "=label, points of each label after it" and "feature, points of each label", parted by tabs;
    # begins a comment.
    """
    weights: dict[str, list[float]] = {}
    moves: dict[str, list[float]] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            name, *points = line.split("\t")
            (moves if name.startswith("=") else weights)[name] = list(map(float, points))
    return Tagger(weights, [moves[f"={label}"] for label in LABELS], lexicon)


def load_tagger(lexicon: Lexicon) -> Tagger:
    """Return the tagger that comes with the package."""
    return parse(read_package_file("entities/tagger.tsv"), lexicon)
