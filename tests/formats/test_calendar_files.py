"""Calendar files are read event by event, one bad event never spoiling the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.formats.calendar_file import is_calendar, read_events
from wehere_desktop.refusal import Refusal


def a_calendar(folder: Path, *events: str, name: str = "terms.ics", tail: str = "END:VCALENDAR\r\n") -> Path:
    """Return a file with these events, each given by its properties."""
    path = folder / name
    blocks = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    path.write_bytes(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{blocks}{tail}".encode())
    return path


def test_that_the_day_after_the_last_is_not_counted_and_names_are_unfolded(tmp_path: Path) -> None:
    path = a_calendar(
        tmp_path,
        "SUMMARY:Christmas\\, New Year and \r\n Epiphany\r\nDTSTART;VALUE=DATE:20261221\r\nDTEND;VALUE=DATE:20270104",
        "SUMMARY:Staff day\r\nDTSTART;VALUE=DATE:20270104",
        "SUMMARY:Fair\r\nDTSTART;TZID=Europe/London:20270501T100000\r\nDTEND;TZID=Europe/London:20270502T170000",
        "SUMMARY:Feast\r\nDTSTART:20270601T000000Z\r\nDTEND:20270603T000000Z\r\nRRULE:FREQ=YEARLY",
    )
    assert is_calendar(path)
    assert [(each.name, each.first, each.last, each.repeats) for each in read_events(path)] == [
        ("Christmas, New Year and Epiphany", date(2026, 12, 21), date(2027, 1, 3), False),
        ("Staff day", date(2027, 1, 4), date(2027, 1, 4), False),
        ("Fair", date(2027, 5, 1), date(2027, 5, 2), False),
        ("Feast", date(2027, 6, 1), date(2027, 6, 2), True),
    ]


def test_that_a_bad_event_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = a_calendar(
        tmp_path,
        "SUMMARY:No day",
        "SUMMARY:Never\r\nDTSTART;VALUE=DATE:20260230",
        "SUMMARY:Backwards\r\nDTSTART;VALUE=DATE:20260210\r\nDTEND;VALUE=DATE:20260201",
        tail="BEGIN:VEVENT\r\nSUMMARY:Half a",
    )
    assert [each.problem for each in read_events(path)] == [
        "it has no first day",
        "it has no first day",
        "it ends before it begins",
        "the file is cut off inside it",
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty-file"),
        (b"Name,Start\nHalf term,2026-10-26\n", "wrong-file"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "wrong-file"),
        (b"PK\x03\x04zip", "wrong-file"),
        (b"%PDF-1.7", "wrong-file"),
    ],
)
def test_that_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "terms.ics"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_events(path)
    assert refused.value.kind == kind


def test_that_a_whole_diary_is_refused(tmp_path: Path) -> None:
    path = a_calendar(tmp_path, *(["DTSTART;VALUE=DATE:20260101"] * 5001))
    with pytest.raises(Refusal) as refused:
        read_events(path)
    assert refused.value.kind == "too-many"


@given(st.text(alphabet="BEGIN:VTSURDCLXMY0123456789;=\\ ,\r\n", max_size=200))
def test_that_no_text_brings_it_down(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = a_calendar(tmp_path_factory.getbasetemp(), text, name="odd.ics")
    assert len(read_events(path)) >= 1
