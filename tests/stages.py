"""The stages that take lists and models, with those that come with the package."""

from collections.abc import Sequence
from functools import cache

import sitegen.clean.article
import sitegen.entities.authority
import sitegen.entities.recognize
from sitegen.clean.context import ALONE, SeedContext
from sitegen.entities.authority import Authority
from sitegen.model import Article, NameEntry, Override, RecognizedNames, Seed
from sitegen.resources import load_resources

RESOURCES = load_resources()
LEXICON = RESOURCES.lexicon


def clean(seed: Seed, override: Override | None = None, context: SeedContext = ALONE) -> Article:
    return sitegen.clean.article.clean(seed, RESOURCES.classifier, override, context)


@cache  # the authority of a list takes most of the time of a small build
def authority(given: tuple[NameEntry, ...]) -> Authority:
    return sitegen.entities.authority.authority(given, LEXICON)


def recognize(article: Article, known: Authority) -> RecognizedNames:
    return sitegen.entities.recognize.recognize(article, known, RESOURCES.tagger)


def recognize_all(articles: Sequence[Article], known: Authority) -> list[RecognizedNames]:
    return sitegen.entities.recognize.recognize_all(articles, known, RESOURCES.tagger)
