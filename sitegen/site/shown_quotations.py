"""Who is quoted with what in an edition."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from sitegen.model import Quotation
from sitegen.model.site import Carrier, Item, QuotationView, Run, Wording
from sitegen.site import rights, urls
from sitegen.site.changed_words import words_changed
from sitegen.site.shown_names import ShownNames
from sitegen.text import normal_words

Group = tuple[Quotation, ...]  # quotations of several articles that are one
AFTER_ALL_DATES = "9999"


class NoSpeaker(StrEnum):
    """What stands for a speaker where none is named."""

    UNNAMED = "~"  # called by what they are
    UNKNOWN = ""  # nothing tells who speaks


@dataclass(frozen=True, eq=False)
class ShownQuotations:
    """The quotations that an edition shows, by the key of who speaks.

    An id, a name in quotes, or `NoSpeaker`.
    """

    names: ShownNames
    items: Mapping[str, Item]

    @cached_property
    def by_speaker(self) -> dict[str, list[Group]]:
        """The quotations that stand whole in what is shown."""
        by_speaker: dict[str, list[Group]] = {}
        for group in self.names.edition.archive.quotations:
            shown = tuple(self._shown(group))
            if shown:
                by_speaker.setdefault(self.speaker(shown), []).append(shown)
        return by_speaker

    def _shown(self, group: Group) -> Iterator[Quotation]:
        edition = self.names.edition
        for quotation in group:
            seed = quotation.seed
            if seed in edition.shown:
                yield from rights.visible_quotations(
                    (quotation,), edition.articles[seed], edition.shown[seed]
                )

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.by_speaker.values()))

    @property
    def has_pages_by_letter(self) -> bool:
        """Whether they are parted into pages by the first letter of who speaks."""
        return self.count > urls.QUOTATIONS_PER_PAGE

    def speaker(self, group: Group) -> str:
        """Return who speaks a quotation.

        The id that most articles tell, or the words in quotes, or nobody.
        """
        entities = Counter(
            quotation.entity for quotation in group if quotation.entity in self.names.articles_naming
        )
        if entities:
            return _commonest(entities)
        speakers = Counter(quotation.speaker for quotation in group if quotation.named)
        if speakers:
            return f'"{_commonest(speakers)}"'
        is_called = any(quotation.speaker for quotation in group)
        return NoSpeaker.UNNAMED if is_called else NoSpeaker.UNKNOWN

    @cached_property
    def said_by(self) -> Callable[[str], tuple[QuotationView, ...]]:
        """A function from the key of a speaker to what they are quoted with, by date, the undated last."""
        return cache(self._said_by)

    def _said_by(self, speaker: str) -> tuple[QuotationView, ...]:
        views = [self._view(group) for group in self.by_speaker.get(speaker, ())]
        return tuple(
            sorted(views, key=lambda view: (view.date or AFTER_ALL_DATES, view.wordings[0].runs[0].text))
        )

    def words(self, quotation: Quotation) -> str:
        """Return the words of a quotation as its article shows them."""
        return self.names.edition.shown[quotation.seed].spoken(quotation)

    def _view(self, group: Group) -> QuotationView:
        edition = self.names.edition
        by_date = sorted(group, key=lambda quotation: (edition.ranks[quotation.seed], quotation.parts))
        by_wording: dict[tuple[str, ...], list[Quotation]] = {}
        for quotation in by_date:
            wording = tuple(word for word, _, _ in normal_words(self.words(quotation)))
            by_wording.setdefault(wording, []).append(quotation)
        ranked = sorted(by_wording.values(), key=lambda quotations: -len(quotations))
        commonest = self.words(ranked[0][0])
        called = ""
        if self.speaker(group) == NoSpeaker.UNNAMED:
            called = next((quotation.speaker for quotation in by_date if quotation.speaker), "")
        return QuotationView(
            edition.articles[by_date[0].seed].field("date")[:10],
            tuple(self._wording(quotations, commonest) for quotations in ranked),
            called,
        )

    def _wording(self, quotations: list[Quotation], commonest: str) -> Wording:
        text = self.words(quotations[0])
        runs = (Run(text=text),) if text == commonest else words_changed(commonest, text)[1]
        first_of_seed: dict[str, Quotation] = {}
        for quotation in quotations:
            first_of_seed.setdefault(quotation.seed, quotation)
        return Wording(runs, tuple(map(self._carrier, first_of_seed.values())))

    def _carrier(self, quotation: Quotation) -> Carrier:
        item = self.items[quotation.seed]
        passage = quotation.parts[0][0]
        return Carrier(item, f"{item.url}#{urls.passage(passage)}", quotation.why)


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda key: (-counts[key], key))
