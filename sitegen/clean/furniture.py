"""`RULES`: the ordered table of lines that are not the article.

A rule sees one line, trimmed and with single spaces; the first rule that matches the whole line claims it.  What a
rule takes besides its own line (the headlines under "Read more:", everything under "Related articles") is said by
`headlines_below` and `reach`.  Each entry carries lines that it must claim and lines that no rule may claim.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sitegen.text import word_set


class Reach(StrEnum):
    """How far a rule speaks beyond its own line."""

    LINE = "line"  # no further
    TAIL = "tail"  # what follows is no longer the article, unless more prose than this one had comes
    COMMENTS = "comments"  # what follows are readers' comments


class CutRule(StrEnum):
    """The names of all kinds of furniture, as pages and data files write them."""

    # Rules of `RULES`, of one line each.
    AD_MARKER = "ad-marker"
    SHOPPING = "shopping"
    DISCLOSURE = "disclosure"
    VIDEO_TEASER = "video-teaser"
    PLAYER = "player"
    TEASER = "teaser"
    TEASER_INLINE = "teaser-inline"
    RELATED_LIST = "related-list"
    COMMENTS_HEADER = "comments-header"
    COMMENTS_FORM = "comments-form"
    SHARE = "share"
    POLL = "poll"
    COUNTER = "counter"
    READING_TIME = "reading-time"
    ABOUT_THE_OUTLET = "about-the-outlet"
    AUTHOR_BOX = "author-box"
    SIGN_OFF = "sign-off"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    APPEAL = "appeal"
    LEGAL = "legal"
    POST_META = "post-meta"
    NAVIGATION = "navigation"
    PHOTO_CREDIT = "photo-credit"
    CAPTION_LABEL = "caption-label"
    CAPTION = "caption"
    BIO = "bio"
    CODE = "code"
    # Rules of structure (`STRUCTURAL`).
    BLANK = "blank"
    HEAD_BLOCK = "head-block"
    REPEATED_TITLE = "repeated-title"
    REPEATED_LINE = "repeated-line"
    SHARED_LINE = "shared-line"
    REPEATED_NAME = "repeated-name"
    SECTION_NAME = "section-name"
    TEASER_HEADLINE = "teaser-headline"
    VIDEO_HEADLINE = "video-headline"
    BEFORE_ARTICLE = "before-article"
    AFTER_ARTICLE = "after-article"
    INSIDE_ARTICLE = "inside-article"
    BESIDE_FACT = "beside-fact"
    DROPPED = "dropped"
    REPLACED = "replaced"


# What a rule says of the lines around its own.  A new rule is entered in each set that it belongs to.
PICTURE_RULES = frozenset({CutRule.PHOTO_CREDIT, CutRule.CAPTION})  # its lines speak of a picture
LIST_RULES = frozenset(  # its lines are of lists of other articles
    {
        CutRule.TEASER,
        CutRule.TEASER_HEADLINE,
        CutRule.TEASER_INLINE,
        CutRule.RELATED_LIST,
        CutRule.VIDEO_HEADLINE,
        CutRule.VIDEO_TEASER,
    }
)
PASSABLE = frozenset(  # its lines may stand between two paragraphs of one article
    {
        CutRule.AD_MARKER,
        CutRule.SHARE,
        CutRule.PLAYER,
        CutRule.PHOTO_CREDIT,
        CutRule.CAPTION,
        CutRule.COUNTER,
        CutRule.SHOPPING,
        CutRule.TEASER,
        CutRule.TEASER_INLINE,
        CutRule.TEASER_HEADLINE,
        CutRule.VIDEO_HEADLINE,
        CutRule.VIDEO_TEASER,
        CutRule.READING_TIME,
        CutRule.POST_META,
        CutRule.NEWSLETTER,
        CutRule.CAPTION_LABEL,
        CutRule.COMMENTS_FORM,
        CutRule.SIGN_OFF,
    }
)
HEADLINE_NEIGHBOURS = frozenset(  # its lines often stand right below a headline
    {
        CutRule.SHARE,
        CutRule.POST_META,
        CutRule.READING_TIME,
        CutRule.AUTHOR_BOX,
        CutRule.PHOTO_CREDIT,
        CutRule.COMMENTS_HEADER,
    }
)
POST_HEADERS = frozenset({CutRule.COMMENTS_FORM, CutRule.POST_META})  # its lines may head a reader's post
POST_BUTTONS = POST_HEADERS | {CutRule.COUNTER, CutRule.SHARE}  # its lines may stand in such a post


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of furniture line."""

    name: CutRule
    label: str  # as readers see it
    pattern: re.Pattern[str]  # of the whole line
    cuts: tuple[str, ...]  # lines that it must claim
    keeps: tuple[str, ...] = ()  # lines that no rule may claim
    headlines_below: int = 0  # so many of them at most belong to it
    reach: Reach = Reach.LINE
    max_words: int = 16  # a longer line is never claimed
    edge: bool = False  # claims only above the first paragraph and in the last part of the text
    # A line of more than SHORT_LINE_WORDS is tried only where one of these words stands in it.
    required_words: frozenset[str] = frozenset()


