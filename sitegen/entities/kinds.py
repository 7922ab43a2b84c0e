"""`KINDS`: the table of entity kinds, and the words by which a found name shows its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from sitegen import text
from sitegen.model import EVENT, ORGANISATION, PERSON, PLACE, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityKind:
    """One kind of entity; where words tell two kinds, the upper row of the table wins."""

    kind: Kind  # its name and all words about it
    tails: frozenset[str]  # last words of names of this kind
    heads: frozenset[str]  # first words of names of this kind
    before: frozenset[str]  # words right before a name of this kind, in small letters
    nouns: frozenset[str]  # what follows a name of this kind in apposition ("Example, a company that ...")
    examples: tuple[str, ...]  # names whose kind the words above tell


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "President Vice-President Premier Chancellor Minister Prime Foreign Finance Defence Defense Interior Justice Health"
    " Secretary Treasury State Deputy Vice Senator Sen Congressman Congresswoman Representative Rep Governor Gov Mayor King Queen"
    " Prince Princess Emperor Sultan Sheikh Emir Pope Cardinal Archbishop Bishop Reverend Rev Imam Ayatollah Rabbi Judge Justice"
    " Professor Prof Dr Doctor Mr Mrs Ms Miss Sir Lord Lady Dame General Gen Admiral Colonel Col Major Captain Capt Lieutenant Lt"
    " Sergeant Sgt Commander Ambassador Envoy Spokesman Spokeswoman Spokesperson Chairman Chairwoman Chief Director"
    " Commissioner Inspector Detective Officer Attorney Speaker Leader Economist Analyst CEO Coach Actor Singer"
    " MP MEP MSP MPs MEPs MSPs Sens Reps Govs Sheik Adm Cmdr Brig Rear Treasurer Constable Imam Sheriff Candidate Opposition Former Ex-President Acting Columnist Correspondent Journalist Reporter Republican Democratic Executive Operating Financial Engineer Flight Astronaut Cosmonaut Pilot Chairperson Counselor Councillor Advisor Adviser"
)
ROLE_WORDS = _words(
    "president minister premier chancellor secretary senator congressman congresswoman representative governor mayor king queen"
    " prince princess sheikh pope bishop archbishop judge professor doctor general admiral colonel captain lieutenant sergeant"
    " commander ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chief director commissioner inspector"
    " detective officer attorney leader economist analyst coach actor actress singer director journalist author writer critic"
    " lawyer politician counterpart rival colleague candidate activist scientist researcher founder boss executive historian"
    " striker midfielder defender goalkeeper captain driver reporter correspondent blogger founder wife husband son daughter"
    " brother sister father mother diplomat adviser advisor speaker"
)
GOVERNING = _words(  # words that follow a country's name without being part of one name with it
    "Foreign Defence Defense Interior Finance Ministry Minister Parliament Government Army Navy Embassy State Supreme Central"
    " President Prime Premier Chancellor Treasury Secretary Air Constitution Cabinet Senate Congress Deputy Vice Ambassador Federal"
    " National General Health Justice Communist Olympic House Department Marine Marines Coast Attorney Trade Commerce Energy Secret"
)
KIN = frozenset(  # words for relatives
    "father mother wife husband son daughter brother sister parents family children widow girlfriend boyfriend lawyer attorney".split()
)
PRONOUNS = frozenset("he she his her him who himself herself".split())  # of people
NEAR = 4  # words after a name among which they tell of a person
GENERATIONS = frozenset({"Jr", "Sr", "II", "III", "IV"})
DOING = _words(  # what people do, and places do not
    "left went came felt met knew thought spoke stood sat wore ran wrote claims says believes recalls tells testified smiled laughed cried"
    " who married resigned retired died joined grew"
)
SAYING = _words(
    "said says told added announced argued asked claimed confirmed declared denied explained insisted noted replied reported"
    " stated suggested warned wrote admitted acknowledged called commented believes thinks tweeted testified recalled"
)
FIRST_NAMES = _words(
    "Aaron Abdul Abdullah Abigail Abraham Adam Adrian Ahmad Ahmed Aisha Alan Albert Alejandro Aleksandr Alex Alexander Alexandra"
    " Alexei Alexey Alexis Alfred Ali Alice Alison Amanda Amir Amy Ana Anatoly Andrea Andreas Andrei Andres Andrew Andrey Andy"
    " Angela Ann Anna Anne Anthony Antonio Anton Antony Arnold Arthur Ashley Ayman Barack Barbara Bashar Ben Benjamin Bernard"
    " Bernie Beth Bill Bob Boris Brad Brandon Brenda Brett Brian Bruce Bruno Bryan Carl Carla Carlos Carol Caroline Catherine"
    " Cecilia Charles Charlie Charlotte Chris Christian Christina Christine Christopher Chuck Claire Clara Claude Colin Connor"
    " Craig Cristina Cynthia Damian Dan Daniel Daniela David Dean Deborah Denis Dennis Diana Diane Dick Diego Dieter Dilma"
    " Dmitri Dmitriy Dmitry Dominic Dominique Don Donald Donna Dorothy Doug Douglas Duncan Dylan Ed Eddie Edgar Edmund Eduardo"
    " Edward Edwin Elaine Elena Eleanor Eli Elisabeth Elizabeth Ellen Emily Emma Emmanuel Enrique Eric Erik Ernest Esther Ethan"
    " Eugene Eva Evan Eve Evelyn Felipe Felix Ferdinand Fernando Fiona Florence Frances Francesco Francis Francisco Francois"
    " François Frank Franklin Fred Frederick Friedrich Fumio Gabriel Gareth Gary Gavin Gennady Geoff Geoffrey George Georgia Gerald"
    " Gerard Gerhard Giorgio Giovanni Giuseppe Glenn Gloria Gordon Graham Grant Greg Gregory Guillermo Gunter Gustavo Guy Hans"
    " Harold Harriet Harry Hassan Heather Hector Heidi Heinrich Helen Helena Helmut Henri Henry Herbert Herman Hillary Holly Howard"
    " Hugh Hugo Ian Ibrahim Igor Ingrid Irene Irina Isaac Isabel Ismail Ivan Jack Jacob Jacqueline Jacques Jaime Jair James Jamie Jan"
    " Jane Janet Janice Jason Javier Jay Jean Jeff Jeffrey Jennifer Jens Jeremy Jerry Jesse Jessica Jill Jim Jimmy Joan Joanna"
    " Joe Joel Johan Johann Johannes John Johnny Jon Jonas Jonathan Jordi Jorge Jose José Josef Joseph Josh Joshua Joyce Juan Judith"
    " Judy Julia Julian Julie Julio Justin Karen Karl Kate Katherine Kathleen Kathryn Katie Keith Kelly Ken Kenneth Kevin Kim Kimberly"
    " Kirill Klaus Konstantin Kurt Kyle Lars Larry Laura Lauren Laurence Laurent Lawrence Lee Leo Leon Leonard Leonid Leslie Lewis"
    " Liam Linda Lindsay Lindsey Lisa Liz Lloyd Logan Lorenzo Louis Louise Lucas Lucia Lucy Luigi Luis Luiz Luke Lyndon Lynn"
    " Madeleine Malcolm Manfred Manuel Marc Marcel Marco Marcos Marcus Margaret Maria María Marie Marina Mario Marise Marion Mark"
    " Marta Martha Martin Marty Marvin Mary Mathias Matt Matteo Matthew Maurice Max Maxim Megan Mehdi Melanie Melissa Mia Michael Michel"
    " Michele Michelle Miguel Mike Mikhail Milan Mitch Mitt Mohamed Mohammad Mohammed Moises Monica Muhammad Mustafa Nadia"
    " Nanaia Nancy Naomi Narendra Natalia Natalie Nathan Neil Nelson Nicholas Nick Nicola Nicolas Nicole Nigel Nikita Nikolai"
    " Nikolay Noah Nora Norman Oleg Olga Oliver Olivia Omar Oscar Otto Owen Pablo Pamela Paola Paolo Pat Patricia Patrick Paul"
    " Paula Pedro Penny Pete Peter Phil Philip Philippe Phillip Pierre Pietro Rachel Rafael Ralph Ramon Randy Raul Ray Raymond"
    " Rebecca Recep Reginald Ricardo Richard Rick Rita Rob Robert Roberto Robin Rodrigo Roger Roland Roman Ron Ronald Rose Ross"
    " Roy Ruben Rudolf Rudy Rupert Russell Ruth Ryan Salman Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Serge Sergei"
    " Sergey Sergio Seth Shane Shannon Sharon Shaun Shinzo Silvio Simon Sofia Sonia Sophia Sophie Spencer Stacy Stanislav Stanley"
    " Stefan Stephanie Stephen Steve Steven Stuart Sue Susan Susanna Suzanne Sven Sylvia Tamara Tanya Tara Ted Teresa Terry Theodore"
    " Theresa Thomas Tim Timothy Tina Toby Todd Tom Tommy Tony Tracy Trevor Tyler Ursula Valentina Valery Vanessa Vera Veronica"
    " Viatcheslav Victor Victoria Viktor Vincent Vitaly Vitali Vladimir Volodymyr Wallace Walter Warren Wayne Wendy Werner Wilhelm"
    " Will William Wolfgang Xavier Yasser Yulia Yuri Yuriy Yusuf Yves Yvonne Zachary Zoe"
)
SHORT_FIRST_NAMES = {  # first names that are another one cut short
    short: name
    for name, short_names in (
        ("william", "bill billy"),
        ("robert", "bob bobby rob"),
        ("james", "jim jimmy jamie"),
        ("michael", "mike mick"),
        ("joseph", "joe joey"),
        ("anthony", "tony"),
        ("thomas", "tom tommy"),
        ("richard", "dick rick rich"),
        ("edward", "ted ed eddie"),
        ("david", "dave"),
        ("daniel", "dan danny"),
        ("stephen", "steve steven"),
        ("benjamin", "ben"),
        ("gregory", "greg"),
        ("gabrielle", "gabby"),
        ("gabriel", "gabe"),
        ("abigail", "abby"),
        ("rebecca", "becky"),
        ("christopher", "chris"),
        ("nathaniel", "nate"),
        ("vincent", "vince"),
        ("cynthia", "cindy"),
        ("dorothy", "dottie"),
        ("judith", "judy"),
        ("pamela", "pam"),
        ("martin", "marty"),
        ("leonard", "lenny"),
        ("randall", "randy"),
        ("rudolph", "rudy"),
        ("ronald", "ron ronnie"),
        ("russell", "russ"),
        ("terence", "terry"),
        ("theodore", "theo"),
        ("patricia", "patty trish"),
        ("jacob", "jake"),
        ("samuel", "sammy"),
        ("barbara", "barb"),
        ("eugene", "gene"),
        ("kenneth", "ken kenny"),
        ("donald", "don"),
        ("charles", "charlie chuck"),
        ("andrew", "andy"),
        ("matthew", "matt"),
        ("nicholas", "nick"),
        ("timothy", "tim"),
        ("lawrence", "larry"),
        ("jeffrey", "jeff"),
        ("raymond", "ray"),
        ("peter", "pete"),
        ("philip", "phil phillip"),
        ("frederick", "fred"),
        ("gerald", "gerry"),
        ("katherine", "kate kathy katie catherine"),
        ("elizabeth", "liz beth betty"),
        ("margaret", "maggie meg"),
        ("susan", "sue"),
        ("deborah", "debbie deb"),
        ("jennifer", "jen jenny"),
        ("alexander", "aleksandr aleksander"),
        ("bernard", "bernie"),
        ("mitchell", "mitch"),
        ("victoria", "vicky"),
        ("zachary", "zach zack"),
        ("walter", "walt"),
        ("douglas", "doug"),
        ("joshua", "josh"),
    )
    for short in short_names.split()
}
EASTERN_FAMILY_NAMES = frozenset(map(str.capitalize, text.FAMILY_NAMES_FIRST)) | _words(
    "Nguyen Tran Pham Hoang"
)  # Vietnamese last

KINDS: tuple[EntityKind, ...] = (
    EntityKind(
        kind=Kind(name=EVENT, label="Events", folder="events", code="EVENT", schema="Event"),
        tails=_words(
            "War Wars Olympics Games Summit Conference Championship Championships Cup Revolution Uprising Massacre Crisis Treaty"
            " Accord Accords Agreement Fair Expo Tour Tournament Open Festival Election Elections Referendum Earthquake Hurricane Tsunami Marathon Expo Protocol"
            " Forum Prix Dialogue Talks Convention Massacre Bombing Attack Attacks Scandal Affair earthquake tsunami massacre genocide disaster"
        ),
        heads=_words("Operation Hurricane Typhoon Cyclone Storm"),
        before=frozenset(),
        nouns=frozenset(),
        examples=("Munich Security Conference", "Operation Overlord"),
    ),
    EntityKind(
        kind=Kind(
            name=ORGANISATION,
            label="Organisations",
            folder="organisations",
            code="ORG",
            schema="Organization",
            acts=True,
        ),
        tails=_words(
            "Ministry Department University College Institute School Academy Council Committee Commission Chamber Court Bank Corporation Corp"
            " Corp. Inc Inc. Ltd Ltd. LLC PLC Plc Company Co Co. Group Holdings Party Agency Association Society Union Federation Foundation Fund Municipality Herald Paper Weekly Gallery"
            " Organisation Organization Organizations News Post Times Journal Herald Tribune Gazette Daily Telegraph Mail Press Radio"
            " Television TV Network Magazine Review Observer Parliament Senate Congress Assembly Government Administration Army Navy"
            " Force Forces Guard Police Office Bureau Authority Service Services Center Centre Board Club United City F.C. FC Team"
            " League Alliance Coalition Front Movement Army Brigade Militia Church Hospital Airlines Airways Air Motors Energy Oil Gas"
            " Systems Technologies Technology Software Industries Records Studios Pictures Entertainment Media Partners Capital"
            " Securities Insurance Museum Library Trust Watch International Initiative Program Programme Project Embassy Cabinet"
            " Treasury Reserve Exchange Laboratories Laboratory Labs Group AG SA GmbH NV Steel Railways Aerospace Defence Security"
            " Network Nations Secretariat Tribunal Inquiry Squad Division Campaign House Survey Research"
        ),
        heads=_words(
            "Ministry Department University Institute Association Bank Royal Federal National International Committee Council House"
            " Organisation Organization Union Confederation Federation Court Church Academy College Bureau Office Centre Center"
        ),
        before=_words(
            "company firm charity newspaper magazine website bank airline retailer startup nonprofit"
        ),
        nouns=_words(
            "company group organisation organization firm nonprofit charity agency newspaper magazine website network party bank union"
            " club team band startup university college school hospital retailer airline manufacturer publisher watchdog association"
            " foundation institute coalition militia subsidiary institution committee regulator"
        ),
        examples=("Ministry of Culture", "Harbour Bank"),
    ),
    EntityKind(
        kind=Kind(name=PLACE, label="Places", folder="places", code="LOC", schema="Place"),
        tails=_words(
            "Sea River Lake Island Islands Ocean Bay Gulf Mountain Mountains Valley Province County Region District Peninsula Desert"
            " Street Avenue Road Square Park Beach Bridge Canal Strait Straits Coast Harbor Harbour Forest Hill Hills Village Town"
            " Territory Oblast Prefecture Republic Hall Stadium Arena Palace Castle Cathedral Tower Prison Plaza Heights Springs Falls"
            " Airport Hotel Station Memorial Shrine Temple Mosque Shelf Monument"
        ),
        heads=_words("Mount Lake Cape Fort Port Lake River Gulf Camp San Santa Saint"),
        before=_words("in at near from across throughout outside toward towards via"),
        nouns=_words(
            "city town village suburb province region county island capital municipality neighborhood neighbourhood river lake mountain"
            " resort hamlet settlement peninsula"
        ),
        examples=("Lake Geneva", "Tiananmen Square"),
    ),
    EntityKind(
        kind=Kind(
            name=PERSON,
            label="People",
            folder="people",
            code="PER",
            schema="Person",
            by_family_name=True,
            acts=True,
        ),
        tails=frozenset(),
        heads=FIRST_NAMES,
        before=ROLE_WORDS | frozenset(word.lower() for word in TITLES),
        nouns=_words(
            "man woman boy girl resident teacher student lawyer attorney economist professor author writer novelist actor actress singer"
            " dealer politician journalist activist scientist researcher engineer businessman businesswoman veteran farmer mother father"
            " son daughter wife husband brother sister widow historian architect physicist psychologist nurse driver artist musician"
            " footballer pilot soldier rapper lecturer programmer spokesman spokeswoman spokesperson minister senator congressman"
            " congresswoman lawmaker chair chairman chairwoman president director executive head coach captain editor reporter columnist"
            " analyst adviser advisor ambassador governor mayor judge prosecutor secretary commissioner"
        ),
        examples=("Anna Example", "Boris Example"),
    ),
)

# Readers see the kinds from the bottom of the table up: people first.
SHOWN: tuple[Kind, ...] = tuple(row.kind for row in reversed(KINDS))
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in SHOWN}
BY_CODE: dict[str, str] = {kind.code: kind.name for kind in SHOWN}
BY_KIND: dict[str, EntityKind] = {row.kind.name: row for row in KINDS}
NAMES: tuple[str, ...] = tuple(sorted(BY_NAME))
BY_NOUN = {noun: row.kind.name for row in KINDS for noun in row.nouns}

FLIGHT = frozenset({"Flight", "flight"})  # before its number, an event ("Example Air Flight 12")
NAME_PREPOSITIONS = frozenset(
    {"of", "for", "at", "in", "on"}
)  # between the word that tells the kind and the rest

RankedKind = tuple[int, str]  # row of `KINDS`, kind: the earlier row is the surer one
_NO_KIND: RankedKind = (len(KINDS), "")


def _ranked_kinds(words_of: Callable[[EntityKind], frozenset[str]]) -> dict[str, RankedKind]:
    """Return for each word of a column of `KINDS` the surest kind that it tells."""
    ranked: dict[str, RankedKind] = {}
    for rank, row in enumerate(KINDS):
        for word in words_of(row):
            ranked.setdefault(word, (rank, row.kind.name))
    return ranked


_KIND_OF_TAIL = _ranked_kinds(lambda row: row.tails)
_KIND_OF_HEAD = _ranked_kinds(lambda row: row.heads)


def by_words(words: tuple[str, ...]) -> str:
    """Return the kind that the words of a name tell, or an empty text.

    The word before the first preposition tells more than the last and the first one ("Museum of Harbour Games").
    """
    last = len(words) - 1
    if last < 1:
        return ""
    if words[last - 1] in FLIGHT and words[last][-1].isdecimal():
        return EVENT
    if told := _KIND_OF_TAIL.get(_word_before_preposition(words)):
        return told[1]
    return min(_KIND_OF_TAIL.get(words[last], _NO_KIND), _KIND_OF_HEAD.get(words[0], _NO_KIND))[1]


def _word_before_preposition(words: tuple[str, ...]) -> str:
    """Return the word before the first preposition, or an empty text."""
    for index, word in enumerate(words):
        if word in NAME_PREPOSITIONS:
            return words[index - 1] if index else ""
    return ""
