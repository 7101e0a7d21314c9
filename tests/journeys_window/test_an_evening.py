"""An evening by clicks and keys: planned, publicised, held, closed, published and told back; not a letter is lost."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QTabBar

from tests.elm_park import PASSPHRASE, TODAY, StillWorld, a_book, an_officer
from tests.journeys_window.hands import CONTROL, NONE, SHIFT, Hands
from tests.records.an_evening import a_hall, the_beat
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import Tone
from wehere_desktop.desk.pieces import Text
from wehere_desktop.desk.projector import ProjectorView
from wehere_desktop.handouts.catalogue import find_handouts
from wehere_desktop.neighbourhood.concern import ConcernKind, Outcome
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records import BeatBook
from wehere_desktop.records.holding_meetings import unsettled
from wehere_desktop.records.staffing import post
from wehere_desktop.screens.evening.page import EveningPage
from wehere_desktop.screens.meetings.closing_view import ClosingView
from wehere_desktop.screens.meetings.page import MeetingsPage
from wehere_desktop.wording import local

ALT = Qt.KeyboardModifier.AltModifier
EVENING = datetime(2026, 12, 9, 18, 50, tzinfo=UTC)
MORNING_AFTER = datetime(2026, 12, 10, 9, tzinfo=UTC)
PLAN_DAYS = timedelta(days=60)
QUESTION, SUGGESTION = ConcernKind.QUESTION, ConcernKind.SUGGESTION


@dataclass(frozen=True)
class Line:
    """A line as it is typed, the words that must be in the book, and what its shortcuts say."""

    typed: str
    words: str
    said: dict[str, Any] = field(default_factory=dict)


def plain(words: str) -> Line:
    return Line(words, words)


# Said in one go by a full hall: shortcuts, letters of other languages, and what tries to be markup, formula or path.
LINES = [
    plain("Cars on the pavement outside the school"),
    Line("Racing on Crook Lane after ten #road", "Racing on Crook Lane after ten", {"theme": Theme.SPEEDING}),
    Line("q: when are the lamps mended", "when are the lamps mended", {"concern_kind": QUESTION}),
    Line("Lads on the towpath ! every night", "Lads on the towpath every night", {"asb": True}),
    Line("Vans left @Station Road", "Vans left Station Road", {"whereabouts": "Station Road"}),
    Line("s: a box for ideas #park", "a box for ideas", {"concern_kind": SUGGESTION, "theme": Theme.PARKING}),
    plain("Śmieci przy Łódzkiej, żółte worki"),
    plain("Ліхтарі не горять; Στον δρόμο σκοτάδι"),
    plain("الأضواء مطفأة في الشارع"),
    plain("Fireworks \N{FIREWORKS}\N{PARTY POPPER} until three"),
    plain("Zoë’s café – “closed”, said O'Neill & Sons…"),
    plain("<script>alert('x')</script> & <b>bold</b> <img src=x onerror=y>"),
    plain('=HYPERLINK("file:///c:/","click") +1-2*3 -@SUM(A1)'),
    plain("../../etc/passwd and C:\\Windows\\System32 %s %d {0} ${HOME}"),
    plain("'); DROP TABLE concern; -- 100% of them"),
    plain("Was it 5 < 6 or 7 > 3? #1 and # alone and a lone @ too"),
    Line("c: nobody rang me back", "nobody rang me back", {"concern_kind": ConcernKind.COMPLAINT}),
    Line("t: thank you for the patrol", "thank you for the patrol", {"concern_kind": ConcernKind.COMPLIMENT}),
    Line("Quads on the fields #farm", "Quads on the fields", {"theme": Theme.AGRICULTURAL}),
    plain("  spaced   out  ".strip()),
    *(plain(f"The {number}th voice of the evening says so: bins, dogs; and “{number * 37}”!") for number in range(20)),
]
NOT_FOR_THE_ROOM = "Keep an eye on number fourteen"


def the_team(folder: Path) -> BeatBook:
    """Return the closed book of a beat with a hall and a PCSO, where something inside was noted of the hall."""
    with a_book(folder) as book:
        hall = a_hall(book, step_free="yes", hearing_loop="yes", parking="yes", notes=NOT_FOR_THE_ROOM)
        assert hall.beat == the_beat(book).id
        with book.change("Set up the team"):
            sam = book.officers.add(an_officer(book, rank=Rank.PCSO, number="4417")).id
            post(book, sam, beat=the_beat(book).id, starts=TODAY - timedelta(days=90))
    return book


def sit_down(look: Look, folder: Path, when: datetime, *, files: tuple[Path, ...] = ()) -> Hands:
    """Start the program on a day, name the book and open it with its passphrase."""
    clock = StillWorld(when.date(), seed=f"{when}")
    clock.instant = when
    return Hands(look, files=files, world=clock.world).open(folder, PASSPHRASE)


def pick(at: Hands, name: str, words: str) -> None:
    """Find a record by its first letters in a field."""
    at.click_field(name)
    at.type(words)
    at.key(Qt.Key.Key_Return)


def from_menu(at: Hands, button: str, words: str) -> None:
    """Press a button that opens a menu, and click a line of it."""
    at.click(button)
    (menu,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    line = next(each for each in menu.actions() if each.text().startswith(words))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(line).center())
    at.wait()


def turn_to(at: Hands, words: str) -> None:
    """Click a tab by its first words."""
    for bar in at.window.findChildren(QTabBar):
        for number in range(bar.count() if bar.isVisible() else 0):
            if bar.tabText(number).startswith(words):
                QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())
                at.wait()
                return
    raise AssertionError(f"no tab “{words}”")


def choose(at: Hands, words: str) -> None:
    """Choose from the list with the focus by typing the first word of a line."""
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    at.type(words)
    assert box.currentText().startswith(words)


def type_at_speed(words: str, *, room: bool) -> None:
    """Type wherever the focus is, letter by letter, with no time in between or with room for what happens meanwhile.

    Letters that no key of a British keyboard has come as they do from another one.
    """
    for letter in words:
        holder = QApplication.focusWidget()
        assert holder is not None, (words, letter, QApplication.activeWindow())
        if letter.isascii():
            QTest.keyClicks(holder, letter)
        else:
            QTest.sendKeyEvent(QTest.KeyAction.Click, holder, Qt.Key.Key_unknown, letter, NONE)
        if room:
            QApplication.processEvents()


def enter(words: str, *, room: bool = False) -> None:
    """Type a line and file it."""
    type_at_speed(words, room=room)
    holder = QApplication.focusWidget()
    assert holder is not None
    QTest.keyClick(holder, Qt.Key.Key_Return)


def says(at: Hands, words: str) -> bool:
    """Say whether something on show says this."""
    return any(words in each.words() for each in at.window.findChildren(Text) if each.isVisible())


def no_faults(at: Hands) -> list[str]:
    return [each.sentence for each in at.notices.heard if each.tone is Tone.FAULT]


def plan_and_publicise(at: Hands) -> Meeting:
    at.click("Meetings")
    at.key(Qt.Key.Key_M, CONTROL | SHIFT)
    pick(at, "Beat", "Winsford Whar")
    at.click_field("When")
    at.type("wed 9 dec 7pm to 8.30")
    assert says(at, "Wed 9 Dec, 7 pm to 8.30 pm")
    pick(at, "Venue", "Elm Park H")
    pick(at, "Led by", "Sam Ash")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.book.meetings.count() == 1)
    assert says(at, "Not publicised yet") or says(at, "Nobody has been told")
    at.click("Publicise")
    at.click("Poster")
    at.type("Library window and the corner shop")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.book.publicities.count() == 1)
    (meeting,) = at.book.meetings.all()
    return meeting


def in_the_room(at: Hands) -> EveningPage:
    at.click("In the room")
    page = at.page.stage.current()
    assert isinstance(page, EveningPage)
    assert page.meeting is not None
    return page


def what_the_room_reads(view: ProjectorView) -> str:
    """Return every word of every page of the projector."""
    found = [view.windowTitle(), view.accessibleName()]
    for name in view.names():
        view.show_page(name)
        found += [view.words(), view.accessibleDescription()]
    return "\n".join(found)


def hold_the_evening(at: Hands, meeting: Meeting) -> None:
    page = in_the_room(at)
    assert page.meeting is not None
    assert page.meeting.id == meeting.id
    at.click("Open the screen")
    at.wait()
    view = page.projector.view
    assert view is not None
    # Off-screen a second window takes the keys whatever it asks for; a click gives them back
    at.window.activateWindow()
    assert QTest.qWaitForWindowActive(at.window)
    at.click("Begin")
    at.click_field("What is said")
    for number, line in enumerate(LINES):
        enter(line.typed, room=number % 2 == 0)
    assert QApplication.focusWidget() is page.capture.field
    at.wait()
    heard = at.book.concerns.at_meeting(meeting.id)
    assert [each.said for each in heard] == [line.words for line in LINES]
    for concern, line in zip(heard, LINES, strict=True):
        for name, value in line.said.items():
            assert getattr(concern, name) == value, line.typed
    for _ in range(25):
        at.key(Qt.Key.Key_Up, ALT)
    at.key(Qt.Key.Key_Down, ALT)
    for group in ("Wharton Youth Club", "Parish council"):
        at.click_field("Organisation or group")
        at.type(group)
        at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_J, CONTROL)
    enter("v: Speeding on Crook Lane #road")
    enter("v: More patrols by the towpath")
    enter(f"p: {NOT_FOR_THE_ROOM} by fri")
    at.wait()
    for proposal, hands in (("Speeding on Crook Lane", "1432"), ("More patrols by the towpath", "602")):
        at.click_field(f"For: {proposal}")
        for digits in (hands[:-2], hands[-2], hands[-1]):
            at.type(digits)
            at.tab()
    at.until(lambda: all(each.hands_neither is not None for each in at.book.proposals.of(meeting.id)))
    room = what_the_room_reads(view)
    assert "Speeding on Crook Lane\n14" in room
    assert "Welcome" in room
    for words in (NOT_FOR_THE_ROOM, "4417", *(line.words for line in LINES)):
        assert words not in room
    at.click("Make it a priority: Speeding on Crook Lane")
    at.click("Close the screen")
    at.until(lambda: not any(isinstance(each, ProjectorView) for each in QApplication.topLevelWidgets()))
    kept = at.book.meetings.get(meeting.id)
    assert (kept.attendance, kept.groups) == (24, ("Wharton Youth Club", "Parish council"))
    (promise,) = at.book.promises.made_at(meeting.id)
    assert (promise.promised, promise.due_on) == (NOT_FOR_THE_ROOM, date(2026, 12, 11))
    (priority,) = at.book.priorities.chosen_at(meeting.id)
    assert (priority.title, priority.life) == ("Speeding on Crook Lane", PriorityLife.ADOPTED)


def settle_one(at: Hands, letter: Qt.Key) -> None:
    """Lay the sheet for the first point still to settle by its letter."""
    table = closing(at).points
    table.setFocus()
    at.key(Qt.Key.Key_Home, CONTROL)
    at.key(letter)


def closing(at: Hands) -> ClosingView:
    page = at.page.stage.current()
    assert isinstance(page, MeetingsPage)
    assert page.closing is not None
    return page.closing


def refused_to_close(at: Hands, meeting: Meeting, words: str) -> None:
    at.click("Close the meeting")
    at.until(closing(at).close_button.isEnabled)
    assert at.book.meetings.get(meeting.id).closed_on is None
    assert words in at.notices.heard[-1].sentence


def give_an_owner(at: Hands) -> None:
    at.key(Qt.Key.Key_O)
    at.type("Sam Ash")
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Return, CONTROL)


def settle_and_close(at: Hands, meeting: Meeting) -> None:
    """Close the meeting, refused until each point has an owner, an answer or a priority."""
    book = at.book
    left = len(LINES)
    at.click("Meetings")
    turn_to(at, "Over")
    at.click("Close the meeting")
    at.click_field("Report")
    at.type("Forty things were raised, most of them about Crook Lane.")
    refused_to_close(at, meeting, f"{left} points raised there have neither")
    settle_one(at, Qt.Key.Key_A)
    at.click_field("What we did")
    at.type("We spoke to the drivers.")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: len(unsettled(book, meeting.id)) == left - 1)
    settle_one(at, Qt.Key.Key_P)
    at.type("Speeding on")
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: len(unsettled(book, meeting.id)) == left - 2)
    at.click("Choose all still to settle")
    points = closing(at).points
    QTest.mouseClick(
        points.viewport(), Qt.MouseButton.LeftButton, CONTROL, points.visualRect(points.model().index(0, 0)).center()
    )
    give_an_owner(at)
    at.until(lambda: len(unsettled(book, meeting.id)) == 1)
    (last,) = unsettled(book, meeting.id)
    refused_to_close(at, meeting, last.said)
    at.click("Choose all still to settle")
    give_an_owner(at)
    at.until(lambda: not unsettled(book, meeting.id))
    at.click("Close the meeting")
    at.until(lambda: book.meetings.get(meeting.id).closed_on is not None)
    closed = book.meetings.get(meeting.id)
    assert (closed.life, closed.attendance, closed.publishable) == (MeetingLife.HELD, 24, False)
    steps = Counter(step_of(each) for each in book.concerns.at_meeting(meeting.id))
    assert steps == {TrailStep.OWNED: left - 2, TrailStep.WITH_PRIORITY: 1, TrailStep.TO_TELL: 1}


def find(at: Hands, words: str) -> None:
    at.key(Qt.Key.Key_K, CONTROL)
    at.type(words)
    at.key(Qt.Key.Key_Return)


def word_it_for_the_public(at: Hands) -> None:
    find(at, "pavement outside the school")
    at.click("Answer: this one")
    at.click_field("You said")
    at.type("Cars stand on the pavement at the school.")
    at.click("The public wordings may be published")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: any(each.publishable for each in at.book.concerns.all()))


def publish_both(at: Hands, meeting: Meeting, minutes: Path, you_said: Path) -> None:
    book = at.book
    at.click("Meetings")
    at.click("Publish…")
    at.type("the page of the team")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: book.publications.count() == 1)
    from_menu(at, "More that can be done", "Publish a paper")
    at.key(Qt.Key.Key_Backtab, SHIFT)
    choose(at, "You")
    at.tab()
    at.type("library notice board")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: book.publications.count() == 2)
    for name, path, record in (("minutes", minutes, meeting.id), ("you-said", you_said, meeting.beat)):
        (kept,) = [each for each in book.publications.all() if each.paper == name]
        assert kept.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()
        paper = find_handouts()[name]
        made = paper.draw(paper.gather(book, record, book.world.today()))
        assert made.pdf == path.read_bytes()
        words = " ".join(each.text for each in made.spoken)
        assert NOT_FOR_THE_ROOM not in words
        assert not any(line.words in words for line in LINES)
    assert "Cars stand on the pavement at the school." in words
    assert "We spoke to the drivers." in words
    assert book.meetings.get(meeting.id).published_on == MORNING_AFTER.date()


def plan_the_next(at: Hands, meeting: Meeting) -> Meeting:
    """Plan the next one by the usual rhythm: its agenda starts from what is still open."""
    from_menu(at, "More that can be done", "Repeat")
    at.until(lambda: at.book.meetings.count() == 2)
    (following,) = [each for each in at.book.meetings.all() if each.id != meeting.id]
    assert following.venue == meeting.venue
    assert any("told" in item or "promised" in item for item in following.agenda)
    assert says(at, "1 answer to tell people")
    return following


def tell_back(at: Hands, following: Meeting) -> None:
    assert following.starts is not None
    find(at, "pavement outside the school")
    at.click("Tell back: this one")
    choose(at, str(local(following.starts).day))
    at.click_field("To whom")
    at.type("Everybody in the hall")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: any(each.told_back_on for each in at.book.concerns.all()))
    (told,) = [each for each in at.book.concerns.all() if each.told_back_on]
    assert step_of(told) is TrailStep.TOLD_BACK
    assert (told.outcome, told.told_back_at, told.told_back_to) == (Outcome.DONE, following.id, "Everybody in the hall")


@pytest.mark.long
def test_that_an_evening_is_planned_held_closed_published_and_told_back(look: Look, tmp_path: Path) -> None:
    book = the_team(tmp_path)
    minutes, you_said = tmp_path / "Minutes.pdf", tmp_path / "You said.pdf"
    with sit_down(look, book.folder, datetime(2026, 11, 22, 9, tzinfo=UTC)) as at:
        meeting = plan_and_publicise(at)
        assert meeting.starts == datetime(2026, 12, 9, 19, tzinfo=UTC)
        assert no_faults(at) == []
    with sit_down(look, book.folder, EVENING) as at:
        hold_the_evening(at, meeting)
        assert no_faults(at) == []
    with sit_down(look, book.folder, MORNING_AFTER, files=(minutes, you_said)) as at:
        settle_and_close(at, meeting)
        word_it_for_the_public(at)
        publish_both(at, meeting, minutes, you_said)
        following = plan_the_next(at, meeting)
        assert no_faults(at) == []
        assert following.starts is not None
    with sit_down(look, book.folder, following.starts + timedelta(minutes=30)) as at:
        tell_back(at, following)
        assert no_faults(at) == []
