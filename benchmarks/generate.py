"""A folder of believable seeds: made-up words in the shape of news, a fifth of them copies of all kinds.

Words are as frequent as in a language (Zipf 1935), some stand together again and again, every site has lines
that it repeats, and a few quotations are carried by many articles.

usage: python benchmarks/generate.py FOLDER [--count 1000] [--words 800] [--seed 1]
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

SYLLABLES = (
    "ba ber cal dan der el far gor hal in jor kal lin mar nor ol per quin ran sel tor ul ver wen xan yor zel"
).split()
SMALL = (
    "the of and to in that was for on with as by at from his has have it said not are be this an which"
).split()
FURNITURE = (
    "Advertisement",
    "Read more:\n\nA headline of another day that nobody asked for",
    "Share\nFacebook\nEmail",
    "Sign up for our newsletter",
    "Related Articles\n\nOne more thing to read\n\nAnd another",
)
WORDS = 60_000  # different ones
STEEPNESS = 1.05  # of Zipf's law
PHRASES = 4_000  # words that stand together again and again
SITES = 60
RECENT = 400  # articles among which copies find their source
KINDS = "same trimmed comments edited rewritten reordered merged quotation wire".split()


def word(chance: random.Random) -> str:
    """Give a made-up word."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 3)))


class Language:
    """Words, how often each comes, and the phrases that they make."""

    def __init__(self, chance: random.Random) -> None:
        made = dict.fromkeys(SMALL)
        while len(made) < WORDS:
            made["".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 4)))] = None
        self.words = list(made)
        self.weights = list(accumulate((rank + 2.7) ** -STEEPNESS for rank in range(WORDS)))
        self.phrases = [self.some(chance, chance.randint(3, 6)) for _ in range(PHRASES)]
        self.often = list(accumulate((rank + 1) ** -STEEPNESS for rank in range(PHRASES)))

    def some(self, chance: random.Random, count: int) -> list[str]:
        """Give so many words."""
        return chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self, chance: random.Random) -> str:
        """Give a sentence of about 8 to 28 words, now and then with a phrase or a name in it."""
        words = self.some(chance, chance.randint(8, 24))
        if chance.random() < 0.4:
            words[len(words) // 2 : len(words) // 2] = chance.choices(self.phrases, cum_weights=self.often)[0]
        if chance.random() < 0.3:
            words[1:1] = [one.capitalize() for one in self.some(chance, 2)]
        return " ".join(words).capitalize() + "."

    def paragraphs(self, chance: random.Random, size: int) -> list[str]:
        """Give the paragraphs of an article of about so many words."""
        made: list[str] = []
        while size > 0:
            made.append(" ".join(self.sentence(chance) for _ in range(chance.randint(2, 5))))
            size -= made[-1].count(" ") + 1
        return made


def sentence(chance: random.Random, vocabulary: list[str]) -> str:
    """Give a made-up sentence of 8 to 28 words of a small vocabulary."""
    words = [
        chance.choice(SMALL) if chance.random() < 0.45 else chance.choice(vocabulary)
        for _ in range(chance.randint(8, 28))
    ]
    if chance.random() < 0.3:
        words.insert(1, f"{chance.choice(vocabulary).capitalize()} {chance.choice(vocabulary).capitalize()}")
    return " ".join(words).capitalize() + "."


def article(chance: random.Random, vocabulary: list[str], size: int) -> list[str]:
    """Give the paragraphs of an article of about so many words of a small vocabulary."""
    paragraphs = []
    while size > 0:
        text = " ".join(sentence(chance, vocabulary) for _ in range(chance.randint(2, 5)))
        size -= text.count(" ") + 1
        paragraphs.append(text)
    return paragraphs


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up seed: its paragraphs, and of which earlier seed it is a copy, in which way."""

    paragraphs: list[str]
    source: int = -1
    kind: str = ""


def copy_of(chance: random.Random, language: Language, source: list[str], kind: str, size: int) -> list[str]:
    """Give a copy of an article, or one that shares a passage with it."""
    own = language.paragraphs(chance, size)
    fresh = (one for text in own for one in text.split())
    share = {"edited": 0.08, "rewritten": 0.3}.get(kind, 0.0)
    made = {
        "trimmed": source[: max(2, len(source) // 2)],
        "comments": [
            *source,
            "3 Comments",
            *(f"I think {language.sentence(chance).lower()}" for _ in range(12)),
        ],
        "reordered": chance.sample(source, len(source)),
        "merged": [*source, *own],
        "quotation": [*own[:3], f"“{' '.join(source[0].split()[:40])}”", *own[3:]],
        "wire": [*own[:2], *source[1:4], *own[2:]],
    }
    if share:
        return [
            " ".join(next(fresh, "else") if chance.random() < share else one for one in text.split())
            for text in source
        ]
    return made.get(kind, list(source))


def archive(count: int, size: int, seed: int) -> Iterator[tuple[Made, str]]:
    """Give made-up seeds with the text of each."""
    chance = random.Random(seed)
    language = Language(chance)
    sites = [[language.sentence(chance) for _ in range(4)] for _ in range(SITES)]
    recent: list[tuple[int, list[str]]] = []
    for number in range(count):
        if recent and chance.random() < 0.2:
            source, paragraphs = chance.choice(recent)
            kind = chance.choice(KINDS)
            made = Made(copy_of(chance, language, paragraphs, kind, size), source, kind)
        else:
            made = Made(language.paragraphs(chance, size))
            recent = [*recent[1 - RECENT :], (number, made.paragraphs)]
        title = " ".join(language.some(chance, 7)).capitalize()
        date = f"{chance.randint(1, 28)} March {chance.randint(2015, 2024)}"
        site = sites[chance.randrange(SITES)]
        parts = [
            title,
            date,
            "",
            made.paragraphs[0],
            chance.choice(FURNITURE),
            *made.paragraphs[1:],
            *chance.sample(site, 2),
        ]
        yield made, "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the seeds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for number, (_, text) in enumerate(archive(args.count, args.words, args.seed)):
        (args.folder / f"{number:06}_{args.seed:04x}{number:08x}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
