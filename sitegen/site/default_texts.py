"""Built-in words of the about and method pages; a person's page of the same name comes first."""

from collections import Counter
from collections.abc import Iterable

from sitegen.language import language_name
from sitegen.site.context import SiteContext
from sitegen.site.rules import is_blank
from sitegen.text import plural


def default_about(context: SiteContext) -> str:
    """Return the words of the about page in Markdown where a person wrote none."""
    config = context.edition.config
    contact = f"\n\nContact: {config.contact}" if config.contact else ""
    return f"""{config.description or config.title}

This archive holds {plural(len(context.edition.shown), "article")}. Each was taken from a raw file, cleaned by rules, and linked
to the people, organisations, places and events that it names. How that was done is told on the page “Method”.{contact}"""


def _what_became_of_lines(whole: int, shown: int) -> str:
    """Return where one sees what became of the lines of seeds, by how many of the articles shown are shown whole."""
    if whole == shown:
        return (
            "What was left out is listed at the foot of each article with the rule that did it, and the page of\n"
            "the raw seed shows every line with what became of it."
        )
    if not whole:
        return (
            "This edition shows no article whole, so it has neither lists of what was left out nor pages of the"
            " raw seeds."
        )
    return (
        f"Of the {plural(whole, 'article')} that this edition shows whole, what was left out is listed at the"
        " foot of the article with\n"
        "the rule that did it, and the page of the raw seed shows every line with what became of it."
        " The others have neither."
    )


def _table_of_cuts(context: SiteContext, whole: int) -> str:
    """Return what was left out by which rule, and of how many articles that is told."""
    shown = context.edition.shown
    counts: Counter[tuple[str, str]] = Counter()
    for article in shown.values():
        for cut in article.cuts:
            if not is_blank(cut.rule):
                counts[cut.rule, cut.label] += len(cut.lines)
    if not counts:
        return "Nothing was left out." if whole == len(shown) else "This edition does not tell."
    rows = "\n".join(f"| {label} | `{rule}` | {count} |" for (rule, label), count in counts.most_common())
    table = f"| what was left out | rule | lines |\n|---|---|--:|\n{rows}"
    if whole == len(shown):
        return table
    return f"{table}\n\nThese are the lines of the {plural(whole, 'article')} shown whole."


def _languages(codes: Iterable[str]) -> str:
    return " and ".join(map(language_name, codes))


def default_method(context: SiteContext) -> str:
    """Return the words that say how texts were changed, with the counts of this archive, in Markdown."""
    edition = context.edition
    whole = sum(edition.is_shown_whole(seed) for seed in edition.shown)
    table = _table_of_cuts(context, whole)
    relations = "\n".join(
        f"- **{relation_type.name}**: {relation_type.says}"
        for relation_type in edition.archive.relation_types
    )
    names = _languages(edition.archive.name_languages)
    speakers = _languages(edition.archive.speaker_languages)
    passing = ""
    if context.names.unpaged_entities:
        passing = (
            "A name that no list has gets a page where several articles have it or where it speaks;"
            " others stand without one. "
        )
    return f"""## What happens to a text

Each article comes from one raw text file, the *seed*. Seeds are never changed. Every line of a seed ends in exactly one
place: a fact about the article (headline, author, date, source), its text, a reader's comment, or what was left out.
Nothing is reworded. {_what_became_of_lines(whole, len(edition.shown))}

## What was left out here

{table}

## When a text ends early

An article is said to end early when its page promises more minutes of reading than its words fill, when a notice below
the text asks to subscribe to go on reading, or when its last sentence breaks off.

## Copies and shared text

Articles are compared word by word, by what stands on their pages: headline, text and comments, nothing that was left out.
Case, punctuation and kinds of quotation mark do not count, and lines that a site repeats are no evidence. Where not all of a
text is shown, copies were still compared whole; of shared passages, only what both pages show is told.

{relations}

Texts that are identical, nearly so, or part of each other make a family; the fullest copy leads it. Two texts that stand in
different places of a third one are no family. Texts made after one form, such as weather and results, are no copies: their
figures differ between words that agree.

## Names

Names come from this archive's own list first, then from a built-in list of countries, places and organisations, and at
last from the texts themselves: capital letters, titles, first names and the words around them. {passing}“Russian” counts as a
mention of Russia, and a capital that acts as a government does counts as its country. A surname alone is linked only
where it is clear who is meant. Each mention says on its entity's page how it was recognised. The built-in list and the words
around names are {names}: in texts of other languages names are looked for as people's whole names and as the archive's own list writes
them, and the article says so.

## Quotations

Words between quotation marks count as a quotation when they are long enough to be speech. Who speaks is told by the words
beside them (“said Anna Example”, “the ministry said that”), in {speakers} texts; “he” and “she” are followed only to the one
person who can be meant. Where nothing tells plainly, no speaker is given. Quotations of several articles are one where they
share most of their words, and the same person speaks or nearly all words are the same."""
