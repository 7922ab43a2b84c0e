"""Commands killed at random: the site old or new, seeds and notes intact, and the next build mends."""

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archives import archive, put, site, tree
from processes import kill, run

PEOPLES = ("public", ".sitegen", "dist")  # folders that are none of people's own
AIMED = 3  # each so many kills one waits for the first change on the disk


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a campaign."""

    kills: int
    states: dict[str, int]  # of sites right after a kill
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """A command with what it changes."""

    name: str
    command: list[str]
    edit: Callable[[Path], None]
    sign: str  # a file that stands in the archive while it changes things


def _edit(root: Path) -> None:
    put(
        root,
        "seeds/003_a.txt",
        "Story 3 has other words now\n\nMay 3, 2024\n\nThe council met again on Monday.\n",
    )
    (root / "seeds/004_a.txt").unlink()


def _works(sitegen: list[str], work: Path) -> list[_Work]:
    scrapes = work / "scrapes"
    one = put(
        scrapes, "one.txt", "A first new story\n\nMay 3, 2024\n\nThe council met on Monday about the ferry.\n"
    )
    two = put(
        scrapes,
        "two.txt",
        "A second new story\n\nMay 4, 2024\n\nThe mayor spoke on Tuesday about the dock.\n",
    )
    export = put(scrapes, "export.json", json.dumps([{"uri": "x", "text": "Another remark.", "target": []}]))
    return [
        _Work("build", [*sitegen, "build", "-q"], _edit, "public/.sitegen-journal.json"),
        _Work("build", [*sitegen, "build", "-q", "--jobs", "2", "--force"], _edit, "public/.sitegen-new"),
        _Work("add", [*sitegen, "add", str(one), str(two)], lambda _: None, ".sitegen/changes.json"),
        _Work(
            "annotate", [*sitegen, "annotate", str(export), "--seed", "900"], lambda _: None, "content/notes"
        ),
        _Work(
            "index",
            [*sitegen, "index", "--write"],
            lambda root: (root / "seeds/INDEX.md").unlink(),
            "seeds/INDEX.md",
        ),
        _Work("accept", [*sitegen, "verify", "--accept"], _edit, "seeds.sha256"),
        _Work("pack", [*sitegen, "pack", "--zip", "--epub"], lambda _: None, "dist"),
    ]


def campaign(sitegen: list[str], work: Path, count: int, seed: int) -> Result:
    """Kill commands, look at what is left, and let the next build mend it."""
    chance = random.Random(seed)
    master = archive(work / "master", articles=12)
    run([*sitegen, "-C", str(master), "index", "--write", "-q"])
    run([*sitegen, "-C", str(master), "verify", "--accept", "-q"])
    run([*sitegen, "-C", str(master), "build", "-q"])
    here = work / "here"
    works = _works([*sitegen, "-C", str(here)], work)
    states: Counter[str] = Counter()
    faults: list[str] = []
    expected = [_expected(one, master, here) for one in works]
    for number in range(count):
        one, (before, after, old_site, new_site, seconds) = (
            works[number % len(works)],
            expected[number % len(works)],
        )
        _prepare(one, master, here)
        wait = seconds * (0.05 + chance.random())
        delay = chance.choice((0.0, 0.0, chance.random() * 0.02))
        sign = here / one.sign
        aimed = number // len(works) % AIMED == 0 and not sign.exists()
        seen: list[float] = []

        def when(
            passed: float,
            *,
            aimed: bool = aimed,
            sign: Path = sign,
            seen: list[float] = seen,
            delay: float = delay,
            wait: float = wait,
        ) -> bool:
            if not aimed:
                return passed >= wait
            if not seen and sign.exists():
                seen.append(passed)
            return bool(seen) and passed >= seen[0] + delay

        if not kill(one.command, when):
            states["ended before"] += 1
            continue
        now, now_site = tree(here, *PEOPLES), site(here / "public")
        state = "old" if now_site == old_site else "new" if now_site == new_site else "between"
        states[state] += 1
        if state == "between" and not (here / "public/.sitegen-journal.json").exists():
            faults.append(f"{number} {one.name}: a mixed site without a journal")
        for name, data in before.items():
            if now.get(name) not in (data, after.get(name)):
                faults.append(f"{number} {one.name}: {name} is neither old nor new")
        faults += [f"{number} {fault}" for fault in _mended(one, sitegen, here)]
    return Result(sum(states.values()) - states["ended before"], dict(states), tuple(faults))


def _prepare(one: _Work, master: Path, here: Path) -> None:
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(master, here)
    one.edit(here)


def _expected(
    one: _Work, master: Path, here: Path
) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes], dict[str, bytes], float]:
    """Return the files of people and of the site before and after a command, and how long it takes."""
    _prepare(one, master, here)
    before, old_site = tree(here, *PEOPLES), site(here / "public")
    done = run(one.command)
    after, new_site = tree(here, *PEOPLES), site(here / "public")
    return before, after, old_site, new_site, done.wall


def _mended(one: _Work, sitegen: list[str], here: Path) -> list[str]:
    """Return what is wrong after the next build."""
    again = run([*sitegen, "-C", str(here), "build", "-q"])
    faults = (
        []
        if again.code in {0, 1}
        else [f"{one.name}: the next build ended with {again.code}: {again.said[-200:]}"]
    )
    index = here / "seeds/INDEX.md"
    if one.name == "add":
        listed = index.read_text("utf-8")
        faults += [
            f"add: {seed.name} has no row"
            for seed in (here / "seeds").glob("*.txt")
            if seed.name not in listed
        ]
    left = [file.name for file in here.rglob(".sitegen-*.new") if "dist" not in file.parts]
    left += [name for name in (".sitegen-journal.json", ".sitegen-new") if (here / "public" / name).exists()]
    faults += [f"{one.name}: {name} is left behind" for name in left]
    built = site(here / "public")
    fresh = here / "fresh"
    run([*sitegen, "-C", str(here), "build", "-q", "--force", "-o", str(fresh)])
    if site(fresh) != built:
        faults.append(f"{one.name}: the next build made another site than a fresh one")
    return faults
