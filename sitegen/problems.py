"""Problems as people read them: each on a line of its own, or many of one kind summed up in one."""

from collections.abc import Iterable, Sequence

from sitegen.model import Problem, Severity

MAX_WHOLE = 3  # problems of one code that are told one by one; of more, so many are examples


def summary(found: Iterable[Problem]) -> list[tuple[Severity, str]]:
    """Return the lines that tell of problems, each with its severity.

    Errors and the few of a code whole, the many of a code in one line.
    """
    ordered = sorted(found)
    by_code: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in ordered:
        by_code.setdefault((problem.severity, problem.code), []).append(problem)
    lines: list[tuple[Severity, str]] = []
    for problem in ordered:
        same = by_code[problem.severity, problem.code]
        if problem.severity is Severity.ERROR or len(same) <= MAX_WHOLE:
            lines.append((problem.severity, str(problem)))
        elif problem is same[0]:
            lines.append((problem.severity, _summed(same)))
    return lines


def _summed(same: Sequence[Problem]) -> str:
    """Return one line for many problems of one code.

    Where the first ones are, how many there are, and what is wrong with the first ones.
    """
    places = list(dict.fromkeys(problem.place for problem in same))
    wrong = list(dict.fromkeys(_what_and_remedy(problem.message)[0] for problem in same))
    what_to_do = _what_and_remedy(same[0].message)[1]
    where = ", ".join(places[:MAX_WHOLE]) + (" and more" if len(places) > MAX_WHOLE else "")
    told = " / ".join(wrong[:MAX_WHOLE]) + what_to_do
    return f"{where}: {same[0].severity} {same[0].code}, {len(same):,} times: {told}"


def _what_and_remedy(message: str) -> tuple[str, str]:
    """Return what is wrong, and what to do with its semicolon; one inside brackets parts nothing."""
    depth = 0
    for at, character in enumerate(message):
        depth += (character == "(") - (character == ")")
        if depth <= 0 and message.startswith("; ", at):
            return message[:at], message[at:]
    return message, ""
