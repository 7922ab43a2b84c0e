"""What is known so far of one seed while the steps of cleaning run."""

from dataclasses import dataclass, field
from enum import StrEnum

from sitegen.clean.furniture import RULE_LABELS, CutRule, Rule
from sitegen.clean.units import TextUnit, part
from sitegen.model import Cut, Field, InlineCut, Problem, Seed, spell


class LineStatus(StrEnum):
    """What has become of a unit; each status goes with a reason, whose form depends on the status."""

    OPEN = ""  # nothing has claimed it; never stored, and without a reason
    CUT = "cut"  # furniture; the reason is the name of a rule (a key of `RULE_LABELS`)
    FIELD = "field"  # a fact about the article was read from it; the reason is the name of the field
    COMMENT = "comment"  # it belongs to a reader's comment; the reason is a phrase for readers
    BLOCK = "block"  # it belongs to the text of the article; the reason is a phrase for readers


NO_STATUS = (LineStatus.OPEN, "")


@dataclass(slots=True, kw_only=True)
class CleaningState:
    """What is known so far of one seed.  A unit is named by its 0-based index in `units`."""

    seed: Seed
    units: list[TextUnit]
    status: dict[int, tuple[LineStatus, str]] = field(default_factory=dict)  # unit -> status and reason
    endings: dict[int, Rule] = field(default_factory=dict)  # unit -> the rule with reach that claimed it
    doubted: set[int] = field(default_factory=set)  # units in the text that a rule would claim at its edges
    ranks: set[int] = field(default_factory=set)  # units that number what the article lists
    times: frozenset[int] = frozenset()  # units that are the times of a live blog's entries
    entries: frozenset[int] = frozenset()  # sentences of those entries
    fields: list[Field] = field(default_factory=list)
    inline_cuts: list[InlineCut] = field(default_factory=list)
    lost: list[Cut] = field(default_factory=list)  # lines that held nothing but glued phrases
    problems: list[Problem] = field(default_factory=list)
    # unit -> path and line of the archive's rule that drops it; empty where a note drops it
    rules_said: dict[int, str] = field(default_factory=dict)
    minutes: int = 0  # reading time as the page states it
    paywalled: bool = False

    def status_of(self, index: int) -> LineStatus:
        """Return what has become of a unit."""
        return self.status.get(index, NO_STATUS)[0]

    def reason_of(self, index: int) -> str:
        """Return why a unit has its status; empty while nothing has claimed it."""
        return self.status.get(index, NO_STATUS)[1]

    def free(self, index: int) -> bool:
        """Whether nothing has claimed a unit yet."""
        return index not in self.status

    def open(self, index: int) -> bool:
        """Whether a unit may still become a field: nothing claimed it, or only a rule of furniture did."""
        status, reason = self.status.get(index, NO_STATUS)
        if status is LineStatus.CUT:
            return reason != CutRule.DROPPED  # nothing is read from what a person drops
        return status is LineStatus.OPEN

    def open_for_more(self, index: int) -> bool:
        """Whether a unit may hold one more field: it is open, or holds a field already."""
        return self.open(index) or self.status_of(index) is LineStatus.FIELD

    def set_status(self, index: int, status: LineStatus, reason: str) -> None:
        """Set the status of a unit, whatever it was before."""
        self.status[index] = (status, reason)

    def cut(self, index: int, rule_name: str) -> None:
        """Cut a unit by the rule of that name (`RuleName`), unless something claimed it before."""
        self.status.setdefault(index, (LineStatus.CUT, str(rule_name)))

    def add_field(
        self, index: int, name: str, value: str, why: str, span: tuple[int, int] | None = None
    ) -> None:
        """Make a field of a unit, or of the part of its text that `span` bounds (offsets in code points)."""
        pieces = self.units[index].pieces
        if span is not None:
            pieces = part(pieces, *span)
        self.fields.append(
            Field(name=name, value=value, text=spell(pieces, self.seed.lines), pieces=pieces, why=why)
        )
        self.status[index] = (LineStatus.FIELD, name)

    def has(self, name: str) -> bool:
        """Whether a fact was found already."""
        return any(known.name == name for known in self.fields)

    def field_value(self, name: str) -> str:
        """Return the value of the first fact of a name, or an empty text where none was found."""
        return next((known.value for known in self.fields if known.name == name), "")

    def is_field(self, index: int, *names: str) -> bool:
        """Whether a unit became a field of one of these names."""
        return self.status_of(index) is LineStatus.FIELD and self.reason_of(index) in names

    def text_units(self) -> list[int]:
        """Return the units that are text of the article, in the order in which they were decided."""
        return [index for index, (status, _) in self.status.items() if status is LineStatus.BLOCK]


def cut_inline(work: CleaningState, unit: TextUnit, name: str, span: tuple[int, int]) -> None:
    """Note that the rule `name` took a part out of a kept unit; `span` in code points of its text."""
    for piece in part(unit.pieces, *span):
        work.inline_cuts.append(
            InlineCut(
                rule=str(name), label=RULE_LABELS[name], line=piece.line, start=piece.start, end=piece.end
            )
        )
