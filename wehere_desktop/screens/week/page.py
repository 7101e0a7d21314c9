"""The page of Week: what is due at the left, the days at the right; each change of the plan is kept at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from wehere_desktop.desk.pieces import column
from wehere_desktop.desk.screen import Desk, PrintOffer, ScreenWidget
from wehere_desktop.neighbourhood.week_plan import DAYS_IN_WEEK, planning_week, round_of
from wehere_desktop.records.week_plans import keep_week_plan
from wehere_desktop.screens.week.picture import WeekPicture, week_of
from wehere_desktop.screens.week.view import WeekView
from wehere_desktop.wording import WEEKDAYS, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.background import Job
    from wehere_desktop.neighbourhood.week_plan import WeekPlan
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.change import Changed


class Week(ScreenWidget):
    """Shows one week at a time: this one, or from Saturday on the next."""

    def __init__(self, desk: Desk) -> None:
        """Begin with the week to be planned now."""
        super().__init__()
        self._desk = desk
        self._monday = planning_week(desk.today())
        self._asked: Job | None = None
        self._picture: WeekPicture | None = None
        self._plan: WeekPlan | None = None
        self._revision = 0
        self.view = WeekView(desk)
        self.view.planned.connect(self._put)
        self.view.turned.connect(self._turn)
        self.view.started_from.connect(self._start)
        self.view.timed.connect(self._time)
        self.view.asked_for_closed_days.connect(self._closed_days)
        whole = column()
        whole.addWidget(self.view)
        self.setLayout(whole)

    @property
    def plan(self) -> WeekPlan | None:
        """The plan on show, None until it is there."""
        return self._plan

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the week anew; what is on show stays until it is there."""
        del changed
        if self._asked is not None:
            self._asked.cancel()
        monday, today = self._monday, self._desk.today()
        beats = self._beats()
        self._asked = self._desk.ask_book(
            lambda book: week_of(book, beats, monday=monday, today=today),
            partial(self._show, self._revision),
            owner=self,
        )

    def commands(self) -> list[QAction]:
        """Offer the days on which places are closed."""
        closed = QAction("Closed days…", self)
        closed.triggered.connect(self._closed_days)
        return [closed]

    def prints(self) -> list[PrintOffer]:
        """Offer the sheet of the week on show."""
        if self._plan is None or not self._plan.planned():
            return []
        monday = self._plan.monday

        def make(book: BeatBook) -> bytes:
            from wehere_desktop.handouts.week_sheet import week_sheet

            return week_sheet(book, monday, today=book.world.today()).pdf

        title, holder = f"Week of {short_day(monday)}", self._desk.book.holder
        days = [self._day_sheet(self._plan, day) for day, calls in enumerate(self._plan.days) if calls]
        return [PrintOffer(f"{title}: calls by day", f"{title}.pdf", make, "officer", holder), *days]

    def _day_sheet(self, plan: WeekPlan, number: int) -> PrintOffer:
        monday, day = plan.monday, plan.date_of(number)

        def make(book: BeatBook) -> bytes:
            from wehere_desktop.handouts.week_sheet import week_sheet

            return week_sheet(book, monday, today=book.world.today(), only=day).pdf

        title = f"Calls of {WEEKDAYS[number][:3]} {short_day(day, today=self._desk.today())}"
        return PrintOffer(f"{title} with their map", f"{title}.pdf", make, "officer", self._desk.book.holder)

    def _beats(self) -> tuple[str, ...]:
        mine = self._desk.mine()
        if mine.beats and not mine.leads_unit:
            return mine.beats
        return tuple(each.id for each in self._desk.book.beats.in_lpu(mine.lpu, self._desk.today()))

    def _show(self, revision: int, picture: WeekPicture) -> None:
        self._picture = picture
        # What was planned while the question was under way is newer than the answer
        if self._plan is None or self._plan.monday != picture.monday or revision == self._revision:
            self._plan = picture.plan
        self._draw()

    def _draw(self) -> None:
        if self._picture is None or self._plan is None:
            return
        missing = self._plan.planned() - self._picture.calls.keys()
        plan = self._plan.put(missing, None) if missing else self._plan
        positions = self._picture.positions()
        ways = [round_of(plan, number, positions) for number in range(DAYS_IN_WEEK)]
        self.view.show_week(self._picture, plan, ways)
        self.offers_changed.emit()

    def _change(self, plan: WeekPlan) -> None:
        if plan == self._plan:
            return
        self._plan, self._revision = plan, self._revision + 1
        self._draw()
        self._desk.background.run(
            lambda: keep_week_plan(self._desk.book, plan), failed=self._desk.notices.fault, owner=self
        )

    def _put(self, places: Sequence[str], day: int) -> None:
        if self._plan is not None:
            self._change(self._plan.put(places, None if day < 0 else day))

    def _start(self, place: str) -> None:
        if self._plan is not None:
            self._change(replace(self._plan, start=place))

    def _time(self, minutes: int, kmh: int) -> None:
        if self._plan is not None:
            self._change(replace(self._plan, call_minutes=minutes, kmh=kmh))

    def _turn(self, weeks: int) -> None:
        self._monday = (
            self._monday + timedelta(days=DAYS_IN_WEEK * weeks) if weeks else planning_week(self._desk.today())
        )
        self.refresh(None)

    def _closed_days(self, *_: object) -> None:
        from wehere_desktop.screens.week.closed_days import ClosedDays

        self._desk.show_sheet("Closed days", ClosedDays(self._desk))
