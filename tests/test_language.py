import pytest

from sitegen.language import LanguageTagError, by_small_words, detect, language_name, language_tag

SENTENCES = {
    "en": "The harbour office said on Monday that the ferry would run again from the first of June.",
    "de": "Das Hafenamt teilte am Montag mit, dass die Fähre ab dem ersten Juni wieder fahren werde.",
    "fr": "Le bureau du port a annoncé lundi que le ferry circulerait de nouveau à partir du premier juin.",
    "es": "La oficina del puerto dijo el lunes que el transbordador volverá a funcionar el primero de junio.",
    "it": "L'ufficio del porto ha detto lunedì che il traghetto riprenderà il servizio dal primo giugno.",
    "pt": "A administração do porto disse na segunda-feira que a balsa voltará a funcionar em primeiro de junho.",
    "nl": "Het havenkantoor zei maandag dat de veerboot vanaf één juni weer zal varen naar het eiland.",
    "pl": "Urząd portu podał w poniedziałek, że prom znów będzie kursował od pierwszego czerwca.",
    "cs": "Přístavní úřad v pondělí oznámil, že trajekt bude od prvního června znovu jezdit.",
    "tr": "Liman idaresi pazartesi günü feribotun bir hazirandan itibaren yeniden çalışacağını söyledi.",
    "ru": "Управление порта сообщило в понедельник, что паром снова начнёт ходить с первого июня.",
    "uk": "Управління порту повідомило в понеділок, що пором знову почне ходити з першого червня.",
    "ar": "قال مكتب الميناء يوم الاثنين إن العبارة ستعود إلى العمل اعتبارا من الأول من يونيو.",
    "fa": "اداره بندر روز دوشنبه گفت که کشتی از اول ژوئن دوباره به کار می‌افتد و مسافران را می‌برد.",
    "he": "משרד הנמל אמר ביום שני כי המעבורת תפעל שוב מהראשון ביוני, אחרי שלושה חודשים.",
    "el": "Το λιμεναρχείο ανακοίνωσε τη Δευτέρα ότι το πλοίο θα κάνει ξανά δρομολόγια από την πρώτη Ιουνίου.",
    "ja": "港湾事務所は月曜日、フェリーが六月一日から再び運航すると発表した。",
    "ko": "항만 사무소는 월요일에 여객선이 유월 일일부터 다시 운항한다고 밝혔다.",
    "zh": "港务局周一宣布，渡轮将从六月一日起恢复航行，修理工程持续了三个月。",
    "vi": "Văn phòng cảng cho biết hôm thứ Hai rằng phà sẽ hoạt động trở lại từ ngày đầu tháng Sáu.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_one_sentence_tells_its_language(code: str) -> None:
    assert detect(SENTENCES[code]) == code


@pytest.mark.parametrize("text", ["", "Read more", "12.4.2024 17:30", "—"])
def test_what_is_too_short_is_not_told(text: str) -> None:
    assert detect(text) == by_small_words(text) == "und"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        ("EN-us", "en-US"),
        ("en_US", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr-Latn", "sr-Latn"),
        ("de-1996", "de-1996"),
        ("fil", "fil"),
    ],
)
def test_tags_are_spelled_as_usual(text: str, tag: str) -> None:
    assert language_tag(text) == tag
    assert language_tag(tag) == tag


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("English", '"en"'),
        ("français", '"fr"'),
        ("", "write a tag"),
        ("e", "write a tag"),
        ("xx", "write a tag"),
        ("en-", "write a tag"),
    ],
)
def test_what_is_no_tag_is_told(text: str, hint: str) -> None:
    with pytest.raises(LanguageTagError, match=hint):
        language_tag(text)


def test_languages_have_names() -> None:
    assert (language_name("pt-BR"), language_name("no"), language_name("xy")) == (
        "Portuguese",
        "Norwegian",
        "another language (xy)",
    )
