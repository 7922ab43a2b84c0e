"""Texts after one form are no copies, a corrected reprint is one."""

import pytest

from sitegen.relations.detect import relate

FORMS = {
    "weather": (
        (
            "The coast will be {} on {} with {} in the afternoon, the weather office said. Winds will blow from the {}.\n"
            "Temperatures will reach {} degrees on the coast and {} degrees in the hills. The night will bring {} degrees in Harwell.\n"
            "The sea will be {}, with waves of {} metres off Stoke. Small boats are asked to listen to the radio before they leave.\n"
            "High water at the port is at {} and again at {}. The sun rises at {} and sets at {}."
        ),
        "cloudy|Monday|rain|west|11|8|3|rough|1.1|3.46|16.09|6.41|17.43",
        "sunny|Tuesday|showers|north|15|12|7|calm|1.5|4.35|16.58|6.39|17.45",
    ),
    "earthquake": (
        (
            "An earthquake of magnitude {} struck {} kilometres {} of {} at {} on {}, the survey of the coast said.\n"
            "It was {} kilometres deep and was felt in {} towns. No one was hurt, and the harbour stayed open for all ships that day.\n"
            "It was followed by {} smaller ones in the next {} hours, the strongest of magnitude {}. The survey asks people to report what they felt."
        ),
        "4.1|12|north|Harwell|3.15|Monday|8|14|23|36|2.9",
        "5.3|48|east|Norton|17.40|Friday|31|52|9|12|3.7",
    ),
    "shares": (
        (
            "Shares of {} rose {} percent to {} crowns on {} after the company said that its profit had grown in the first quarter of the year.\n"
            "Net profit was {} million crowns, up from {} million a year ago. Sales grew by {} percent to {} million crowns.\n"
            "The board will propose a dividend of {} crowns a share. The shares have gained {} percent since the beginning of the year."
        ),
        "Elsay Ferries|2.3|41.20|Monday|18.4|15.9|7.1|240|1.20|11",
        "Norton Salt|5.8|112.75|Thursday|63.0|48.2|12.4|911|3.50|27",
    ),
}


def kinds(*texts: str) -> set[str]:
    return {
        one.name
        for one in relate([(str(number), tuple(text.split("\n"))) for number, text in enumerate(texts)])
    }


@pytest.mark.parametrize(("form", "one", "other"), FORMS.values(), ids=list(FORMS))
def test_two_texts_after_one_form_are_no_copies(form: str, one: str, other: str) -> None:
    first, second = form.format(*one.split("|")), form.format(*other.split("|"))
    assert not kinds(first, second) & {"identical", "near", "part-of", "contains", "reworded"}
    assert kinds(first, f"Another headline\n{first}") & {"near", "part-of"}


@pytest.mark.parametrize(("form", "one", "other"), FORMS.values(), ids=list(FORMS))
def test_a_corrected_reprint_is_a_copy(form: str, one: str, other: str) -> None:
    values, others = one.split("|"), other.split("|")
    corrected = [*values[:-2], *others[-2:]]  # two figures
    assert kinds(form.format(*values), form.format(*corrected)) == {"near"}


def test_figures_written_in_another_way_are_the_same() -> None:
    form = (
        "The county gave {} crowns to the hospital, {} crowns to the school, {} crowns to the library and {} crowns to the choir of the town.\n"
        "The council had asked for twice as much, and it will ask again in the autumn when the new members have been elected by the people.\n"
        "The vote was taken by a show of hands in the old hall after a long night of talk, and the mayor thanked all who had come to hear it."
    )
    first, second = (
        form.format("100,000", "nine", "80,000", "seven"),
        form.format("100 000", "9", "80 000", "7"),
    )
    assert kinds(first, second) == {"near"}
