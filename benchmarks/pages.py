"""How well the text of saved pages is found, beside trafilatura where that is installed.

The pages of `tests/pages/` were written for this repository, each with the text that a reader would keep.
The measure is F1 of the words in common, as multisets, of title and text.

    python benchmarks/pages.py
"""

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sitegen.api import analyze

PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"


def words(text: str) -> Counter[str]:
    """Return how often a text has each word."""
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: str, gold: str) -> float:
    """Return the harmonic mean of precision and recall of words, 0..1."""
    mine, theirs = words(found), words(gold)
    common = (mine & theirs).total()
    return 2 * common / (mine.total() + theirs.total()) if common else 0.0


def ours(data: bytes, name: str) -> str:
    """Return title and text as sitegen has them."""
    article = analyze({name: data}).articles[0]
    return "\n".join([article.field("title"), *(block.text for block in article.body)])


def theirs() -> Callable[[bytes, str], str] | None:
    """Return what gives title and text as trafilatura has them; None where it is not installed."""
    try:
        import trafilatura  # noqa: PLC0415
    except ImportError:
        return None

    def text(data: bytes, name: str) -> str:
        del name
        found = trafilatura.bare_extraction(data.decode(), include_comments=False, with_metadata=True)
        return f"{found.title or ''}\n{found.text or ''}" if found else ""

    return text


def main() -> int:
    """Print the figures of each page, and the means."""
    columns: dict[str, Callable[[bytes, str], str]] = {"sitegen": ours}
    other = theirs()
    if other:
        columns["trafilatura"] = other
    totals: dict[str, list[float]] = {name: [] for name in columns}
    for page in sorted(PAGES.glob("*.html")):
        gold = page.with_suffix(".txt").read_text(encoding="utf-8")
        for name, extract in columns.items():
            totals[name].append(f1(extract(page.read_bytes(), page.name), gold))
        print(f"{page.stem:14}" + "".join(f" {name} {rows[-1]:.3f}" for name, rows in totals.items()))
    print(f"{'mean':14}" + "".join(f" {name} {sum(rows) / len(rows):.3f}" for name, rows in totals.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
