"""Which people “he” and “she” cannot mean, by their first names: written by hand from general knowledge."""

from sitegen.text import fold, word_set

SHE = "she"
# First names that men and women share are in neither list, and rule out nobody.
WOMEN = word_set(
    "abigail aisha alexandra alice alison amanda amy ana angela ann anna anne annie barbara beth brenda"
    " carla carol caroline catherine cecilia charlotte christina christine claire clara cristina cynthia"
    " daniela deborah diana diane dilma donna dorothy elaine eleanor elena elisabeth elizabeth ellen"
    " emily emma esther eva eve fiona florence frances georgia gloria hannah harriet heather heidi helen"
    " helena hillary holly ingrid irene irina isabel isabella ivanka jacqueline jane janet janice"
    " jennifer jessica jill joan joanna joyce judith judy julia julie kamala karen kate katherine"
    " kathleen kathryn katie kimberly laura lauren linda lisa liz louise lucia lucy madeleine margaret"
    " maria marie marina marta martha mary megan melania melanie melissa mia michelle monica nadia nancy"
    " naomi natalia natalie nicole nikki nora olga olivia pamela paola patricia paula penny rachel"
    " rebecca rita rose rosa ruth sally samantha sandra sara sarah sharon sofia sonia sophia sophie"
    " stephanie sue susan susanna suzanne sylvia tamara tanya tara teresa theresa tina ursula valentina"
    " vanessa vera veronica victoria wendy yulia yvonne zoe"
)
MEN = word_set(
    "aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro aleksandr alexander"
    " alexei alexey alfred ali amir anatoly andreas andrei andres andrew andrey anthony anton antonio"
    " antony arnold arthur ayman barack bashar ben benjamin bernard bernie bill bob boris brad brandon"
    " brian bruce bruno bryan carl carlos charles christopher chuck colin craig damian dan daniel david"
    " dean denis dennis dick diego dieter dmitri dmitry dominic don donald doug douglas duncan ed eddie"
    " edgar edmund eduardo edward edwin eli emmanuel enrique eric erik ernest ethan eugene evan felipe"
    " felix ferdinand fernando francesco francis francisco francois frank franklin fred frederick"
    " friedrich gabriel gareth gary gavin gennady geoff geoffrey george gerald gerard gerhard giorgio"
    " giovanni giuseppe glenn gordon graham greg gregory guillermo gustavo guy hans harold harry hassan"
    " hector heinrich helmut henri henry herbert herman howard hugh hugo ian ibrahim igor isaac ismail"
    " ivan jack jacob jacques jaime jair james jason javier jeff jeffrey jens jeremy jerry jim jimmy joe"
    " joel johan johann johannes john johnny jon jonas jonathan jorge jose josef joseph josh joshua juan"
    " julian julio justin karl keith ken kenneth kevin kirill klaus konstantin kurt larry lars laurent"
    " lawrence leo leon leonard leonid lewis liam lloyd lorenzo louis lucas luigi luis luiz luke lyndon"
    " malcolm manfred manuel marc marcel marco marcos marcus mario mark martin marvin mathias matt"
    " matteo matthew maurice mehdi michael michel miguel mike mikhail milan mitch mitt mohamed mohammad"
    " mohammed muhammad mustafa narendra nathan neil nelson nicholas nick nicolas nigel nikolai nikolay"
    " noah norman oleg oliver omar oscar otto owen pablo paolo patrick paul pedro pete peter phil philip"
    " philippe phillip pierre pietro rafael ralph ramon raul ray raymond recep reginald ricardo richard"
    " rick rob robert roberto rodrigo roger roland roman ron ronald ross roy ruben rudolf rudy rupert"
    " russell ryan salman samuel scott sean sebastian serge sergei sergey sergio seth shane shaun shinzo"
    " silvio simon stanislav stanley stefan stephen steve steven stuart sven ted theodore thomas tim"
    " timothy toby todd tom tommy tony trevor victor viktor vincent vitaly vladimir volodymyr wallace"
    " walter warren wayne werner wilhelm will william wolfgang xavier yasser yuri yusuf yves zachary"
)

# Nouns that call somebody a woman or a man.
FEMALE_NOUNS = word_set(
    "actress aunt businesswoman chairwoman congresswoman councilwoman daughter duchess girl girlfriend"
    " grandmother lady mother niece princess queen sister spokeswoman wife widow woman"
)
MALE_NOUNS = word_set(
    "boy boyfriend brother businessman chairman congressman councilman duke father fisherman gentleman"
    " grandfather husband king man nephew policeman prince son spokesman uncle"
)
# What ends the words for a body or a writing, which no "he" or "she" means; and what is no part of words for
# a person.
_BODIES = word_set(
    "administration agency airline app army article association bank board body book brand broadcaster"
    " campaign channel charity church club commission committee company corporation council country court"
    " department document embassy firm force government group hospital house institute journal judgment"
    " letter magazine maker manufacturer message military ministry movement network newspaper office"
    " organisation organization outlet page panel paper party police post publication publisher release"
    " report school service site statement station study survey team think-tank tribunal tweet union"
    " university website"
)
_NO_PART_OF_ROLES = word_set(
    "i me my we our you your he him she it that when while if as because earlier but and or who whose which"
)
_AFTER_HEAD = word_set("of at for in from with on")


def may_mean_role(pronoun: str, role: str) -> bool:
    """Whether “he” or “she” may mean whom a text calls by words such as "the head of the harbour".

    Not a body or a writing, nor a woman or man where the word says so, nor what is no such phrase.
    """
    words = [fold(word) for word in role.split()]
    head = next((index for index, word in enumerate(words) if word in _AFTER_HEAD), len(words))
    if not head or words[head - 1] in _BODIES or not _NO_PART_OF_ROLES.isdisjoint(words):
        return False
    return words[head - 1] not in (MALE_NOUNS if pronoun.lower() == SHE else FEMALE_NOUNS)


def may_mean(pronoun: str, person: str) -> bool:
    """Whether “he” or “she” may mean a person, given by an id ("anna-example") or a name.

    A first name that neither list has rules out nobody, and so does a name of one word.
    """
    words = fold(person.replace("-", " ")).split()
    if len(words) < 2:
        return True
    return words[0] not in (MEN if pronoun.lower() == SHE else WOMEN)
