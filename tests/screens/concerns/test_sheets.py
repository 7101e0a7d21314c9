"""The sheets: adding without a name, answering with three wordings, telling back, and what the closing rules refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY, a_place
from tests.screens.concerns.conftest import DAY, Raise, Shown
from wehere_desktop.desk.forms import Form
from wehere_desktop.desk.left_behind import left_behind
from wehere_desktop.desk.pieces import Button, Text
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.concern import CameBy, Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.ground import metres_between
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.telling import Audience
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme
from wehere_desktop.screens.concerns.answer_sheet import AnswerSheet
from wehere_desktop.screens.concerns.concern_sheet import DRAFTED, ConcernSheet
from wehere_desktop.screens.concerns.paper_preview import NOT_YET, shown_on
from wehere_desktop.screens.concerns.telling_sheet import NobodySheet, TellingSheet

Open = Callable[[], Shown]


def type_in(form: Form, name: str, words: str) -> None:
    """Put words into a field as if typed."""
    editor = form.editor(name)
    if isinstance(editor, QLineEdit):
        editor.setText(words)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    elif isinstance(editor, QComboBox):
        found = editor.findData(words)
        assert found >= 0, f"{name} does not offer {words}"
        editor.setCurrentIndex(found)
    else:
        raise TypeError(name)


def refusals(sheet: QWidget) -> str:
    """Return what is said in the tone of a refusal beside the fields."""
    return " ".join(
        each.words() for each in sheet.findChildren(Text) if each.property("tone") == "late" and each.isVisible()
    )


@pytest.fixture
def adding(open_page: Open, desk: Desk) -> ConcernSheet:
    """The sheet for something new."""
    shown = open_page()
    shown.page.add()
    settle(desk)
    assert isinstance(shown.sheet, ConcernSheet)
    return shown.sheet


def test_that_a_few_words_are_enough_and_no_name_is_kept(adding: ConcernSheet, desk: Desk) -> None:
    type_in(adding.said, "said", "Bikes on the field at night")
    type_in(adding.what, "theme", Theme.ANTISOCIAL.value)
    adding.file()
    settle(desk)
    (kept,) = desk.book.concerns.all()
    assert (kept.said, kept.contact, kept.raised_on, kept.came_by) == (
        "Bikes on the field at night",
        "",
        TODAY,
        CameBy.IN_PASSING,
    )
    assert (kept.asb, kept.plan_priority, kept.publishable) == (True, PlanPriority.TACKLE_CRIME, False)
    assert desk.book.drafts.of(what="concern") == []


def test_that_a_point_is_kept_from_a_grid_reference(adding: ConcernSheet, desk: Desk) -> None:
    type_in(adding.said, "said", "Fly-tipping in the lay-by")
    adding.spot.field.setText("SJ 6552 6615")
    adding.spot.field.textEdited.emit("SJ 6552 6615")
    adding.file()
    settle(desk)
    (kept,) = desk.book.concerns.all()
    assert kept.latitude == pytest.approx(53.19, abs=0.01)
    assert kept.longitude == pytest.approx(-2.517, abs=0.01)


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("spot", "by the oak", "grid reference"),
        ("raised_on", "2 dec 2027", "to come"),
        ("raised_on", "soonish", "not a day"),
    ],
)
def test_that_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(
    adding: ConcernSheet, desk: Desk, field: str, words: str, expected: str
) -> None:
    type_in(adding.said, "said", "Bikes")
    if field == "spot":
        adding.spot.field.setText(words)
    else:
        type_in(adding.what, field, words)
    adding.file()
    settle(desk)
    assert expected in refusals(adding)
    assert adding.said.typed()["said"] == "Bikes"
    assert desk.book.concerns.count() == 0


def test_that_nothing_at_all_is_refused(adding: ConcernSheet, desk: Desk) -> None:
    adding.file()
    settle(desk)
    assert "There is nothing in it." in refusals(adding)


def test_that_a_place_brings_its_beat(adding: ConcernSheet, desk: Desk) -> None:
    other = desk.book.beats.known_as("Winsford Over and Verdin")[0].id
    with desk.book.change("A place"):
        place = desk.book.places.add(a_place(desk.book, "Over Hall", beat=other))
    adding.place.put((place.id,))
    adding.place.changed.emit()
    assert adding.what.typed()["beat"] == other


def test_that_a_like_one_is_pointed_out_while_typing_and_takes_the_words(
    open_page: Open, raised: Raise, desk: Desk
) -> None:
    first = raised("Off-road bikes on the recreation ground")
    shown = open_page()
    shown.page.add()
    settle(desk)
    sheet = shown.sheet
    type_in(sheet.said, "said", "Bikes off road again, recreation ground, children scared")
    sheet.alike._later.stop()
    sheet.alike._ask()
    settle(desk)
    assert [each.of.id for each in sheet.alike.shown] == [first.id]
    next(each for each in sheet.alike.findChildren(Button) if each.text() == "Add to that one").click()
    settle(desk)
    (kept,) = desk.book.concerns.all()
    assert kept.id == first.id
    assert "children scared" in kept.said
    desk.undo()
    settle(desk)
    assert desk.book.concerns.get(first.id).said == "Off-road bikes on the recreation ground"
    assert desk.book.concerns.count() == 1


def test_that_what_was_typed_is_left_as_a_draft_and_gone_on_with(open_page: Open, desk: Desk) -> None:
    shown = open_page()
    shown.page.add()
    sheet = shown.sheet
    type_in(sheet.said, "said", "Bikes on the field")
    sheet.keeper.keep()
    settle(desk)
    draft = desk.book.drafts.of(what="concern")[0]
    assert left_behind(desk, DRAFTED) == []
    again = ConcernSheet(desk, Concern(id=draft.id, beat=str(draft.body["beat"])), new=True)
    again.typed_on(draft)
    assert again.said.typed()["said"] == "Bikes on the field"
    again.let_go()
    settle(desk)
    assert desk.book.drafts.of(what="concern") == []
    again.deleteLater()


def answer_sheet(shown: Shown, desk: Desk, concern: Concern) -> AnswerSheet:
    """Open the sheet for answering a concern."""
    shown.page.show_record("concern", concern.id)
    settle(desk)
    shown.page.list.do("answer")
    assert isinstance(shown.sheet, AnswerSheet)
    return shown.sheet


def test_that_the_three_wordings_are_suggested_and_kept_as_changed(open_page: Open, raised: Raise, desk: Desk) -> None:
    each = raised("Mrs Pike says the lads on School Lane park badly", you_said="Parking on School Lane")
    sheet = answer_sheet(open_page(), desk, each)
    type_in(sheet.form, "we_did", "We gave nine tickets.")
    sheet.suggest()
    typed = sheet.form.typed()
    assert typed["to_raiser"] == "Thank you for telling us: “Parking on School Lane”. We gave nine tickets."
    assert "Pike" not in str(typed)
    type_in(sheet.form, "to_everyone", "Nine tickets in Winsford.")
    sheet.file()
    settle(desk)
    kept = desk.book.concerns.get(each.id)
    assert (kept.outcome, kept.we_did, kept.to_everyone) == (
        Outcome.DONE,
        "We gave nine tickets.",
        "Nine tickets in Winsford.",
    )


def test_that_could_not_without_a_reason_is_refused_beside_the_reason(
    open_page: Open, raised: Raise, desk: Desk
) -> None:
    sheet = answer_sheet(open_page(), desk, raised("Speed bumps"))
    assert not sheet.reason.isVisible()
    type_in(sheet.came, "outcome", Outcome.COULD_NOT.value)
    assert sheet.reason.isVisible()
    sheet.file()
    settle(desk)
    assert "owed the reason" in refusals(sheet.reason)
    type_in(sheet.reason, "because", "There is no funding this year")
    sheet.file()
    settle(desk)
    (kept,) = desk.book.concerns.all()
    assert (kept.outcome, kept.because) == (Outcome.COULD_NOT, "There is no funding this year")


def test_that_done_without_a_wording_is_refused_beside_it(open_page: Open, raised: Raise, desk: Desk) -> None:
    sheet = answer_sheet(open_page(), desk, raised("Lights"))
    sheet.file()
    settle(desk)
    assert "does not say what was done" in refusals(sheet.form)


def test_that_no_paper_shows_what_is_internal(raised: Raise) -> None:
    each = raised(
        "Mrs Pike said it",
        you_said="Parking",
        we_did="Nine tickets.",
        to_raiser="Dear Mrs Pike",
        outcome=Outcome.DONE,
    )
    assert shown_on(each, Audience.BEAT).kept_back == NOT_YET
    assert shown_on(each, Audience.RAISED).we_did == "Dear Mrs Pike"
    marked = replace(each, publishable=True)
    for audience in (Audience.BEAT, Audience.EVERYONE):
        assert "Pike" not in str(shown_on(marked, audience))
        assert shown_on(marked, audience).you_said == "Parking"


def a_meeting(desk: Desk, beat: str, days: int) -> Meeting:
    """Return a meeting in the book, held so many days ago."""
    starts = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC) - timedelta(days=days)
    with desk.book.change("Meet"):
        return desk.book.meetings.add(
            Meeting(id=desk.book.world.new_id(), beat=beat, title="Beat meeting", starts=starts)
        )


def test_that_several_are_told_back_at_one_meeting_in_one_change(
    open_page: Open, raised: Raise, desk: Desk, beat: str
) -> None:
    met = a_meeting(desk, beat, 1)
    both = [raised(words, outcome=Outcome.DONE, we_did="Mended.") for words in ("Lights", "Gate")]
    raised("Not answered")
    shown = open_page()
    shown.page.list.table.selectAll()
    shown.page.list.tell_chosen()
    sheet = shown.sheet
    assert isinstance(sheet, TellingSheet)
    assert {each.id for each in sheet.concerns} == {each.id for each in both}
    type_in(sheet.way, "at", met.id)
    type_in(sheet.rest, "told_back_to", "Those who came")
    sheet.file()
    settle(desk)
    for each in desk.book.concerns.many([one.id for one in both]):
        assert (each.told_back_on, each.told_back_at, each.told_back_how) == (
            TODAY - DAY,
            met.id,
            "At the November meeting",
        )
    desk.undo()
    settle(desk)
    assert all(each.told_back_on is None for each in desk.book.concerns.all())


def test_that_telling_back_without_a_way_is_refused_beside_it(open_page: Open, raised: Raise, desk: Desk) -> None:
    each = raised("Lights", outcome=Outcome.DONE, we_did="Mended.")
    shown = open_page()
    shown.page.show_record("concern", each.id)
    shown.page.list.do("tell")
    shown.sheet.file()
    settle(desk)
    assert "how people were told back" in refusals(shown.sheet)
    assert desk.book.concerns.get(each.id).told_back_on is None


def test_that_a_complaint_is_never_closed_silently(open_page: Open, raised: Raise, desk: Desk) -> None:
    each = raised("Nobody rang", concern_kind=ConcernKind.COMPLAINT, outcome=Outcome.DONE, we_did="We rang.")
    shown = open_page()
    shown.page.show_record("concern", each.id)
    shown.page.list.do("tell")
    sheet = shown.sheet
    type_in(sheet.way, "told_back_how", "Letter")
    sheet.file()
    settle(desk)
    assert "take it further" in refusals(sheet)
    sheet.rest.editor("further_told_on").setChecked(True)
    sheet.file()
    settle(desk)
    kept = desk.book.concerns.get(each.id)
    assert (kept.told_back_on, kept.further_told_on) == (TODAY, TODAY)


def test_that_nobody_can_be_told_needs_its_reason_and_keeps_it(open_page: Open, raised: Raise, desk: Desk) -> None:
    each = raised("Lights", outcome=Outcome.DONE, we_did="Mended.")
    shown = open_page()
    shown.page.show_record("concern", each.id)
    shown.page.list.do("nobody")
    sheet = shown.sheet
    assert isinstance(sheet, NobodySheet)
    sheet.file()
    settle(desk)
    assert "Say why nobody can be told." in refusals(sheet)
    next(one for one in sheet.findChildren(Button) if one.text() == "They have moved away").click()
    sheet.file()
    settle(desk)
    assert desk.book.concerns.get(each.id).nobody_to_tell == "They have moved away"
    assert told(desk).sentences[-1] == "Closed, nobody can be told: Lights"


def test_that_a_click_or_an_arrow_on_the_map_points_it_out(adding: ConcernSheet, desk: Desk) -> None:
    spot = adding.spot
    spot.put(("53.19000, -2.51000",))
    spot.map_button.click()
    spot.map._ask()
    settle(desk)
    before = spot.position
    sheet = spot.map._sheet
    assert before is not None
    assert spot.map.picture is not None
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(sheet.width() // 2 + 40, 40))
    clicked = spot.position
    assert clicked is not None
    assert clicked.lat > before.lat
    assert clicked.lon > before.lon
    assert metres_between(before, clicked) < 1_000
    spot.map._ask()
    settle(desk)
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    moved = spot.position
    assert moved is not None
    assert moved.lat < clicked.lat
    assert spot.field.text() == str(moved)


def test_that_papers_in_three_wordings_are_offered_for_the_beat(open_page: Open, raised: Raise, desk: Desk) -> None:
    raised("Lights", you_said="The lights", outcome=Outcome.DONE, we_did="Mended.", publishable=True)
    shown = open_page()
    offers = shown.page.prints()
    assert [each.title for each in offers] == [
        "You said, we did: Winsford Wharton",
        "You said, we did, for everyone: Winsford Wharton",
        "Slips for those who raised it, not to be published: Winsford Wharton",
    ]
    papers = [each.make(desk.book) for each in offers]
    assert all(each.startswith(b"%PDF") for each in papers)
    assert len(set(papers)) == len({each.file_name for each in offers}) == 3
