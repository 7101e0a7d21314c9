"""What police.uk tells is brought in on its beat, kept whole, known again, and never put over what was changed here."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import TODAY, a_place, an_officer
from tests.intake.small_county import SmallGazetteer
from tests.police_uk_files import EVENTS, NEIGHBOURHOOD, PEOPLE, PRIORITIES, REFERENCES, WHOLE_BEAT, a_json
from tests.real_files import real_file
from wehere_desktop.intake import Options, Proposal, apply, propose
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.officer import Posting, Rank
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

BringIn = Callable[..., Proposal]


@pytest.fixture
def beat(book: BeatBook) -> str:
    """The id of Winsford Wharton."""
    found = book.beats.by_police_id("VB02")
    assert found is not None
    return found.id


@pytest.fixture
def bring_in(book: BeatBook, beat: str, small: SmallGazetteer, tmp_path: Path) -> BringIn:
    """What brings a text in for the beat and returns its proposal as it was written."""

    def bring(text: str, **options: Any) -> Proposal:
        path = a_json(tmp_path, text)
        return apply(book, propose(book, "police-uk", path, small, Options(**{"beat": beat, **options})))

    return bring


def came(proposal: Proposal) -> tuple[int, int, int, int]:
    counts = proposal.counts
    assert counts.rows == counts.new + counts.changed + counts.unchanged + counts.rejected
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def with_first(text: str, **values: Any) -> str:
    """Return a list's text with values of its first entry put otherwise."""
    entries = json.loads(text)
    entries[0] |= {key.replace("_", "-"): value for key, value in values.items()}
    return json.dumps(entries)


