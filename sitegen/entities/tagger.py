"""Which capitalised words of a text name something, and what: a linear-chain tagger.

Words with capital letters, and the small words between them, are parted into rows; each row is tagged on its own by a
conditional random field (Lafferty, McCallum, Pereira 2001), read out by the best path (Viterbi 1967).  Its weights stand in
`tagger.tsv`, one row a feature; `benchmarks/train_names.py` makes that table.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from itertools import chain, islice
from math import exp, log
from operator import getitem
from typing import Any

import numpy as np
import numpy.typing as npt

from sitegen.entities import lexicon as words_known
from sitegen.entities.lexicon import Lexicon, TokenInfo
from sitegen.entities.lists import Memo
from sitegen.entities.tokens import Tokens

KINDS = ("PER", "ORG", "LOC", "EVENT", "MISC")
CLASSES = ("O", *KINDS)  # what a name may be: none, one of the kinds of entity, or something else
LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
SMALL = frozenset(
    "of the and & for de la del della di da dos das do du von van der den ter bin ibn al el ul y e on in to des le les a at".split()
)
OPENERS = frozenset(  # words that open a sentence or a line and name nothing
    "The A An This That These Those It Its He She They We You His Her Their Our My Your In On At By For From To With Without As If But"
    " And Or Nor So Yet Though Although While When Where Who What Which Why How Because Since Until Before After During Despite Under"
    " Between Among Against Not No Then There Here Now Once Soon Later Earlier Meanwhile However Moreover Instead Still Already Again"
    " Perhaps Maybe Yes Last Next Today Yesterday Tomorrow Is Are Was Were Has Have Had Do Does Did Can Could May Might Must Should Will"
    " Would Let Unlike Given According Following Also Even Just Only Both Either Each Every All Some Many Most Several Such Other Another"
    " Really Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October"
    " November December Image Photo Video Credit Source Former".split()
)
OWNERS = frozenset(
    "People Peoples Workers Women Men Children King Queen Lloyd McDonald Moody Macy Sotheby Christie Wendy Domino Kellogg Levi".split()
)
LEADING = frozenset("al el von van de bin ibn".split())
CLOSE = frozenset(" -.")
LEAST_LIKELY = -5.0
OUTSIDE = 0.5  # points taken from what speaks for no name: one too many is worth as much as one too few
NEVER = -1e9
BEFORE = frozenset({"title", "first", "role"})  # lists of words whose next one is told by them
AFTER = frozenset({"body", "sur", "place"})
NONE = TokenInfo(
    capital=False, number=False, shape="", common="", group="¶", lists=(), low="¶", sort=("¶",)
)  # beyond the sentence

_START_MASK = np.array(
    [NEVER if label and not label % 2 else 0 for label in range(len(LABELS))], dtype=np.float32
)

CandidateRun = tuple[int, int]  # words of a passage: first, end
TokenFeatures = tuple[
    TokenInfo, TokenInfo, TokenInfo, TokenInfo, str, tuple[Any, ...]
]  # words beside it, see BESIDE; the group of its own; keys, see SPELLED
Points = npt.NDArray[np.float32]


@dataclass(slots=True)
class TokenContext:
    """What an article does with its words, besides the place that is looked at."""

    small: set[str] = field(default_factory=set)  # words without a capital letter
    inside: set[str] = field(default_factory=set)  # words with one within a sentence
    told: dict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # word -> what stands beside it somewhere


@dataclass(frozen=True, slots=True)
class TaggerInput:
    """A passage to be tagged: its words, and which of them stand in names that a list knows."""

    words: Tokens
    infos: list[TokenInfo]
    capitals: list[int]  # words that begin with a capital letter, or hold one
    settled: Mapping[
        int, int
    ]  # first words of known names, and where these end: rows in which there is nothing to find
    known: Mapping[int, str]  # word -> "B" or "I" with the list, and a "+" where the name has several words


@dataclass(slots=True)
class TaggedRun:
    """A row with the label of each word, and its points: for being none, for the first word of each kind, for a further one."""

    first: int
    labels: list[int]
    points: list[list[float]]
    alone: list[list[float]]  # logarithms of how likely each word, if a name of its own, is each of SORTS


def candidate_runs(line: TaggerInput) -> list[CandidateRun]:
    """Give the runs of words that may hold names: capitalised words, and small ones and numbers between them."""
    texts, gaps, infos = line.words.texts, line.words.gaps, line.infos
    rows: list[CandidateRun] = []
    size, at, last = len(texts), 0, 0
    for place in line.capitals:
        if place < at:
            continue
        at = start = place
        if start > last and gaps[start] in " -" and (texts[start - 1] in LEADING or infos[start - 1].number):
            start -= 1
        at += 1
        while at < size and (gaps[at] in CLOSE or (gaps[at] == "'" and texts[at - 1] in OWNERS)):
            if infos[at].capital or infos[at].number:
                at += 1
                continue
            further = at
            while further < size and further - at < 3 and texts[further] in SMALL and gaps[further] in " -":
                further += 1
            if (
                further == at
                or texts[at - 1] in OPENERS
                or further >= size
                or gaps[further] not in " -"
                or not infos[further].capital
            ):
                break
            at = further + 1
        last = at
        if at - start > 1 or not (line.settled.get(start) == at or texts[start] in OPENERS):
            rows.append((start, at))
    return rows


def token_contexts(lines: Sequence[TaggerInput]) -> TokenContext:
    """Give what an article does with its words."""
    seen = TokenContext()
    for line in lines:
        texts = line.words.texts
        seen.small.update(texts)
        for at in line.capitals:
            _see_neighbours(texts, line.words.gaps, line.infos, at, seen)
    seen.small.difference_update(
        text for line in lines for text in map(line.words.texts.__getitem__, line.capitals)
    )
    return seen


def _see_neighbours(
    texts: list[str], gaps: list[str], infos: list[TokenInfo], at: int, seen: TokenContext
) -> None:
    text = texts[at]
    if gaps[at] != "(":
        seen.inside.add(text)
    if at and gaps[at] in " .":
        if infos[at - 1].group in BEFORE:
            seen.told[text].add(infos[at - 1].group)
        elif texts[at - 1] in {"in", "at", "near"}:
            seen.told[text].add("in")
    if gaps[at + 1] == " " and at + 1 < len(texts):
        after = infos[at + 1]
        if after.group in AFTER and after.capital:
            seen.told[text].add(f">{after.group}")
        elif after.group == "say":
            seen.told[text].add("say")


def token_features(line: TaggerInput, row: CandidateRun, at: int, seen: TokenContext) -> TokenFeatures:
    """Give what tells of the word at a place."""
    texts, gaps, infos, known = line.words.texts, line.words.gaps, line.infos, line.known
    text, mine = texts[at], infos[at]
    before, after = gaps[at], gaps[at + 1]
    opens, closes = before == "(", after == "(" or at + 1 == len(texts)
    left, right = NONE if opens else infos[at - 1], NONE if closes else infos[at + 1]
    further_left = NONE if opens or at < 2 or gaps[at - 1] == "(" else infos[at - 2]
    further_right = NONE if closes or at + 2 >= len(texts) or gaps[at + 2] == "(" else infos[at + 2]
    group = mine.group
    said = (opens, mine.low in seen.small, text in seen.inside, mine.common) if mine.capital else ()
    told = tuple(sorted(seen.told[text])) if mine.capital and text in seen.told else ()
    keys = (
        text,
        (left.group, group, right.group),
        (before, after, at == row[0], at + 1 == row[1]),
        (known.get(at, ""), known.get(at + 1, ""), group),
        said,
        told,
    )
    return left, right, further_left, further_right, group, keys


def feature_names(one: TokenFeatures, lexicon: Lexicon) -> list[str]:
    """Give the features that tell of a word."""
    *beside, group, keys = one
    words = [f"{mark}w{info.low}" for mark, info in zip(BESIDE, beside, strict=True)]
    sorts = [
        feature
        for mark, info in zip(BESIDE, beside, strict=True)
        for feature in _names_of_classes(mark, info.sort)
    ]
    pairs = [f"l{beside[0].low}|{group}", f"r{group}|{beside[1].low}"]
    return (
        words
        + sorts
        + pairs
        + [feature for number, key in enumerate(keys) for feature in _names_of_key(number, key, lexicon)]
    )


def _names_of_classes(mark: str, sort: tuple[str, ...]) -> list[str]:
    return [f"{mark}{one}" for one in sort]


def _names_of_key(number: int, key: Any, lexicon: Lexicon) -> list[str]:
    """Give the features that one key of `Clues` stands for."""
    return (KEY_NAMES[number](*key) if key else []) if number else _own(lexicon.infos[key], key)


BESIDE = ("-1", "1", "-2", "2")  # where the words beside it stand
# How the keys of `Clues` are spelled: the word, groups beside it, what is between them, what lists and the article say.
KEY_NAMES: tuple[Callable[..., list[str]], ...] = (
    list,
    lambda before, mine, after: [f"b{before}|{mine}", f"a{mine}|{after}", f"t{before}|{mine}|{after}"],
    lambda before, after, first, last: [f"g{before}{after}", f"p{first:d}{last:d}"],
    lambda here, following, mine: [f"k{here}", f"kk{here}|{following}|{mine}"],
    lambda opens, small, inside, common: [f"o{opens:d}{small:d}{inside:d}{common}"],
    lambda *told: [f"d{one}" for one in told],
)


def _own(info: TokenInfo, text: str) -> list[str]:
    """Give the features of a word by itself."""
    made = [f"0w{info.low}", *(f"0{one}" for one in info.sort)]
    if info.capital:
        made += [f"x{info.low[-size:]}" for size in (2, 3, 4)]
        made += [
            f"y{info.low[:3]}",
            f"n{min(len(text), 8)}{info.shape}",
            f"m{info.common}{info.group}{info.shape}",
        ]
    return made


class Tagger:
    """The weights of a trained model, and sums of them for what was seen before."""

    def __init__(
        self, weights: Mapping[str, Sequence[float]], moves: Sequence[Sequence[float]], lexicon: Lexicon
    ) -> None:
        """Take points of each feature for each label, and points of each label after each."""
        self.lexicon = lexicon
        self._features = {
            feature: number for number, feature in enumerate(weights, 1)
        }  # the first row is nothing
        self._moves = np.array(moves, dtype=np.float32).reshape(-1, len(LABELS))
        for label in range(2, len(LABELS), 2):  # what goes on with a name must follow it
            self._moves[
                [other for other in range(len(self._moves)) if other not in {label - 1, label}], label
            ] = NEVER
        self._pairs: tuple[dict[str, dict[str, int]], ...] = (
            defaultdict(dict),
            defaultdict(dict),
        )  # group -> word -> row
        for pair, row in _after(self._features, "l"):
            if "|" in pair:
                text, group = pair.rsplit("|", 1)
                self._pairs[0][group][text] = row
        for pair, row in _after(self._features, "r"):
            group, text = pair.split("|", 1)
            self._pairs[1][group][text] = row
        self._beside = [Memo(partial(self._rows_beside, mark)) for mark in BESIDE]
        self._sorts = Memo(self._number_of_sort)
        self._numbers = [Memo(partial(self._number, number)) for number in range(len(KEY_NAMES))]
        self._points = np.zeros(
            (len(weights) + 1024, len(LABELS)), dtype=np.float32
        )  # of features, then of keys
        self._points[1 : len(weights) + 1] = np.array(list(weights.values()), dtype=np.float32).reshape(
            -1, len(LABELS)
        )
        self._end = len(weights) + 1
        self._new: list[list[int]] = []  # rows that the points of new keys are to be summed from

    def tag(
        self, articles: Sequence[tuple[Sequence[TaggerInput], TokenContext]]
    ) -> list[list[list[TaggedRun]]]:
        """Give for each article, its passages and what it does with its words, the tagged rows of each passage."""
        rows = [
            [[row for row in candidate_runs(line) if line.settled.get(row[0]) != row[1]] for line in lines]
            for lines, _ in articles
        ]
        found = [
            self._told(token_features(line, row, at, seen))
            for (lines, seen), here in zip(articles, rows, strict=True)
            for line, some in zip(lines, here, strict=True)
            for row in some
            for at in range(*row)
        ]
        if not found:
            return [[[] for _ in here] for here in rows]
        points = self._added(found)
        flat = [row for here in rows for some in here for row in some]
        sizes = np.array([end - start for start, end in flat])
        parts = np.concatenate([points[:, :1], points[:, 1::2], points[:, 2::2]], axis=1)
        labels, told, alone = (
            self._best(points, sizes).tolist(),
            parts.tolist(),
            _likely(parts[:, : len(CLASSES)]).tolist(),
        )
        ends = sizes.cumsum()
        spans = zip(flat, (ends - sizes).tolist(), ends.tolist(), strict=True)
        made = iter(
            [TaggedRun(start, labels[at:end], told[at:end], alone[at:end]) for (start, _), at, end in spans]
        )
        return [[list(islice(made, len(some))) for some in here] for here in rows]

    def _told(self, one: TokenFeatures) -> list[int]:
        """Give the rows of `_points` that have what tells of a word, always as many."""
        left, right, further_left, further_right, group, keys = one
        lefts, rights, further_lefts, further_rights = self._beside
        return [
            *lefts[left],
            *rights[right],
            *further_lefts[further_left],
            *further_rights[further_right],
            self._pairs[0][group].get(left.low, 0),
            self._pairs[1][group].get(right.low, 0),
            *map(getitem, self._numbers, keys),
        ]

    def _rows_beside(self, mark: str, info: TokenInfo) -> tuple[int, int]:
        """Give the rows for a word that stands somewhere beside: that of the word itself, that of its sort."""
        return self._features.get(f"{mark}w{info.low}", 0), self._sorts[mark, info.sort]

    def _number_of_sort(self, key: tuple[str, tuple[str, ...]]) -> int:
        return self._summed(_names_of_classes(*key))

    def _number(self, number: int, key: Any) -> int:
        """Give the row of `_points` for one of the keys of `Clues`."""
        return self._summed(_names_of_key(number, key, self.lexicon))

    def _summed(self, features: list[str]) -> int:
        """Give the row of `_points` that some features which were not seen before will have, once their points are summed."""
        found = [self._features[one] for one in features if one in self._features]
        if len(found) < 2:
            return found[0] if found else 0
        self._new.append(found)
        return self._end + len(self._new) - 1

    def _added(self, found: list[list[int]]) -> Points:
        if self._new:
            end = self._end + len(self._new)
            while end > len(self._points):
                self._points = np.concatenate([self._points, np.zeros_like(self._points)])
            self._points[self._end : end] = _sums(self._points, self._new)
            self._new.clear()
            self._end = end
        numbers = np.fromiter(chain.from_iterable(found), dtype=np.intp, count=len(found) * len(found[0]))
        points: Points = self._points.take(numbers, axis=0).reshape(len(found), -1, len(LABELS)).sum(axis=1)
        points[:, 0] -= OUTSIDE
        return points

    def _best(self, points: Points, sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Give the label of each word on the best path through its row; rows stand one after the other."""
        order = np.argsort(
            -sizes, kind="stable"
        )  # the longest first, so that those that go on stand at the front
        firsts, sizes = (np.cumsum(sizes) - sizes)[order], sizes[order]
        score = points[firsts] + _START_MASK
        labels = np.zeros(len(points), dtype=np.int64)
        came: list[npt.NDArray[np.int64]] = []
        for step in range(1, int(sizes[0])):
            count = int(np.searchsorted(-sizes, -step))
            paths = score[:count, :, None] + self._moves
            came.append(paths.argmax(axis=1))
            score[:count] = paths.max(axis=1) + points[firsts[:count] + step]
        labels[firsts + sizes - 1] = score.argmax(axis=1)
        for step in range(len(came), 0, -1):
            before = came[step - 1]
            here = firsts[: len(before)] + step
            labels[here - 1] = before[np.arange(len(before)), labels[here]]
        return labels


