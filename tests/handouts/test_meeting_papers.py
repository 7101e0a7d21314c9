"""The papers of a meeting: what each says, that all of it can be read, and that the same facts make the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import TODAY
from tests.handouts.evenings import EVENINGS, books_of, full_evening, owed_evening
from tests.handouts.meetings import Parish
from tests.handouts.watching import Seen, Watched, overlapping
from wehere_desktop.handouts import feedback_form, sign_in
from wehere_desktop.handouts.agenda import gather as agenda
from wehere_desktop.handouts.blocks import Item, Paragraph, Section
from wehere_desktop.handouts.catalogue import Handout, Printed, find_handouts
from wehere_desktop.handouts.facts import PRACTICE_WORDS, Head
from wehere_desktop.handouts.house_style import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from wehere_desktop.handouts.internal import MARKING
from wehere_desktop.handouts.minutes_facts import gather as minutes
from wehere_desktop.handouts.pen import Role
from wehere_desktop.handouts.public_paper import Ending, make_up
from wehere_desktop.handouts.slips import gather as slips
from wehere_desktop.handouts.slips import gather_one
from wehere_desktop.handouts.you_said import HANDOUT as YOU_SAID
from wehere_desktop.handouts.you_said_facts import gather as you_said
from wehere_desktop.neighbourhood.concern import ConcernKind, Outcome
from wehere_desktop.neighbourhood.fact import field_named, fields_of
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.place import Known
from wehere_desktop.neighbourhood.telling import Audience
from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER
from wehere_desktop.refusal import Refusal

OF_COMING = ("agenda", "sign-in", "feedback-form")
PENS = ("public_paper", "sign_in", "feedback_form", "internal")


def papers_of(parish: Parish) -> Iterator[tuple[str, Any, Handout]]:
    """Yield every paper of a parish: its name, its fact sheet and its kind."""
    book, held, coming, beat = books_of(parish)
    kinds = find_handouts()
    for name in OF_COMING:
        yield name, kinds[name].gather(book, coming, TODAY), kinds[name]
    yield "minutes", kinds["minutes"].gather(book, held, TODAY), kinds["minutes"]
    for audience in Audience:
        paper = you_said_for(audience)
        if audience is not Audience.RAISED or book.concerns.to_tell([beat]):
            yield f"you_said_{audience.name.lower()}", paper.gather(book, beat, TODAY), paper


def you_said_for(audience: Audience) -> Handout:
    """Return the paper for an audience, over the year that ends on the day of the tests."""
    assert YOU_SAID.chosen is not None
    return YOU_SAID.chosen(audience, None, TODAY)


def visible(text: str) -> str:
    return "".join(letter if letter.isprintable() else "□" for letter in text.replace("\u00a0", " "))


def told(printed: Printed) -> str:
    return "".join(f"{each.side} {each.role}: {visible(each.text)}\n" for each in printed.spoken)


@contextmanager
def watched() -> Iterator[list[Seen]]:
    """Let every paper be drawn with a pen that notes what it writes."""
    Watched.seen = []
    with pytest.MonkeyPatch.context() as patch:
        for module in PENS:
            patch.setattr(f"wehere_desktop.handouts.{module}.Pen", Watched)
        yield Watched.seen


def assert_all_can_be_read(seen: list[Seen]) -> None:
    """Fail if words stand on others, or outside the sheet."""
    # A heading is measured by drawing it on a sheet that is thrown away, and so is seen twice
    assert overlapping(list(dict.fromkeys(seen))) == []
    for each in seen:
        assert each.left >= MARGIN - 0.01, each
        assert each.right <= PAGE_WIDTH - MARGIN + 0.01, each
        assert 15 <= each.bottom <= each.top <= PAGE_HEIGHT - 12, each


# What lies on the paper ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVENINGS)
def test_that_no_words_stand_on_others_and_none_are_cut(name: str, tmp_path: Path) -> None:
    parish = EVENINGS[name](tmp_path)
    with parish.book:
        for _, sheet, paper in papers_of(parish):
            with watched() as seen:
                printed = paper.draw(sheet)
            assert_all_can_be_read(seen)
            with pikepdf.open(BytesIO(printed.pdf)) as pdf:
                assert len(pdf.pages) == printed.pages


@pytest.mark.parametrize("name", ["full", "bare"])
def test_that_every_paper_reads_as_it_was_approved(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    parish = EVENINGS[name](tmp_path)
    with parish.book:
        for paper_name, sheet, paper in papers_of(parish):
            golden(f"{paper_name.replace('-', '_')}_{name}.txt", told(paper.draw(sheet)))


def test_that_the_slips_read_as_they_were_approved(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    parish = owed_evening(tmp_path)
    with parish.book as book:
        sheet = slips(book, parish.beat.id, today=TODAY)
        paper = you_said_for(Audience.RAISED)
        golden("slips.txt", told(paper.draw(sheet)).replace(sheet.made, "Made on a day"))
        with watched() as seen:
            paper.draw(sheet)
        assert_all_can_be_read(seen)


@pytest.mark.parametrize("module", [sign_in, feedback_form])
def test_that_a_blank_paper_reads_as_it_was_approved(module: Any, golden: Callable[[str, str], None]) -> None:
    with watched() as seen:
        printed = module.blank(False)
    assert_all_can_be_read(seen)
    golden(f"{module.__name__.rpartition('.')[2]}_blank.txt", told(printed))


def test_that_an_ordinary_evening_takes_few_sides(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book:
        sides = {name: paper.draw(sheet).pages for name, sheet, paper in papers_of(parish)}
    assert sides == {
        "agenda": 1,
        "sign-in": 1,
        "feedback-form": 1,
        "minutes": 2,
        "you_said_raised": 1,
        "you_said_beat": 1,
        "you_said_everyone": 1,
    }


def test_that_the_same_facts_make_the_same_bytes(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book:
        for _, sheet, paper in papers_of(parish):
            assert paper.draw(sheet).pdf == paper.draw(sheet).pdf


def test_that_every_side_of_a_practice_books_paper_says_so(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book:
        for _, sheet, paper in papers_of(parish):
            printed = paper.draw(sheet)
            sides = {each.side for each in printed.spoken if each.text == PRACTICE_WORDS}
            assert sides == set(range(1, printed.pages + 1))


def test_that_only_what_stays_inside_carries_a_marking(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book:
        for _, sheet, paper in papers_of(parish):
            marked = MARKING in [each.text for each in paper.draw(sheet).spoken]
            assert marked is not paper.public


def test_that_what_goes_on_overleaf_says_so(tmp_path: Path) -> None:
    parish = EVENINGS["overfull"](tmp_path)
    with parish.book as book:
        _, held, _, _ = books_of(parish)
        spoken = find_handouts()["minutes"].draw(minutes(book, held, today=TODAY)).spoken
    assert "What you raised, continued" in [each.text for each in spoken if each.role is Role.HEADING_2]


HEAD = Head(
    force="Cheshire Constabulary",
    lpu="Northwich Local Policing Unit",
    name="Minutes",
    kind="",
    of="Winsford Wharton",
    title="Minutes",
    subtitle="",
    when=("Wednesday",),
    where=("Here", "", ""),
    running="Wednesday",
    called_off="",
    practice=False,
)


@settings(max_examples=15)
@given(title=st.text(max_size=300), report=st.text(max_size=3000), note=st.text(max_size=300))
def test_that_no_text_however_odd_stands_on_other_text(title: str, report: str, note: str) -> None:
    head = replace(HEAD, of=title, subtitle=note, running=title, where=(title, note, note))
    sections = [Section(title, (Paragraph(report), Item("1", note))), Section(note, (Paragraph(title),))]
    with watched() as seen:
        make_up(head, sections, subject="Minutes", ending=Ending.HOW_TO_REPORT)
    assert overlapping(seen) == []


# What is gathered ----------------------------------------------------------------------------------------------------


def test_that_the_venues_facts_and_language_help_are_told_once(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, _, coming, _ = books_of(parish)
        assert agenda(book, coming, today=TODAY).head.where[2] == (
            "Ramp at the side · step-free · hearing loop · no parking\nLanguage help: Polish, and British Sign Language"
        )


@pytest.mark.parametrize(
    ("words", "known", "told_so"),
    [
        ("", Known.YES, "Step-free"),
        ("", Known.NO, "Not step-free"),
        ("", Known.NOT_KNOWN, ""),
        ("Step free at the back", Known.YES, "Step free at the back"),
    ],
)
def test_that_a_fact_the_team_words_itself_is_not_said_twice(
    words: str, known: Known, told_so: str, tmp_path: Path
) -> None:
    parish = Parish(tmp_path)
    meeting = parish.meeting(venue=parish.hall(access=words, step_free=known))
    with parish.book as book:
        assert agenda(book, meeting, today=TODAY).head.where[2] == told_so


def test_that_the_agenda_shows_what_was_chosen_last_time_else_what_is_worked_on(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, held, coming, _ = books_of(parish)
        (chosen,) = agenda(book, coming, today=TODAY).chosen
        assert chosen.stands == "chosen on 14 October, in action"
        (worked_on,) = agenda(book, held, today=TODAY).chosen
        assert worked_on.stands == "in action"


def test_that_a_report_not_marked_for_publishing_is_not_in_the_minutes(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, held, _, _ = books_of(parish)
        with book.change("Not yet"):
            book.meetings.amend(held, publishable=False)
        sheet = minutes(book, held, today=TODAY)
    assert (sheet.report, sheet.groups, sheet.decisions, sheet.ready) == ("", (), (), False)
    assert [each.title for each in sheet.votes][:2] == ["The underpass on Station Road", "Litter by the shops"]


def test_that_the_minutes_name_who_sees_to_a_point_in_public_words_alone(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, held, _, _ = books_of(parish)
        raised = {each.you_said: each for each in minutes(book, held, today=TODAY).raised}
    assert raised["The underpass is dark and people wait in it"].told == (
        "Your local team, with Winsford Town Council and Weaver Housing"
    )
    assert raised["Who is our PCSO now?"].told == "Your local team"
    assert "The lads at number 14" not in raised


@pytest.mark.parametrize(
    ("fields", "kind"),
    [({"life": MeetingLife.CANCELLED}, "cancelled"), ({"day": date(2026, 12, 24)}, "to-come")],
)
def test_that_there_are_no_minutes_of_a_meeting_that_was_not_held(
    fields: dict[str, Any], kind: str, tmp_path: Path
) -> None:
    parish = Parish(tmp_path)
    meeting = parish.meeting(**{"day": date(2026, 10, 14), **fields})
    with parish.book as book, pytest.raises(Refusal) as refused:
        minutes(book, meeting, today=TODAY)
    assert refused.value.kind == kind


def test_that_you_said_sorts_by_what_came_of_it(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        sheet = you_said(book, parish.beat.id, today=TODAY)
    assert [each.you_said.split("\n")[0] for each in sheet.done] == ["Who is our PCSO now?", "Speeding on Crook Lane"]
    assert [each.we_did for each in sheet.could_not] == [
        "There is no funding this year, and cameras would not see past the trees. We asked for lighting instead."
    ]
    assert sheet.done[1].told == "At the October meeting, Wharton Community Centre"
    assert sheet.done[0].told == "With this sheet"
    assert sheet.still_open[0].we_did == (
        "We are working on it.\nPart of your priority “The underpass on Station Road”.\n"
        "Next: Clear the planting (Weaver Housing)"
    )
    assert len(sheet.thanks) == 1
    assert sheet.head.where[0] == "2 things done, 1 we could not do, 1 still open"


def test_that_everyone_reads_the_wording_for_everyone_by_theme(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        themes = dict(you_said(book, parish.beat.id, today=TODAY, for_everyone=True).themes)
    assert themes["Speeding and dangerous driving"] == (
        "Drivers on Crook Lane in Winsford keep to the limit: we checked five times.",
    )
    assert themes["Antisocial behaviour"][0].startswith(
        "“CCTV for the play area”: We could not, because there is no funding"
    )


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"raised_on": date(2026, 11, 1)}, True),
        ({"raised_on": date(2026, 11, 22)}, True),
        ({"raised_on": date(2026, 11, 23)}, False),
        ({"raised_on": date(2026, 1, 5), "told_back_on": date(2026, 11, 3), "told_back_how": "Letter"}, True),
        ({"raised_on": date(2026, 1, 5), "told_back_on": date(2026, 2, 3), "told_back_how": "Letter"}, False),
        ({"raised_on": date(2026, 1, 5), "outcome": Outcome.OPEN}, True),
        (
            {"raised_on": date(2026, 1, 5), "outcome": Outcome.OPEN, "concern_kind": ConcernKind.COMPLIMENT},
            False,
        ),
    ],
)
def test_that_a_period_holds_what_was_raised_or_told_in_it_and_all_that_waits(
    fields: dict[str, Any], *, is_told: bool, tmp_path: Path
) -> None:
    parish = Parish(tmp_path)
    parish.concern("Speeding", "Checked.", **fields)
    with parish.book as book:
        sheet = you_said(book, parish.beat.id, today=TODAY, first=date(2026, 11, 1))
    assert bool(sheet.done or sheet.still_open or sheet.thanks) is is_told


def test_that_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    with parish.book as book, pytest.raises(Refusal, match="ends before"):
        you_said(book, parish.beat.id, today=TODAY, first=date(2026, 12, 1))


def test_that_a_slip_goes_to_each_who_waits_and_to_nobody_else(tmp_path: Path) -> None:
    parish = owed_evening(tmp_path)
    with parish.book as book:
        found = {each.to: each for each in slips(book, parish.beat.id, today=TODAY).slips}
        both = slips(book, parish.beat.id, today=TODAY).slips
    assert len(both) == 4
    assert found["Helen Marsh, Elm Park School"].words == (
        "Thank you for telling us: “Speeding on Crook Lane”. Checked five times.",
    )
    assert "We could not, because there is no money this year." in found["Friends of the Park"].words[0]
    (complaint,) = [each for each in both if any(TAKE_IT_FURTHER in words for words in each.words)]
    assert complaint.to == "To whoever raised this"
    assert not [each for each in both if "About the neighbour" in repr(each)]


def test_that_a_slip_can_be_had_for_one_concern_once_it_has_an_answer(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    answered, waiting = parish.concern("Speeding", "Checked."), parish.concern("Lamp", "", outcome=Outcome.OPEN)
    with parish.book as book:
        assert len(gather_one(book, answered, today=TODAY).slips) == 1
        with pytest.raises(Refusal, match="waits to be told"):
            gather_one(book, waiting, today=TODAY)


def test_that_the_form_asks_what_the_book_keeps_in_the_order_in_which_it_is_typed_in() -> None:
    asked = (feedback_form.HEARD, *feedback_form.RATED, *feedback_form.WRITTEN)
    kept = [each.name for each in fields_of(Feedback)]
    assert [each for each in kept if each in asked] == list(asked)
    assert set(kept) - set(asked) == {"meeting", "beat", "on", "came_by"}
    rated = {each.name for each in fields_of(Feedback) if each.shape == "whole"}
    assert set(feedback_form.RATED) == rated
    printed = [each.text for each in feedback_form.blank(False).spoken if each.role is Role.HEADING_2]
    assert field_named(Feedback, "safe").told.label in printed


def test_that_nobody_is_asked_for_a_name_or_a_characteristic() -> None:
    for module in (sign_in, feedback_form):
        text = " ".join(each.text for each in module.blank(False).spoken).lower()
        assert "name" in text
        for word in ("your name:", "gender", "ethnic", "religion", "age", "disab", "e-mail", "telephone"):
            assert word not in text.replace("page", "").replace("language", "").replace("message", "")
