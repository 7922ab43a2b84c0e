"""What is known so far of one seed while the steps of cleaning run."""

from dataclasses import dataclass, field

from sitegen.clean.furniture import LABELS, Rule
from sitegen.clean.units import TextUnit, part
from sitegen.model import Cut, Field, InlineCut, Problem, Seed, spell


@dataclass(slots=True)
class CleaningState:
    """What is known so far of one seed."""

    seed: Seed
    units: list[TextUnit]
    status: dict[int, tuple[str, str]] = field(
        default_factory=dict
    )  # unit -> ("cut" | "field" | "comment" | "block", why)
    endings: dict[int, Rule] = field(default_factory=dict)  # unit -> the rule with reach that claimed it
    doubted: set[int] = field(default_factory=set)  # units in the text that a rule would claim at its edges
    ranks: set[int] = field(default_factory=set)  # units that number what the article lists
    times: frozenset[int] = frozenset()  # units that are the times of a live blog's entries
    entries: frozenset[int] = frozenset()  # sentences of those entries
    fields: list[Field] = field(default_factory=list)
    inline_cuts: list[InlineCut] = field(default_factory=list)
    lost: list[Cut] = field(default_factory=list)  # lines of which glued phrases were all
    problems: list[Problem] = field(default_factory=list)
    rules_said: dict[int, str] = field(
        default_factory=dict
    )  # unit -> place of the rule of the archive that drops it; empty for a note
    minutes: int = 0  # reading time as the page states it
    paywalled: bool = False

    def free(self, at: int) -> bool:
        """Say whether nothing has claimed a unit yet."""
        return at not in self.status

    def open(self, at: int) -> bool:
        """Say whether a unit may still become a field: nothing claimed it, or only a rule did."""
        state, why = self.status.get(at, ("", ""))
        return not state or (state == "cut" and why != "dropped")

    def open_for_more(self, at: int) -> bool:
        """Say whether a unit may hold one more field: it is open, or holds a field already."""
        return self.open(at) or self.status[at][0] == "field"

    def cut(self, at: int, why: str) -> None:
        """Cut a unit, unless something claimed it before."""
        self.status.setdefault(at, ("cut", why))

    def add_field(
        self, at: int, name: str, value: str, why: str, span: tuple[int, int] | None = None
    ) -> None:
        """Make a field of a unit, or of a part of its text."""
        unit = self.units[at]
        pieces = unit.pieces if span is None else part(unit.pieces, *span)
        self.fields.append(Field(name, value, spell(pieces, self.seed.lines), pieces, why))
        self.status[at] = ("field", name)

    def has(self, name: str) -> bool:
        """Say whether a fact was found already."""
        return any(one.name == name for one in self.fields)


def cut_inline(work: CleaningState, unit: TextUnit, name: str, span: tuple[int, int]) -> None:
    """Note that a part of a unit that is kept was taken out."""
    for piece in part(unit.pieces, *span):
        work.inline_cuts.append(InlineCut(name, LABELS[name], piece.line, piece.start, piece.end))
