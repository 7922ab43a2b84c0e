"""Make `sitegen/calendar_names.tsv`: the names of months and weekdays in many languages, from CLDR.

usage: python tools/make_calendar.py

Needs babel (pip install -e '.[train]'), which carries the CLDR data; nothing of it is needed where sitegen
runs.
"""

from collections import defaultdict
from pathlib import Path

import babel
from babel import Locale

from sitegen import dates

# Languages of the world's larger presses; a territory where its months have names of their own.
LOCALES = (
    "af am ar ar_DZ ar_IQ ar_LB ar_MA az be bg bn bs ca cs cy da de de_AT el en en_AU es et eu fa fi fil fr"
    " fr_CA ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn pa"
    " pl ps pt ro ru si sk sl so sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant zu"
).split()
OUT = Path(dates.__file__).with_name("calendar_names.tsv")
MONTHS = 12


def names(locale: Locale, what: str) -> dict[tuple[str, int], set[str]]:
    """Give the names of one calendar unit in one language, by the number that they mean."""
    made: dict[tuple[str, int], set[str]] = defaultdict(set)
    table = locale.months if what == "month" else locale.days
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in table[context][width].items():
                key = dates.calendar_key(name)
                if len(key) > 1 and not key[0].isdigit() and not key.isdigit():
                    made[key, number if what == "month" else number + 1].add(locale.language)
    return made


def main() -> None:
    """Write the table."""
    rows = [
        (
            f"# Months and weekdays as CLDR (Unicode License v3) has them, by babel {babel.__version__};"
            " made by tools/make_calendar.py."
        )
    ]
    for what in ("month", "weekday"):
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for code in LOCALES:
            for key, languages in names(Locale.parse(code), what).items():
                found[key] |= languages
        rows += [
            f"{what}\t{number}\t{name}\t{' '.join(sorted(who))}"
            for (name, number), who in sorted(found.items(), key=lambda row: (row[0][1], row[0][0]))
        ]
    beside = OUT.with_suffix(".new")
    beside.write_text("\n".join(rows) + "\n", encoding="utf-8")
    beside.replace(OUT)


if __name__ == "__main__":
    main()