def _line(*alternatives: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


# Links that lead past the menus, for those who hear a page; they stand first on it.  The rule “navigation” has the
# English ones among its others.
_SKIP = (
    r"(?:direkt )?(?:zu[mr]|zu den) (?:seiten|haupt|artikel|text)?-?(?:inhalt|navigation|menü|suche|fußzeile|footer|seitenende|kommentaren|bereich)(?: (?:springen|wechseln|gehen))?"
    r"|aller (?:directement )?(?:au|à la) (?:contenu|navigation|recherche|menu|pied de page)(?: principale?)?|(?:ir|saltar|pasar|acceder) (?:directamente )?(?:al|a la) (?:contenido|menú|navegación)(?: principal)?"
    r"|(?:ir|pular|saltar|avançar) (?:diretamente )?para o (?:conteúdo|menu|rodapé)(?: principal)?|(?:vai|passa|salta) (?:direttamente )?al (?:contenuto|menu|footer)(?: principale)?"
    r"|(?:(?:ga|spring|doorgaan) )?(?:direct )?naar (?:de )?(?:hoofd)?(?:inhoud|navigatie|zoeken|content)|(?:hoppa|hopp|gå|spring|til) (?:direk?te? )?(?:till?|over|videre til)? ?(?:huvud|hoved)?(?:innehåll|innhold|indhold)(?:et)?"
    r"|siirry (?:suoraan )?sisältöön|przejdź do (?:głównej )?(?:treści|menu|wyszukiwarki|nawigacji)(?: głównej)?|přej(?:ít|děte) (?:k|na) (?:hlavnímu )?obsahu?|prejsť na (?:hlavný )?obsah|перейти к (?:основному )?(?:содержанию|контенту|содержимому)"
    r"|перейти до (?:основного )?(?:вмісту|контенту|змісту)|(?:ana )?içeriğe (?:atla|geç|git)|ugrás a (?:tartalom(?:hoz|ra)|fő tartalomra)|(?:sari|salt|treci) la conținut|μετάβαση στο περιεχόμενο|(?:langsung|loncat|lewati|lompat) ke (?:konten|isi)(?: utama)?"
    r"|(?:chuyển|bỏ qua|đi) (?:đến|tới) nội dung(?: chính)?|(?:انتقل|تخط[يى]|اذهب|الانتقال) إلى (?:المحتوى|القائمة)(?: الرئيسي)?|דלג לתוכן|(?:本文|メイン ?コンテンツ|メニュー|ナビゲーション|このページの本文).{0,12}(?:スキップ|移動|進む|ジャンプ|とばして|飛ばして).{0,16}"
    r"|(?:본문|메뉴|콘텐츠|주메뉴) ?(?:으?로)? ?(?:바로 ?가기|이동|건너뛰기)|跳(?:转|轉|到|至|过|過).{0,6}(?:内容|內容|正文|导航|導航)"
)

_HOST = r"(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}"

RULES: tuple[Rule, ...] = (
    # Advertising
    Rule(
        name=CutRule.AD_MARKER,
        label="advertisement marker",
        pattern=_line(
            r"\W{0,4}(?:anzeige|werbung|annonse|annons|annonce|publicité|publicidad|publicidade|pubblicità|advertentie|reklama|реклама|reklame|mainos|ilan|iklan|광고|広告|广告|廣告|διαφήμιση|إعلان|الإعلان|اعلان|تبلیغات|تبلیغ|विज्ञापन|โฆษณา|פרסומת|reklamă|hirdetés|reklame|oglas|реклама|quảng cáo|ads di sini|mainosta|विज्ञापनहरू)(?: (?:vises ikke|ikke lastet))?\W{0,4}",
            r"\W{0,4}(?:advert|advertisement|advertising|ad|ads|anzeige|publicidad|publicité|реклама)s?\W{0,4}",
            r"(?:the )?(?:story|article|content|post) continues (?:below|after)(?: (?:this|the))?(?: (?:ad|advert|advertisement|advertising|video|gallery))?[.:…]*",
            r"(?:article|story) content|this (?:ad|advertisement) has not loaded.{0,60}|advertisement\W{1,5}(?:continue reading|(?:article|story) continues|scroll)\b.{0,40}",
            r"(?:continue|keep) reading (?:below|after the (?:ad|advertisement))[.:…]*",
            r"scroll (?:down )?(?:to continue|for more)(?: reading)?(?: with content)?[.:…]*(?: after the ad(?:vertisement)?)?",
            r"(?:sponsored|promoted|paid) ?(?:content|post|links?|stories|by|advertisement)?(?: by [\w .&]{1,40})?",
            r"(?:presented|brought to you|supported|powered) by .{2,60}|(?:in )?(?:paid )?partnership with .{2,60}|(?:this )?(?:story|article|content|section|series) (?:is |was )?(?:sponsored|supported|presented|funded|paid for) by .{2,80}",
            r"ads? by [\w .]{2,30}|advertorial|ad ?choices(?: ad ?choices)?|place an ad|report (?:this )?ad|remove ads|skip (?:this )?ad|why this ad\??|hide ads?",
        ),
        cuts=(
            "Advertisement",
            "--Advertisement--",
            "The story continues below the ad",
            "Article continues below this advertisement",
            "Advertisement - Continue Reading Below",
            "Article content",
            "Sponsored",
            "Presented by Harbour Bank",
        ),
        keeps=(
            "The ferry was powered by a steam engine until 1957.",
            "Advertisement spending fell by a tenth.",
            "The story continues in court on Monday.",
        ),
    ),
    Rule(
        name=CutRule.SHOPPING,
        label="shopping box",
        pattern=_line(
            r"(?:now )?[$£€]\d[\d,.]* (?:at|from|on) [\w .'’&-]{2,40}",
            r"shop (?:the|for|all|our) .{2,80}(?<![.!?”\"])",
            r"(?:shop|buy) (?:now|the \w{2,20}(?: \w{2,20})?|at \w{2,20})",
            r"(?:see|check|view|get|find)(?: (?:the|this))? (?:prices?|deals?|it|offer|latest price)(?: (?:at|on) [\w .'’&-]{2,40})?|buy (?:now )?(?:at|on|from) [\w .'’&-]{2,40}",
            r"(?:(?:see|check|buy|shop) (?:it |price |now )?(?:at|on) [A-Z][\w.'’& -]{2,24}){2,4}",
        ),
        cuts=(
            "$115 at Example Shop",
            "Shop now",
            "Shop the red harbour boots",
            "See price at Example",
            "See It",
            "Check Price",
        ),
        keeps=(
            "Shop owners said the price had risen.",
            "Shop the way your mother did, he said.",
            "Find it hard to say no? Many do.",
        ),
    ),
    Rule(
        name=CutRule.DISCLOSURE,
        label="note on links that earn money, or on advice",
        pattern=_line(
            r".{0,120}\b(?:may|might|will|can|could|do) (?:also )?(?:earn|receive|get|make|collect) (?:us )?(?:an? )?(?:small |affiliate |share of |portion of )?(?:commissions?|compensation|sales|revenue|money)\b.{0,240}",
            r"(?:this|our|some|the|all) (?:post|article|page|story|site|links?|products?|content)\b.{0,60}\b(?:affiliate|sponsored|commissions?|advertisers?|partners?)\b.{0,240}",
            r"disclaimer: .{10,600}|disclosure: .{10,400}|.{0,160}\b(?:is|are) (?:not|no) (?:intended as |a )?(?:substitute for|medical advice|investment advice|financial advice)\b.{0,240}",
            r"prices? (?:and availability )?(?:are |is )?(?:correct|accurate|subject to change|at (?:the )?time of (?:writing|publication|publishing))\b.{0,120}",
        ),
        cuts=(
            "If you buy something through one of the links on this page, we may earn a small commission at no cost to you.",
            "This post may contain affiliate links.",
            "Disclaimer: the text is not meant as advice.",
            "Prices correct at time of publication",
        ),
        keeps=(
            "The club may earn more from its shop than from tickets.",
            "This article of the treaty was never signed.",
        ),
        max_words=80,
        required_words=word_set(
            "commission commissions compensation affiliate affiliates affiliated sponsored sponsor advertisers advertiser disclaimer "
            "disclosure substitute"
        ),
    ),
    # Players
    Rule(
        name=CutRule.VIDEO_TEASER,
        label="video box",
        pattern=_line(
            r"(?:click|tap|press) to (?:play|watch)(?: the)?(?: (?:video|audio))?.{0,200}",
            r"(?:watch|video|listen)(?: (?:now|live|next|below|more))? ?[:|].{0,160}",
            r"(?:now playing|up next|playing now|next up|watch next)\b.{0,120}",
        ),
        cuts=("Click to play video:'A ship leaves the port'", "WATCH: The vote in two minutes", "Up Next"),
        keeps=(
            "Watch committees were set up in every street.",
            "Listen to the other side, the judge told them.",
        ),
        max_words=30,
    ),
    Rule(
        name=CutRule.PLAYER,
        label="player button",
        pattern=_line(
            r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d{2})?",
            r"[0-9.]{1,4} ?[x×](?: speed)?|\d{2,3} wpm",
            r"select voice|choose your listening speed|get through articles \d(?:\.\d)?x faster|slow|average|fast|normal speed",
            r"play(?: (?:video|audio|all))?|pause|mute|unmute|rewind|autoplay|full ?screen|captions?|subtitles?|transcript|settings|volume|replay|live",
            r"(?:listen|watch)(?: (?:now|to (?:this )?(?:article|story|episode|podcast)|live|again))?(?: ?[\d:]{1,8}(?: min(?:s|utes)?)?)?",
            r"(?:this )?(?:video|audio|media) (?:is )?(?:unavailable|not available|could not be (?:played|loaded)|can ?not be played).{0,60}",
            r"(?:to (?:view|watch|see|use) this .{2,40}(?:flash|javascript|browser)|(?:please )?(?:enable|turn on|install|download) (?:javascript|flash|cookies)|.{0,40}\b(?:requires?|needs?) (?:flash|javascript)|javascript (?:is|must be) ).{0,100}",
            r"media playback is (?:unsupported|not supported).{0,60}|media caption .{2,200}|warning: third party content.{0,120}",
            r"your browser does not support .{0,60}|(?:audio|video) by .{2,30}|loading(?: (?:video|player|the player))?\W{0,3}|error loading(?: player)?.{0,30}",
        ),
        cuts=(
            "03:01",
            "0:00 / 4:32",
            "1.25x",
            "250 WPM",
            "Select Voice",
            "Slow",
            "Listen to this article",
            "Play",
            "Transcript",
        ),
        keeps=("Fast trains will run from May.", "The average fell to 3.", "Slow progress was made."),
    ),
    # Pointers to other articles inside the text
    Rule(
        name=CutRule.TEASER,
        label="pointer to another article",
        pattern=_line(
            r"\W{0,3}(?:read|see|also|watch) ?(?:also|more|next|further|too|on|this)?(?: read| on this)?(?: (?:story|news|here|on|below))?\W{0,3}[:|»>…]\W{0,3}",
            r"\W{0,3}(?:lesen sie auch|auch interessant|mehr zum thema|zum thema|mehr dazu|les også|les mer|läs också|læs også|à lire aussi|lire aussi|à lire|sur le même sujet|lea también|lee también|te puede interesar|leia também|leia mais|veja também|leggi anche|lees ook|czytaj także|zobacz także|читайте также|читайте ещё|по теме|bunları da oku|ayrıca oku|baca juga|διαβάστε (?:επίσης|ακόμα|ακόμη|περισσότερα)|σχετικά (?:άρθρα|θέματα)|اقرأ (?:أيضا|أيضاً|المزيد)|إقرأ أيضا|مواضيع ذات صلة|مقالات ذات صلة|بیشتر بخوانید|این را هم بخوانید|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|関連記事|あわせて読みたい|延伸閱讀|延伸阅读|相關新聞|相关新闻|相关阅读|推薦閱讀|관련기사|관련 기사|더 보기|קראו (?:גם|עוד)|citește și|olvassa el|přečtěte si(?: také)?|lue myös|xem thêm|đọc thêm)\W{0,3}",
            r"\W{0,3}(?:read|see) (?:more|also|next|too)(?: (?:here|below|now|stories|news))?\W{0,3}|also read\W{0,3}|also in .{2,40}",
            r"(?:related|recommended|more|must read|don['’]?t miss|dig deeper|in depth|background|explainer|context|opinion)\W{0,2}[:|]\W{0,2}",
            r"(?:more|read more|related|recommended|further)(?: (?:news|stories|story|articles?|coverage|reading|content|links|posts|topics|videos))(?: (?:on|about|from|like) this(?: \w{2,12})?)\W{0,3}",
        ),
        cuts=(
            "Read more:",
            "Read also:",
            "READ MORE",
            "See also",
            "Related:",
            "Also read",
            "More stories on this",
        ),
        keeps=("Read more books, the minister told pupils.", "Related firms were also named."),
        headlines_below=3,
    ),
    Rule(
        name=CutRule.TEASER_INLINE,
        label="pointer to another article",
        pattern=_line(
            r"\W{0,3}(?:read(?: also| more| next)?|also read|see also|related(?: story| stories)?|must read|don['’]t miss|more|recommended|further reading|related (?:posts?|articles?|coverage|reading)|also) ?[:|>»–—-]{1,2} ?\S.{4,180}",
            r"\W{0,3}(?:lesen sie auch|auch interessant|mehr zum thema|les også|läs också|læs også|lire aussi|à lire aussi|lea también|leia também|leggi anche|lees ook|czytaj także|читайте также|baca juga|διαβάστε (?:επίσης|ακόμα|ακόμη)|اقرأ (?:أيضا|أيضاً|المزيد)|بیشتر بخوانید|यह भी पढ़ें|ये भी पढ़ें|อ่านเพิ่มเติม|関連記事|あわせて読みたい|延伸閱讀|延伸阅读|相關新聞|相关阅读|관련기사|קראו (?:גם|עוד)|citește și|přečtěte si|lue myös|xem thêm) ?[:|>»：–-] ?\S.{4,180}",
            r"\[ ?(?:read|related|see|watch|more)(?: (?:also|more|next))? ?[:|] ?.{4,180}\]",
            r"on (?-i:[A-Z])[\w.]{2,40}\.(?:com|org|net|co\.uk): ?.{4,160}|read more about .{4,120}",
            r">{1,3} ?.{4,160}|(?:click|tap) here (?:to|for) .{2,100}|(?:read|see) (?:the )?(?:full|whole|original|entire) (?:story|article|report|text|list|interview|post)\b.{0,60}",
        ),
        cuts=(
            "READ MORE: Ministers meet again in spring",
            "[Related: A short history of the canal]",
            "Also read | What the treaty says",
            "Related post: How the harbour was built",
        ),
        keeps=("Reading: that was his only pleasure in those years.",),
        max_words=30,
    ),
    # What follows the article
    Rule(
        name=CutRule.RELATED_LIST,
        label="list of other articles",
        pattern=_line(
            r"(?:related|similar|recommended|more|other|further|latest|recent|popular|featured|trending|top|must[- ]read|suggested|editor['’]?s?)"
            r"(?: (?:and|&) (?:popular|recommended))? ?"
            r"(?:articles?|stories|story|posts?|news|topics|coverage|videos?|content|reads?|picks?|headlines|reading|links|items|galleries|now|today|this week)"
            r"(?: (?:for you|from .{2,40}|in .{2,40}|on .{2,40}|by .{2,40}|you (?:may|might) like))?\W{0,3}",
            r"(?:you (?:may|might)(?: also)? (?:like|be interested in|enjoy|have missed)|recommended for you|more for you|what (?:to read|others are reading|we['’]re reading)(?: next| now)?|people also read)\W{0,4}",
            r"(?:most (?:read|popular|viewed|shared|watched|commented|recent|emailed)|trending(?: now)?|in case you missed it|don['’]t miss|latest|elsewhere on (?:the web|.{2,30})|from (?:around )?the web|around the web|editors?['’]?s? (?:picks?|choice))\W{0,3}",
            r"more (?:from|by|in|on|about|stories (?:from|by|in|on)) .{2,50}|more stories|more news|related|next (?:article|post|story)\W{0,3}.{0,100}|previous (?:article|post|story)\W{0,3}.{0,100}",
        ),
        cuts=(
            "Related Articles",
            "Most read",
            "You may also like",
            "More from World",
            "Trending now",
            "Recommended for you",
            "Latest News",
        ),
        keeps=("More from the talks is expected on Friday, she said.", "Latest figures show a fall."),
        headlines_below=40,
        reach=Reach.TAIL,
        max_words=9,
    ),
    # Comments
    Rule(
        name=CutRule.COMMENTS_HEADER,
        label="heading of the reader comments",
        pattern=_line(
            r"\W{0,3}\d{0,6} ?(?:reader |user |facebook )?(?:comments?|responses?|replies|thoughts on .{2,120})(?: ?[(\[]\d{1,6}[)\]]|: ?\d{1,6}| so far| on .{2,120}| to .{2,120})?\W{0,3}",
            r"(?:leave|post|add|write|submit) (?:a |your |an? )?(?:new )?(?:comments?|reply|response)(?: below| here)?\W{0,3}(?:cancel reply)?",
            r"(?:please )?add (?:new )?comments?\W{0,6}|your comments (?:about|on) this (?:article|story|post)\W{0,3}|got something to say\W{0,3}",
            r"(?:have your say|join the (?:conversation|discussion)|what do you think\?|share your thoughts|view (?:all )?(?:\d+ )?comments|show comments|comment on this (?:story|article)|discussion|sort by(?: (?:newest|oldest|best))?)\W{0,3}",
        ),
        cuts=(
            "Comments",
            "3 COMMENTS",
            "Comments (6)",
            "Leave a reply",
            "Have your say",
            "Join the conversation",
        ),
        keeps=("Comments by the minister drew applause.", "Discussion of the budget was put off."),
        reach=Reach.COMMENTS,
        max_words=14,
    ),
    Rule(
        name=CutRule.COMMENTS_FORM,
        label="comment form",
        pattern=_line(
            r"(?:(?:(?:first|last|full|your) )?(?:name|e-?mail(?: address)?|comments?|message|subject|website|phone|city|country)\W{1,5}){2,9}(?:your )?(?:comments?|message|website)?\W{0,3}",
            r"(?:log ?in|sign in|register|you must be logged in|please log in|sign up).{0,40}\b(?:to|and) (?:post|leave|add|write|comment|reply|join).{0,40}",
            r"(?:your email address will not be published|required fields are marked|save my name, email).{0,120}",
            r".{0,40}\bcomments? (?:are|is|have been|has been|may be|will be) (?:now )?(?:closed|off|disabled|moderated|subject to|filtered|turned off|not available).{0,120}",
            r"(?:the )?(?:views|opinions) expressed .{0,160}(?:do not|are those|are not|are solely).{0,160}",
            r"(?:user |reader )?(?:comments|contributions)\b.{0,40}\bdo not\b.{0,60}\b(?:represent|reflect) the views of\b.{0,160}",
            r"report (?:abuse|comment|this comment|this post)|flag as (?:inappropriate|abuse)|reply(?: to .{1,30})?|quote|permalink|click to rate|upvote|downvote|like(?:s|d by)?(?: ?\d{1,6})?|load more comments|please enable javascript.{0,80}",
            r"this site uses akismet.{0,120}|you may use these html tags.{0,200}|.{0,40}\bknow about comments\b.{0,60}|you are not (?:currently )?logged in.{0,60}",
            r".{0,200}\b(?:reserves? the right to (?:delete|remove|edit)|(?:does|do|can)(?: not|n['’]t) (?:screen|moderate|monitor)|if you submit) .{0,200}\bcomments?\b.{0,260}|if you submit a comment\b.{0,260}|you can (?:also )?(?:comment|leave a comment|post a comment)\b.{0,260}|.{0,120}\bdoes not necessarily endorse\b.{0,260}",
            r"(?:[^.!?]{4,120}\? ?)?(?:let us know|have your say|tell us(?: what you think)?|share your (?:thoughts|views|opinions?)|join the (?:conversation|debate))\b.{0,40}\b(?:in the )?comments?(?: section)?(?: below)?\W{0,3}",
            r"we (?:encourage|welcome|ask|invite|want|value) (?:you to |your |all |readers['’]? (?:to )?)?.{0,60}\b(?:discussion|comments|debate|commenting)\b.{0,300}",
            r"(?:here is|here['’]s) what (?:other )?readers (?:have )?(?:said|say|think)\b.{0,120}|no comments? ha(?:s|ve) (?:so far |yet )?been (?:submitted|posted|made)\b.{0,160}|there (?:are|is) (?:no|\d{1,5}) comments?(?: (?:to|on|for) this .{2,20})?\W{0,3}",
            r"your (?:name|location|e-?mail)\b.{0,40}\bwill (?:not )?(?:appear|be (?:shown|published|displayed|shared)).{0,60}|(?:you have |maximum(?: of)? )?\d{2,5} characters (?:left|remaining|maximum|allowed).{0,40}|\w+ and abusive comments are not allowed.{0,120}|i (?:agree|accept|have read) .{0,40}\b(?:house rules|terms(?: (?:of|and) \w+)?|guidelines|polic(?:y|ies))\W{0,3}",
            r"(?:newest|oldest|best rated|worst rated|most voted|most liked|top rated|inline feedbacks|newest first|oldest first|order by|sort by|view all comments|all comments|comments navigation|(?:older|newer) comments|expand full comment|cancel reply|top rated comments|report unsuitable)(?:[ |/:]{0,3}(?:newest|oldest|best|most liked|top)(?: first)?)?\W{0,3}|\d{1,4} (?:replies|reply|more (?:comments|replies))(?: by .{2,60})?\W{0,3}",
            r"are you sure you want to (?:delete|mark|report|flag) this (?:comment|post|reply)\b.{0,60}|delete (?:comment|this post)|(?:want to )?join the (?:discussion|conversation|debate)\?.{0,80}|feel free to contribute\W{0,3}|(?:notify me|rss feed|email me|alert me|follow the conversation)\b.{0,80}\b(?:comments?|posts?|replies)\b.{0,80}|comments are (?:filtered|reviewed|checked|monitored|screened)\b.{0,300}|your comments? may (?:appear|be)\b.{0,240}",
            r"(?:please |do not |don['’]t |never |only |always ){0,2}(?:keep|stay|be|attack|insult|repeat|flag|post|use|copy|submit|remember|note)\b.{0,120}\b(?:comments?|commenting|commenters|on topic|civil|profanit\w+|hate speech|spam)\b.{0,240}",
        ),
        cuts=(
            "You must be logged in to post a comment.",
            "What do you think of the new pier? Have your say in the comments below",
            "Comments are closed.",
            "Your name* Your email* Comments",
            "Comments do not represent the views of the Harbour Gazette.",
            "Submitted comments are subject to moderation.",
            "Report abuse",
            "Reply",
            "Keep your comments civil.",
            "Do not attack other users; keep your comments short, and remember that everyone who reads this page can read them too.",
            "There are 7 comments to this article",
            "Your name and town will appear next to your comment.",
            "You have 1000 characters left.",
            "I agree to the House Rules",
            "Newest | Oldest",
            "3 replies by Anna Sample and others",
            "Are you sure you want to delete this comment?",
            "Want to join the discussion?",
            "Notify me of follow-up comments by email.",
        ),
        keeps=(
            "He did not reply to the letter.",
            "Residents can have their say until 2 June.",
            "Reply came from Moscow within hours.",
            "Keep your distance, the police said.",
            "Your name will be remembered, she wrote.",
            "There are no comments that could change this, he said.",
            "Oldest of the three was Anna.",
            "I agree with the terms, she said.",
        ),
        max_words=90,
        required_words=word_set(
            "comment comments commenting commenters log login register html akismet javascript endorse profanity profanities spam "
            "logged expressed"
        ),
    ),
    # Sharing and tools
    Rule(
        name=CutRule.SHARE,
        label="sharing button",
        pattern=_line(
            r"\W{0,3}(?:(?:artikel )?(?:teilen|merken|drucken|verschenken|vorlesen|anhören)|del(?: (?:artikkel|på facebook|på twitter))?|dela|partager|imprimer|enregistrer|compartir|compartilhar|imprimir|condividi|stampa|delen|udostępnij|drukuj|поделиться|распечатать|paylaş|kopier lenke|link kopieren|tipse oss|auf facebook teilen|vis mer(?: vis mindre)?|vis mindre|mehr anzeigen|weniger anzeigen)\W{0,3}",
            r"(?:share|tweet|pin|post|email|e-mail|print|save|bookmark|copy|send)(?: (?:this|link|the|article|story|post|on|via|to|by|with|it|page|friends?|for later|email|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|url|read later|a friend)){0,5}\W{0,3}",
            r"(?:facebook|twitter|x|linkedin|reddit|whats ?app|e-?mail|telegram|pinterest|flipboard|messenger|pocket|tumblr|instagram|youtube|tiktok|threads|bluesky|mastodon|digg|delicious|stumbleupon|vkontakte|vk|viber|line|weibo|wechat|rss|google\+?|print|copy link|link copied!?|sms)(?:[ ,|/·•]{0,3}(?:facebook|twitter|x|linkedin|reddit|whats ?app|e-?mail|telegram|pinterest|flipboard|messenger|pocket|tumblr|instagram|print|copy link))*",
            r"(?:share|send) (?:this|it|on|via|with|to)\b.{0,40}|(?:text|font) size.{0,20}|(?:larger|smaller|increase|decrease|reset) (?:text|font)(?: size)?|a{1,3}[ +-]{1,3}a{1,3}[ +-]{0,3}(?:a{1,3})?",
            r"\d{1,6} (?:shares?|tweets?|likes?|views?|retweets?|recommendations?)|(?:total )?(?:shares?|views?|likes?)\W{0,2}\d[\d.,]*k?|gift this article|add to (?:favou?rites|reading list)|open .{0,20}sharing.{0,20}|share close extra sharing options|sharing is caring\W{0,3}|click to share.{0,60}|show more sharing options|close extra sharing options|more sharing options",
        ),
        cuts=(
            "Share",
            "Share on Facebook",
            "Facebook",
            "Copy link",
            "12 shares",
            "Print",
            "Text size",
            "Save for later",
        ),
        keeps=("Share prices rose.", "Save the date, they wrote.", "Print runs were doubled."),
        max_words=9,
    ),
    Rule(
        name=CutRule.POLL,
        label="poll of the page",
        pattern=_line(
            r"(?:poll|vote now|cast your vote|take (?:our|the|this) (?:poll|quiz|survey)|view results|see results|results are updated every \d+ minutes|thank you for voting|quiz)\W{0,3}",
            r"(?:poll|quiz|survey) ?: .{4,160}\?|\d{1,3}(?:\.\d)? ?% ?(?:yes|no|maybe|undecided)|(?:yes|no|maybe|undecided|not sure)\W{0,3}\d{1,3}(?:\.\d)? ?%",
        ),
        cuts=("Take our poll", "View results", "Poll: Should the ferry run on Sundays?", "Yes 52%"),
        keeps=("Yes, he said.", "The poll closes at ten.", "No."),
        max_words=24,
    ),
    Rule(
        name=CutRule.COUNTER,
        label="counter",
        pattern=_line(
            r"\W{0,2}\d{1,4}(?:[.,]\d{1,3})?k?\W{0,2}", r"\d{1,3} / \d{1,3}", r"\d{1,2} of \d{1,3}"
        ),
        cuts=("6", "1.2k", "3 / 12"),
        keeps=("1,200 people came.", "2024 was the year it began."),
    ),
    Rule(
        name=CutRule.READING_TIME,
        label="reading time",
        pattern=_line(
            r"(?:estimated )?(?:read(?:ing)?|listen(?:ing)?) ?time\W{0,3}(?:\d{1,3}(?: ?[-–] ?\d{1,3})? ?(?:min(?:ute)?s?)\.?)?",
            r"\d{1,3}(?: ?[-–] ?\d{1,3})?[ -]?min(?:ute)?s?\.?(?: (?:of )?(?:read(?:ing)?|listen|watch|video|long))(?: time)?\W{0,2}",
        ),
        cuts=("Reading Time:4 minutes", "3 min read", "Estimated read time: 2-3 minutes"),
        keeps=("Ten minutes of reading a day is enough, the study found.",),
    ),
    Rule(
        name=CutRule.ABOUT_THE_OUTLET,
        label="note of the outlet on itself",
        pattern=_line(
            r"(?-i:[A-Z])[^.!?]{2,120} is (?:an?|the) (?:independent|leading|non-?profit|nonpartisan|global|award-winning|trusted|largest|world['’]s (?:largest|leading))\b[^.!?]{0,100}"
            r"\b(?:news (?:organi[sz]ation|provider|agency|service|source|outlet|site|website)|newsroom|media (?:organi[sz]ation|company|outlet)|multimedia news provider)\b.{0,600}",
            r"why you can trust .{2,40}|our standards\W.{0,80}|(?:about|how) (?:we|our) (?:report|work|check|verify|journalism|newsroom)\b.{0,60}",
        ),
        cuts=(
            "Why you can trust us",
            "Our Standards: the principles we work by",
            "The Harbour Gazette is an independent news organization dedicated to the bay. Founded in 1902, it is read on both shores.",
        ),
        keeps=("Trust in the office fell.", "The bank is a leading lender, the agency said."),
        max_words=110,
        required_words=word_set(
            "independent leading nonprofit non-profit nonpartisan global award-winning trusted largest"
        ),
        edge=True,
    ),
    # Who wrote it
    Rule(
        name=CutRule.AUTHOR_BOX,
        label="author box",
        pattern=_line(
            r"(?:about the (?:author|writer|reporter)s?|author(?:['’]s)? (?:bio|profile|archive)|meet the author|the author)\W{0,3}|(?:see|view|read) (?:all|more)(?: (?:posts|articles|stories))? (?:by|from) .{2,60}",
            r"(?:more|all|other) (?:stories|articles|posts|by|from)(?: (?:by|from))? (?:this author|the author|author|[A-Z][\w.'’-]{1,20} [A-Z][\w.'’-]{1,20})\W{0,2}",
            r"[^.!?]{2,60} \(?\d{1,5} (?:articles|posts|stories)(?: published)?\)?|follow (?:him|her|them|the author) (?:on|at) .{2,80}|(?:email|contact|reach|write to) (?:him|her|them|the (?:author|writer|reporter)).{0,80}",
            r"(?:he|she|they|the (?:author|writer|reporter)) can be (?:reached|contacted|followed|found) .{2,120}|@\w{2,30}",
        ),
        cuts=("About the author", "See all posts by A. Writer", "Follow her on Twitter", "@awriter"),
        keeps=("The author of the plan resigned.",),
        max_words=24,
    ),
    Rule(
        name=CutRule.SIGN_OFF,
        label="words of the outlet to its readers",
        pattern=_line(
            r"(?:thanks?|thank you)(?: (?:so|very) much)? for (?:reading|watching|listening|visiting|following|your (?:time|interest|patience|support))\b[^,]{0,40}",
            r"(?:share|forward|pass on) this (?:article|story|post) (?:with|to) .{2,80}|like this (?:article|story|post)\?.{0,80}|was this (?:article|page|story) (?:helpful|useful)\b.{0,60}",
            r"(?:this is a developing (?:story|news story)|developing story|more to follow|more to come|please refresh)\b.{0,120}|(?:do you )?(?:have|got) (?:a (?:story|tip|news tip)|any information|more)\b.{0,60}\? ?(?:e-?mail|call|contact|get in touch|let us know|send)\b.{0,120}",
        ),
        cuts=(
            "Thank you for reading.",
            "Thanks for your support!",
            "Was this article helpful?",
            "Got a story? Email our newsroom.",
        ),
        keeps=(
            "Thank you for reading this letter to the council, the mayor wrote to him, and resigned.",
            "More to the point, he left.",
        ),
        max_words=28,
    ),
    # Letters, accounts, money
    Rule(
        name=CutRule.NEWSLETTER,
        label="newsletter prompt",
        pattern=_line(
            r"(?:sign|signing) up (?:for|to|here|now|today)\b.{0,200}|(?:get|receive|have) .{2,120} (?:in|to|into) your (?:inbox|mailbox|email)\b.{0,80}",
            r"(?:subscribe|follow|join|like|connect with) (?:us|to (?:our|the|my|get|receive)|our|now|today|here|for)\b.{0,140}|subscribe\W{0,3}|newsletters?(?: sign ?-?up)?\W{0,3}",
            r".{0,300}\bby (?:signing up|clicking|subscribing|registering|submitting|entering your e-?mail)\b.{0,80}\b(?:agree|accept|consent|acknowledge|confirm)\b.{0,240}|.{0,200}\bby signing up\W{0,3}",
            r"(?:enter|your) (?:your )?(?:e-?mail|email address).{0,60}|(?:by (?:signing|clicking|subscribing|providing|submitting|registering)).{0,240}|unsubscribe (?:at )?any ?time.{0,60}",
            r"(?:download|get|install) (?:the|our) (?:\w{1,20} ){0,3}app\b.{0,80}|(?:follow|find|join) .{2,40} on (?:facebook|twitter|x|instagram|whatsapp|telegram|youtube|google news|linkedin|threads|bluesky)\b.{0,80}",
            r"thank(?:s| you) for (?:signing up|subscribing|registering|joining).{0,80}|invalid e-?mail.{0,60}|notice: .{0,30}newsletters? may contain.{0,160}",
            r"(?:get|receive) (?:the )?(?:breaking|daily|weekly|latest|free|exclusive|our|editor\w{0,10})\b.{0,60}\b(?:alerts?|newsletters?|e-?mails?|delivered|texted)\b.{0,160}|be the first to know\W{0,3}|breaking news (?:e-?mails?|alerts?)\W{0,3}",
            r".{0,160}\bdelivered (?:right |straight |directly |daily )?(?:to your (?:inbox|mailbox|phone|door|e-?mail)|weekday mornings)\b.{0,160}",
            r"interested in (?:more|other) .{2,60}\b(?:sign up|log ?in|register|subscribe|click here)\b.{0,240}",
            r".{0,160}\b(?:sign(?:ing)? up|subscrib(?:e|ing)|register(?:ing)?) (?:to|for|here for) (?:our|the|my|one of our) (?:free |daily |weekly |email |e-mail |morning |[A-Z]\w+ ){0,4}(?:newsletters?|bulletins?|updates|alerts|mailing list)\b.{0,80}",
            r"(?:you can |to )?(?:get|receive) (?:more )?.{2,80}\b(?:straight |direct(?:ly)? |right )?(?:to|in|into) your (?:inbox|e-?mail)\b.{0,120}|join our (?:whatsapp|telegram|facebook|signal)\b.{0,120}",
            r"(?:click here |tap here )?to (?:join|subscribe to|follow) (?:our|us on|the) .{2,60}(?:channel|community|group|page|newsletter)\b.{0,80}|after newsletter promotion",
            r"(?:oops[,!.] ?)?something went wrong[,.!]? ?(?:please )?try again(?: later)?\W{0,2}|(?:an )?error occurred\W{0,2}(?:please )?(?:try|reload)\b.{0,40}|story saved|you can find this story in .{2,60}(?:bookmarks|saved)\b.{0,80}",
            r"never miss .{2,80}|stay (?:up to date|informed|connected|tuned)\b.{0,80}|the (?:best|biggest|most important) .{2,60} (?:delivered|straight|direct|every (?:day|morning|week)).{0,60}",
        ),
        cuts=(
            "Sign up for our newsletter",
            "Get the day's stories in your inbox",
            "Get breaking news alerts and our best stories.",
            "News of the harbour, delivered to your inbox.",
            "Interested in more articles like this? Log in to be told of them.",
            "Subscribe",
            "Follow us on Facebook",
            "Enter your email address",
            "For more stories from the bay sign up to our newsletter here.",
            "You can get more story updates straight to your inbox by subscribing.",
            "Something went wrong, please try again later.",
            "after newsletter promotion",
        ),
        keeps=(
            "Subscribe rates fell, the firm said.",
            "They follow our rules, he said.",
            "Something went wrong with the brakes, the police said.",
            "Members sign up for a year, the club said.",
        ),
        max_words=45,
    ),
    Rule(
        name=CutRule.PAYWALL,
        label="subscription notice",
        pattern=_line(
            r"already (?:a )?(?:subscriber|member|registered)\?? ?(?:log|sign) ?in\b.{0,40}|(?:subscribers?|members?)[,:?]? (?:log|sign) ?in(?: here)?|already have an account\?.{0,40}|(?:log|sign) in|log ?out|my account|register(?: now)?",
            r"(?:subscribe|register|sign in|log in|create (?:a free |an )?account|become a (?:member|subscriber)|start your (?:free )?(?:trial|subscription)|upgrade|unlock)\b.{0,60}\b(?:to (?:continue|read|keep|unlock|access|finish)|continue reading|full (?:access|article|story)|unlimited).{0,80}",
            r"(?:thanks?(?: you)? for (?:using|reading|visiting|choosing) (?-i:[A-Z]).{2,40}|(?:vielen )?danke?,? dass sie .{2,40} (?:nutzen|lesen|besuchen)|merci de (?:lire|votre fidélité).{0,40}|gracias por (?:leer|visitar) .{2,40})\W{0,2}",
            r"(?:this (?:article|story|content) is|you['’]ve|you have|to (?:read|continue)).{0,60}\b(?:for (?:paid )?(?:subscribers|members)(?: only)?|free articles?|articles? left|article limit|subscribe|register|log in|remaining).{0,80}",
            r"(?:unlock this article|subscriber[- ]only|members[- ]only|premium(?: content| article)?|continue reading|start your free trial|keep reading for .{2,40}|the rest of this (?:article|story).{0,80}|support (?:our|independent) journalism.{0,80}|donate(?: now| today)?|become a member)\W{0,3}",
        ),
        cuts=(
            "Already a subscriber? Log in",
            "Subscribe to continue reading",
            "Unlock this article",
            "You have 3 free articles left",
            "Thank you for using Point Gazette Online.",
            "Donate",
        ),
        keeps=("Members log in to vote.", "Register offices stayed shut."),
        max_words=35,
    ),
    Rule(
        name=CutRule.APPEAL,
        label="appeal for support",
        pattern=_line(
            r".{0,200}\b(?:small favou?r to ask|(?:fundraising|membership|end-of-year|year-end) (?:campaign|drive|effort)|consider (?:making|pitching|becoming|supporting|subscribing|donating|giving)|tax-deductible|every (?:dollar|gift|donation|contribution)|make a (?:donation|gift|contribution)|your (?:support|donation|gift|membership|contribution) (?:helps?|makes?|allows?|keeps?|will|means|is))\b.{0,500}",
            r"(?:unlimited|full|exclusive|digital) (?:online |digital )?access to .{2,160}|(?:this )?(?:content|article|story) is (?:reserved|exclusive|only) (?:for|to) (?:our )?(?:subscribers|members)\b.{0,80}|you can (?:save|read|share|print) this (?:article|story) by .{4,160}|(?:if you|you)(?:['’](?:re|ve))?.{0,40}\b(?:enjoy(?:ed|ing)?|lik(?:e|ed|ing)|value|believe in|read(?:ing)? this)\b.{0,60}\b(?:article|story|stories|journalism|reporting|work)\b.{0,400}\b(?:support|subscri\w+|donat\w+|consider|join|contribut\w+|pitch\w*)\b.{0,300}",
        ),
        cuts=(
            "Since you have read so far, we have a small favor to ask: please consider making a gift before the year ends, if you can.",
            "Your support helps us tell what happens here.",
            "Unlimited online access to the Harbour Gazette",
            "If you enjoyed this article, please consider supporting us.",
        ),
        keeps=("The town asked for support for its ferry.", "He said that every one of them counted."),
        max_words=110,
        edge=True,
        required_words=word_set(
            "favor favour donation donations donate donating gift tax-deductible fundraising membership unlimited reserved "
            "subscribers subscribing enjoyed enjoying journalism pitching dollar"
        ),
    ),
    # Rights and consent
    Rule(
        name=CutRule.LEGAL,
        label="legal notice",
        pattern=_line(
            r"\W{0,3}(?:datenschutz(?:erklärung|einstellungen)?|impressum|agb|nutzungsbedingungen|barrierefreiheit|cookie-einstellungen|personvern(?:erklæring)?|mentions légales|confidentialité|aviso legal|política de (?:privacidad|privacidade|cookies)|privacybeleid|polityka prywatności|политика конфиденциальности|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|все права защищены)\b.{0,80}",
            r".{0,200}\b(?:externe[nrs]? inhalte?|contenu externe)\b.{0,300}",
            r"(?:©|\(c\)).{0,160}|copyright(?:\W{1,3}(?:©|\(c\)|\d{4}|by|notice|policy|all)\b.{0,160})?|all rights reserved\W{0,3}.{0,100}|.{0,120}\ball rights reserved\W{0,3}",
            r".{0,160}may not be (?:published|reproduced|copied|republished|used)\b.{0,200}|.{0,100}\bwithout (?:the )?(?:prior |express )?(?:written )?permission\b.{0,100}",
            r"(?:we|this (?:web)?site) (?:and our partners )?uses? (?:cookies|necessary).{0,240}|(?:accept|reject|manage|allow) (?:all|all cookies|cookies|preferences|choices|settings)|cookie (?:policy|settings|notice|preferences|consent)|necessary|non-necessary|always enabled|save & accept",
            r"(?:privacy|cookies?|terms|legal)(?: (?:policy|notice|statement|center|settings|of (?:use|service|sale)|and conditions|& conditions|& terms|manager))?|your (?:privacy|ad) choices|do not sell .{0,60}|this site is protected by recaptcha.{0,160}|imprint|accessibility(?: (?:statement|help))?",
            r"(?:purchase|obtain) (?:licensing|reprint) rights.{0,40}|(?:reprints?|licensing)(?: & permissions| rights)?|republish(?: this (?:article|story))?(?: for free)?|creative commons.{0,60}",
            r"this (?:story|article|post|piece) (?:was|has been|is)(?: \w{2,10})? (?:republished|reprinted|reproduced|published|syndicated)\b.{0,160}",
        ),
        cuts=(
            "© 2026 Example Media",
            "All rights reserved",
            "Privacy Policy",
            "We use cookies to improve your visit, to count how many people read us and to show what they may like.",
            "Accept all",
        ),
        keeps=("Copyrights were sold in May.", "Terms were agreed at dawn."),
        max_words=60,
        required_words=word_set(
            "© (c) copyright copyrighted cookie cookies reproduced republished republish permission recaptcha licensing licence "
            "license reprinted reprints reprint syndicated commons reserved"
        ),
    ),
    # Who, when, where from, when it is no field
    Rule(
        name=CutRule.POST_META,
        label="label of the page",
        pattern=_line(
            r"(?:aktualisiert|veröffentlicht|erstellt|stand|publiziert|publisert|oppdatert|publicerad|uppdaterad|udgivet|opdateret|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|opublikowano|опубликовано|обновлено)(?: (?:am|den|el|em|il|op|le|på))?\b\W{0,2}.{0,60}\d{1,4}.{0,30}|vor \d{1,2} (?:std|stunden?|min|minuten|tagen?)\.?|il y a \d{1,2} \w{3,8}|hace \d{1,2} \w{3,8}|há \d{1,2} \w{3,8}",
            r"(?:posted|published|updated|last (?:updated|modified)|written|issued|filed|created|modified|first published)(?: (?:on|by|in|at|from|under|date))?(?: categories)?\W{0,3}",
            rf"published (?:at|on|in) {_HOST}\W{{0,2}}|(?:originally|first) published (?:at|on|in|by) .{{2,80}}|source ?: ?{_HOST}",
            r"(?:by|author|authors|reporter|editor|staff|writer|correspondent|contributor|columnist|staff (?:writer|reporter)|(?:senior|associate|assistant|deputy|managing|executive|contributing|digital|web) (?:reporter|correspondent|editor|writer|producer)|news (?:desk|editor)|admin|editorial (?:team|staff|board)|guest (?:author|writer|contributor))\W{0,2}",
            r"(?:this )?(?:entry|post|article|story|page) (?:was |is )?(?:last )?(?:posted|filed|published|updated|written|printed)(?: (?:on|in|by|under|at))? .{4,120}",
            r"(?:republished|reprinted|published) (?:from|in) the .{2,40} (?:print )?edition .{2,40}|page last updated .{2,60}|(?:user )?rating:?(?: ?/ ?\d+)?|(?:rank )?not rated yet|source reference:?|primary source: .{4,200}|additional source: .{2,80}",
            r"this (?:article|story|post) is (?:more than|over) .{1,20} (?:days?|weeks?|months?|years?) old\W{0,2}|(?:published|posted|updated) .{1,20} ago\W{0,2}",
            r"\d{1,3} (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\W{0,2}|just now|yesterday|today",
        ),
        cuts=(
            "This entry was posted on Monday, May 6th, 2024 at 4:05 pm.",
            "Posted on Categories",
            "Published at news.example.org",
            "Updated:",
            "3 hours ago",
            "Staff Writer",
        ),
        keeps=("Published figures differ.", "Yesterday came and went."),
    ),
    # Navigation
    Rule(
        name=CutRule.NAVIGATION,
        label="navigation",
        pattern=_line(
            r"(?:zur startseite|nach oben|zurück|weiter|startseite|menü|suche|anmelden|abonnieren|abo|til toppen|forsiden|accueil|inicio|início|buscar|menú|iniciar sesión|entrar|placeholder image-?\d*|главная|меню|поиск)\W{0,3}",
            r"(?:back|return|go|jump|skip|scroll) to (?:the )?(?:top|home(?: ?page)?|main(?: content| navigation)?|content|navigation|search|footer|previous page|article|comments)(?: button)?\W{0,3}",
            r"(?:home|menu|search|close|open|toggle|show|hide|expand|collapse|next|previous|prev|more|less|view|sections?|contents?|loading|skip|cancel|submit|top|back)(?: (?:menu|navigation|search|sidebar|bar|caption|captions|all|more|less|image|gallery|page|article|story))?\W{0,3}",
            r"(?:about us|contact(?: us)?|advertise(?: with us)?|careers|jobs|help(?: cent(?:er|re))?|faqs?|site ?map|archives?|rss(?: feeds?)?|newsroom|press|corrections|masthead|staff|contribute|work with us|e-?paper|weather|horoscopes?|crosswords?|classifieds|obituaries)",
            r"(?:home|news|world) ?[>›»/|:] ?.{0,160}|you are here\W.{0,120}|(?:tags?|tagged|topics?|categories|category|filed under|keywords|in this (?:article|story)|posted (?:in|under)|labels?|sections?)\W{0,2}(?:[:|] ?.{0,260})?",
            r"(?:enlarge|expand|view|open|zoom) (?:this )?(?:image|photo|gallery|full ?-?screen|picture)\W{0,3}(?: in new (?:window|tab))?|image \d{1,3} of \d{1,3}|view (?:\d{1,3} )?(?:images?|photos?|gallery)|slide \d{1,3} of \d{1,3}|photos?|gallery|image|video|videos|podcasts?",
            r"(?:[|•·»] ?)?[^|•·»\d.]{2,32}(?:[|•·»][^|•·»\d.]{2,34}){3,30}[|•·»]?",
            r"\W{0,3}(?:first|prev(?:ious)?)(?:\W{1,4}(?:first|prev(?:ious)?|next|last|\d{1,3})){2,14}\W{0,3}|\W{0,3}\d{1,3}(?:\W{1,4}\d{1,3}){0,14}\W{1,4}next(?:\W{1,4}last)?\W{0,3}",
            rf"\W{{0,3}}(?:(?:{_SKIP})\W{{0,3}} ?){{1,5}}",
            r"(?:make|set) .{2,40} (?:your|my|as) (?:homepage|home page|start page)\b.{0,80}|bookmark (?:us|this (?:page|site))\b.{0,60}",
            r"(?:page|pages)[ :]\d[\d .…>|]{0,40}|load more|show more|view all(?: .{2,40})?|see all(?: .{2,40})?|see more(?: .{2,40})?|learn more|find out more(?: .{2,40})?|all posts(?: by .{2,40})?|view (?:more )?(?:posts|articles|stories)(?: by .{2,40})?",
        ),
        cuts=(
            "World | Politics | Sport | Weather",
            "Back to top button",
            "Skip to content",
            "Zur Hauptnavigation springen Zum Inhalt springen",
            "Aller au contenu principal",
            "メニューをとばして、記事の本文へ",
            "본문 바로가기",
            "« First | 1 | 2 | 3 | Next | Last »",
            "1 2 3 Next",
            "Make this page your homepage",
            "Menu",
            "Home > World",
            "Tags",
            "Filed under: World",
            "Contact us",
        ),
        keeps=(
            "Home owners were told to leave.",
            "More people came.",
            "Search teams found the boat.",
            "No.",
            "Zum Inhalt des Briefs schwieg er.",
        ),
        max_words=16,
    ),
    # Pictures
    Rule(
        name=CutRule.PHOTO_CREDIT,
        label="credit of a picture",
        pattern=_line(
            r"(?:photo(?:graph)?s?|pictures?|images?|illustrations?|graphics?|video|file photo|file picture|cartoon|artwork|map)(?: (?:credit|source|by|courtesy(?: of)?|from|via))?\W{0,2}[:/|©] ?.{1,100}",
            r"(?:photo|photograph|illustration|image|picture|graphic)s? (?:by|courtesy of|from|via|credit) .{2,80}",
            r"\W{0,2}(?:getty(?: images)?|reuters|ap(?: photo)?|afp|epa|shutterstock|istock|alamy|bloomberg|xinhua|tass|anadolu|pa(?: media| wire)?|file(?: photo)?|handout|wikimedia commons)(?: ?[/|,-] ?[\w .'’-]{2,60})?\W{0,2}",
            r"(?:[\w .'’-]{2,60}[/|]){1,3} ?(?:getty(?: images)?|reuters|ap(?: photo)?|afp|epa(?:-efe)?|shutterstock|istock|alamy|bloomberg|xinhua|tass|anadolu)\b.{0,40}",
            r"\([\w .'’-]{2,40} ?/ ?(?:for )?the [\w .]{2,30}\)",
            r"\(?(?:ap|reuters|getty|afp|epa) ?(?:photo|images?)?/[\w .'’,-]{2,80}\)?|(?:hide|toggle|show) caption|caption|credit\W{0,2}.{0,60}",
        ),
        cuts=(
            "Illustration: A. Painter",
            "Photo: Reuters",
            "A. Painter/Getty Images",
            "A. Painter | Harbour View | Getty Images",
            "(A. Painter / For The Gazette)",
            "Getty Images",
            "Photograph by A. Painter",
        ),
        keeps=("Reuters reported the talks first.", "Pictures of the flood went round the world."),
        max_words=14,
    ),
    Rule(
        name=CutRule.CAPTION_LABEL,
        label="label of a caption",
        pattern=_line(
            r"(?:image |photo |video |picture |media )?(?:caption|legend)\W{0,3}|(?:image|photo|picture|media|video) (?:source|copyright|credit|provided by)(?:\W{1,3}.{2,80})?",
            r"(?:bildunterschrift|bildtext|bildquelle|légende|pie de foto|legenda|didascalia|onderschrift|подпись к фото)\W{0,3}",
            r"(?:image|photo|video|picture) caption (?-i:[A-Z]).{2,300}",
            r"(?:image|photo|picture) (?:copyright|source|credit) .{2,60}? (?:image|photo|picture) caption .{2,300}",
        ),
        cuts=(
            "Image caption,",
            "Image source, Marsh family",
            "Image copyright Marsh family Image caption The beach at noon, seen from the pier that was rebuilt in the spring of the year",
            "Bildunterschrift:",
        ),
        keeps=("The image shows eleven women and a whale.", "Its caption, in white ink, names them."),
        max_words=60,
        required_words=word_set("caption copyright"),
        headlines_below=1,
    ),
    Rule(
        name=CutRule.CAPTION,
        label="caption of a picture with its credit",
        pattern=_line(
            r".{10,500}(?:\((?-i:AP|Reuters|AFP|EPA|Getty(?: Images)?|Unsplash|Shutterstock|Pexels|File)(?: [Pp]hoto)?(?:/[\w .'’-]{2,40})?\)|\([\w .'’-]{2,40}(?:/|, | \| )(?-i:AP|Associated Press|AFP|Reuters|Getty Images|EPA|Los Angeles Times|Bloomberg|Xinhua)\))\.?",
            r".{10,500}\b(?:photo(?:graph)?|picture|image|credit)s?(?: by| credit)?: ?(?-i:[A-Z])[\w .,/'’-]{2,60}",
            r".{4,200}\b(?:is|are|was|were) (?:seen|pictured|shown) (?:in (?:this|an?) (?:\w+ )?(?:photo|image|picture|handout|file)|here\b|(?:at|on|in|during) .{2,80}\b(?:file photo|photo)\b).{0,200}",
        ),
        cuts=(
            "A ferry leaves the old harbour for the first time after the winter on Monday, May 6, 2024. (AP Photo/A. Painter)",
            "The pier in winter. Picture: A. Painter",
            "The ferry is seen in this undated image.",
        ),
        keeps=("The officers were seen on the pier at noon.", "He asked for the picture to be taken down."),
        max_words=75,
        required_words=word_set(
            "photo photograph photographed picture pictured image credit seen shown ap ap/ reuters afp epa getty unsplash "
            "shutterstock pexels bloomberg xinhua handout"
        ),
    ),
    Rule(
        name=CutRule.BIO,
        label="note on the author",
        pattern=_line(
            r"(?!.{0,160}\b(?:said|says|told)\b)[^.!?]{2,60} (?:is|was) (?:an?|the|our|one of our) (?:[\w.'’/,&-]+ ){0,8}"
            r"(?:reporter|journalist|writer|editor|correspondent|columnist|contributor|author|blogger|producer|photographer|anchor|fellow|freelancer|broadcaster|commentator|intern)\b"
            r"(?=.{0,700}(?:\bfor\b|\bat\b|\bwho\b|\bbased\b|\bcover|\breport|\bwrit|\bjoin|\bwork|\bwith\b|\bof\b|\.$)).{0,900}",
            r"(?-i:[A-Z])[^.!?]{2,60} (?:is|was) (?:an?|the|our) .{4,200}\b(?:where (?:he|she|they) (?:advis|lead|work|teach|head|oversee)|with (?:over|more than) \w{1,12} years|lives in (?-i:[A-Z])|author of (?-i:[A-Z“])|has (?:written|authored|co-written|published) ).{0,700}",
            r"(?:this (?:story|article|report|piece) (?:\w+ ){0,5}was (?:written|produced|edited|reported|compiled) by|contact (?:staff writer|reporter|the reporter|the author)) .{4,400}",
            r"[^.!?]{2,60} (?:covers|writes (?:about|for|on)|reports (?:on|for|from)|contributes to) [^.!?]{2,120}\b(?:for|at) (?:the )?(?-i:[A-Z]).{0,400}",
        ),
        cuts=(
            "Ann Writer is a senior correspondent who has been reporting about markets for ten years. She reports from Bern.",
            "Bo Scribe is a freelance journalist based in Oslo.",
        ),
        keeps=("The war is a test for the alliance, said the reporter.",),
        max_words=170,
        required_words=word_set(
            "reporter journalist writer editor correspondent columnist contributor contributing author blogger producer photographer "
            "anchor fellow freelancer freelance broadcaster commentator intern covers writes contributes lives written produced "
            "edited compiled contact where years published authored reports"
        ),
        edge=True,
    ),
    Rule(
        name=CutRule.CODE,
        label="computer code",
        pattern=_line(
            r"(?:function ?\(|var |window\.|document\.|\(self\.|<!--|<script|\[/?vc_|\{\{|@media|\.css|jquery|googletag).{0,4000}",
            r"[A-Za-z0-9+/=]{120,}",
        ),
        cuts=("window.dataLayer = window.dataLayer || [];", "(self.__next_f = self.__next_f || [])"),
        keeps=("Function follows form.",),
        max_words=4000,
    ),
)

