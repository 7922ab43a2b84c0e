"""Where the words that relations count stand on the pages of an edition."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from operator import itemgetter

from sitegen.model import Article, Field
from sitegen.site.edition import Edition
from sitegen.text import WordPlaces, plain_words, visible_lines

ShownPart = tuple[int, int, int, int]  # start and end column in a line, passage, offset in the passage
MAX_OVERLAPPING = 4  # parts of a line that may show one place; a place is shown once, or in two passages
Stretch = tuple[int, int, int]  # passage, start and end offset


@dataclass(frozen=True, eq=False)
class ShownWords:
    """The words of headline, standfirst and blocks of each article, numbered as relations count them."""

    edition: Edition

    def _visible_lines(self, seed: str) -> tuple[str, ...]:
        return visible_lines(self.edition.articles[seed], self.edition.seeds[seed].lines)

    @cached_property
    def places(self) -> Callable[[str], WordPlaces]:
        """A function from an article to line, start and end column of each of its words."""
        return cache(lambda seed: WordPlaces(self._visible_lines(seed)))

    @cached_property
    def counts(self) -> Callable[[str], Counter[str]]:
        """A function from an article to how often each word stands in it."""
        return cache(
            lambda seed: Counter(word for line in self._visible_lines(seed) for word in plain_words(line))
        )

    @cached_property
    def _shown_parts(self) -> Callable[[str], dict[int, list[ShownPart]]]:
        """A function from an article to the parts that are shown of each line of its seed (0-based)."""
        return cache(lambda seed: _shown_parts(self.edition.shown[seed]))

    @cached_property
    def _passages(self) -> Callable[[str], list[int]]:
        """A function from an article to the passage of each of its words; -1 where one is not shown."""

        def passages(seed: str) -> list[int]:
            places, parts = self.places(seed), self._shown_parts(seed)
            return [_passage_at(parts, places[word]) for word in range(len(places))]

        return cache(passages)

    @cached_property
    def _words_of_passages(self) -> Callable[[str], dict[int, list[int]]]:
        """A function from an article to the words that each of its passages shows, in order."""

        def words_of_passages(seed: str) -> dict[int, list[int]]:
            words: dict[int, list[int]] = defaultdict(list)
            for word, passage in enumerate(self._passages(seed)):
                words[passage].append(word)
            return words

        return cache(words_of_passages)

    @cached_property
    def _counts_below_headline(self) -> Callable[[str], list[int]]:
        """A function from an article to how many words before each one are shown below its headline."""

        def counts(seed: str) -> list[int]:
            headlines = {
                number
                for number, passage in enumerate(self.edition.passages[seed])
                if isinstance(passage, Field) and passage.name == "title"
            }
            below = (passage >= 0 and passage not in headlines for passage in self._passages(seed))
            return list(accumulate(below, initial=0))

        return cache(counts)

    def passage_of(self, seed: str, word: int) -> int:
        """Return the passage in which a word of an article is shown; -1 where it is not."""
        return self._passages(seed)[word]

    def is_headline(self, seed: str, passage_number: int) -> bool:
        """Whether a passage of an article is its headline, which is never marked."""
        passage = self.edition.passages[seed][passage_number]
        return isinstance(passage, Field) and passage.name == "title"

    def is_shown_below_headline(self, seed: str, word: int) -> bool:
        """Whether a word of an article is shown below its headline."""
        passage = self.passage_of(seed, word)
        return passage >= 0 and not self.is_headline(seed, passage)

    def count_below_headline(self, seed: str, start: int, end: int) -> int:
        """Return how many of the words from `start` to `end` are shown below the headline of an article."""
        counts = self._counts_below_headline(seed)
        return counts[max(start, end)] - counts[start]

    def first_in_passage(self, seed: str, start: int, end: int, passage: int) -> int:
        """Return the first of the words from `start` to `end` that a passage shows.

        `start` where it shows none.
        """
        words = self._words_of_passages(seed).get(passage, [])
        at = bisect_left(words, start)
        return words[at] if at < len(words) and words[at] < end else start

    def stretches(self, seed: str, start: int, end: int) -> list[Stretch]:
        """Return the passages, with start and end, in which the words from `start` to `end` are shown."""
        edges: dict[int, tuple[int, int]] = {}
        shown_parts = self._shown_parts(seed)
        for line, first, last in self.places(seed).stretches(start, end):
            for left, right, passage, offset in shown_parts.get(line, ()):
                if left < last and first < right:
                    low = offset + max(first, left) - left
                    high = offset + min(last, right) - left
                    lowest, highest = edges.get(passage, (low, high))
                    edges[passage] = (min(lowest, low), max(highest, high))
        return [(passage, low, high) for passage, (low, high) in edges.items()]

    def stretches_below_headline(self, seed: str, start: int, end: int) -> list[Stretch]:
        """Return the same of the passages below the headline."""
        return [
            stretch for stretch in self.stretches(seed, start, end) if not self.is_headline(seed, stretch[0])
        ]


def _passage_at(parts: dict[int, list[ShownPart]], place: tuple[int, int, int]) -> int:
    """Return the passage that shows a word at a place (line, start and end column); -1 where none does."""
    line, start, end = place
    on_line = parts.get(line, [])
    last = bisect_right(on_line, start, key=itemgetter(0))
    around = on_line[max(0, last - MAX_OVERLAPPING) : last]
    return next((passage for left, right, passage, _ in around if left <= start and end <= right), -1)


def _shown_parts(article: Article) -> dict[int, list[ShownPart]]:
    by_line: dict[int, list[ShownPart]] = {}
    for number, passage in enumerate(article.passages):
        offset = 0
        for piece in passage.pieces:
            offset += len(piece.glue)
            by_line.setdefault(piece.line, []).append((piece.start, piece.end, number, offset))
            offset += piece.end - piece.start
    for parts in by_line.values():
        parts.sort(key=itemgetter(0))
    return by_line
