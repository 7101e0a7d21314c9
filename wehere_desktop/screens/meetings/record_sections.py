"""The sections of a meeting's record: what it lacks or owes, its plan, agenda and publicity, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from wehere_desktop.desk.pieces import Button, Pill, Text, row, without_words
from wehere_desktop.desk.record_card import RecordCard, buttons, entry, section
from wehere_desktop.neighbourhood.meeting_checks import Lack
from wehere_desktop.screens.meetings.papers import paper_words
from wehere_desktop.screens.meetings.record import MeetingRecord, notice_words
from wehere_desktop.screens.meetings.record_view import Ask, said_with
from wehere_desktop.screens.meetings.results_chart import ResultsChart
from wehere_desktop.screens.meetings.words import access_words, when_words
from wehere_desktop.wording import counted, listed, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.pieces import Tone
    from wehere_desktop.neighbourhood.feedback_results import Results
    from wehere_desktop.neighbourhood.publicity import Publicity
    from wehere_desktop.records.next_pack import NextPack

MENDS: dict[Lack, tuple[str, Ask]] = {
    Lack.NO_VENUE: ("Choose a venue", Ask.VENUE),
    Lack.VENUE_CLOSED: ("Choose another", Ask.VENUE),
    Lack.VENUE_SHUT: ("Choose another", Ask.VENUE),
    Lack.ACCESS_NOT_KNOWN: ("Say what is known", Ask.ACCESS),
    Lack.NO_AGENDA: ("Start from what is open", Ask.OPEN_ITEMS),
    Lack.NOBODY_LEADS: ("Choose who leads", Ask.LEADER),
    Lack.LEADER_AWAY: ("Choose another", Ask.LEADER),
    Lack.NOT_PUBLICISED: ("Note publicity", Ask.PUBLICISE),
    Lack.PUBLICISED_LATE: ("Move the day", Ask.MOMENT),
    Lack.BANK_HOLIDAY: ("Move the day", Ask.MOMENT),
    Lack.ENDS_BEFORE_IT_STARTS: ("Mend the times", Ask.MOMENT),
}
"""What mends each lack: the button's words and what it asks for."""
SHOWN = 5


def show_meeting(card: RecordCard, told: MeetingRecord) -> None:
    """Show the record of a meeting in the card."""
    sections = [_head(card, told)]
    if told.findings:
        sections.append(_lacks(card, told))
    if told.owed is not None or (told.is_over and not told.is_off):
        sections.append(_closing(told))
    if told.results is not None and not told.is_off:
        sections.append(_feedback(card, told.results))
    sections.append(_plan(card, told))
    sections.append(_agenda(card, told))
    if told.pack is not None and not told.pack.empty:
        sections.append(_pack(card, told.pack))
    if told.is_public or told.publicities:
        sections.append(_publicity(card, told))
    if told.meeting.notes:
        box, whole = section("Internal notes")
        whole.addWidget(Text(told.meeting.notes, wrap=True, selectable=True))
        sections.append(box)
    card.show_sections(told.meeting.id, f"{told.meeting.title}, {when_words(told.meeting, told.today)}", sections)


def _act(card: RecordCard, words: str, ask: Ask, about: object = None, *, rank: str = "link", name: str = "") -> Button:
    button = Button(words, partial(card.asked.emit, ask, about), rank="first" if rank == "first" else "link", name=name)
    if rank == "plain":
        button.setProperty("rank", "")
    button.setEnabled(not card.desk.book.read_only)
    return button


def _plain(card: RecordCard, words: str, ask: Ask, *, first: bool = False) -> Button:
    button = Button(words, partial(card.asked.emit, ask, None), rank="first" if first else "")
    button.setEnabled(not card.desk.book.read_only)
    return button


def _head(card: RecordCard, told: MeetingRecord) -> QWidget:
    meeting = told.meeting
    box, whole = section(spacing=2)
    whole.addWidget(Text(meeting.title, step="title", wrap=True, selectable=True))
    whole.addWidget(Text(f"{when_words(meeting, told.today)} · {told.soon}", wrap=True))
    kind = str(meeting.meeting_kind)
    whole.addWidget(Text(f"{kind[:1].upper()}{kind[1:]} · {told.beat}", tone="quiet", wrap=True))
    stands = row(spacing=8, margins=(0, 6, 0, 0))
    stands.addWidget(Pill(told.word, told.tone))
    stands.addStretch(1)
    whole.addLayout(stands)
    shown = [_plain(card, "Edit", Ask.EDIT)]
    if told.is_over and not told.is_off:
        if meeting.closed_on is None:
            shown.insert(0, _plain(card, "Close the meeting", Ask.CLOSE, first=True))
        elif meeting.published_on is None and told.is_public:
            shown.insert(0, _plain(card, "Publish…", Ask.PUBLISH, first=True))
    elif not told.is_off:
        shown.append(_plain(card, "Publicise", Ask.PUBLICISE))
    if not told.is_off and meeting.closed_on is None and card.desk.can_open("evening"):
        shown.append(Button("In the room", partial(card.desk.open, "evening", meeting.id)))
    shown.append(_more(card, told))
    whole.addLayout(buttons(*shown))
    return box