def test_that_priorities_come_in_as_plain_words_and_are_kept_whole(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    assert came(bring_in(PRIORITIES)) == (2, 0, 0, 0)
    first, second = book.priorities.on_beat(beat)
    assert first.issue == "Cars race down Crook Lane & Wharton Road.\nMostly at night."
    assert (first.title, first.issue_date) == ("Cars race down Crook Lane & Wharton Road", date(2026, 9, 9))
    assert (first.action, first.action_date, first.life) == ("", None, PriorityLife.ADOPTED)
    assert second.action == "Speed checks\nSee our page (https://example.org/a)"
    assert (second.action_date, second.life) == (date(2026, 10, 14), PriorityLife.IN_ACTION)
    kept = book.police_uk_entries.of_beat(beat, shape="priority")
    assert [json.loads(each.content) for each in kept] == json.loads(PRIORITIES)
    assert all(each.content in PRIORITIES for each in kept)
    assert [each.ours for each in kept] == [first.id, second.id]


def test_that_an_event_becomes_a_meeting_at_its_place_by_our_clocks(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    with book.change("A hall"):
        hall = book.places.add(a_place(book, "Wharton Hall", beat=beat))
    bring_in(EVENTS.replace("2026-12-09T12:00:00", "2027-03-28T12:00:00").replace("2026-12-09T14", "2027-03-28T14"))
    (meeting,) = book.meetings.on_beat(beat)
    assert (meeting.title, meeting.meeting_kind) == ("Drop In Beat Surgery & Chat", MeetingKind.SURGERY)
    # Summer time began that very morning.
    assert (meeting.starts, meeting.ends) == (
        datetime(2027, 3, 28, 11, tzinfo=UTC),
        datetime(2027, 3, 28, 13, tzinfo=UTC),
    )
    assert (meeting.venue, meeting.venue_note, meeting.life) == (hall.id, "", MeetingLife.PLANNED)
    assert [each.on for each in book.publicities.of(meeting.id)] == [TODAY]


@pytest.mark.parametrize(
    ("told", "starts"),
    [
        ("2027-10-31T01:30:00", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # comes twice: the first
        ("2027-03-28T01:30:00", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # never comes
        ("2026-12-09T19:00:00+00:00", datetime(2026, 12, 9, 19, tzinfo=UTC)),
        ("2027-06-09", datetime(2027, 6, 8, 23, tzinfo=UTC)),
    ],
)
def test_that_an_odd_hour_is_read_and_a_second_time_changes_nothing(
    book: BeatBook, beat: str, bring_in: BringIn, told: str, starts: datetime
) -> None:
    text = with_first(EVENTS, start_date=told).replace("start-date", "start_date")
    bring_in(text)
    (meeting,) = book.meetings.on_beat(beat)
    assert meeting.starts == starts
    assert came(bring_in(text)) == (0, 0, 1, 0)


def test_that_people_are_matched_by_name_and_rank_and_others_posted_from_today(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    with book.change("Officers"):
        constable = book.officers.add(an_officer(book, "Ellen O'Dell", rank=Rank.PC))
    proposal = bring_in(PEOPLE)
    assert came(proposal) == (2, 0, 0, 0)
    made = next(each for each in book.officers.known_as("Ellen O'Dell") if each.id != constable.id)
    assert (made.rank, made.phone, made.email) == (Rank.PCSO, "01606 550100", "ellen.odell@example.org")
    assert [(each.officer, each.starts) for each in book.postings.ever_on_beat(beat)] == [(made.id, TODAY)]
    assert book.officers.known_as("Zed Nobody") == []
    assert any("Zed Nobody" in each for each in proposal.findings)
    assert came(bring_in(PEOPLE)) == (0, 0, 2, 0)


def test_that_an_officer_who_was_here_is_not_posted_again_by_an_old_list(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    with book.change("Officers"):
        officer = book.officers.add(an_officer(book, "Ellen O'Dell", email="e@example.org"))
        posting = Posting(id=book.world.new_id(), officer=officer.id, beat=beat, starts=TODAY, ends=TODAY)
        book.postings.add(posting)
    proposal = bring_in(PEOPLE)
    assert came(proposal) == (1, 1, 0, 0)
    assert [each.ends for each in book.postings.ever_on_beat(beat)] == [TODAY]
    # The blank was filled, what was there stays and is told.
    assert (book.officers.get(officer.id).phone, book.officers.get(officer.id).email) == (
        "01606 550100",
        "e@example.org",
    )
    assert [(each.field, each.kept, each.offered) for each in proposal.older_left] == [
        ("Work e-mail", "e@example.org", "ellen.odell@example.org")
    ]


def test_that_a_second_time_nothing_is_written_whatever_the_spaces(book: BeatBook, bring_in: BringIn) -> None:
    for text in (PRIORITIES, EVENTS, PEOPLE, WHOLE_BEAT, REFERENCES):
        bring_in(text, beat="" if text in {WHOLE_BEAT, REFERENCES} else book.beats.known_as("VB02")[0].id)
        again = bring_in(text, beat="" if text in {WHOLE_BEAT, REFERENCES} else book.beats.known_as("VB02")[0].id)
        assert (again.changes_nothing, again.counts.unchanged) == (True, again.rows)
    before = book.priorities.all()
    spaced = bring_in(json.dumps(json.loads(PRIORITIES), indent=8))
    assert (came(spaced), book.priorities.all()) == ((0, 0, 2, 0), before)


def test_that_what_changed_there_is_taken_over_and_what_changed_here_stays_and_is_told(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    bring_in(PRIORITIES)
    first = book.priorities.on_beat(beat)[0]
    acted = with_first(PRIORITIES, action="<p>Checks.</p>", action_date="2026-11-01T00:00:00")
    assert came(bring_in(acted)) == (0, 1, 1, 0)
    assert book.priorities.get(first.id).action == "Checks."
    with book.change("By hand"):
        book.priorities.amend(first.id, action="Four checks, two fines.", notes="inside")
    again = bring_in(with_first(acted, action="<p>Checks &amp; more.</p>"))
    assert came(again) == (0, 0, 2, 0)
    assert book.priorities.get(first.id).action == "Four checks, two fines."
    assert [(each.field, each.kept, each.offered) for each in again.older_left] == [
        ("Action", "Four checks, two fines.", "Checks & more.")
    ]
    assert "1 value changed in the book since: yours stay." in again.findings
    quiet = bring_in(with_first(acted, action="<p>Checks &amp; more.</p>"))
    assert (quiet.changes_nothing, quiet.older_left) == (True, ())


def test_that_what_left_the_list_stays_here_and_what_was_taken_out_here_stays_out(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    bring_in(PRIORITIES)
    first, second = book.priorities.on_beat(beat)
    only = json.dumps(json.loads(PRIORITIES)[1:])
    assert any(each.endswith("is no longer on the list; yours stays.") for each in bring_in(only).findings)
    assert [each.id for each in book.priorities.on_beat(beat)] == [first.id, second.id]
    with book.change("Take out"):
        book.priorities.remove(second.id)
    back = bring_in(PRIORITIES)
    assert [each.id for each in book.priorities.on_beat(beat)] == [first.id]
    assert any("stays out" in each for each in back.findings)
    one = bring_in(json.dumps(json.loads(PRIORITIES)[0]))
    assert not any("no longer" in each for each in one.findings)


def test_that_our_own_priority_and_meeting_are_known_by_issue_and_day_and_by_title_and_start(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    with book.change("Ours"):
        issue = "Cars race down Crook Lane & Wharton Road. Mostly at night."
        book.priorities.add(
            Priority(id=book.world.new_id(), beat=beat, title="Racing", issue=issue, issue_date=date(2026, 9, 9))
        )
        starts = datetime(2026, 12, 9, 12, tzinfo=UTC)
        book.meetings.add(
            Meeting(id=book.world.new_id(), beat=beat, title="drop in beat surgery & chat", starts=starts)
        )
    bring_in(PRIORITIES)
    bring_in(EVENTS)
    assert [each.title for each in book.priorities.on_beat(beat)] == ["Racing", "To reduce begging in the Cross"]
    (meeting,) = book.meetings.on_beat(beat)
    assert (meeting.title, meeting.venue_note) == ("drop in beat surgery & chat", "Wharton Hall, 17 Crook Lane")


def test_that_an_entry_given_twice_is_kept_twice_and_makes_one_record(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    twice = json.dumps(json.loads(PRIORITIES)[:1] * 2)
    assert came(bring_in(twice)) == (2, 0, 0, 0)
    assert (book.priorities.count(), book.police_uk_entries.count()) == (1, 2)
    assert bring_in(twice).changes_nothing
    assert came(bring_in(json.dumps(json.loads(PRIORITIES)[:1] * 3))) == (1, 0, 2, 0)
    assert (book.priorities.count(), book.police_uk_entries.count()) == (1, 3)


def test_that_the_rest_is_kept_as_it_came_and_its_words_are_what_changes(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    assert came(bring_in(NEIGHBOURHOOD, beat="")) == (1, 0, 0, 0)
    (kept,) = book.police_uk_entries.of_beat(beat, shape="neighbourhood")
    assert kept.content == NEIGHBOURHOOD
    changed = bring_in(NEIGHBOURHOOD.replace('"0"', '"A"'), beat="")
    assert (came(changed), changed.changed[0].fields[0].field) == ((0, 1, 0, 0), "content")
    book.undo()
    assert book.police_uk_entries.get(kept.id).content == NEIGHBOURHOOD
    assert book.beats.get(beat).name == "Winsford Wharton"


def test_that_letters_the_book_would_tidy_are_kept_as_escapes(book: BeatBook, beat: str, bring_in: BringIn) -> None:
    # An e with its accent apart, a half letter and a NUL, which no text of ours can hold.
    bring_in('[{"issue": "Cafe\u0301s \\ud800\\u0000 shut", "issue-date": null}]')
    (kept,) = book.police_uk_entries.of_beat(beat)
    assert json.loads(kept.content)["issue"] == "Cafe\u0301s \ud800\x00 shut"
    assert book.priorities.on_beat(beat)[0].issue == "Caf\u00e9s shut"
    assert bring_in(json.dumps(json.loads(kept.content))).counts.unchanged == 1


def test_that_a_file_that_names_no_beat_or_another_is_refused_and_an_unknown_one_rejected(
    book: BeatBook, beat: str, bring_in: BringIn
) -> None:
    with pytest.raises(Refusal) as none:
        bring_in(PRIORITIES, beat="")
    other = book.beats.known_as("VB01")[0].id
    with pytest.raises(Refusal) as another:
        bring_in(NEIGHBOURHOOD, beat=other)
    assert (none.value.field, another.value.kind) == ("beat", "other-beat")
    unknown = bring_in(NEIGHBOURHOOD.replace("VB02", "NC04"), beat="")
    assert (came(unknown), unknown.rejected[0].reason) == ((0, 0, 0, 1), "“NC04” is the id of no beat in this book")


def test_that_what_says_too_little_or_too_much_or_nothing_of_ours_ends_nothing(
    book: BeatBook, bring_in: BringIn
) -> None:
    text = (
        '[{"issue": null}, {"title": null, "start_date": "soon"}, {"name": 7, "rank": {"a": 1}}, '
        '{"x": 1}, {"issue": "' + "y" * 600_000 + '"}, {"issue": "a", "issue": "b"}]'
    )
    proposal = bring_in(text)
    assert came(proposal) == (4, 0, 0, 2)
    assert [each.issue for each in book.priorities.all()] == ["b"]
    assert (book.meetings.count(), book.police_uk_entries.count()) == (0, 4)
    assert any("twice" in each for each in proposal.findings)


def test_that_one_undo_takes_a_whole_beat_back_and_a_stale_proposal_is_refused(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    path = a_json(tmp_path, WHOLE_BEAT)
    first, second = (propose(book, "police-uk", path, small) for _ in range(2))
    assert (book.can_undo(), book.police_uk_entries.count()) == (None, 0)
    apply(book, first)
    assert (book.police_uk_entries.count(), book.register_sources.count()) == (6, 1)
    with pytest.raises(Refusal) as refused:
        apply(book, second)
    assert (refused.value.kind, book.police_uk_entries.count()) == ("book-changed", 6)
    book.undo()
    assert (book.police_uk_entries.count(), book.priorities.count(), book.meetings.count()) == (0, 0, 0)
    assert book.check() == []


@pytest.mark.parametrize("name", ["police-officer", "police-officer-nulls", "neighbourhood-priority-html", "link"])
def test_that_real_entries_are_kept_to_the_letter(book: BeatBook, beat: str, small: SmallGazetteer, name: str) -> None:
    path = real_file(f"policeapi/police-data-kit/{name}.json")
    apply(book, propose(book, "police-uk", path, small, Options(beat=beat)))
    (kept,) = book.police_uk_entries.of_beat(beat)
    assert json.loads(kept.content) == json.loads(path.read_text(encoding="utf-8"))
