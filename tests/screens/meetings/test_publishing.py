"""Publishing makes a paper, keeps the very file where the person says, and notes what went out and where."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY
from tests.screens.meetings.conftest import Shown, Work, ask, keep, refusals, says
from tests.screens.page_on_show import type_into
from wehere_desktop.screens.meetings.record_view import Ask


def close(shown: Shown, work: Work) -> None:
    """Close the meeting of ten days ago and show its record."""
    with shown.desk.book.change("Close"):
        shown.desk.book.meetings.amend(work.held.id, attendance=9, report="A good evening.", closed_on=TODAY)
    shown.page.show_record("meeting", work.held.id)
    settle(shown.desk)


def test_that_the_very_file_is_kept_and_fingerprinted(shown: Shown, work: Work, tmp_path: Path) -> None:
    close(shown, work)
    path = tmp_path / "minutes.pdf"
    told(shown.desk).files = [path]
    ask(shown, Ask.PUBLISH)
    type_into(shown.paper.form, where="Library notice board")
    keep(shown)
    (kept,) = shown.desk.book.publications.of(work.held.id)
    assert (kept.paper, kept.where) == ("minutes", "Library notice board")
    assert kept.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()
    assert shown.desk.book.meetings.get(work.held.id).published_on == TODAY
    assert says(shown.page.record, "Minutes published: Library notice board, 22 Nov")


def test_that_nothing_is_published_without_saying_where_or_without_a_file(shown: Shown, work: Work) -> None:
    close(shown, work)
    ask(shown, Ask.PUBLISH)
    keep(shown)
    assert any("does not say where" in each for each in refusals(shown.paper.form))
    type_into(shown.paper.form, where="Website")
    keep(shown)
    assert shown.desk.book.publications.of(work.held.id) == []
    assert shown.paper.keep_button.isEnabled()


def test_that_every_paper_of_a_meeting_can_be_printed_from_it(shown: Shown, work: Work) -> None:
    close(shown, work)
    titles = [each.title for each in shown.page.prints()]
    assert "Minutes: Autumn meeting" in titles
    assert "Agenda: Autumn meeting" in titles
    assert all(each.record == work.held.id for each in shown.page.prints())
