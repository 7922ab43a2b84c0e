"""Random rights over random archives: no file of the public edition has a word that it may not have.

Each sentence, headline, author and name of an archive has a marked word that stands nowhere else, so that
what is told can be looked up in the bytes of all files, without the program's own idea of what may be shown.
"""

import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archives import put
from processes import run

MODES = ("full", "excerpt", "record", "withdrawn")
EXCERPT_WORDS = 60
NO_ARTICLE = "SG801"  # a book of an archive whose texts are all withdrawn
WORDS_OF_SENTENCE = 14
SETTINGS = (
    'title = "Rights"\naddress = "https://example.org/a/"\ncontact = "Ann"\n[rights]\ndefault = "{mode}"\n'
)
FILLER = (
    "the council of the harbour town voted on the night ferry and the yards agreed on a dock for two more"
    " years after a long debate about the costs of the road to the bay which nobody had expected"
).split()


@dataclass(slots=True)
class Campaign:
    """What was tried, and what leaked."""

    tried: int = 0  # archives
    marks: int = 0  # marked words that had to be hidden
    faults: list[str] = field(default_factory=list)


def campaign(command: list[str], work: Path, count: int, seed: int) -> Campaign:
    """Build `count` random archives, publish and pack them, and look for what had to be hidden."""
    result = Campaign()
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        root = work / f"rights-{number}"
        hidden = _archive(root, chance)
        result.tried += 1
        result.marks += len(hidden)
        ended = run([*command, "-C", str(root), "publish", "-q", "--folder", str(root / "site")], seconds=120)
        packed = run(
            [
                *command,
                "-C",
                str(root),
                "pack",
                "-q",
                "--profile",
                "public",
                "--zip",
                str(root / "a.zip"),
                "--epub",
                str(root / "a.epub"),
            ],
            seconds=120,
        )
        if ended.code not in {0, 1} or (packed.code not in {0, 1} and NO_ARTICLE not in packed.said):
            result.faults.append(
                f"archive {number}: {ended.code} {packed.code} {(ended.said or packed.said)[-200:]}"
            )
        for name, data in _files(root):
            text = data.lower()
            for mark, why in hidden.items():
                if mark.encode() in text:
                    result.faults.append(f"archive {number}: {why} stands in {name}")
    return result


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what was published: the files of the site with their names, and those in the packs."""
    for file in (root / "site").rglob("*"):
        if file.is_file():
            yield file.name, f"{file.relative_to(root)}\n".encode() + file.read_bytes()
    for pack in (root / "a.zip", root / "a.epub"):
        if pack.is_file():
            with zipfile.ZipFile(io.BytesIO(pack.read_bytes())) as content:
                for name in content.namelist():
                    yield f"{pack.name}/{name}", content.read(name)


def _mark(chance: random.Random) -> str:
    """Return a word that stands nowhere else."""
    return "z" + "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=9))


def _sentence(chance: random.Random, mark: str) -> str:
    words = chance.choices(FILLER, k=WORDS_OF_SENTENCE - 1)
    words.insert(chance.randrange(1, WORDS_OF_SENTENCE - 1), mark)
    return f"{' '.join(words).capitalize()}."


def _archive(root: Path, chance: random.Random) -> dict[str, str]:
    """Write an archive; return the marked words that its public edition may not have, with what they are."""
    hidden: dict[str, str] = {}
    default = chance.choice(MODES[:3])
    sources = {f"source{number}.example": chance.choice(("", *MODES[:3])) for number in range(3)}
    used: set[str] = set()
    withdrawn: list[str] = []
    index = ["# All of it\n", "| No. | File | Headline |", "|---|---|---|"]
    for number in range(chance.randrange(2, 7)):
        key = f"{number:03}"
        host = chance.choice(list(sources))
        used.add(host)
        noted = chance.choice(("", "", *MODES))
        listed = chance.random() < 0.15
        mode = "withdrawn" if listed or noted == "withdrawn" else noted or sources[host] or default
        if listed:
            withdrawn.append(key)
        text, marks = _text(chance, mode, key)
        hidden |= marks
        put(root, f"seeds/{key}_{chance.randrange(16**8):08x}.txt", text)
        put(root, f"content/notes/{key}.md", _note(chance, host, noted, hidden, key, mode))
        index.append(f"| {key} | [{key}]({key}) | {text.splitlines()[0] if chance.random() < 0.8 else ''} |")
    rows = "".join(
        f'[sources."{host}"]\nrights = "{sources[host]}"\n' for host in sorted(used) if sources[host]
    )
    put(root, "sitegen.toml", SETTINGS.format(mode=default) + rows)
    put(root, "seeds/INDEX.md", "\n".join(index) + "\n")
    put(
        root,
        "content/withdrawn.toml",
        "".join(f'[[withdrawn]]\nseed = "{key}"\nreason = "asked"\n' for key in withdrawn),
    )
    page = _mark(chance)
    hidden[page] = "a private page"
    put(root, "content/private/pages/secret.md", f"# Secret {page}\n\nWords of {page} that are private.\n")
    return hidden


def _text(chance: random.Random, mode: str, key: str) -> tuple[str, dict[str, str]]:
    """Return a text, and its marked words that may not be told in a mode."""
    marks: dict[str, str] = {}
    head, author = _mark(chance), _mark(chance)
    if mode == "withdrawn":
        marks |= {head: f"the headline of {key}", author: f"the author of {key}"}
    paragraphs, told = [], 0
    total = chance.randrange(6, 24)
    for number in range(total):
        mark, name = _mark(chance), _mark(chance)
        sentence = _sentence(chance, mark)
        if chance.random() < 0.3:
            sentence += f' "We go on and on with {mark} here," said Anna {name.capitalize()}.'
        else:
            name = ""
        told += len(sentence.split())
        if mode in {"record", "withdrawn"} or (
            mode == "excerpt" and told > EXCERPT_WORDS + WORDS_OF_SENTENCE
        ):
            marks[mark] = f"sentence {number} of {key} ({mode})"
            if name:
                marks[name] = f"a name in sentence {number} of {key} ({mode})"
        paragraphs.append(sentence)
    by = f"By Bo {author.capitalize()}"
    title = f"Council {head} votes to keep the night ferry"
    return f"{title}\n\nApril {chance.randrange(1, 29)}, 2024\n{by}\n\n" + "\n\n".join(
        paragraphs
    ) + "\n", marks


def _note(chance: random.Random, host: str, noted: str, hidden: dict[str, str], key: str, mode: str) -> str:
    """Return a note with source and rights, and remarks, some of them private."""
    rights = f"rights: {noted}\n" if noted else ""
    body = f"---\nsource: {host}\n{rights}---\n"
    if chance.random() < 0.5:
        mark = _mark(chance)
        hidden[mark] = f"a private remark on {key}"
        body += f"\nA remark for everybody.\n\n## private\n\nThe word {mark} is for nobody else here.\n"
    if mode == "withdrawn" and chance.random() < 0.5:
        mark = _mark(chance)
        hidden[mark] = f"a remark on the withdrawn {key}"
        body = re.sub(r"A remark for everybody\.", f"A remark with {mark} on it.", body)
        if mark not in body:
            hidden.pop(mark)
    return body
