"""Who said what: the page of quotations, its parts where it is long, and what an entity's page shows of it."""

from collections import defaultdict
from collections.abc import Iterator

from sitegen.model import Quotation
from sitegen.model.site import Carrier, Link, Page, QuotationsView, QuotationView, Run, SpeakerView, Wording
from sitegen.site import urls
from sitegen.site.compare import words_changed
from sitegen.site.context import NO_NAME, UNTOLD, SiteContext
from sitegen.site.letters import heading, letter
from sitegen.text import normal_words, plural, slug, sort_name

LAST = {NO_NAME: ("unnamed", "Speakers without a name"), UNTOLD: ("unattributed", "Speaker not identified")}


def quotation_pages(view: SiteContext) -> Iterator[Page]:
    """Give the page of quotations, and the pages of its parts where there are many."""
    count = sum(map(len, view.quotations.values()))
    parts: dict[str, list[str]] = defaultdict(list)
    for key in sorted(view.quotations, key=lambda one: _order(view, one)):
        parts[_part(view, key)].append(key)
    long = view.quotations_parted
    directory = tuple(
        (
            part,
            tuple(
                (Link(_name(view, key).text, place_of(view, key)), len(view.quotations[key])) for key in keys
            ),
        )
        for part, keys in parts.items()
    )
    shown = () if long else tuple(_speaker(view, key) for keys in parts.values() for key in keys)
    told = f"Who said what: {plural(count, 'quotation')}"
    yield Page(
        urls.QUOTATIONS,
        "quotations",
        "Quotations",
        QuotationsView(count, directory, shown, urls.passages(1) if view.shared_passages else ""),
        told,
        view.robots(),
    )
    for part, keys in parts.items() if long else ():
        some = tuple(_speaker(view, key) for key in keys)
        title = f"Quotations: {some[0].name.text.lower() if keys[0] in LAST else heading(part)}"
        content = QuotationsView(sum(len(one.said) for one in some), (), some)
        yield Page(urls.quotations(part), "quotations", title, content, "", view.robots())


def place_of(view: SiteContext, key: str) -> str:
    """Give where the quotations of a speaker stand."""
    return (
        f"{urls.quotations(_part(view, key)) if view.quotations_parted else urls.QUOTATIONS}#{_anchor(key)}"
    )


def said_by(view: SiteContext, key: str) -> tuple[QuotationView, ...]:
    """Give what someone is quoted with, by date, the undated last."""
    if key not in view.said:
        made = [_quotation(view, group) for group in view.quotations.get(key, ())]
        view.said[key] = tuple(
            sorted(made, key=lambda one: (one.date or "9999", one.wordings[0].runs[0].text))
        )
    return view.said[key]


def _order(view: SiteContext, key: str) -> tuple[int, str, str]:
    return (
        tuple(LAST).index(key) + 1 if key in LAST else 0,
        sort_name(_name(view, key).text, person=_person(view, key)),
        key,
    )


def _person(view: SiteContext, key: str) -> bool:
    return key in view.entities and view.entities[key].kind == "person"


def _part(view: SiteContext, key: str) -> str:
    if key in LAST:
        return LAST[key][0]
    return letter(_name(view, key).text, person=_person(view, key))


def _anchor(key: str) -> str:
    return LAST[key][0] if key in LAST else f"s-{slug(key)}"


def _name(view: SiteContext, key: str) -> Link:
    if key in view.entities:
        return Link(view.entities[key].name, view.entity_url(key))
    return Link(LAST[key][1] if key in LAST else key.strip('"'))


def _speaker(view: SiteContext, key: str) -> SpeakerView:
    return SpeakerView(_name(view, key), _anchor(key), said_by(view, key))


def _quotation(view: SiteContext, group: tuple[Quotation, ...]) -> QuotationView:
    order = sorted(group, key=lambda one: (view.rank(one.seed), one.parts))
    wordings: dict[tuple[str, ...], list[Quotation]] = {}
    for one in order:
        words = tuple(word for word, _, _ in normal_words(view.shown[one.seed].spoken(one)))
        wordings.setdefault(words, []).append(one)
    ranked = sorted(wordings.values(), key=lambda some: -len(some))
    first = view.shown[ranked[0][0].seed].spoken(ranked[0][0])
    made = tuple(_wording(view, some, first) for some in ranked)
    called = next((one.speaker for one in order if one.speaker), "")
    return QuotationView(
        view.articles[order[0].seed].field("date")[:10],
        made,
        called if view.speaker(group) == NO_NAME else "",
    )


def _wording(view: SiteContext, some: list[Quotation], first: str) -> Wording:
    text = view.shown[some[0].seed].spoken(some[0])
    runs = (Run(text),) if text == first else words_changed(first, text)[1]
    carriers = {one.seed: _carrier(view, one) for one in reversed(some)}
    return Wording(runs, tuple(carriers[one] for one in dict.fromkeys(one.seed for one in some)))


def _carrier(view: SiteContext, one: Quotation) -> Carrier:
    url = f"{urls.article(view.seeds[one.seed].key)}#{urls.passage(one.parts[0][0])}"
    return Carrier(view.item(one.seed), url, one.why)
