from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Problem, Severity
from sitegen.problems import MAX_WHOLE, summary


def _lines(*problems: Problem) -> list[str]:
    return [line for _, line in summary(problems)]


def test_a_few_of_a_code_are_told_as_they_are() -> None:
    few = [Problem(f"seeds/{at}.txt", at, "SG202", "a date; say which") for at in range(MAX_WHOLE)]
    assert _lines(*reversed(few)) == [str(problem) for problem in few]


def test_many_of_a_code_are_one_line_with_examples() -> None:
    many = [
        Problem(f"seeds/{at:04}.txt", -1, "SG203", f"no date found; add one to {at:04}.md")
        for at in range(1200)
    ]
    assert _lines(*many) == [
        "seeds/0000.txt, seeds/0001.txt, seeds/0002.txt and more: warning SG203, 1,200 times: no date found; add one to 0000.md"
    ]


def test_what_differs_in_one_place_is_told() -> None:
    many = [Problem("seeds/INDEX.md", -1, "SG112", f"does not name {at}.txt; write it") for at in range(5)]
    assert _lines(*many) == [
        "seeds/INDEX.md: warning SG112, 5 times: does not name 0.txt / does not name 1.txt / does not name 2.txt; write it"
    ]


def test_errors_stay_whole_and_are_counted_apart_from_warnings() -> None:
    errors = [Problem("content/x.md", at, "SG211", "bad", severity=Severity.ERROR) for at in range(9)]
    warnings = [Problem("content/y.md", at, "SG211", "bad") for at in range(2)]
    assert _lines(*errors, *warnings) == [str(problem) for problem in (*errors, *warnings)]


PROBLEMS = st.builds(
    Problem,
    st.sampled_from(["a.txt", "b.txt", "c.md"]),
    st.integers(-1, 30),
    st.sampled_from(["SG201", "SG202", "SG303"]),
    st.sampled_from(["wrong", "wrong; mend it", "odd; look at it; now"]),
    severity=st.sampled_from(list(Severity)),
)


@given(st.lists(PROBLEMS, max_size=40))
def test_every_code_is_told_and_the_counts_add_up(found: list[Problem]) -> None:
    lines = summary(found)
    told = Counter[tuple[Severity, str]]()
    for severity, line in lines:
        code = next(code for code in ("SG201", "SG202", "SG303") if f"{severity} {code}" in line)
        times = line.split(f"{code}, ")[1].split(" times")[0] if " times: " in line else "1"
        told[severity, code] += int(times.replace(",", ""))
    assert told == Counter((problem.severity, problem.code) for problem in found)
    assert all("\n" not in line for _, line in lines)


def test_a_semicolon_in_brackets_does_not_end_what_is_wrong() -> None:
    found = [Problem("a.toml", at, "SG123", f"{at} copies (of x; of y); restrict them") for at in range(5)]
    (line,) = _lines(*found)
    assert line.endswith(
        "0 copies (of x; of y) / 1 copies (of x; of y) / 2 copies (of x; of y); restrict them"
    )