def _more(card: RecordCard, told: MeetingRecord) -> Button:
    offered: list[tuple[str, Ask]] = [("Repeat at the usual rhythm", Ask.REPEAT), ("Copy to a day…", Ask.COPY)]
    if told.is_over and not told.is_off:
        if told.meeting.closed_on is not None:
            offered.append(("Publish a paper…", Ask.PUBLISH))
        offered += [("Type in feedback forms…", Ask.FORMS), ("Bring in forms from a file…", Ask.FORMS_FILE)]
        if told.meeting.closed_on is not None:
            offered.append(("Change the report…", Ask.CLOSE))
    elif not told.is_off:
        offered += [("Edit the agenda…", Ask.AGENDA), ("Call it off…", Ask.CALL_OFF)]

    button = Button("More ▾", name="More that can be done with this meeting")

    def offer() -> None:
        menu = QMenu(button)
        menu.setAccessibleName("More that can be done with this meeting")
        for words, ask in offered:
            menu.addAction(words).triggered.connect(without_words(partial(card.asked.emit, ask, None)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    button.clicked.connect(without_words(offer))
    button.setEnabled(not card.desk.book.read_only)
    return button


def _lacks(card: RecordCard, told: MeetingRecord) -> QWidget:
    box, whole = section("To see to", spacing=6)
    for each in told.findings:
        words, ask = MENDS[each.lack]
        mend = _act(card, words, ask, name=f"{words}: {each.sentence}")
        whole.addWidget(
            said_with(each.sentence, mend, tone="late" if each.grave else "due", mark="!" if each.grave else "•")
        )
    return box


def _plan(card: RecordCard, told: MeetingRecord) -> QWidget:
    meeting, venue = told.meeting, told.venue
    box, whole = section("Where and who", _act(card, "Edit", Ask.EDIT, name="Edit the plan"))
    if venue is not None:
        opens: Callable[[], object] | None = None
        if card.desk.can_open("place"):
            opens = partial(card.desk.open, "place", venue.id)
        whole.addWidget(entry(venue.name, meeting.venue_note, opens=opens))
        if card.desk.can_locate("meeting"):
            locate = Button("Show on map", partial(card.desk.locate, "meeting", meeting.id), rank="link")
            across = row()
            across.addWidget(locate)
            across.addStretch(1)
            whole.addLayout(across)
        known = access_words(venue)
        access = said_with(
            " · ".join(words for words, _ in known),
            _act(card, "Change", Ask.ACCESS, name="Change what is known of access") if not told.is_over else None,
            tone="" if all(sure for _, sure in known) else "due",
        )
        whole.addWidget(access)
        if venue.access:
            whole.addWidget(Text(venue.access, tone="quiet", wrap=True))
    else:
        whole.addWidget(Text("No venue yet.", tone="quiet"))
    facts = [
        ("Led by", told.leader or "nobody yet"),
        ("Language help", meeting.language_help or "none noted"),
        ("Meant to reach", listed(meeting.reach) or "everybody"),
    ]
    for label, words in facts:
        across = row(spacing=8)
        name = Text(label, tone="quiet")
        name.setFixedWidth(card.desk.look.px(110))
        across.addWidget(name)
        across.addWidget(Text(words, wrap=True), 1)
        whole.addLayout(across)
    return box


def _agenda(card: RecordCard, told: MeetingRecord) -> QWidget:
    act = _act(card, "Edit", Ask.AGENDA, name="Edit the agenda") if not told.is_off else None
    box, whole = section("Agenda", *([act] if act is not None else []))
    for number, words in enumerate(told.meeting.agenda, 1):
        across = row(spacing=8)
        figure = Text(f"{number}", tone="quiet")
        figure.setFixedWidth(card.desk.look.px(18))
        across.addWidget(figure)
        across.addWidget(Text(words, wrap=True), 1)
        whole.addLayout(across)
    if not told.meeting.agenda:
        whole.addWidget(Text("Nothing on it yet.", tone="quiet"))
    return box


def _pack(card: RecordCard, pack: NextPack) -> QWidget:
    start = _act(card, "Put on the agenda", Ask.OPEN_ITEMS, name="Put what is still open on the agenda")
    box, whole = section("Still open for this meeting", start)
    waiting = len(pack.waiting)
    lines = [
        (len(pack.to_tell), f"{counted(len(pack.to_tell), 'answer')} to tell people"),
        (waiting, f"{counted(waiting, 'concern')} without an answer yet"),
        (len(pack.priorities), f"{counted(len(pack.priorities), 'priority', 'priorities')} to report on"),
        (len(pack.promises), f"{counted(len(pack.promises), 'promise')} to keep"),
        (len(pack.undecided), f"{counted(len(pack.undecided), 'proposal')} left undecided last time"),
    ]
    for number, words in lines:
        if number:
            whole.addWidget(Text(f"{words[:1].upper()}{words[1:]}", wrap=True))
    named = [f"“{(each.said or each.you_said)[:70].strip()}”" for each in (*pack.to_tell, *pack.waiting)[:3]]
    for each in named:
        whole.addWidget(Text(each, tone="quiet", step="small", elide=True))
    return box


def _publicity(card: RecordCard, told: MeetingRecord) -> QWidget:
    acts = [] if told.is_off else [_act(card, "Add", Ask.PUBLICISE, name="Note how people were told")]
    box, whole = section("Publicity", *acts)
    words, tone = notice_words(told)
    if words:
        change = _act(card, "Change", Ask.NOTICE, name="Change how many days’ notice are wanted")
        whole.addWidget(said_with(words, change, tone=tone))
    for each in told.publicities:
        whole.addWidget(_told_once(card, told, each))
    if told.meeting.publicity:
        whole.addWidget(Text(told.meeting.publicity, tone="quiet", wrap=True))
    return box


def _told_once(card: RecordCard, told: MeetingRecord, each: Publicity) -> QWidget:
    on = short_day(each.on, today=told.today) if each.on is not None else ""
    act = _act(card, "Edit", Ask.PUBLICITY, each.id, name=f"Edit publicity: {each.what}")
    return entry(each.what, " · ".join(part for part in (each.where, on, each.note) if part), acts=[act])


def _closing(told: MeetingRecord) -> QWidget:
    meeting = told.meeting
    box, whole = section("How it went")
    if told.owed is not None:
        reminded = f" Reminder after {told.owed.reminder} days." if told.owed.reminder else ""
        tone: Tone = "late" if told.owed.reminder else "due"
        whole.addWidget(said_with(f"{told.owed.sentence}{reminded}", None, tone=tone, mark="!"))
    came = f"{meeting.attendance:,} came" if meeting.attendance is not None else "It does not say yet how many came"
    whole.addWidget(Text(came, wrap=True))
    if meeting.groups:
        whole.addWidget(Text(f"There: {listed(meeting.groups)}", tone="quiet", wrap=True))
    raised = len(told.raised)
    if raised:
        left = f", {told.unsettled} still to settle" if told.unsettled else ", each with an owner, answer or priority"
        whole.addWidget(
            Text(f"{counted(raised, 'point').capitalize()} raised{left}", tone="due" if told.unsettled else "")
        )
        if told.to_tell:
            whole.addWidget(Text(f"{counted(told.to_tell, 'answer')} nobody was told of yet", tone="quiet", wrap=True))
    if meeting.report:
        report = Text(meeting.report, wrap=True, selectable=True)
        report.setContentsMargins(0, 6, 0, 0)
        whole.addWidget(report)
    for each in meeting.decisions:
        whole.addWidget(Text(f"Decided: {each}", wrap=True))
    for proposal in told.proposals[:SHOWN]:
        if proposal.hands_for is not None:
            hands = f"{proposal.hands_for} for, {proposal.hands_against or 0} against"
            whole.addWidget(entry(proposal.title, hands, quiet=True))
    for paper in told.publications:
        on = short_day(local(paper.at).date(), today=told.today) if paper.at is not None else ""
        words = f"{paper_words(paper.paper)} published: {paper.where}, {on}"
        whole.addWidget(Text(words, tone="quiet", wrap=True))
    days = [
        f"closed on {short_day(meeting.closed_on, today=told.today)}" if meeting.closed_on is not None else "",
        f"report published on {short_day(meeting.published_on, today=told.today)}" if meeting.published_on else "",
    ]
    if said := listed(part for part in days if part):
        whole.addWidget(Text(f"{said[:1].upper()}{said[1:]}.", tone="quiet", wrap=True))
    return box


def _feedback(card: RecordCard, results: Results) -> QWidget:
    type_in = _act(card, "Type in", Ask.FORMS, name="Type in feedback forms")
    from_file = _act(card, "From a file…", Ask.FORMS_FILE, name="Bring in feedback forms from a file")
    box, whole = section("Feedback forms", type_in, from_file)
    if not results.forms:
        whole.addWidget(
            Text("None yet. Four numbers and a few words each; Enter begins the next.", tone="quiet", wrap=True)
        )
        return box
    whole.addWidget(Text(counted(results.forms, "form").capitalize(), tone="quiet"))
    whole.addWidget(ResultsChart(card.desk.look, results))
    if results.heard:
        heard = listed(f"{words} ({many})" for words, many in results.heard[:3])
        whole.addWidget(Text(f"They heard of it by: {heard}", tone="quiet", wrap=True))
    for wish in results.wishes[:3]:
        whole.addWidget(Text(f"“{wish}”", tone="quiet", step="small", elide=True))
    return box
