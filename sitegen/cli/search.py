"""The command that searches a built site."""

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict

from sitegen.cli.console import DONE, PROBLEMS, Console, print_json, tell_dressed
from sitegen.model import SitegenError
from sitegen.model.site import ARTICLE_PAGE
from sitegen.printable import printable
from sitegen.search.pagetext import page_text
from sitegen.search.query import (
    Hit,
    Query,
    Reader,
    parse,
    search,
    snippet,
    unknown_filters,
    unknown_values,
    without_title,
)
from sitegen.text import plural


def run_search(args: argparse.Namespace, console: Console) -> int:
    """Search the built site."""
    target = args.output or args.root / "public"

    def load(path: str) -> bytes:
        found: bytes = (target / path).read_bytes()
        return found

    try:
        reader = Reader(load)
        query = parse(" ".join(args.words))
        for slip in (*unknown_filters(" ".join(args.words)), *unknown_values(query, reader)):
            console.say(slip)
        found = search(
            query,
            reader,
            lambda url: page_text(load(url).decode("utf-8", "replace")),
            args.limit,
            count_all=True,
        )
    except (OSError, ValueError) as error:
        what = f"cannot be read ({error.strerror})" if isinstance(error, OSError) else f"is damaged ({error})"
        raise SitegenError(
            "SG008", target, -1, f"the index of the search {what}", "run sitegen build first"
        ) from None
    for number, hit in enumerate(found.hits, 1):
        if args.json:
            print_json(asdict(hit))
            continue
        facts = " · ".join(
            part
            for part in (hit.kind if hit.kind != ARTICLE_PAGE else "", hit.date, hit.source, hit.url)
            if part
        )
        tell_dressed(
            f"{number:3}. {printable(hit.title)}\n     {printable(facts)}\n"
            f"     {_marked(hit, query, load, colour=console.colour and sys.stdout.isatty())}"
        )
    if not args.json:
        some = "" if found.every or not found.count else "; none has all of the words, these have some"
        read = (
            f" (of the {found.checked} likeliest, read for the words in quotation marks)"
            if found.checked
            else ""
        )
        console.say(f"{plural(found.count, 'result')}{read}{some}")
    return DONE if found.count else PROBLEMS


def _marked(hit: Hit, query: Query, load: Callable[[str], bytes], *, colour: bool) -> str:
    """Return the stretch of a hit's text that answers to the query, its words in bold on a terminal."""
    parts: list[tuple[str, bool]] = []
    if hit.kind == ARTICLE_PAGE:
        with suppress(OSError):
            parts = snippet(
                without_title(page_text(load(hit.url).decode("utf-8", "replace")), hit.title), query
            )
    parts = parts if any(marked for _, marked in parts) else snippet(hit.lead, query)
    shown = ((printable(text), marked and colour) for text, marked in parts)
    return "".join(f"\033[1m{text}\033[0m" if bold else text for text, bold in shown)
