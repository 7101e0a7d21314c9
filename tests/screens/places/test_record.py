"""The record of a place: what it warns of, what is owed, what is attached, what happened; and what is done from it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from tests.desk.a_desk import a_desk, put_away, settle, told
from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit, an_officer, reopened
from tests.screens.page_on_show import press, words_of
from tests.screens.places.conftest import Shown
from tests.screens.places.on_the_page import laid, names, type_in
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.attachment import LARGEST, Attachment
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, PlaceStatus
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.places.attachments import name_for_copy
from wehere_desktop.screens.places.contact_sheet import ContactSheet
from wehere_desktop.screens.places.happenings import Group
from wehere_desktop.screens.places.merge_sheet import MergeSheet
from wehere_desktop.screens.places.notes import NoteSheet
from wehere_desktop.screens.places.page import Places
from wehere_desktop.screens.places.record_sheets import AttachmentSheet, CloseSheet, FrequencySheet
from wehere_desktop.screens.places.thumbnails import small_picture

DAY = timedelta(days=1)


@pytest.fixture
def school(book: BeatBook) -> str:
    """Elm School on Winsford Wharton, seen fifty days ago; its id."""
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Set up the school"):
        place = book.places.add(a_place(book, "Elm School", beat=beat, latitude=53.19, longitude=-2.53))
        book.visits.add(a_visit(book, place.id, TODAY - 50 * DAY, purpose="Road safety"))
    return place.id


def a_picture(wide: int = 64, high: int = 48) -> bytes:
    """Return the bytes of a green picture, JPEG."""
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("#3c6e50"))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(kept.data())


def test_that_warnings_stand_above_all_and_notes_that_ran_out_are_folded(
    school: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Set up notes"):
        for note, warning, until in (
            ("Dog in the yard", True, TODAY + 9 * DAY),
            ("Side gate on Fridays", False, None),
            ("Building work", False, TODAY - DAY),
        ):
            made = AccessNote(id=book.world.new_id(), place=school, note=note, warning=warning, until=until)
            book.access_notes.add(made)
    settle(desk)
    said = words_of(shown.page.record)
    assert said.index("Dog in the yard") < said.index("Named officer") < said.index("Side gate on Fridays")
    assert {"warning", "until 1 Dec"} <= set(said)
    assert "Building work" not in said
    press(shown.page.record, "Show 1 note that ran out")
    assert "ran out on 21 Nov" in words_of(shown.page.record)


def test_that_a_note_is_written_changed_and_taken_out_with_undo(school: str, shown: Shown, desk: Desk) -> None:
    press(shown.page.record, "Add a note")
    sheet = laid(shown, NoteSheet)
    type_in(sheet, "note", "Ring before coming")
    type_in(sheet, "starts", "tomorrow")
    type_in(sheet, "until", "today")
    sheet.keep()
    assert any(each.startswith("It would run out before it begins.") for each in words_of(sheet))
    type_in(sheet, "until", "next monday-ish")
    sheet.keep()
    assert any("is not a day" in each for each in words_of(sheet))
    type_in(sheet, "until", "30 Nov")
    sheet.keep()
    settle(desk)
    (note,) = desk.book.access_notes.ever_of_place(school)
    assert (note.starts, note.until) == (TODAY + DAY, TODAY + 8 * DAY)
    assert "from 23 Nov until 30 Nov" in words_of(shown.page.record)
    shown.page.record.asked.emit("note", note.id)
    press(laid(shown, NoteSheet), "Take it out")
    settle(desk)
    assert desk.book.access_notes.ever_of_place(school) == []
    desk.undo()
    settle(desk)
    assert [each.note for each in desk.book.access_notes.ever_of_place(school)] == ["Ring before coming"]


def test_that_what_is_owed_is_shown_and_a_promise_is_kept_from_here(
    school: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    now = book.world.now()
    with book.change("Set up what is owed"):
        for promised, due in (("Bring the kit", TODAY - 2 * DAY), ("Come to assembly", None)):
            book.promises.add(
                Promise(
                    id=book.world.new_id(),
                    promised=promised,
                    place=school,
                    owner=book.holder,
                    made_on=TODAY - 5 * DAY,
                    due_on=due,
                )
            )
        asked = Query(
            id=book.world.new_id(), question="A new crossing?", place=school, received=now - timedelta(hours=60)
        )
        book.queries.add(asked)
    settle(desk)
    said = words_of(shown.page.record)
    assert {"Bring the kit", "2 days late", "no day set", "A new crossing?", "12 hours left"} <= set(said)
    press(shown.page.record, "Kept")
    settle(desk)
    kept = [each for each in desk.book.promises.of_place(school) if each.life is PromiseLife.KEPT]
    assert [(each.promised, each.closed_on) for each in kept] == [("Bring the kit", TODAY)]
    assert "2 days late" not in words_of(shown.page.record)
    desk.undo()
    settle(desk)
    assert "2 days late" in words_of(shown.page.record)


def test_that_chips_narrow_what_has_happened_and_stay_pressed_for_this_place(
    school: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    happened = shown.page.record.happened
    assert "Visit, informal · Road safety" in words_of(happened)
    assert "Set up the school" in words_of(happened)
    press(happened, "Visits 1")
    assert "Set up the school" not in words_of(happened)
    with book.change("Another visit"):
        book.visits.add(a_visit(book, school, TODAY, purpose="Fair"))
    settle(desk)
    assert "Visit, informal · Fair" in words_of(happened)
    assert "Set up the school" not in words_of(happened)
    happened.narrow(Group.CHANGES)
    assert "Visit, informal · Fair" not in words_of(happened)
    assert "Set up the school" in words_of(happened)


def test_that_who_answers_today_is_said_where_nobody_named_is_there(
    school: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Set up cover"):
        sam, jo = (book.officers.add(an_officer(book, name)) for name in ("Sam Ashdown", "Jo Birch"))
        for officer, duty in ((sam, Duty.MAIN), (jo, Duty.DEPUTY)):
            book.named_officers.add(
                NamedOfficer(
                    id=book.world.new_id(), place=school, officer=officer.id, duty=duty, starts=TODAY - 9 * DAY
                )
            )
        book.absences.add(Absence(id=book.world.new_id(), officer=sam.id, starts=TODAY, ends=TODAY + 3 * DAY))
    settle(desk)
    assert "PCSO Jo Birch, deputy; Sam Ashdown is away until 25 November" in words_of(shown.page.record)
    assert "away until 25 Nov, nobody covers" in words_of(shown.page.record)


def test_that_how_often_is_changed_and_what_is_usual_is_said(school: str, shown: Shown, desk: Desk) -> None:
    assert "every 42 days (usual)" in words_of(shown.page.record)
    press(shown.page.record, "Change")
    sheet = laid(shown, FrequencySheet)
    assert any("It is usually 42 days for this kind." in each for each in words_of(sheet))
    type_in(sheet, "frequency", "10")
    sheet.keep()
    settle(desk)
    assert "every 10 days (usual: 42)" in words_of(shown.page.record)
    assert desk.book.places.get(school).frequency == 10


def test_that_closing_says_what_ends_and_an_undo_opens_it_again(
    school: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Set up people"):
        sam = book.officers.add(an_officer(book, "Sam Ashdown"))
        book.named_officers.add(
            NamedOfficer(id=book.world.new_id(), place=school, officer=sam.id, starts=TODAY - 9 * DAY)
        )
        book.contact_roles.add(a_role(book, book.contacts.add(a_contact(book)).id, school))
    settle(desk)
    shown.page.record.asked.emit("close", "")
    sheet = laid(shown, CloseSheet)
    assert "PCSO Sam Ashdown is no longer named for it after that day. 1 role of people there ends." in words_of(sheet)
    sheet.keep()
    settle(desk)
    assert "closed on 22 Nov" in words_of(shown.page.record)
    assert names(shown) == []
    shown.page.record.asked.emit("open", "")
    settle(desk)
    assert desk.book.places.get(school).status is PlaceStatus.OPEN
    desk.undo()
    settle(desk)
    desk.undo()
    settle(desk)
    assert len(desk.book.named_officers.of_place(school, TODAY + DAY)) == 1


def test_that_a_gap_is_filled_from_the_record(school: str, book: BeatBook, shown: Shown, desk: Desk) -> None:
    press(shown.page.record, "Add somebody")
    sheet = laid(shown, ContactSheet)
    sheet.keep()
    assert any(each.startswith("Say who it is.") for each in words_of(sheet))
    type_in(sheet, "name", "Helen Marsh")
    type_in(sheet, "role", "Head teacher")
    type_in(sheet, "phone", "01632 960123")
    sheet.keep()
    settle(desk)
    assert "Helen Marsh" in words_of(shown.page.record)
    (role,) = desk.book.contact_roles.at_place(school, TODAY)
    assert (role.role, role.duty) == ("Head teacher", Duty.MAIN)
    press(shown.page.record, "Add somebody")
    again = laid(shown, ContactSheet)
    again.picker.put((role.contact,))
    again.keep()
    settle(desk)
    assert [each.duty for each in desk.book.contact_roles.at_place(school, TODAY)] == [Duty.MAIN, Duty.DEPUTY]
    assert desk.book.contacts.count() == 1


def test_that_two_places_become_one_as_chosen(school: str, book: BeatBook, shown: Shown, desk: Desk) -> None:
    with book.change("A twin"):
        twin = book.places.add(a_place(book, "Elm Primary School", beat=book.places.get(school).beat, notes="Ask Jo"))
        book.visits.add(a_visit(book, twin.id, TODAY, purpose="Fair"))
    shown.page.show_record("place", school)
    settle(desk)
    shown.page.record.asked.emit("merge", "")
    sheet = laid(shown, MergeSheet)
    sheet.picker.put((school,))
    sheet.keep()
    assert any(each.startswith("That is this place itself.") for each in words_of(sheet))
    sheet.picker.put((twin.id,))
    sheet.form.changed.emit()
    _, choice = sheet.choices["name"]
    choice.setCurrentIndex(1)
    sheet.keep()
    settle(desk)
    left = desk.book.places.get(school)
    assert (left.name, left.notes, left.latitude) == ("Elm Primary School", "Ask Jo", 53.19)
    assert len(desk.book.visits.of_place(school)) == 2
    assert names(shown) == ["Elm Primary School"]
    desk.undo()
    settle(desk)
    assert sorted(names(shown)) == ["Elm Primary School", "Elm School"]


def test_that_a_file_is_attached_shown_small_captioned_copied_and_removed_with_undo(
    school: str, shown: Shown, desk: Desk, tmp_path: Path
) -> None:
    record, attached = shown.page.record, shown.page.record.attached
    (tmp_path / "side gate.jpg").write_bytes(a_picture(300, 200))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "side gate.jpg"))])
    assert attached.take(mime)
    settle(desk)
    (kept,) = desk.book.attachments.of_place(school)
    assert (kept.name, kept.media_type) == ("side gate.jpg", "image/jpeg")
    assert attached.small_of(kept) is not None
    record.asked.emit("attachment", kept.id)
    sheet = laid(shown, AttachmentSheet)
    type_in(sheet, "caption", "The side gate")
    sheet.keep()
    settle(desk)
    assert "The side gate" in words_of(attached)
    told(desk).files.append(tmp_path / "copy.jpg")
    press(attached, "Save a copy")
    settle(desk)
    assert (tmp_path / "copy.jpg").read_bytes() == (tmp_path / "side gate.jpg").read_bytes()
    assert "saved a copy" in [line.what for line in desk.book.audit.lines()]
    record.asked.emit("attachment", kept.id)
    press(laid(shown, AttachmentSheet), "Remove it")
    settle(desk)
    assert "The side gate" not in words_of(attached)
    desk.undo()
    settle(desk)
    assert "The side gate" in words_of(attached)


def test_that_files_that_cannot_be_attached_are_refused_beside_the_button_and_nothing_is_kept(
    school: str, shown: Shown, desk: Desk, tmp_path: Path
) -> None:
    attached = shown.page.record.attached
    (tmp_path / "good.txt").write_text("hello", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "program.exe").write_bytes(b"MZ\0\0" * 99)
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(LARGEST + 1)
    for name, words in (
        ("empty.txt", "is empty"),
        ("program.exe", "is not a kind of file that can be attached"),
        ("film.mp4", "at most 10 MB can be attached"),
        ("gone.txt", "is not a file"),
        (".", "is not a file"),
    ):
        attached.attach([tmp_path / "good.txt", tmp_path / name])
        settle(desk)
        assert any(words in each for each in words_of(attached)), name
        assert attached.add_button.isEnabled()
    attached.attach([tmp_path / "good.txt"] * 21)
    settle(desk)
    assert any("too many" in each for each in words_of(attached))
    assert desk.book.attachments.of_place(school) == []
    assert told(desk).sentences == []


# What the toolkit's own readers say of such files goes no further
@pytest.mark.qt_log_ignore("Unsupported marker", "Invalid JPEG", "Premature end", extend=True)
def test_that_pictures_that_lie_about_themselves_are_not_opened() -> None:
    small = small_picture(a_picture(300, 200), "image/jpeg", 56)
    assert small is not None
    assert (small.width(), small.height()) == (56, 37)
    assert small_picture(a_picture(), "image/png", 56) is None
    assert small_picture(b"\xff\xd8\xff" + b"x" * 50, "image/jpeg", 56) is None
    assert small_picture(a_picture()[:200], "image/jpeg", 56) is None
    assert small_picture(b"<svg/>", "image/svg+xml", 56) is None
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (2**30).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0\0\0\0\0"
    assert small_picture(header, "image/png", 56) is None


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("photo.jpg", "image/jpeg", "photo.jpg"),
        ("photo.JPEG", "image/jpeg", "photo.JPEG"),
        ("photo.jpg.exe", "image/jpeg", "photo.jpg.exe.jpg"),
        ("../../etc/passwd", "text/plain", "_.._etc_passwd.txt"),
        ('a\\b:c*?"<>|', "application/pdf", "a_b_c______.pdf"),
        ("...", "application/pdf", "attachment.pdf"),
    ],
)
def test_that_a_copy_is_never_named_a_path_or_another_kind_of_file(name: str, media_type: str, expected: str) -> None:
    made = Attachment(id="1", name=name, media_type=media_type, fingerprint="f")
    assert name_for_copy(made) == expected


def test_that_the_page_offers_the_sheet_of_the_place_on_show(school: str, shown: Shown, desk: Desk) -> None:
    settle(desk)
    (offer,) = shown.page.prints()
    assert (offer.title, offer.file_name) == ("Visit sheet: Elm School", "Visit sheet Elm School.pdf")
    assert (offer.kind, offer.record) == ("place", school)
    assert offer.make(desk.book).startswith(b"%PDF-")


def test_that_all_that_takes_the_focus_has_a_name_on_the_record_and_on_every_sheet(
    school: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Set up a file"):
        file = Attachment(id=book.world.new_id(), name="a.txt", place=school, media_type="?", fingerprint="?")
        kept = book.attachments.attach(file, b"hello")
    settle(desk)
    looked_at: list[QWidget] = [shown.page]
    for what in ("name", "snooze", "frequency", "note", "close", "contact", "merge", "attachment"):
        shown.page.record.asked.emit(what, kept.id if what == "attachment" else "")
        assert shown.sheet is not None
        looked_at.append(shown.sheet)
        nameless = [
            each
            for page in looked_at
            for each in page.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName() and each.isVisible()
        ]
        assert nameless == [], what
        looked_at.pop()
        press(shown.sheet, "Cancel")
        settle(desk)


def test_that_a_book_for_reading_shows_all_and_offers_nothing_to_write(school: str, book: BeatBook, look: Look) -> None:
    with book.change("Set up a file"):
        file = Attachment(id=book.world.new_id(), name="a.txt", place=school, media_type="?", fingerprint="?")
        book.attachments.attach(file, b"hello")
    reading = a_desk(reopened(book, read_only=True), look)
    page = Places(reading)
    page.resize(1182, 688)
    page.show()
    page.refresh(None)
    settle(reading)
    offered = {each.text() for each in page.findChildren(Button) if each.isVisible()}
    assert "Save a copy" in offered
    assert {"Attach a file", "Add a note", "Add somebody", "Change", "More", "Name an officer"}.isdisjoint(offered)
    page.table.selectAll()
    assert [each.text() for each in page.bar.findChildren(Button)] == ["Save as a list", "Clear"]
    page.hide()
    page.deleteLater()
    put_away(reading)