# Rules of structure, found by place and neighbours in the other modules of this package, with their labels.
STRUCTURAL: dict[CutRule, str] = {
    CutRule.BLANK: "blank line",
    CutRule.HEAD_BLOCK: "head of the file that says facts about the article",
    CutRule.REPEATED_TITLE: "headline said again",
    CutRule.REPEATED_LINE: "line said again",
    CutRule.SHARED_LINE: "line that other articles of the archive have too",
    CutRule.REPEATED_NAME: "name of the author said again",
    CutRule.SECTION_NAME: "name of a section or site glued to the headline",
    CutRule.TEASER_HEADLINE: "headline of another article",
    CutRule.VIDEO_HEADLINE: "headline of a video",
    CutRule.BEFORE_ARTICLE: "page furniture above the article",
    CutRule.AFTER_ARTICLE: "page furniture below the article",
    CutRule.INSIDE_ARTICLE: "page furniture between paragraphs",
    CutRule.BESIDE_FACT: "words beside an author or a date",
    CutRule.DROPPED: "left out by a note",
    CutRule.REPLACED: "a fact that a note gives instead",
}

SHORT_LINE_WORDS = 16  # most rules claim no longer lines
KNOWN_LINES = 2_000  # short lines that are remembered: pages of a site share them
MAX_LINE_LENGTH = (
    4000  # code points; a longer line is never claimed, which bounds the work a hostile one can cause
)

