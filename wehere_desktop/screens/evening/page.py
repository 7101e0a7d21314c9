"""The page of an evening: agenda and count at the left, what is said in the middle, hands and screen at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence

from wehere_desktop.desk.drafts import DraftKeeper
from wehere_desktop.desk.drafts import Typed as Draft
from wehere_desktop.desk.pieces import column, without_words
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.neighbourhood.capture_line import Captured, KnownGround, line_of, understand
from wehere_desktop.neighbourhood.fact import title_of
from wehere_desktop.records.capturing import ground_of, meeting_of, said_at
from wehere_desktop.records.choosing import adopt_proposal
from wehere_desktop.screens.evening.agenda_card import AgendaCard
from wehere_desktop.screens.evening.capture_card import CaptureCard
from wehere_desktop.screens.evening.choosing_meeting import named, near, when
from wehere_desktop.screens.evening.counting import Counting
from wehere_desktop.screens.evening.filing import Filing, Typed, cut
from wehere_desktop.screens.evening.kept_lines import KeptEvening, draft_id, kept_for
from wehere_desktop.screens.evening.parts import Parts
from wehere_desktop.screens.evening.present_card import CountCard, GroupsCard
from wehere_desktop.screens.evening.projector_card import ProjectorCard
from wehere_desktop.screens.evening.said_list import SaidList
from wehere_desktop.screens.evening.votes_card import VotesCard
from wehere_desktop.screens.evening.what import WHAT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.capturing import Said
    from wehere_desktop.records.change import Changed

TICK_MS = 5_000
SAID = ("concern", "promise", "proposal")
ON_THE_SCREEN = frozenset({"meeting", "priority", "priority_update", "proposal", "beat", "place"})
READ_ONLY = "This book is open for reading only: nothing can be filed."


class EveningPage(ScreenWidget):
    """Runs one meeting at a time. What is typed is kept as a draft within the second, and filed with Enter."""

    def __init__(self, desk: Desk) -> None:
        """Lay out the page."""
        super().__init__()
        self._desk = desk
        self.meeting: Meeting | None = None
        self._ground = KnownGround()
        self._wanted = ""
        self._keeper: DraftKeeper | None = None
        book = desk.book
        self.filing = Filing(desk, self.read, self)
        self.capture = CaptureCard(desk.look, read=self.read, today=desk.today, new_id=book.world.new_id)
        self.said = SaidList(desk)
        self.agenda = AgendaCard(desk.look)
        self.count = CountCard(desk.look)
        self.groups = GroupsCard()
        self.votes = VotesCard()
        self.projector = ProjectorCard(desk, self)
        self.counting = Counting(desk, self.count, self.votes, self)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._opener = QAction("Open the screen", self)
        self._opener.triggered.connect(without_words(self.projector.open))
        self._parts = Parts(
            desk, (self.agenda, self.count, self.groups), (self.capture, self.said), (self.votes, self.projector)
        )
        self.chooser = self._parts.chooser
        whole = column(spacing=0)
        whole.addWidget(self._parts)
        self.setLayout(whole)
        self._wire()

    def refresh(self, changed: Changed | None) -> None:
        """Show the meeting as it is now."""
        if changed is None:
            self._show_choice()
            return
        meeting = self.meeting
        if meeting is None or changed.ids.get("meeting", frozenset()) - {meeting.id}:
            self._show_choice()
        elif meeting.id in changed.ids.get("meeting", ()):
            self._show_meeting_again()
        if self.meeting is not None:
            self._take_said(changed, self.meeting.id)
        if changed.kinds & ON_THE_SCREEN:
            self.projector.refresh()

    def show_record(self, kind: str, record: str) -> None:
        """Show the evening of a meeting by its id."""
        self._wanted = record
        if kind == WHAT and self.isVisible():
            self._show_choice()

    def has_unsaved(self) -> bool:
        """Say whether something is neither in the book nor in its draft yet, or was refused."""
        typing = self._keeper is not None and self._keeper.waiting and self._as_draft() is not None
        return typing or self.counting.unsaved or bool(self.filing.on_their_way)

    def commands(self) -> Sequence[QAction]:
        """Return the opening of the screen."""
        return () if self.meeting is None else (self._opener,)

    def read(self, line: str) -> Captured:
        """Return what a line says at this meeting."""
        return understand(line, ground=self._ground, today=self._desk.today())

    # Which meeting ---------------------------------------------------------------------------------------------------

    def _show_choice(self) -> None:
        wanted, self._wanted = self._wanted, ""
        held = self.meeting.id if self.meeting is not None else ""
        found = near(self._desk, also=wanted or held)
        ids = [each.id for each in found.meetings]
        chosen = next((each for each in (wanted, held, found.nearest) if each in ids), "")
        self.chooser.clear()
        for each in found.meetings:
            self.chooser.addItem(named(self._desk, each), each.id)
        self.chooser.setCurrentIndex(self.chooser.findData(chosen))
        self._parts.setCurrentIndex(1 if chosen else 0)
        if not chosen:
            self.meeting = None
            self.offers_changed.emit()
        elif chosen == held:
            self._show_meeting_again()
            self._show_said()
            self.projector.refresh()
        else:
            self._begin(chosen)

    def _begin(self, meeting: str) -> None:
        """Begin with a meeting, and with what was left behind of it."""
        self._let_go()
        book = self._desk.book
        self.meeting = book.meetings.get(meeting)
        self._ground = ground_of(book, self.meeting.beat)
        self.filing.begin(meeting)
        self.counting.begin(self.meeting)
        self.capture.begin()
        self.agenda.begin(self.meeting, book.world.now())
        self._show_said()
        self._show_meeting_again()
        self.capture.allow(READ_ONLY if book.read_only else "")
        self._keeper = DraftKeeper(self._desk, what=WHAT, draft=draft_id(meeting), read=self._as_draft, parent=self)
        kept = kept_for(self._desk, meeting)
        if kept is not None and not book.read_only:
            self._go_on_with(kept)
        self.projector.begin(meeting, self.agenda.item)
        self._desk.ask_book(lambda each: each.meetings.groups_known(), self.groups.know, owner=self)
        self.offers_changed.emit()
        if self.isVisible():
            self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self) -> None:
        """Keep what the meeting before still has to keep."""
        self.counting.keep()
        if self._keeper is not None:
            self._keeper.keep()
            self._keeper.deleteLater()
            self._keeper = None

    def _go_on_with(self, kept: KeptEvening) -> None:
        self.capture.put(kept.line, kept.aside)
        self.counting.go_on_with(kept.attendance, kept.hands)
        self.groups.field.setText(kept.group)
        for typed in kept.on_their_way:
            self.filing.file(typed)
        if self._keeper is not None:
            self._keeper.go_on()

    def _as_draft(self) -> Draft | None:
        if self.meeting is None:
            return None
        kept = KeptEvening(
            self.meeting.id,
            self.capture.line(),
            self.capture.aside(),
            tuple(self.filing.on_their_way.values()),
            self.counting.attendance(),
            self.counting.hands(),
            self.groups.field.text(),
        )
        return None if kept.empty else Draft(f"evening of {self.meeting.title}", kept.body())

    def _typed(self) -> None:
        if self._keeper is not None:
            self._keeper.typed()

    # What is said ----------------------------------------------------------------------------------------------------

    def _show_said(self) -> None:
        if self.meeting is None:
            return
        book = self._desk.book
        beats = {each.id: each.name for each in book.beats.current(self._desk.today())}
        self.said.begin(self.meeting.beat, said_at(book, self.meeting.id), beats)
        self.counting.show_proposals(self.said.proposals())

    def _take_said(self, changed: Changed, meeting: str) -> None:
        """Take up the records of a meeting that one change touched."""
        fresh: list[Said] = []
        gone: set[str] = set()
        for kind in SAID:
            wanted = changed.ids.get(kind, frozenset())
            if wanted:
                found = [each for each in self._desk.book.section(kind).many(wanted) if meeting_of(each) == meeting]
                fresh += found
                gone |= wanted - {each.id for each in found}
        if fresh or gone:
            self.said.put(fresh, gone)
            if changed.ids.get("proposal"):
                self.counting.show_proposals(self.said.proposals())

    def _enter(self, typed: Typed) -> None:
        self.filing.file(typed)

    def _filed(self, said: Said) -> None:
        self.said.put([said])

    def _change_last(self) -> None:
        last = self.said.last()
        if last is not None:
            self._change(last.id)

    def _change(self, record: str) -> None:
        refused = self.filing.give_back(record)
        said = self.said.said(record)
        if refused is not None:
            self.capture.give_back(refused)
        elif said is not None and not self._desk.book.read_only:
            self.capture.change(record, line_of(said))

    def _take_back(self, record: str) -> None:
        said = self.said.said(record)
        if self.filing.give_back(record) is not None:
            self._typed()
        elif said is not None and not self._desk.book.read_only:
            self.filing.take_back(said, title_of(said))

    # The meeting itself ----------------------------------------------------------------------------------------------

    def _show_meeting_again(self) -> None:
        if self.meeting is None:
            return
        book = self._desk.book
        self.meeting = book.meetings.get(self.meeting.id)
        words, tone = when(self.meeting, self._desk.today())
        self._parts.pill.say(words, tone)
        venue = book.places.find(self.meeting.venue) if self.meeting.venue else None
        self._parts.venue.say(venue.name if venue is not None else "No venue yet")
        self.counting.show_meeting(self.meeting)
        self.groups.put(self.meeting.groups)
        self.agenda.again(self.meeting, book.world.now())

    def _choose_groups(self, groups: Sequence[str]) -> None:
        if self.meeting is not None and not self._desk.book.read_only:
            meeting, given = self.meeting.id, tuple(groups)
            self._desk.change("Note who is here", lambda book: book.meetings.amend(meeting, groups=given), owner=self)

    def _adopt(self, proposal: str) -> None:
        self.counting.keep()
        title = cut(self.votes.rows[proposal].proposal.title)
        self._desk.change(f"Make “{title}” a priority", lambda book: adopt_proposal(book, proposal), owner=self)

    # Clock and keys --------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        self.agenda.tick(self._desk.book.world.now())

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run, and the typing begin, while the page is on show."""
        super().showEvent(event)
        self._clock.start()
        if self.meeting is not None:
            self._tick()
        self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock, and keep the counts."""
        self._clock.stop()
        self.counting.keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with + and - wherever nothing is typed into."""
        if event.text() in {"+", "-"} and self.meeting is not None and not self._desk.book.read_only:
            self.count.step(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)

    def _wire(self) -> None:
        self.capture.entered.connect(self._enter)
        self.capture.typed.connect(self._typed)
        self.capture.field.asked_for_last.connect(self._change_last)
        self.capture.field.asked_for_list.connect(self._go_to_list)
        self.said.asked_to_change.connect(self._change)
        self.said.asked_to_take_back.connect(self._take_back)
        self.said.left.connect(partial(self.capture.field.setFocus, Qt.FocusReason.OtherFocusReason))
        self.filing.filed.connect(self._filed)
        self.filing.changed.connect(lambda: self.said.put_typed(self.filing.on_their_way))
        self.filing.changed.connect(self._typed)
        self.counting.changed.connect(self._typed)
        self.groups.chosen.connect(self._choose_groups)
        self.groups.typed.connect(self._typed)
        self.votes.asked_to_adopt.connect(self._adopt)
        self.agenda.turned.connect(self.projector.turn_item)
        self.chooser.activated.connect(lambda _: self._begin(self.chooser.currentData()))
        keys: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("One more is here", "Alt+Up", partial(self.count.step, 1)),
            ("One fewer is here", "Alt+Down", partial(self.count.step, -1)),
            ("Next item of the agenda", "Alt+PgDown", partial(self.agenda.turn, 1)),
            ("Item before", "Alt+PgUp", partial(self.agenda.turn, -1)),
            ("Next page on the screen", "Ctrl+PgDown", partial(self.projector.turn, 1)),
            ("Page before on the screen", "Ctrl+PgUp", partial(self.projector.turn, -1)),
            ("Blank the screen", "Ctrl+B", self.projector.blank_it),
            ("Type what is said", "Ctrl+J", partial(self.capture.field.setFocus, Qt.FocusReason.ShortcutFocusReason)),
        )
        for words, key, do in keys:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(without_words(do))
            self.addAction(action)

    def _go_to_list(self) -> None:
        if self.said.model.rowCount():
            self.said.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.said.table.selectRow(0)
