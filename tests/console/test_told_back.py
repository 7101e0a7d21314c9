"""From a concern to “told back” at the console: each verb done, told to programs, and refused plainly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.elm_park import PASSPHRASE, TODAY
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from tests.console.conftest import ElmPark

CROOK = "Cars race down Crook Lane"


def filed(park: ElmPark, said: str = CROOK, *words: object) -> str:
    """File a concern on the beat and return its id."""
    return str(park.asks("concerns", "add", "--beat", park.beat, "--said", said, *words, "--json").told[0]["concern"])


def held(park: ElmPark, days_ago: int = 3) -> str:
    """Plan a meeting in the past, which was then held, and return its id."""
    on = (TODAY - timedelta(days=days_ago)).isoformat()
    done = park.asks("meetings", "plan", "--beat", park.beat, "--on", on, "--at", "7pm", "--json")
    assert done.err == ""
    return str(done.told[0]["meeting"])


def refused(park: ElmPark, *words: object) -> str:
    """Return how words were refused; nothing may be printed as done."""
    done = park.asks(*words)
    assert (done.code, done.out) == (1, ""), done.err
    assert "ours to mend" not in done.err
    return done.err


def test_that_a_concern_is_filed_sorted_answered_and_told_back(elm_park: ElmPark) -> None:
    meeting = held(elm_park)
    concern = filed(elm_park, CROOK, "--theme", "speeding and dangerous driving", "--meeting", meeting, "--to-sort")
    (listed,) = elm_park.asks("concerns", "--beat", elm_park.beat, "--step", "to-sort", "--json").told
    assert (listed["said"], listed["step"], listed["raised"]) == (CROOK, "still to be sorted", "2026-11-19")
    sorted_out = elm_park.asks("concerns", "sort", "race down crook", "--officer", "22841", "--asb", "--json").told[0]
    assert (sorted_out["owner"], sorted_out["asb"]) == ("PCSO Sam Ashdown", True)
    answered = elm_park.asks("concerns", "answer", concern, "--done", "Checked five times.", "--publish", "--json")
    assert answered.told[0]["step"] == "answered, to be told back"
    told = elm_park.asks("told-back", "--concern", concern, "--at", "last", "--beat", elm_park.beat)
    assert told.out.startswith(f"Told back: {CROOK} (Winsford Wharton, speeding and dangerous driving")
    assert elm_park.asks("concerns", "--json").told == []
    assert elm_park.asks("concerns", "--all", "--json").told[0]["told_back_how"] == "At the November meeting"
    elm_park.asks("undo")
    assert len(elm_park.asks("concerns", "--step", "to-tell", "--json").told) == 1


def test_that_whoever_files_hears_what_is_like_it(elm_park: ElmPark) -> None:
    filed(elm_park)
    done = elm_park.asks("concerns", "add", "--beat", elm_park.beat, "--said", "Cars racing on Crook Lane again")
    assert "It is like:" in done.out
    assert CROOK in done.out.split("It is like:")[1]


def test_that_a_complaint_is_closed_only_once_they_know_how_to_take_it_further(elm_park: ElmPark) -> None:
    concern = filed(elm_park, "You came late", "--kind", "complaint")
    elm_park.asks("concerns", "answer", concern, "--could-not", "the bus was late")
    words = ("told-back", "--concern", concern, "--how", "By letter")
    assert "how to take it further" in refused(elm_park, *words)
    assert "Independent Office for Police Conduct" in elm_park.asks(*words, "--further").out


def test_that_what_nobody_can_be_told_is_closed_with_its_reason(elm_park: ElmPark) -> None:
    concern = filed(elm_park)
    assert "only once it has an answer" in refused(elm_park, "told-back", "--concern", concern, "--nobody", "No name")
    elm_park.asks("concerns", "answer", concern, "--done", "Done.")
    closed = elm_park.asks("told-back", "--concern", concern, "--nobody", "No name", "--json").told[0]
    assert closed["step"] == "closed, nobody can be told"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["concerns", "add", "--said", "x"], "on which beat"),
        (["concerns", "add", "--said", " ", "--beat", "VB02"], "nothing in it"),
        (["concerns", "add", "--said", "x", "--beat", "VB02", "--on", "2027-01-01"], "to come"),
        (["concerns", "add", "--said", "x", "--beat", "VB02", "--at", "somewhere"], "not a position"),
        (["concerns", "sort", "nothing of the sort"], "No concern is called"),
        (["concerns", "--meeting", "last"], "of which beat"),
        (["concerns", "--meeting", "last", "--beat", "VB02"], "No meeting was held"),
        (["priorities", "update", "zzz", "--text", " "], "nothing in it"),
        (["priorities", "add", "--beat", "VB02", "--title", " "], "Title is missing"),
        (["meetings", "plan", "--beat", "VB02", "--on", "soon", "--at", "7pm"], "not a day and time"),
        (["meetings", "plan", "--beat", "VB02", "--on", "9 dec"], "at what time"),
        (["meetings", "plan", "--beat", "VB02", "--on", "9 dec", "--at", "noonish"], "not a day and time"),
        (["meetings", "plan"], "on which beat"),
        (["meetings", "close", "--beat", "VB02"], "No meeting was held"),
        (["vote", "--beat", "VB02", "--proposal", "x"], "No meeting was held"),
        (["vote", "--proposal", " "], "what was proposed"),
    ],
)
def test_that_what_cannot_be_done_is_refused_in_a_plain_sentence(
    elm_park: ElmPark, words: list[str], said: str
) -> None:
    assert said in refused(elm_park, *words)


@pytest.mark.parametrize(
    "words",
    [
        ["concerns", "answer", "x"],
        ["concerns", "--step", "lost"],
        ["told-back"],
        ["told-back", "--concern", "x", "--priority", "y"],
        ["vote", "--proposal", "x", "--for", "-1"],
        ["priorities", "close", "x", "--worked", "maybe"],
    ],
)
def test_that_words_that_make_no_sense_are_wrong_words(elm_park: ElmPark, words: list[str]) -> None:
    assert elm_park.asks(*words).code == 2


def test_that_a_show_of_hands_makes_a_proposal_and_then_a_priority(elm_park: ElmPark) -> None:
    meeting = held(elm_park)
    words = ("vote", "--meeting", meeting, "--proposal", "Parking at the gates")
    first = elm_park.asks(*words, "--for", 3, "--against", 9, "--json").told[0]
    assert (first["for"], first["against"], first["neither"], first["priority"]) == (3, 9, None, "")
    assert "More hands were against it" in refused(elm_park, *words, "--adopt")
    again = elm_park.asks(*words, "--for", 9, "--against", 3, "--theme", "parking", "--adopt", "--json").told[0]
    assert again["proposal"] == first["proposal"]
    (priority,) = elm_park.asks("priorities", "--beat", elm_park.beat, "--json").told
    assert (priority["priority"], priority["theme"], priority["life"]) == (again["priority"], "parking", "adopted")
    assert (priority["chosen"], priority["chosen_at"]) == ("2026-11-19", meeting)


def test_that_a_priority_is_lived_through_from_proposed_to_told_back(elm_park: ElmPark) -> None:
    held(elm_park)
    added = elm_park.asks(
        "priorities", "add", "--beat", elm_park.beat, "--title", "Racing on Crook Lane", "--partner", "Borough council",
        "--theme", "speeding and dangerous driving", "--json",
    ).told[0]  # fmt: skip
    assert (added["life"], added["plan_priority"]) == ("proposed", "Make Cheshire's roads safer")
    assert "has not been adopted" in refused(elm_park, "priorities", "move", "Crook", "--to", "in action")
    assert elm_park.asks("priorities", "adopt", "Racing", "--for", 12, "--json").told[0]["life"] == "adopted"
    assert elm_park.asks("priorities", "move", "Racing", "--to", "in action").code == 0
    concern = filed(elm_park)
    elm_park.asks("concerns", "sort", concern, "--priority", "Racing on")
    asked = ("priorities", "actions", "Racing", "--add", "Put up the sign", "--partner", "Borough council")
    assert elm_park.asks(*asked, "--due", "in 2 weeks", "--json").told[0]["due"] == "2026-12-06"
    assert elm_park.asks("priorities", "actions", "Racing", "--done", "the sign").out.startswith("Done 22 Nov 2026")
    assert elm_park.asks("priorities", "update", "Racing", "--text", "The sign is up.").code == 0
    closing = ("priorities", "close", "Racing", "--worked", "partly")
    assert "what happens if we stop" in refused(elm_park, *closing)
    done = elm_park.asks(*closing, "--if-we-stop", "It comes back.", "--json")
    assert [each.get("step") for each in done.told] == [None, "answered, to be told back"]
    told = elm_park.asks("told-back", "--priority", "Racing", "--how", "On the team's page", "--json").told
    assert [(each["concern"], each["we_did"]) for each in told] == [(concern, "The sign is up.")]
    assert elm_park.asks("priorities", "--json").told == []
    assert elm_park.asks("priorities", "--all", "--json").told[0]["worked"] == "it worked in part"


def test_that_a_priority_gone_quiet_is_found(elm_park: ElmPark) -> None:
    meeting = held(elm_park, 80)
    elm_park.asks("vote", "--meeting", meeting, "--proposal", "Noise", "--for", 3, "--adopt")
    assert [each["title"] for each in elm_park.asks("priorities", "--stale", "--json").told] == ["Noise"]
    elm_park.asks("priorities", "update", "Noise", "--note", "for us alone")
    assert len(elm_park.asks("priorities", "--stale", "--json").told) == 1
    elm_park.asks("priorities", "update", "Noise", "--text", "Quieter.")
    assert elm_park.asks("priorities", "--stale", "--json").told == []


def test_that_a_meeting_is_planned_publicised_held_and_closed(elm_park: ElmPark) -> None:
    assert "is a Wednesday" in refused(elm_park, "meetings", "plan", "--beat", elm_park.beat, "--on", "tue 16 dec 7pm")
    planned = elm_park.asks(
        "meetings", "plan", "--beat", elm_park.beat, "--on", "wed 16 dec 7pm to 8.30", "--venue", "St Chad, Over",
        "--officer", "22841", "--item", "Welcome", "--json",
    )  # fmt: skip
    (told,) = planned.told
    assert (told["starts"], told["ends"]) == ("2026-12-16T19:00:00+00:00", "2026-12-16T20:30:00+00:00")
    assert {each["lacks"] for each in told["lacking"]} == {
        "not known whether the venue is step-free",
        "not publicised yet",
    }
    words = ("meetings", "publicise", "--meeting", told["meeting"], "--what", "Poster", "--json")
    assert [each["lacks"] for each in elm_park.asks(*words).told[0]["lacking"]] == [
        "not known whether the venue is step-free"
    ]
    assert "has not been held" in refused(elm_park, "meetings", "close", "--meeting", told["meeting"], "--came", 9)


def test_that_a_meeting_is_closed_once_everything_raised_is_settled(elm_park: ElmPark) -> None:
    meeting = held(elm_park)
    owed = [each for each in elm_park.asks("meetings", "lacking", "--json").told if each.get("owes")]
    assert [(each["meeting"], each["days"], each["reminder"]) for each in owed] == [(meeting, 2, 0)]
    concern = filed(elm_park, CROOK, "--meeting", meeting)
    closing = ("meetings", "close", "--meeting", meeting, "--came", 14, "--report", "We talked.", "--group", "Rotary")
    assert CROOK in refused(elm_park, *closing)
    elm_park.asks("concerns", "sort", concern, "--officer", "22841")
    closed = elm_park.asks(*closing, "--reach", "faith", "--decision", "Meet again", "--json").told[0]
    assert (closed["life"], closed["attendance"], closed["closed"]) == ("held", 14, "2026-11-22")
    assert elm_park.asks("meetings", "close", "--meeting", meeting, "--published").code == 0
    assert not [each for each in elm_park.asks("meetings", "lacking", "--json").told if each.get("owes")]
    drawn = elm_park.asks("meetings", "draws", "--json").told
    assert {"reached": "organisation", "name": "Rotary", "meetings": 1, "last": "2026-11-19"} in drawn
    assert [each["people"] for each in drawn if each.get("by") == "slot"] == [14]


def test_that_the_next_one_follows_the_rhythm_with_what_is_open(elm_park: ElmPark) -> None:
    held(elm_park, 4)
    held(elm_park, 4 + 6 * 7)
    filed(elm_park)
    words = ("meetings", "plan", "--like", "last", "--beat", elm_park.beat, "--open-items", "--json")
    planned: dict[str, Any] = elm_park.asks(*words).told[0]
    assert planned["starts"] == "2026-12-30T19:00:00+00:00"
    assert "What is still open, and who sees to it" in planned["agenda"]
    off = elm_park.asks("meetings", "call-off", "--meeting", planned["meeting"], "--why", "No room", "--json").told[0]
    assert off["life"] == "cancelled"


def test_that_a_list_of_meetings_is_of_the_days_asked_for(elm_park: ElmPark) -> None:
    held(elm_park)
    assert [each["life"] for each in elm_park.asks("meetings", "--json").told] == ["planned"]
    early = elm_park.asks("meetings", "--from", "2026-11-01", "--until", "2026-11-22").out
    assert early.splitlines()[-1] == "1 meeting."
    assert elm_park.asks("meetings", "--beat", "Middlewich").out == "No meetings.\n"


def test_that_what_was_done_by_words_is_kept_in_the_book(elm_park: ElmPark) -> None:
    filed(
        elm_park,
        CROOK,
        "--at",
        "53.19,-2.52",
        "--contact",
        "Helen Marsh",
        "--group",
        "Rotary",
        "--came-by",
        "on a visit",
    )
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        (concern,) = book.concerns.all()
        assert (concern.latitude, concern.organisation, concern.came_by) == (53.19, "Rotary", "on a visit")
        assert book.contacts.get(concern.contact).name == "Helen Marsh"
        assert concern.raised_on == date(2026, 11, 22)
        assert not concern.publishable
