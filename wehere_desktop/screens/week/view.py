"""What Week looks like: what is due and the call chosen at the left, the days at the right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, EmptyState, Text, column, row
from wehere_desktop.neighbourhood.week_plan import (
    DAYS_IN_WEEK,
    WORKING_DAYS,
    DayRound,
    WeekPlan,
    metres_in_words,
    minutes_in_words,
    week_in_words,
)
from wehere_desktop.screens.week.call_card import CallCard
from wehere_desktop.screens.week.call_list import CallLine, CallList
from wehere_desktop.screens.week.day_column import DayColumn
from wehere_desktop.screens.week.picture import WeekPicture, why_now, word_of
from wehere_desktop.screens.week.route_sketch import RouteSketch
from wehere_desktop.wording import WEEKDAYS, counted, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.ground import Position
    from wehere_desktop.records.calls import Call

LEFT_WIDTH = 372
LEFT_SHARE = 0.34
"""The left takes no more of the page than this, so that the days have room with large text."""
SKETCH_HEIGHT = 132
START_LETTERS = 14
NO_START = "the first call"
MINUTES = {each: f"{each} min a call" for each in (10, 15, 20, 30, 45, 60)}
# Ours: slower than on the road, since straight lines are shorter than roads
SPEEDS = {4: "on foot", 12: "by bicycle", 20: "by car in town", 30: "by car", 45: "by car, far apart"}


class WeekView(QWidget):
    """Widgets only: it shows a week and says what was planned."""

    #: Calls are wanted on a day (0 for Monday) or on none (-1); carries the places' ids and the day.
    planned = Signal(object, int)
    #: Another week is wanted: so many weeks on, 0 for the one to be planned now.
    turned = Signal(int)
    #: Where the days are to start; carries a place's id, empty for the first call.
    started_from = Signal(str)
    #: Minutes a call and kilometres an hour were changed.
    timed = Signal(int, int)
    asked_for_closed_days = Signal()

    def __init__(self, desk: Desk) -> None:
        """Lay out an empty week."""
        super().__init__()
        self._desk = desk
        self._picture: WeekPicture | None = None
        self._plan: WeekPlan | None = None
        self._ways: Sequence[DayRound] = ()
        self._day = self._day_on_map = 0
        self.days = [DayColumn(number, desk.look) for number in range(DAYS_IN_WEEK)]
        self.due = CallList("Calls due", desk.look)
        self.card = CallCard(desk)
        self.sketch = RouteSketch(desk.look)
        whole = column(spacing=12, margins=(20, 16, 20, 16))
        whole.addLayout(self._head())
        whole.addLayout(self._settings())
        halves = row(spacing=16)
        halves.addWidget(self._left())
        halves.addLayout(self._right(), 1)
        whole.addLayout(halves, 1)
        self.setLayout(whole)
        for each in (self.due, *(day.calls for day in self.days)):
            each.planned.connect(self.planned)
            each.opened.connect(lambda place: desk.open("place", place))
            each.asked_to_log.connect(lambda place: desk.quick_log(place) if desk.can_log else None)
            each.currentRowChanged.connect(self._choose)
            each.came_in.connect(self._choose)
            each.itemSelectionChanged.connect(self._choose)
        for day in self.days:
            day.calls.dropped.connect(lambda places, number=day.number: self.planned.emit(places, number))
            day.looked_at.connect(self._look_at)
        self.due.dropped.connect(lambda places: self.planned.emit(places, -1))
        self.card.planned.connect(self.planned)
        desk.look.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the left its width, and no more than its share."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._left_box.setFixedWidth(min(self._desk.look.px(LEFT_WIDTH), int(self.width() * LEFT_SHARE)))

    def show_week(self, picture: WeekPicture, plan: WeekPlan, ways: Sequence[DayRound]) -> None:
        """Show a week with a plan, each day in the order of its way."""
        fresh = self._picture is None or self._picture.monday != picture.monday
        self._picture, self._plan, self._ways = picture, plan, ways
        if fresh:
            self._day = (picture.today - picture.monday).days if picture.monday <= picture.today else 0
            self._day = min(max(self._day, 0), DAYS_IN_WEEK - 1)
        self.title.say(week_in_words(picture.monday))
        self._say(picture, plan)
        self._fill_settings(picture, plan)
        done = frozenset(
            place
            for place, call in picture.calls.items()
            if call.last is not None and picture.monday <= call.last < picture.monday + timedelta(days=DAYS_IN_WEEK)
        )
        for day, facts, way in zip(self.days, picture.days, ways, strict=True):
            day.show_day(facts, way, picture.calls, done)
            day.setVisible(day.number < WORKING_DAYS or bool(way.legs) or self.weekend.isChecked())
        self.due.show_lines(self._due_lines(picture, plan))
        self.left.setCurrentIndex(0 if picture.groups else 1)
        self._show_nothing_due(picture)
        self._choose()
        self._draw_way()

    def _head(self) -> QHBoxLayout:
        self.title = Text("", step="title")
        self.sentence = Text("", tone="quiet", wrap=True)
        words = column(spacing=2)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        before = Button("Before", lambda: self.turned.emit(-1), rank="chip", name="The week before")
        now = Button("This week", lambda: self.turned.emit(0), rank="chip", name="The week to plan now")
        following = Button("After", lambda: self.turned.emit(1), rank="chip", name="The week after")
        self.weekend = Button("Weekend", rank="chip", name="Show Saturday and Sunday")
        self.weekend.setCheckable(True)
        self.weekend.toggled.connect(self._show_weekend)
        head = row(spacing=8)
        head.addLayout(words, 1)
        for each in (before, now, following, self.weekend):
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _settings(self) -> QHBoxLayout:
        self.start = QComboBox()
        self.start.setAccessibleName("Days start at")
        self.start.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.start.setMinimumContentsLength(START_LETTERS)
        self.start.activated.connect(self._started)
        self.minutes, self.kmh = QComboBox(), QComboBox()
        self.minutes.setAccessibleName("Minutes a call")
        self.kmh.setAccessibleName("How you go from call to call")
        for each in (self.minutes, self.kmh):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            each.activated.connect(self._timed)
        across = row(spacing=8)
        across.addWidget(Text("Days start at", tone="quiet"))
        across.addWidget(self.start)
        across.addWidget(self.minutes)
        across.addWidget(self.kmh)
        note = Text(
            "Each day is put in a short order by straight lines; its time is rough.",
            tone="quiet",
            step="small",
            elide=True,
        )
        across.addWidget(note, 1)
        across.addWidget(Button("Closed days…", self.asked_for_closed_days.emit, rank="link"))
        return across

    def _left(self) -> QWidget:
        box = QWidget()
        self._left_box = box
        self.due_card = Card("Due", tight=True)
        self.left = QStackedWidget()
        self.left.addWidget(self.due)
        self.nothing = column()
        holder = QWidget()
        holder.setLayout(self.nothing)
        self.left.addWidget(holder)
        self.due_card.add(self.left)
        whole = column(spacing=12)
        whole.addWidget(self.due_card, 1)
        whole.addWidget(self.card)
        box.setLayout(whole)
        return box

    def _right(self) -> QVBoxLayout:
        days = row(spacing=8)
        for each in self.days:
            days.addWidget(each, 1)
        self.way_words = Text("", strong=True, elide=True)
        self.way_more = Text("", tone="quiet", wrap=True)
        words = column(spacing=4)
        words.addWidget(self.way_words)
        words.addWidget(self.way_more)
        words.addStretch(1)
        words.addLayout(self._on_map())
        foot = Card()
        inside = row(spacing=16)
        inside.addLayout(words, 3)
        inside.addWidget(self.sketch, 2)
        foot.body.setContentsMargins(16, 12, 8, 8)
        foot.body.addLayout(inside)
        foot.setFixedHeight(self._desk.look.px(SKETCH_HEIGHT))
        whole = column(spacing=12)
        whole.addLayout(days, 1)
        whole.addWidget(foot)
        return whole

    def _on_map(self) -> QHBoxLayout:
        self.on_map = Button("", self._locate, rank="link")
        self.on_map.hide()
        across = row()
        across.addWidget(self.on_map)
        across.addStretch(1)
        return across

    def _offer_map(self, positions: Mapping[str, Position]) -> None:
        """Offer the map of the day looked at; of the first with calls where that has none, so that Tab comes to it."""
        drawn = [day for day, way in enumerate(self._ways) if any(leg.place in positions for leg in way.legs)]
        self.on_map.setVisible(bool(drawn) and self._desk.can_locate("round"))
        if drawn:
            self._day_on_map = self._day if self._day in drawn else drawn[0]
            self.on_map.setText(f"Show {WEEKDAYS[self._day_on_map]} on the map")
            self.on_map.setAccessibleName(f"Show the calls of {WEEKDAYS[self._day_on_map]} on the map")

    def _locate(self) -> None:
        if self._picture is not None:
            self._desk.locate("round", self._picture.days[self._day_on_map].day.isoformat())

    def _say(self, picture: WeekPicture, plan: WeekPlan) -> None:
        late = sum(call.late for call in picture.calls.values())
        last = picture.monday + timedelta(days=2 * DAYS_IN_WEEK - 1)
        due = sum(len(group.calls) for group in picture.groups)
        planned = len(plan.planned())
        said = f"{counted(due, 'call')} due by {short_day(last, today=picture.today)}, {late} late already. "
        said = said[0].upper() + said[1:]
        self.sentence.say(said + (f"{planned} planned this week." if planned else "None is planned yet."))
        self.due_card.heading.say(f"Due by {short_day(last, today=picture.today)}")
        self.due_card.note.say("late first, by beat" if len(picture.groups) > 1 else "late first")

    def _due_lines(self, picture: WeekPicture, plan: WeekPlan) -> list[CallLine]:
        lines = []
        for group in picture.groups:
            if len(picture.groups) > 1:
                lines.append(CallLine("", group.name, str(len(group.calls))))
            lines += [self._due_line(picture.calls[place], picture, plan) for place in group.calls]
        return lines

    def _due_line(self, call: Call, picture: WeekPicture, plan: WeekPlan) -> CallLine:
        word, tone = word_of(call, picture.today)
        day = plan.day_of(call.place.id)
        more = " · ".join(part for part in (word if day is not None else "", why_now(call), call.place.street) if part)
        if call.warnings:
            more = f"! {call.warnings[0]}"
        if day is not None:
            word, tone = f"✓ {WEEKDAYS[day][:3]}", "kept"
        return CallLine(call.place.id, call.place.name, more, word, tone, careful=bool(call.warnings))

    def _show_nothing_due(self, picture: WeekPicture) -> None:
        from wehere_desktop.desk.pieces import clear

        clear(self.nothing)
        if picture.groups:
            return
        look = self._desk.look
        if not picture.has_beats:
            empty = EmptyState(look, "map", "You are not posted to a beat yet.", "Your sergeant can post you.")
        elif not picture.places:
            empty = EmptyState(look, "places", "No places here yet.", "What is due appears here once there are some.")
        else:
            empty = EmptyState(look, "good-day", "Nothing is due.", "Everyone is in touch until the end of next week.")
        self.nothing.addWidget(empty)
        self.nothing.addStretch(1)

    def _fill_settings(self, picture: WeekPicture, plan: WeekPlan) -> None:
        self.start.clear()
        self.start.addItem(NO_START, "")
        for place, name, _ in picture.starts:
            self.start.addItem(name, place)
        self.start.setCurrentIndex(max(self.start.findData(plan.start), 0))
        _choose_number(self.minutes, MINUTES, plan.call_minutes, "{} min a call")
        _choose_number(self.kmh, SPEEDS, plan.kmh, "{} km/h")

    def _started(self, index: int) -> None:
        self.started_from.emit(str(self.start.itemData(index) or ""))

    def _timed(self, index: int) -> None:
        del index
        self.timed.emit(int(self.minutes.currentData()), int(self.kmh.currentData()))

    def _show_weekend(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        for day in self.days[WORKING_DAYS:]:
            day.setVisible(shown or bool(day.calls.places()))

    def _choose(self, *_: object) -> None:
        """Show the call that has the focus, in whichever list."""
        lists = (self.due, *(day.calls for day in self.days))
        chosen = next((each for each in lists if each.hasFocus()), None)
        if chosen is not None:
            for each in lists:
                if each is not chosen and each.selectedItems():
                    each.clearSelection()
        place = chosen.current() if chosen is not None else self.card.place
        picture, plan = self._picture, self._plan
        if picture is None or plan is None:
            return
        days = picture.days[: DAYS_IN_WEEK if self.weekend.isChecked() else WORKING_DAYS]
        self.card.show_call(picture.calls.get(place), days, plan.day_of(place) if place else None, picture.today)

    def _look_at(self, day: int) -> None:
        self._day = day
        self._draw_way()

    def _draw_way(self) -> None:
        picture, plan = self._picture, self._plan
        if picture is None or plan is None:
            return
        way, positions = self._ways[self._day], picture.positions()
        points = [positions[leg.place] for leg in way.legs if leg.place in positions]
        base = positions.get(plan.start) if plan.start else None
        name = f"{WEEKDAYS[self._day]} {picture.days[self._day].day.day}"
        self._offer_map(positions)
        if not way.legs:
            self.way_words.say(f"{name}: nothing planned")
            self.way_more.say("Press 1 to 5 on a call for Monday to Friday, or drag it onto a day.")
            self.sketch.show_way([], "", from_base=False)
            return
        self.way_words.say(f"{name}: {counted(len(way.legs), 'call')}, about {minutes_in_words(way.minutes)}")
        started = f"from {self.start.currentText()}" if base is not None else "from the first call"
        self.way_more.say(
            f"{metres_in_words(way.metres)} {started} by straight lines; roads are longer. "
            f"Reckoned with {plan.call_minutes} min a call and {plan.kmh} km/h between: it is rough."
        )
        words = ", then ".join(picture.calls[leg.place].place.name for leg in way.legs)
        self.sketch.show_way([*([base] if base else []), *points], f"The way: {words}", from_base=base is not None)


def _choose_number(box: QComboBox, usual: dict[int, str], chosen: int, otherwise: str) -> None:
    """Offer the usual numbers in words and the one chosen, wherever that came from."""
    offered = {chosen: otherwise.format(chosen), **usual}
    box.clear()
    for number in sorted(offered):
        box.addItem(offered[number], number)
    box.setCurrentIndex(box.findData(chosen))
