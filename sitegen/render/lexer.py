"""A Pygments lexer whose tokens tell what became of a seed's lines."""

from collections.abc import Iterator

from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, Token, _TokenType

from sitegen.model.site import RawLine

TOKENS = {  # by what became of a line
    "field": Token.Seed.Field,
    "kept": Token.Seed.Kept,
    "comment": Token.Seed.Comment,
    "cut": Token.Seed.Cut,
    "blank": Token.Seed.Blank,
}
STANDARD_TYPES.update({token: f"seed-{fate}" for fate, token in TOKENS.items()})  # type: ignore[attr-defined]


class SeedLexer(Lexer):
    """Colours each line of a seed by what became of it."""

    name = "Seed"
    aliases = ("seed",)

    def __init__(self, lines: tuple[RawLine, ...]) -> None:
        super().__init__(stripnl=False, stripall=False, ensurenl=False)
        self._lines = lines

    def get_tokens(
        self,
        text: str,
        unfiltered: bool = False,  # noqa: FBT001, FBT002  (as Pygments calls it)
    ) -> Iterator[tuple[_TokenType, str]]:
        """Yield one token a line; the text itself is not looked at, so none of it can be lost."""
        del text, unfiltered
        for number, line in enumerate(self._lines):
            if number:
                yield Token.Text, "\n"
            yield TOKENS[line.fate], line.text
