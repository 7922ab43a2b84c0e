"""Every phrase that is cut from the ends of paragraphs is proved by its own examples."""

import pytest

from sitegen.clean.blocks import GLUED, GluedPhrase
from sitegen.clean.furniture import RULE_LABELS
from sitegen.text import fold


@pytest.mark.parametrize("phrase", GLUED, ids=lambda phrase: phrase.key_words)
def test_glued_phrases(phrase: GluedPhrase) -> None:
    assert phrase.rule in RULE_LABELS
    assert phrase.key_words in fold(phrase.example)
    assert phrase.pattern.sub("", phrase.example) == phrase.remainder
    assert phrase.key_words in fold(phrase.counterexample)
    assert phrase.pattern.search(phrase.counterexample) is None
