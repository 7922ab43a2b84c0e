"""A folder of believable seeds: made-up words in the shape of news, a fifth of them copies of all kinds.

usage: python benchmarks/generate.py FOLDER [--count 1000] [--words 800] [--seed 1]
"""

import argparse
import random
from pathlib import Path

SYLLABLES = "ba ber cal dan der el far gor hal in jor kal lin mar nor ol per quin ran sel tor ul ver wen xan yor zel".split()
SMALL = "the of and to in that was for on with as by at from his has have it said not are be this an which".split()
FURNITURE = (
    "Advertisement",
    "Read more:\n\nA headline of another day that nobody asked for",
    "Share\nFacebook\nEmail",
    "Sign up for our newsletter",
    "Related Articles\n\nOne more thing to read\n\nAnd another",
)


def word(chance: random.Random) -> str:
    """Give a made-up word."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 3)))


def sentence(chance: random.Random, vocabulary: list[str]) -> str:
    """Give a made-up sentence of 8 to 28 words."""
    words = [chance.choice(SMALL) if chance.random() < 0.45 else chance.choice(vocabulary) for _ in range(chance.randint(8, 28))]
    if chance.random() < 0.3:
        words.insert(1, f"{chance.choice(vocabulary).capitalize()} {chance.choice(vocabulary).capitalize()}")
    return " ".join(words).capitalize() + "."


def article(chance: random.Random, vocabulary: list[str], size: int) -> list[str]:
    """Give the paragraphs of an article of about so many words."""
    paragraphs, count = [], 0
    while count < size:
        paragraphs.append(" ".join(sentence(chance, vocabulary) for _ in range(chance.randint(1, 4))))
        count += len(paragraphs[-1].split())
    return paragraphs


def copy_of(chance: random.Random, paragraphs: list[str], vocabulary: list[str]) -> list[str]:
    """Give a copy: whole, trimmed, with comments, or lightly edited."""
    kind = chance.randrange(4)
    if kind == 1:
        return paragraphs[: max(2, len(paragraphs) // 2)]
    if kind == 2:
        return [*paragraphs, "3 Comments", *(f"I think {sentence(chance, vocabulary).lower()}" for _ in range(8))]
    if kind == 3:
        return [" ".join(chance.choice(vocabulary) if chance.random() < 0.06 else w for w in text.split()) for text in paragraphs]
    return list(paragraphs)


def main() -> None:
    """Write the seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    vocabulary = sorted({word(chance) for _ in range(12_000)})
    args.folder.mkdir(parents=True, exist_ok=True)
    made: list[list[str]] = []
    for number in range(args.count):
        copies = made and chance.random() < 0.2
        paragraphs = copy_of(chance, chance.choice(made[-200:]), vocabulary) if copies else article(chance, vocabulary, args.words)
        made.append(paragraphs)
        parts = [" ".join(chance.choice(vocabulary) for _ in range(7)).capitalize()]
        parts += [
            f"{chance.randint(1, 28)} March {chance.randint(2015, 2024)}",
            "",
            paragraphs[0],
            chance.choice(FURNITURE),
            *paragraphs[1:],
        ]
        name = f"{number:06}_{chance.getrandbits(64):016x}.txt"
        (args.folder / name).write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
