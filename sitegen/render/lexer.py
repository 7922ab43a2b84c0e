"""A Pygments lexer whose tokens are the fates of a seed's lines."""

from collections.abc import Iterator

from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, Token, _TokenType

from sitegen.model.site import RawLine

FATES = {
    "field": Token.Seed.Field,
    "kept": Token.Seed.Kept,
    "comment": Token.Seed.Comment,
    "cut": Token.Seed.Cut,
    "blank": Token.Seed.Blank,
}
STANDARD_TYPES.update({token: f"seed-{fate}" for fate, token in FATES.items()})  # type: ignore[attr-defined]


class SeedLexer(Lexer):
    """Colours each line of a seed by what became of it."""

    name = "Seed"
    aliases = ("seed",)

    def __init__(self, lines: tuple[RawLine, ...]) -> None:
        super().__init__(stripnl=False, stripall=False, ensurenl=False)
        self._lines = lines

    def get_tokens(self, text: str, unfiltered: bool = False) -> Iterator[tuple[_TokenType, str]]:  # noqa: FBT001, FBT002
        """Give one token a line; the text itself is not looked at, so none of it can be lost."""
        del text, unfiltered
        for number, line in enumerate(self._lines):
            yield FATES[line.fate], line.text
            if number + 1 < len(self._lines):
                yield Token.Text, "\n"
