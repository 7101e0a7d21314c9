"""What reads like a crime report or intelligence is noticed; what a neighbourhood team writes every day is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.elsewhere import belongs_elsewhere

CRIMES = [
    "Her nephew was stabbed outside the chip shop.",
    "Says she was badly assaulted by a man in the park",
    "The shop got robbed at knife point",
    "Burgled last night, back door forced.",
    "Shed broken into on Tuesday and two bikes gone.",
    "Last night somebody broke into the hall",
    "Lead stolen from the roof over the weekend.",
    "He punched a teacher at the gates",
    "She says he hits her when he has been drinking",
    "Wants to report a theft from the till",
]
INTELLIGENCE = [
    "A man at number 12 is dealing drugs.",
    "They are dealing from the flat above the shop",
    "Lads selling weed by the bus stop",
    "Drug dealer has moved in next door",
    "The flat has been cuckooed",
    "Silver Golf AB12 CDE seen outside the school again",
    "ab12cde, suspicious, driver watching the gates",
    "Suspect lives on Elm Road",
    "The offender is known as Spider",
    "Terry Mudd is stealing from the shop",
    "Pat Lowe's son is behind the fires",
    "Believed to be involved in the thefts",
    "Intel suggests a party at the quarry",
    "One lad always carries a knife",
    "Stolen bikes are kept in the garage behind the pub",
]
NUMBERS = [
    "Crime number 26/123456 given",
    "crime ref: CH12345678",
    "Incident 20261122-0415 from Friday",
    "Occurrence no. 1234567",
]
EVERYDAY = [
    "",
    "   \n ",
    "Left burglary prevention leaflets at the desk.",
    "Talk about knife crime to Year 9; honest questions.",
    "Explained what to do if you have been burgled.",
    "Asked who is dealing with the potholes; we are dealing with the parking.",
    "The council is dealing with the lights on Elm Road.",
    "County lines awareness session for sixth formers.",
    "Shed alarms given out after last year's thefts.",
    "He was burgled in 1994 and still checks the locks twice.",
    "Nobody was assaulted, only words were exchanged.",
    "The break-in at the club is already reported.",
    "School minibus FX19 ABC will be at the fair.",
    "New address: Station Road, CW7 3EP. Telephone 01606 555014.",
    "Lost property is now three coats and a trombone.",
    "Worried about being robbed on the way home; walked the route with her.",
    "Shared how to report hate crime, and that another person can do it for you.",
    "Helen Marsh is dealing with the newsletter.",
    "Helen Marsh is involved with the fair.",
    "Crime 101 quiz with the mini police.",
    "Burglary was the subject; property marked for 40 families.",
    "Incident of the runaway goat; returned to the farm.",
    "Card dealing lesson at the social club.",
    "Knife and fork supper at the hall on Friday.",
]


@pytest.mark.parametrize("text", CRIMES)
def test_that_what_reads_like_a_crime_report_is_noticed(text: str) -> None:
    found = belongs_elsewhere(text)
    assert found is not None
    assert found.belongs == "crime"
    assert "101" in found.sentence


@pytest.mark.parametrize("text", INTELLIGENCE)
def test_that_what_reads_like_intelligence_is_noticed(text: str) -> None:
    found = belongs_elsewhere(text)
    assert found is not None
    assert found.belongs == "intelligence"
    assert "intelligence system" in found.sentence


@pytest.mark.parametrize("text", NUMBERS)
def test_that_crime_and_incident_numbers_are_noticed(text: str) -> None:
    found = belongs_elsewhere(text)
    assert found is not None
    assert found.belongs == "number"


@pytest.mark.parametrize("text", EVERYDAY)
def test_that_the_words_of_every_day_are_left_alone(text: str) -> None:
    assert belongs_elsewhere(text) is None


def test_that_one_such_sentence_among_ordinary_ones_is_noticed() -> None:
    text = (
        "Sat down with the head for half an hour. Gates open earlier now. The caretaker was robbed.\nCall again in May."
    )
    assert belongs_elsewhere(text) is not None


def test_that_curly_apostrophes_and_capitals_make_no_difference() -> None:
    assert belongs_elsewhere("PAT WAS STABBED") == belongs_elsewhere("pat was stabbed")
    assert belongs_elsewhere("Pat Lowe’s son is behind the fires") is not None


@given(st.text(max_size=400))
def test_that_any_text_at_all_can_be_looked_at(text: str) -> None:
    found = belongs_elsewhere(text)
    assert found is None or found.sentence.endswith(".")
