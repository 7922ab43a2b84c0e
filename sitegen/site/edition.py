"""What one edition of an archive shows.

Its articles as far as their rights allow, and what each is called.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sitegen.config import Config
from sitegen.dates import date_rank
from sitegen.filenames import ending_of
from sitegen.model import Archive, Article, Block, Field, FreePage, Index, Inputs, Note, Seed, Withdrawal
from sitegen.site import rights, urls
from sitegen.site.rights import Mode
from sitegen.text import UniqueNames, shorten, slug, word_count

TITLE_WORDS = 9  # of the text of an article without a headline, as its title
SHORT_NAME_WORDS = 8  # of the title by which notices call an article without a number
UNKNOWN_SOURCE = "unknown source"


@dataclass(frozen=True, eq=False, kw_only=True)
class Edition:
    """An archive as its readers may see it.

    Maps are by the id of a seed and computed when first asked for.
    """

    inputs: Inputs
    archive: Archive
    config: Config
    notes: dict[str, Note]
    withdrawals: dict[str, Withdrawal]

    @cached_property
    def is_public(self) -> bool:
        """Whether this is the edition for everybody, without what is private."""
        return rights.is_public(self.config)

    @cached_property
    def seeds(self) -> dict[str, Seed]:
        """All seeds of the archive, those of withdrawn articles too."""
        return {seed.id: seed for seed in self.archive.seeds}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """All articles, whole."""
        return {article.id: article for article in self.archive.articles}

    @cached_property
    def modes(self) -> dict[str, Mode]:
        """How much of each article may be shown."""
        return {
            seed: rights.mode_of(article, self.notes.get(seed), self.withdrawals.get(seed), self.config)
            for seed, article in self.articles.items()
        }

    @cached_property
    def shown(self) -> dict[str, Article]:
        """The articles with only what may be shown of them, without the withdrawn."""
        return {
            seed: rights.restrict(self.articles[seed], mode, self.config.excerpt_words)
            for seed, mode in self.modes.items()
            if mode is not Mode.WITHDRAWN
        }

    @cached_property
    def passages(self) -> dict[str, tuple[Field | Block, ...]]:
        """The passages that are shown of each article."""
        return {seed: article.passages for seed, article in self.shown.items()}

    def is_shown_whole(self, seed: str) -> bool:
        """Whether the full text of an article is shown."""
        return self.modes[seed] is Mode.FULL

    @property
    def index(self) -> Index:
        """INDEX.md."""
        return self.inputs.index

    @cached_property
    def pages(self) -> tuple[FreePage, ...]:
        """The free pages of this edition."""
        return tuple(page for page in self.inputs.pages if not (page.private and self.is_public))

    @cached_property
    def titles(self) -> dict[str, str]:
        """The headline of each article that is shown, or the first words of its text."""
        return {seed: self._title(article) for seed, article in self.shown.items()}

    def _title(self, article: Article) -> str:
        if article.field("title"):
            return article.field("title")
        first_text = next((block.text for block in article.body), "")
        return shorten(first_text, TITLE_WORDS) if first_text else f"Untitled ({article.key})"

    def name(self, seed: str) -> str:
        """Return what any article may be called, also one that was withdrawn."""
        return self.titles[seed] if seed in self.shown else f"{self.seeds[seed].key} (withdrawn)"

    def short_name(self, seed_id: str) -> str:
        """Return the name by which notices call an article: its number, or its title."""
        seed = self.seeds[seed_id]
        return seed.key if seed.number is not None else f"“{shorten(self.titles[seed_id], SHORT_NAME_WORDS)}”"

    @cached_property
    def sources(self) -> dict[str, str]:
        """The name of each article's source as a reader should see it; empty where it is not known."""
        return {seed: self._source(article) for seed, article in self.articles.items()}

    def _source(self, article: Article) -> str:
        row = self.config.source_row(article.field("source"), article.field("address"))
        return row.name if row and row.name else article.field("source")

    @cached_property
    def copied_captures(self) -> dict[str, str]:
        """The files in other forms than text that the private edition has too, with their addresses in it."""
        by_file: dict[str, list[Seed]] = defaultdict(list)
        copies = self.config.copy_captures and not self.is_public  # headers of mails name people
        for seed in self.archive.seeds if copies else ():
            if seed.capture:
                by_file[seed.file].append(seed)
        return {
            file: urls.capture(seeds[0].digest, ending_of(file))
            for file, seeds in by_file.items()
            if all(self.is_shown_whole(seed.id) and not seed.redacted for seed in seeds)
        }

    def licence(self, seed: str) -> str:
        """Return the licence of an article, as its note says it, else as that of its source."""
        article = self.articles[seed]
        row = self.config.source_row(article.field("source"), article.field("address"))
        return article.field("licence") or (row.licence if row else "")

    @cached_property
    def _source_anchors(self) -> dict[str, str]:
        anchors: dict[str, str] = {}
        taken: set[str] = set()
        names = UniqueNames(taken)
        for source in sorted({self.sources[seed] for seed in self.shown}):
            anchors[source] = names.of(slug(source or UNKNOWN_SOURCE))
            taken.add(anchors[source])
        return anchors

    def source_anchor(self, name: str) -> str:
        """Return the id of a source's list; no two sources have one."""
        return self._source_anchors.get(name, slug(UNKNOWN_SOURCE))

    @cached_property
    def words(self) -> dict[str, int]:
        """The number of words of each article itself, shown or not."""
        return {
            seed: sum(word_count(block.text) for block in article.body)
            for seed, article in self.articles.items()
        }

    def comment_words(self, seed: str) -> int:
        """Return the number of words of the readers' comments."""
        return sum(word_count(block.text) for block in self.articles[seed].comments)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each article among all by date, the undated last."""
        dates = {seed: article.field("date") for seed, article in self.articles.items()}
        ordered = sorted(
            self.articles,
            key=lambda seed: (not dates[seed], date_rank(dates[seed]), self.seeds[seed].path),
        )
        return {seed: rank for rank, seed in enumerate(ordered)}

    def by_date(self, seeds: Iterable[str]) -> list[str]:
        """Return articles by date, the undated last."""
        return sorted(seeds, key=self.ranks.__getitem__)
