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
UNSHOWN_WORDS: Final = "SG508"

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
        "SG009": "another error of the operating system",
        "SG010": "a file is no export of annotations",
        "SG011": "there is no schema of that name",
        "SG012": "a process that helped with the work was ended from outside, often for lack of memory",
        "SG014": "a build with its memory made other files than one without; they were made again",
        "SG013": "results of earlier builds were damaged on the disk and made again (info)",
        "SG016": "the program cannot be carried by an archive",
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
        "SG111": "INDEX.md names a file that is not there; the message gives the nearest name that is",
        "SG112": "INDEX.md does not name a seed",
        "SG113": "there is no INDEX.md (info)",
        "SG114": "addresses.lock lists a file that is not there",
        "SG115": "addresses.lock cannot be written (info)",
        "SG116": "a line of seeds.sha256 is no checksum",
        "SG117": "a seed is not there, or has other bytes than seeds.sha256 says",
        "SG118": "seeds that seeds.sha256 does not have yet (info)",
        "SG119": "a seed is so long that only its beginning is read",
        "SG121": "a file of yours is not read: it stands in the wrong place or has the wrong name",
        "SG122": (
            "no article is from a source of sitegen.toml; if its rights are stricter than the "
            "default, the public edition is not written"
        ),
        "SG123": (
            "copies of a withdrawn or restricted text are still shown; the message gives the rows "
            "that restrict them too"
        ),
        "SG124": (
            "an HTML comment has no end, so the rest of its file is left out; or a block of code has "
            "none, so the rest is part of it"
        ),
        "SG125": (
            "keys stand at the head of a file without the lines `---` around them, so they are shown as words"
        ),
        "SG126": "a line rule matches no line of any seed, or other rules always override it",
        "SG127": "words look like a comment and are shown",
        "SG128": "a line of INDEX.md may reveal what a withdrawn article said",
        "SG129": (
            "a row of INDEX.md that `new`, `add` or `index` wrote differs from a note; the message "
            "gives the right row"
        ),
        "SG130": (
            "a file has a name that Windows does not allow (a warning for a seed; an error for a "
            "file that would become part of the site)"
        ),
        "SG131": "a line rule leaves articles without text, headline or another fact",
        "SG132": (
            "a restriction on a text stands in a file that is not read, or in the seed itself, so "
            "the public edition is not written; or a file in `seeds/` looks like a note on another "
            "seed"
        ),
        "SG133": "a key has no value, or a note or page is empty",
        "SG201": "no title was found",
        "SG202": "a date can be read in two ways",
        "SG203": "no date was found",
        "SG204": "no source was found",
        "SG205": 'the rights in a note are none of the four; a misspelt "withdrawn" counts as withdrawn',
        "SG206": "no article was found in a seed",
        "SG207": "sentences were left out that may be text; the ten articles that lost most are named",
        "SG211": "a note belongs to no seed",
        "SG212": "two notes belong to one seed, or a public and a private one give the same fact",
        "SG213": "a line that a note names is not in the seed, or several different lines begin so",
        "SG214": "a line is both kept and dropped",
        "SG215": "a date in a note, or in the signature of a remark, is no date",
        "SG216": "a remark's passage is not in the text",
        "SG217": "a remark's passage stands in the text more than once",
        "SG218": "a withdrawal names no seed; the public edition is not written",
        "SG219": "an annotation is about no article of the archive",
        "SG220": (
            "annotations of an export were not taken: only their author may read them, or they "
            "answer others that are not there"
        ),
        "SG221": "a pair names a seed that does not exist",
        "SG222": "two rows concern the same pair, name two leaders of one family, or withdraw the same seed",
        "SG223": "a seed is to lead another seed that is no copy of it",
        "SG224": "a name in a note, withdrawal or pair also fits a newer file; it means the older one",
        "SG226": (
            "a heading of a note seems to quote a passage but does not: it has no quotation marks "
            "or only one, it is not of level two (`##`), it stands in a list or quotation, or no "
            "space follows the `#`"
        ),
        "SG227": (
            'a heading says "private" in a form that hides nothing; where it can only be meant so, '
            "the whole note or page is kept back"
        ),
        "SG231": "a wikilink leads nowhere",
        "SG232": "a wikilink may mean several things",
        "SG233": "a wikilink leads to an entity that has no page, because no article that is shown names it",
        "SG234": (
            "a link has a scheme that is not followed (`javascript:`) or a space in its address, so "
            "it is shown as it is written"
        ),
        "SG235": "a link or picture names something private; the public edition shows its words alone",
        "SG236": "a remark is on a withdrawn article, and no page shows it",
        "SG238": "a footnote has a mark but no words, or words but no mark",
        "SG241": "a note belongs to no entity",
        "SG242": "two notes belong to one entity",
        "SG243": "a note belongs to an entity that has no page, because no article that is shown names it",
        "SG239": "words that are to be hidden stand nowhere",
        "SG240": "words are hidden, as content/redactions.toml says (info)",
        "SG249": "the address of a withdrawn text, which stays, tells words of it",
        "SG301": "an alias belongs to two entities",
        "SG302": "two entities have one id",
        "SG303": "a family name may mean two people or more; the message gives the words around it (info)",
        "SG304": (
            "a row of a list contradicts an earlier one: it gives a name another kind, or says that"
            " it is no name"
        ),
        "SG305": "names of a list or of names.toml occur in no text (info)",
        "SG401": "not valid TOML",
        "SG402": "an unknown key or a wrong value",
        "SG403": "not an address",
        "SG404": "broken front matter",
        "SG405": "a file of yours is not UTF-8 or cannot be read",
        "SG406": "addresses.lock is damaged",
        "SG501": "a theme does not exist or is not complete",
        "SG502": "a broken template",
        "SG503": "an id stands twice on a page",
        "SG504": "a link or anchor leads nowhere",
        "SG505": "the theme has no such file",
        "SG506": "the file of a theme exists already",
        "SG507": "private words stand in a file of the public edition",
        "SG508": "words of a text that may not be shown stand in a file of the public edition",
        "SG509": (
            "a theme, a file of a theme, or words outside of the blocks of a template that extends "
            "another one are not used"
        ),
        "SG601": "the output cannot be written",
        "SG602": "two things make one file",
        "SG603": "the output folder was not made by sitegen",
        "SG604": "a file would stand outside of the output folder",
        "SG605": "a folder of the output is a link",
        "SG606": "the list of files that sitegen made is damaged",
        "SG607": "something that sitegen did not make stands in the way",
        "SG608": "the public edition was not written, because words would be in it that it may not show",
        "SG611": "a folder to verify is no site that sitegen made",
        "SG612": "a site is half replaced, because its build was ended",
        "SG613": "a file of a site is gone or changed",
        "SG614": "a file stands in a site that no build made",
        "SG615": "an article of a site was made of other bytes than its seed has now",
        "SG621": "the public edition names nobody who answers for it",
        "SG622": "where to publish is not clear",
        "SG623": "what is needed to publish is not there",
        "SG624": "files of others stand where the site would go",
        "SG625": "the place to publish to cannot be reached or did not take the site",
        "SG626": "a file or the whole site is more than hosts take",
        "SG627": "nothing was published, because of errors",
        "SG628": "the site would be found at another address than it tells",
        "SG629": "a site is published that does not know its address",
        "SG701": "the server cannot listen",
        "SG801": "there is no article to put into a book",
        "SG802": "zimwriterfs is not installed, or failed",
        "SG803": "`pack` was not told what to make",
        "SG804": "a link or a picture of a note was left out of a book",
        "SG805": "SOURCE_DATE_EPOCH is no time that a pack can bear",
        "SG806": "a package that an export needs is not installed",
    }
)
