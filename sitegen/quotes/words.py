"""The English words that tell who speaks, in small letters, by the part that they play beside a quotation."""

from sitegen.text import word_set

# Verbs whose subject speaks the words beside them.
SAYING_VERBS = word_set(
    "said says say told tells added adds wrote writes asked asks replied replies answered warned warns"
    " insisted insists argued argues explained explains noted notes claimed claims tweeted tweets posted"
    " stated states declared declares announced announces continued continues recalled recalls concluded"
    " concludes admitted admits acknowledged acknowledges confirmed confirms stressed stresses emphasised"
    " emphasized emphasises emphasizes commented comments remarked remarks observed observes suggested"
    " suggests quipped joked jokes shouted cried responded responds reiterated reiterates urged urges"
    " promised promises vowed vows predicted predicts complained complains testified testifies alleged"
    " alleges asserted asserts maintained maintains contended contends called calls described describes"
    " denounced denounces branded condemned condemns criticised criticized accused dismissed praised"
    " pledged cautioned lamented spoke speaks spoken elaborated clarified boasted recounted opined"
    " exclaimed countered"
)
# Verbs that may stand before their subject: “…,” said the minister.
INVERTIBLE_VERBS = word_set(
    "said says added adds wrote writes asked asks replied replies warned warns insisted insists argued"
    " argues explained explains noted notes claimed claims tweeted stated declared declares announced"
    " continued continues recalled recalls concluded concludes admitted admits acknowledged confirmed"
    " stressed commented comments remarked observed observes quipped joked responded reiterated promised"
    " vowed predicted complained alleged lamented exclaimed countered tells writes"
)
# Verbs whose object is a person: a name behind them is not another speaker.
VERBS_WITH_ADDRESSEE = frozenset({"told", "tells", "asked", "called", "described", "accused", "denounced"})
# Auxiliary verbs and adverbs between a subject and its verb: “Anna has also said”.
AUXILIARIES_AND_ADVERBS = word_set(
    "has have had also later then again once recently previously already even did was would will just"
    " never still often first"
)
FORMS_OF_BE = word_set("was were is are been being be")
# Prepositions and joining words: the noun behind one is not a subject by itself (“a spokesman for Anna”).
GOVERNING_WORDS = word_set(
    "for of from at with in to by on about after before against over under near and or between than like"
    " as against"
)
JOINING_WORDS = frozenset({"and", "or"})
DETERMINERS = word_set("a an the one another his her its their some")
ARTICLES = frozenset({"the", "a", "an"})
# Pronouns that stand for one speaker, and words that stand where a subject does and name nobody.
SPEAKER_PRONOUNS = word_set("he she")
NOBODY = word_set("i we you they it who which that there what this these those")
RELATIVE_PRONOUNS = frozenset({"who", "which"})
# Words that open a clause about the noun before them: “the engineer whom Anna had hired”.
OBJECT_RELATIVES = frozenset({"whom", "that", "which"})
# Nouns that are no speaker though they stand before a verb of saying: “last week said”.
NON_SPEAKER_NOUNS = word_set(
    "week month year day morning afternoon evening night today yesterday time moment monday tuesday"
    " wednesday thursday friday saturday sunday percent side hand case point way part thing others many"
    " critics people"
)
# Nouns that say what a speaker without a name is.
ROLE_NOUNS = word_set(
    "spokesman spokeswoman spokesperson official minister president lawyer attorney aide adviser advisor"
    " representative source officer diplomat secretary ambassador leader chief director head professor"
    " analyst expert researcher author editor member chairman chairwoman commander general judge"
    " prosecutor senator governor mayor resident witness student doctor mother father brother sister wife"
    " husband son daughter friend colleague statement report memo letter document ministry department"
    " office agency committee council company court commission government spokespeople insider executive"
    " manager analyst economist activist"
)
# More nouns that stand between the name of an employer and that of a person: “Rovers coach Jan Holm”.
OFFICE_NOUNS = ROLE_NOUNS | word_set(
    "coach captain manager friend colleague counsel counterpart deputy chair founder co-founder owner"
    " boss partner staffer strategist pollster chief-of-staff biographer agent striker midfielder defender"
    " goalkeeper quarterback pitcher guitarist singer drummer bassist actor actress producer designer"
    " engineer scientist historian veteran supporter critic opponent neighbour neighbor employee worker"
    " trustee treasurer curator nurse teacher pilot skipper driver columnist reporter correspondent anchor"
    " host fan"
)
# Speakers who need no article: “…,” said researchers.
PLURAL_ROLES = word_set(
    "researchers officials police authorities scientists prosecutors doctors residents lawyers experts"
    " analysts economists organisers organizers investigators campaigners activists witnesses aides"
)
# Words behind a subject that stands after its verb: “said the mayor on Monday”.
WORDS_AFTER_SUBJECT = word_set("in on during at after as when while to before who last and or")
# Words that begin another thought behind a quotation: “…” but Anna said no more.
TURNING_WORDS = word_set("but and while as when because although if so who")
# Words that open a line which announces someone's words: “And from the mayor, Anna Example:”.
ANNOUNCING_WORDS = word_set(
    "and also then here from by statement response comment reply answer message words"
)
# Participles that go on with what the subject of the sentence says: “Anna left, adding: …”.
SAYING_PARTICIPLES = word_set("saying adding writing tweeting noting stating insisting warning declaring")
# What a person does whom the subject of a verb heard: “Anna recalls Boris telling her”.
TELLING_PARTICIPLES = word_set("telling saying asking shouting warning adding replying writing")
# What is written on things.
INSCRIPTION_PARTICIPLES = word_set(
    "reading titled entitled labelled labeled headlined inscribed captioned subtitled"
)
INSCRIPTION_VERBS = word_set("saying says said read reads called")
INSCRIBED_THINGS = word_set(
    "sign signs banner banners placard placards poster posters plaque note sticker shirt board graffiti"
    " tattoo hat cap"
)
