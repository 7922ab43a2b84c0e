"""Every code of an error, warning or hint, with what it means.

This is the one place that lists them; the reference is made from it. The first digit says what a code is
about: 0 the command, 1 files, 2 articles and what people write on them, 3 names, 4 settings, 5 themes and
pages, 6 the output, 7 the server, 8 packs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Codes that commands ask for.
SKIPPED_SEED: Final = "SG101"
PRIVATE_WORDS: Final = "SG507"

CODES: Mapping[str, str] = MappingProxyType(
    {
        "SG001": "the folder is no archive",
        "SG002": "there is no folder of seeds",
        "SG003": "`new` was given a folder that is not empty, is a file, or is an archive already",
        "SG004": "a file or folder is not there or cannot be read",
        "SG005": "a file cannot be copied or written",
        "SG006": "no seed has that name",
        "SG007": "a cleaned text would take the place of another file",
        "SG008": "the index of the search is not there or damaged; build first",
        "SG009": "the system refused something else",
        "SG010": "a file is no export of annotations",
        "SG011": "there is no schema of that name",
        "SG101": "a file in `seeds/` is skipped: no text, or unreadable",
        "SG102": "two seeds want one address",
        "SG103": "two pages have one address",
        "SG104": "a seed is not UTF-8; how it was read",
        "SG105": "control characters were left out (info)",
        "SG106": "a seed is empty",
        "SG107": "garbled characters were repaired (info)",
        "SG108": (
            "HTML entities were decoded, or left as written because the text has such characters "
            "unescaped too (info)"
        ),
        "SG109": "characters are garbled and cannot be put right, because bytes are lost",
        "SG111": "INDEX.md names a file that is not there; with the nearest name that is",
        "SG112": "INDEX.md does not name a seed",
        "SG113": "there is no INDEX.md (info)",
        "SG114": "addresses.lock has a file that is not there",
        "SG115": "addresses.lock cannot be written (info)",
        "SG121": "a file of yours is not read: it stands in the wrong place or has the wrong name",
        "SG122": (
            "a source of sitegen.toml is that of no article; where its rights forbid something, the "
            "public edition is not written"
        ),
        "SG123": (
            "copies of a withdrawn or restricted text are shown; with the rows that would withdraw them too"
        ),
        "SG124": (
            "an HTML comment has no end, so the rest of its file is left out; or a block of code has "
            "none, so the rest is part of it"
        ),
        "SG125": (
            "keys stand at the head of a file without the lines `---` around them, so they are shown as words"
        ),
        "SG126": "a rule of the archive fits no line of any seed, or other rules always overrule it",
        "SG127": "words look like a comment and are shown",
        "SG128": "a line of INDEX.md may tell what a withdrawn article said",
        "SG129": (
            "a row of INDEX.md that `new`, `add` or `index` wrote tells other facts than a note "
            "does; with the right row"
        ),
        "SG130": (
            "a name that Windows does not allow (info; an error of a name that becomes part of the site)"
        ),
        "SG131": "a rule of the archive leaves articles without text, headline or another fact",
        "SG132": (
            "what forbids to show a text stands in a file that is not read, or in the text itself, "
            "so the public edition is not written; or a file in `seeds/` looks like a note on "
            "another one"
        ),
        "SG133": "a key has no value",
        "SG201": "no title was found",
        "SG202": "a date can be read two ways",
        "SG203": "no date was found",
        "SG204": "no source was found",
        "SG205": 'the rights in a note are none of the four; what is nearly "withdrawn" is taken so',
        "SG206": "no article was found in a seed",
        "SG207": "sentences were left out that may be text; the ten articles that lost most are named",
        "SG211": "a note is for no seed",
        "SG212": "two notes are for one seed, or a public and a private one give the same fact",
        "SG213": "a line that a note names is not in the seed, or several lines that differ begin so",
        "SG214": "a line is both kept and dropped",
        "SG215": "a date in a note, or in the signature of a remark, is no date",
        "SG216": "a remark's passage is not in the text",
        "SG217": "a remark's passage stands more than once",
        "SG218": "a withdrawal is for no seed; the public edition is not written",
        "SG219": "an annotation is about no article of the archive",
        "SG220": (
            "annotations of an export were not taken: only their author may read them, or they "
            "answer others that are not there"
        ),
        "SG221": "a pair is of no seeds",
        "SG222": "two rows speak of one pair, let two seeds lead one family, or withdraw one seed",
        "SG223": "a seed is to lead another that is no copy of it",
        "SG224": (
            "a note, withdrawal or pair seems to mean a newer file; it stays with the file that came first"
        ),
        "SG226": (
            "a heading of a note is words of the text, but quotes no passage, since it has no "
            "quotation marks or only one, or stands in INDEX.md"
        ),
        "SG227": (
            'a heading says "private" in a form that hides nothing; where it can only be meant so, '
            "the whole note or page is kept back"
        ),
        "SG231": "a wikilink names nothing that there is",
        "SG232": "a wikilink may mean several things",
        "SG233": ("a wikilink is to an entity that has no page, because no article that is shown names it"),
        "SG234": (
            "a link has a scheme that is not followed (`javascript:`) or a space in its address, so "
            "it is shown as it is written"
        ),
        "SG235": "a link or picture names something private; the public edition shows its words alone",
        "SG236": "a remark is on a withdrawn article, and no page shows it",
        "SG238": "a footnote has a mark and no words, or words and no mark",
        "SG241": "a note is for no entity",
        "SG242": "two notes are for one entity",
        "SG243": "a note is for an entity that has no page, because no article that is shown names it",
        "SG301": "an alias belongs to two entities",
        "SG302": "two entities have one id",
        "SG303": "a surname may mean two people or more; with the words around it (info)",
        "SG304": (
            "a row of a list says something else of a name than an earlier one: another kind, or "
            "that it is none"
        ),
        "SG305": "no text has a name of a list, or some of names.toml (info)",
        "SG401": "not valid TOML",
        "SG402": "an unknown key or a wrong value",
        "SG403": "not an address",
        "SG404": "broken front matter",
        "SG405": "a file of yours is not UTF-8 or cannot be read",
        "SG406": "addresses.lock is damaged",
        "SG501": "a theme is not there or not whole",
        "SG502": "a broken template",
        "SG503": "an id stands twice on a page",
        "SG504": "a link or anchor leads nowhere",
        "SG505": "the theme has no such file",
        "SG506": "a file of a theme is there already",
        "SG507": "private words stand in a file of the public edition",
        "SG509": (
            "a theme, a file of a theme, or words outside of the blocks of a template that extends "
            "another one are not used"
        ),
        "SG601": "the output cannot be written",
        "SG602": "two things make one file",
        "SG603": "the output folder is not ours",
        "SG604": "a file would stand outside of the output folder",
        "SG605": "a folder of the output is a link",
        "SG606": "the list of our own files is damaged",
        "SG607": "something that is not ours stands in the way",
        "SG608": "the public edition was not written, because private words would be in it",
        "SG701": "the server cannot listen",
        "SG801": "there is no article to put into a book",
        "SG802": "zimwriterfs is not installed, or failed",
        "SG803": "`pack` was not told what to make",
        "SG804": "a link or a picture of a note was left out of a book",
    }
)
