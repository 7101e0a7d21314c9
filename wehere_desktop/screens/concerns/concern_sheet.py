"""The sheet for what somebody raised: a few words without a name; like ones are pointed out while typing."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from wehere_desktop.desk.deed_sheet import DeedSheet
from wehere_desktop.desk.drafts import DraftKeeper, Typed
from wehere_desktop.desk.forms import Field, Form, field_of
from wehere_desktop.desk.left_behind import Drafted
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.concern import CameBy, Concern, ConcernKind
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of
from wehere_desktop.records.telling_back import concern_in_words, merge_into
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.concerns.alike_box import AlikeBox
from wehere_desktop.screens.concerns.ground import (
    beat_choices,
    meetings_held,
    owner_choices,
    point_of,
    priority_choices,
)
from wehere_desktop.screens.concerns.spot_field import SpotField
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.drafts import Draft

WHAT = "concern"
ANONYMOUS = "Without a name unless they ask to be told; only then pick the person."


class ConcernSheet(DeedSheet):
    """Something that was raised, to be filed, or one that is filed already, to be changed."""

    def __init__(self, desk: Desk, concern: Concern, *, new: bool) -> None:
        """Show a concern that is not in the book yet, or (`new` false) one that is."""
        super().__init__(desk, "File it" if new else "Keep changes")
        self.before, self._new = concern, new
        self.said = self.hold(
            Form(
                [
                    field_of(
                        Concern,
                        "said",
                        label="What was raised, in their words",
                        lines=3,
                        hint="Cars parked on the zigzags outside the school at half past three",
                        under="Internal: it never leaves the book.",
                    )
                ],
                today=desk.today,
            )
        )
        self.alike = AlikeBox(desk, "This may have been raised before")
        self.put(self.alike)
        self.place = RecordPicker(desk, "place", name="Place", hint="A few letters, or leave it empty")
        self.spot = SpotField(desk, self._middle)
        contact = RecordPicker(desk, "contact", name="Who asks to be told", hint="Nobody: without a name")
        self.what = self.hold(Form(self._fields(), today=desk.today, beside=True, editors=self._editors(contact)))
        self._fill(concern)
        self.setFocusProxy(self.said.editor("said"))
        self.keeper = DraftKeeper(desk, what=WHAT, draft=concern.id, read=self._read, parent=self)
        for form in (self.said, self.what):
            form.changed.connect(self._typed)
        self.place.changed.connect(self._take_beat)
        self.alike.asked_to_add.connect(self.add_to)
        self.alike.asked_to_join.connect(self._join)

    def typed_on(self, draft: Draft) -> None:
        """Go on with what a draft holds."""
        for form in (self.said, self.what):
            form.fill({name: value for name, value in draft.body.items() if name in form.typed()})
        self.keeper.go_on()

    def let_go(self) -> None:
        """Drop the draft: the sheet was filed or is let go on purpose."""
        self.keeper.drop()

    def keep_now(self, values: dict[str, Any]) -> None:
        """File it, or write what was changed of it."""
        after = self._after(values)
        names = [
            each.name for each in dataclasses.fields(Concern) if each.name not in {"id", "created", "changed", "by"}
        ]
        changed = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(self.before, name)}
        record, title = after.id, concern_in_words(after)

        def work(book: BeatBook) -> None:
            if self._new:
                book.concerns.add(after)
            else:
                book.concerns.amend(record, **changed)

        self.desk.change(
            "File a concern" if self._new else "Change a concern",
            work,
            owner=self,
            form=self,
            failed=self.give_back,
            then=lambda _: self._kept(record),
            say=f"Filed: {title}" if self._new else f"Changed: {title}",
        )

    def add_to(self, other: str) -> None:
        """Put what stands here with another concern that is about the same thing."""
        try:
            after = self._after(self.values())
        except Refusal as refusal:
            self.desk.notices.refuse([refusal], self)
            return
        self.set_filing(filing=True)

        def work(book: BeatBook) -> None:
            if self._new:
                book.concerns.add(after)
            merge_into(book, after.id, other)

        self.desk.change(
            "Add to a concern",
            work,
            owner=self,
            form=self,
            failed=self.give_back,
            then=lambda _: self._kept(other),
            say="Added to the one that was there",
        )

    def _fields(self) -> list[Field]:
        desk, before = self.desk, self.before
        meetings = meetings_held(desk, (before.beat,) if before.beat else (), held=before.raised_at)
        return [
            field_of(Concern, "concern_kind"),
            field_of(Concern, "theme"),
            Field("asb", "", "yes_no"),
            field_of(Concern, "beat", shape="choice", choices=beat_choices(desk, held=before.beat)),
            Field("place", "Place"),
            Field("spot", "Point"),
            field_of(Concern, "whereabouts", hint="By the lower gate"),
            field_of(Concern, "came_by"),
            field_of(Concern, "raised_on", hint="today"),
            Field("raised_at", "At meeting", "choice", [("", "at none"), *meetings]),
            Field("contact", "Who asks to be told", under=ANONYMOUS),
            field_of(Concern, "organisation", label="For which group", hint="Elm Park Residents"),
            Field("owner", "Who sees to it", "choice", owner_choices(desk, held=before.owner)),
            Field("priority", "Priority", "choice", priority_choices(desk, before.beat, held=before.priority)),
            field_of(
                Concern,
                "you_said",
                label="You said (public)",
                lines=2,
                hint="Parking on the zigzags at the school",
                under="Without names and without what only one person can have told us.",
            ),
        ]

    def _editors(self, contact: QWidget) -> dict[str, QWidget]:
        asb = QCheckBox("Antisocial behaviour")
        asb.setAccessibleName("Antisocial behaviour")
        return {"place": self.place, "spot": self.spot, "contact": contact, "asb": asb}

    def _fill(self, concern: Concern) -> None:
        self.said.fill({"said": concern.said})
        at = point_of(concern)
        self.what.fill(
            {
                **{name: getattr(concern, name) for name in self.what.typed() if name != "spot"},
                "raised_on": short_day(concern.raised_on, today=self.desk.today()) if concern.raised_on else "today",
                "spot": str(at) if at is not None else "",
            }
        )

    def _after(self, values: dict[str, Any]) -> Concern:
        """Return the concern as the forms have it; raises a Refusal pinned to its field."""
        given = dict(values)
        given.pop("spot")
        at = self.spot.checked()
        theme = Theme(given["theme"])
        given["concern_kind"] = ConcernKind(given["concern_kind"])
        given["came_by"] = CameBy(given["came_by"])
        given["theme"] = theme
        if theme is not self.before.theme or self._new:
            given["plan_priority"] = plan_priority_of(theme)
            given["asb"] = given["asb"] or theme is Theme.ANTISOCIAL
        if not given["said"] and not given["you_said"]:
            raise Refusal("There is nothing in it.", remedy="Say what was raised.", field="said", kind="missing")
        day = given["raised_on"]
        if day is not None and day > self.desk.today():
            raise Refusal(
                "It cannot have been raised on a day that is to come.",
                remedy="Choose today or an earlier day.",
                field="raised_on",
                kind="future",
            )
        return dataclasses.replace(
            self.before,
            **given,
            latitude=at.lat if at is not None else None,
            longitude=at.lon if at is not None else None,
        )

    def _kept(self, record: str) -> None:
        self.keeper.drop()
        self.desk.close_sheet()
        self.desk.open("concern", record)

    def _read(self) -> Typed | None:
        if not self.has_unsaved():
            return None
        words = " ".join(str(self.said.typed()["said"]).split())[:60]
        body = {**self.said.typed(), **self.what.typed(), "new": self._new}
        return Typed(f"concern “{words}”" if self._new else f"changes to “{words}”", body)

    def _typed(self) -> None:
        self.keeper.typed()
        if self._new or self.said.is_changed():
            typed = self.what.typed()
            text = " ".join((str(self.said.typed()["said"]), str(typed["whereabouts"])))
            self.alike.look_for(text, self._point(), self._near_beats(str(typed["beat"])), but=self.before.id)

    def _near_beats(self, beat: str) -> tuple[str, ...]:
        """Return the beats of the same unit: what was raised across the street may lie on the next beat."""
        found = self.desk.book.beats.find(beat) if beat else None
        if found is None:
            return ()
        return tuple(each.id for each in self.desk.book.beats.in_lpu(found.lpu, self.desk.today())) or (beat,)

    def _point(self) -> Position | None:
        if self.spot.position is not None:
            return self.spot.position
        return self._of_place()

    def _of_place(self) -> Position | None:
        place = self.desk.book.places.find(ids[0]) if (ids := self.place.ids()) else None
        return point_of(place) if place is not None else None

    def _middle(self) -> Position | None:
        """Return where the map opens: at the place, else at the beat's first anchor."""
        at = self._of_place()
        beat = self.desk.book.beats.find(str(self.what.typed()["beat"])) if at is None else None
        if beat is not None and beat.anchors:
            lat, lon = beat.anchors[0].split()
            return Position(float(lat), float(lon))
        return at

    def _take_beat(self) -> None:
        """Take the beat of the place chosen, since that is where it was."""
        place = self.desk.book.places.find(ids[0]) if (ids := self.place.ids()) else None
        box = self.what.editor("beat")
        if place is not None and place.beat and isinstance(box, QComboBox):
            box.setCurrentIndex(max(box.findData(place.beat), 0))

    def _join(self, priority: str) -> None:
        box = self.what.editor("priority")
        found = self.desk.book.priorities.find(priority)
        if isinstance(box, QComboBox) and found is not None:
            if box.findData(priority) < 0:
                box.addItem(found.title, priority)
            box.setCurrentIndex(box.findData(priority))
            self.desk.notices.tell(f"It will be part of “{found.title}”")


def new_concern(desk: Desk) -> ConcernSheet:
    """Return the sheet for something raised today on my beat, seen to by me where I work one."""
    mine = desk.mine()
    first = beat_choices(desk)
    beat = mine.beats[0] if mine.beats else first[0][0] if first else ""
    owner = desk.book.holder if mine.beats and not mine.leads_unit else ""
    fresh = Concern(
        id=desk.book.world.new_id(), beat=beat, raised_on=desk.today(), owner=owner, came_by=CameBy.IN_PASSING
    )
    return ConcernSheet(desk, fresh, new=True)


def sheet_of_draft(desk: Desk, draft: Draft) -> tuple[str, ConcernSheet]:
    """Return title and sheet that go on with a draft that was left behind."""
    there = desk.book.concerns.find(draft.id)
    if there is not None:
        sheet = ConcernSheet(desk, there, new=False)
    else:
        sheet = ConcernSheet(
            desk, Concern(id=draft.id, beat=str(draft.body.get("beat", "")), raised_on=desk.today()), new=True
        )
    sheet.typed_on(draft)
    return ("Edit what was raised" if there is not None else "Add what was raised", sheet)


DRAFTED = Drafted(WHAT, "concern", "the", "the page You said", sheet_of_draft)
