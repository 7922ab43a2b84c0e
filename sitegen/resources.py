"""The lists and models that come with the package, as one value.

They are read at the edge and handed to the stages that need them.
"""

from functools import cache, cached_property

from sitegen.clean.classifier import Classifier, load_classifier
from sitegen.entities.authority import Authority, authority
from sitegen.entities.lexicon import Lexicon, load_lexicon
from sitegen.entities.tagger import Tagger, load_tagger
from sitegen.model import NameEntry


class Resources:
    """The lists and models; each is read when first asked for, so a command reads only what it needs."""

    def __init__(self) -> None:
        self._authorities: dict[tuple[NameEntry, ...], Authority] = {}

    @cached_property
    def classifier(self) -> Classifier:
        """The additive models that tell text from furniture and weigh facts."""
        return load_classifier()

    @cached_property
    def lexicon(self) -> Lexicon:
        """What is known of single words and of places."""
        return load_lexicon()

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger of names."""
        return load_tagger(self.lexicon)

    def authority(self, given: tuple[NameEntry, ...]) -> Authority:
        """Return a person's names with the built-in ones; the last that was asked for is kept."""
        if given not in self._authorities:
            made = authority(given, self.lexicon)
            self._authorities.clear()
            self._authorities[given] = made
        return self._authorities[given]


@cache
def load_resources() -> Resources:
    """Return the resources of this process; each worker process has its own."""
    return Resources()