LONG_RULES = tuple(rule for rule in RULES if rule.max_words > SHORT_LINE_WORDS)

RULE_LABELS: dict[str, str] = {
    **{str(rule.name): rule.label for rule in RULES},
    **{str(name): label for name, label in STRUCTURAL.items()},
}


def claim(line: str, words: int, tokens: frozenset[str]) -> Rule | None:
    """Return the first rule that claims a line, or None.

    line: trimmed, with single spaces.  words, tokens: how many it has, and which in folded form.
    """
    if len(line) > MAX_LINE_LENGTH:
        return None
    if words <= SHORT_LINE_WORDS:
        return _claim_short(line, words)
    rules = [rule for rule in LONG_RULES if words <= rule.max_words]
    return _first(line, [rule for rule in rules if _has_required_word(rule, tokens)])


def _has_required_word(rule: Rule, tokens: frozenset[str]) -> bool:
    return not rule.required_words or not rule.required_words.isdisjoint(tokens)


@lru_cache(KNOWN_LINES)
def _claim_short(line: str, words: int) -> Rule | None:
    return _first(line, [rule for rule in RULES if words <= rule.max_words])


def _first(line: str, rules: Sequence[Rule]) -> Rule | None:
    """Return the first of some rules whose pattern is the whole line."""
    for rule in rules:
        if rule.pattern.fullmatch(line):
            return rule
    return None
