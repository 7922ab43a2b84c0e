"""What pages must know of the names of rules that left lines out."""

BLANK_RULE = "blank"  # of blank lines, which no list of what was left out has


def is_blank(rule: str) -> bool:
    """Whether the lines of a rule are blank."""
    return rule == BLANK_RULE
