"""Codes for what stands between two words of a passage: the values of `tokens.Tokens.gaps`."""

from typing import Final

SPACE: Final = " "
HYPHEN: Final = "-"  # between parts of a compound
SPACED_HYPHEN: Final = "~"  # with a space on each side
STOP: Final = "."  # of an abbreviation
POSSESSIVE: Final = "'"  # a possessive ending
PUNCTUATION: Final = ","  # anything else within a sentence
BOUNDARY: Final = "("  # what may open a sentence or a quotation, so that a capital letter proves nothing