def _after(features: Mapping[str, int], mark: str) -> Iterator[tuple[str, int]]:
    """Give what stands after a mark in the features that begin with it, with their rows."""
    return ((feature[len(mark) :], row) for feature, row in features.items() if feature.startswith(mark))


def _sums(points: Points, rows: list[list[int]]) -> Points:
    """Give the sums of some rows of points."""
    sizes = np.fromiter(map(len, rows), dtype=np.intp, count=len(rows))
    numbers = np.fromiter(chain.from_iterable(rows), dtype=np.intp, count=int(sizes.sum()))
    made: Points = np.add.reduceat(points[numbers], sizes.cumsum() - sizes, axis=0)
    return made


def _likely(points: Points) -> Points:
    """Give the logarithms of how likely each of some possibilities is, by their points."""
    apart = points - points.max(axis=1, keepdims=True)
    made: Points = np.maximum(
        apart - np.log(np.exp(apart).sum(axis=1, keepdims=True)), np.float32(LEAST_LIKELY)
    )
    return made


def class_likelihoods(row: TaggedRun, start: int, end: int) -> tuple[float, ...]:
    """Give the logarithms of how likely the words [start, end) of a row are each of SORTS."""
    if end - start == 1:
        return tuple(row.alone[start])
    first, size = row.points[start], len(CLASSES)
    sums = first[:size]
    for points in row.points[start + 1 : end]:
        sums[0] += points[0]
        for kind in range(1, size):
            sums[kind] += points[size + kind - 1]
    top = max(sums)
    apart = [one - top for one in sums]
    total = log(sum(map(exp, apart)))
    return tuple([max(LEAST_LIKELY, one - total) for one in apart])


def parse(table: str, lexicon: Lexicon) -> Tagger:
    """Read the lines "label, points of each label after it" and "feature, points of each label"; # begins a comment."""
    weights: dict[str, list[float]] = {}
    moves: dict[str, list[float]] = {}
    for line in table.splitlines():
        if line[:1] != "#":
            name, *points = line.split("\t")
            (moves if name[:1] == "=" else weights)[name] = list(map(float, points))
    return Tagger(weights, [moves[f"={label}"] for label in LABELS], lexicon)


@cache
def shipped_tagger() -> Tagger:
    """Give the tagger that comes with the package."""
    return parse(
        files(__package__).joinpath("tagger.tsv").read_text(encoding="utf-8"), words_known.shipped_lexicon()
    )
