"""The sheets for adding a place and for editing one; both find beat and authority as the person types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Text, clear, column, row
from wehere_desktop.neighbourhood.place import Known, Place, PlaceKind, PlaceStatus
from wehere_desktop.neighbourhood.whereabouts import BY_HAND
from wehere_desktop.records.tending import refuse_frequency
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.places.whereabouts import (
    Alike,
    Spot,
    alike,
    authority_name,
    postcodes_ready,
    prepare_postcodes,
    read_where,
    spot_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.forms import Form
    from wehere_desktop.desk.pieces import Tone
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.records.beatbook import BeatBook

PAUSE_MS = 250


class _Finding:
    """Looks up where something lies a moment after typing ends, and tells a line and the beat's field."""

    def __init__(self, desk: Desk, owner: QWidget, line: Text, beat: RecordPicker) -> None:
        self.spot = Spot()
        self._desk, self._owner, self._line, self._beat = desk, owner, line, beat
        self._beats, self._drawn = _beats_and_boundaries(desk)
        self.filled = ""
        self._job: Job | None = None
        self._later = after_a_pause(owner, PAUSE_MS, self._look)
        self._typed = ""
        self.found: Callable[[], None] | None = None

    def prepare(self) -> None:
        """Have the postcodes ready before anything is typed."""
        if not postcodes_ready():
            self._desk.background.run_long(
                lambda _: prepare_postcodes(), title="Preparing the postcodes", owner=self._owner
            )

    def typed(self, text: str) -> None:
        """Take what stands in the field now."""
        self._typed = text
        self._later.start()

    def _look(self) -> None:
        if self._job is not None:
            self._job.cancel()
        try:
            read = read_where(self._typed)
        except Refusal:
            # Half a postcode is no mistake while it is being typed
            self._take(Spot())
            return
        if not postcodes_ready():
            self._line.say("Preparing the postcodes; this happens once and takes a few seconds.", tone="quiet")
            self._line.show()
        self._job = self._desk.background.run(
            lambda: spot_of(read, self._beats, self._drawn), then=self._take, owner=self._owner
        )

    def _take(self, spot: Spot) -> None:
        self._job = None
        self.spot = spot
        words, tone = _spot_words(spot, self._desk.book)
        self._line.say(words, tone=tone)
        self._line.setVisible(bool(self._line.words()))
        # A beat chosen by hand stays; one that was found follows what is typed.
        if self._beat.ids() in ((), (self.filled,)):
            self._beat.put((spot.beat,))
            self.filled = spot.beat
        if self.found is not None:
            self.found()


def _spot_words(spot: Spot, book: BeatBook) -> tuple[str, Tone]:
    if not spot.known:
        return f"This laptop does not know {spot.postcode}. Choose the beat below.", "due"
    if spot.elsewhere:
        return "That lies outside Cheshire.", "late"
    if spot.position is None:
        return "", "quiet"
    beat = book.beats.find(spot.beat) if spot.beat else None
    parts = [spot.postcode, authority_name(spot.authority), beat.name if beat is not None else "beat not found"]
    return "✓ " + " · ".join(part for part in parts if part), "kept"


def _beats_and_boundaries(desk: Desk) -> tuple[list[Beat], Callable[[], list[BeatBoundary]]]:
    """Return the beats of today, and what asks in a lane for the outlines that were brought in: they are long."""
    book, today = desk.book, desk.today()
    return book.beats.current(today), partial(book.beat_boundaries.current, today)


def _beat_picker(desk: Desk) -> RecordPicker:
    return RecordPicker(
        desk, "beat", name="Beat", hint="Found from the postcode, or type its name", first=lambda: desk.mine().beats
    )


class AddSheet(Paper):
    """A new place in under half a minute: its name, its kind, and where it is."""

    def __init__(self, desk: Desk, name: str = "") -> None:
        """Ask for a place; `name` may be known already."""
        self.beat = _beat_picker(desk)
        self._place_line = Text("", step="small", wrap=True)
        self._place_line.hide()
        fields = [
            field_of(Place, "name", hint="As it is known to people"),
            field_of(Place, "place_kind"),
            Field("where", "Postcode, grid reference or position", hint="CW7 3EP, SJ 6552 6615 or 53.19, -2.51"),
            Field("beat", "Beat"),
            field_of(Place, "street"),
            field_of(Place, "town"),
        ]
        filled = {"name": name, "place_kind": PlaceKind.SCHOOL.value}
        super().__init__(desk, fields, "Add the place", editors={"beat": self.beat}, filled=filled)
        where, named = self.form.editor("where"), self.form.editor("name")
        _under(self.form, "where", self._place_line)
        self._like = QWidget()
        self._like.setLayout(column(spacing=2, margins=(0, 0, 0, 8)))
        self._like.hide()
        _under(self.form, "name", self._like)
        self._asked: Job | None = None
        self._finding = _Finding(desk, self, self._place_line, self.beat)
        self._finding.found = self._look_for_like
        self._name_later = after_a_pause(self, PAUSE_MS, self._look_for_like)
        if isinstance(where, QLineEdit) and isinstance(named, QLineEdit):
            where.textChanged.connect(self._finding.typed)
            named.textChanged.connect(lambda _: self._name_later.start())
        self.begin("name")
        self._finding.prepare()

    def _look_for_like(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        name, spot = str(self.form.typed()["name"]), self._finding.spot
        self._asked = self.desk.ask_book(lambda book: alike(book, name, spot), self._show_like, owner=self)

    def _show_like(self, found: Sequence[Alike]) -> None:
        self._asked = None
        inside = self._like.layout()
        if inside is None:
            return
        clear(inside)
        self._like.setVisible(bool(found))
        if not found:
            return
        inside.addWidget(Text("In the book already? Open it instead:", tone="due", step="small"))
        for each in found:
            words = ", ".join(part for part in (each.name, each.more) if part)
            line = row(spacing=0)
            line.addWidget(Button(words, partial(self._open, each.id), rank="link", name=f"Open {words}"))
            line.addStretch(1)
            box = QWidget()
            box.setLayout(line)
            inside.addWidget(box)

    def _open(self, place: str) -> None:
        self.take_away()
        self.desk.open("place", place)

    def keep_typed(self) -> None:
        """Find where it lies, then add it."""
        values = self.form.values()
        if not values["name"]:
            raise Refusal("The place needs a name.", remedy="As people know it.", field="name", kind="missing")
        read = read_where(values.pop("where"))
        beats, drawn = _beats_and_boundaries(self.desk)
        # What was typed last may not have been looked up yet, so that it is done again, in the files' lane.
        self.desk.background.run(
            lambda: spot_of(read, beats, drawn), then=partial(self._write, values), failed=self.not_kept, owner=self
        )

    def _write(self, values: dict[str, Any], spot: Spot) -> None:
        beat = values["beat"] or spot.beat
        if not beat and not spot.known:
            self.not_kept(
                Refusal(
                    f"This laptop does not know {spot.postcode}.",
                    remedy="Choose the beat by hand, or give a grid reference.",
                    field="beat",
                    kind="unknown-postcode",
                )
            )
            return
        told = {**values, **spot.fields(), "beat": beat, "postcode": spot.postcode}
        told["place_kind"] = PlaceKind(values["place_kind"])
        if spot.beat != beat:
            told["found_by"] = f"{spot.found_by} {BY_HAND}".strip()
        self.write(
            f"Add {values['name']}",
            lambda book: book.places.add(Place(id=book.world.new_id(), **told)).id,
            opens=str,
        )


EDITED = (
    "name",
    "place_kind",
    "street",
    "locality",
    "town",
    "postcode",
    "phone",
    "email",
    "website",
    "access",
    "step_free",
    "hearing_loop",
    "parking",
    "frequency",
    "notes",
    "status",
)


KNOWN = ("step_free", "hearing_loop", "parking")
IF_KNOWN = [(Known.NOT_KNOWN.value, "Not known"), (Known.YES.value, "Yes"), (Known.NO.value, "No")]


class EditSheet(Paper):
    """What a team may change of a place; a new postcode or position finds the beat anew."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Show the place as it is."""
        self._place = place
        self.beat = _beat_picker(desk)
        under = {
            "frequency": "0 takes what is usual for its kind.",
            "access": "Where to go in, whom to ask for; shown on public lists.",
            "notes": "Stays inside the team.",
            "postcode": "",
        }
        fields: list[Field] = []
        for name in EDITED:
            other = {"choices": IF_KNOWN} if name in KNOWN else {}
            fields.append(field_of(Place, name, under=under.get(name, ""), **other))
            if name == "postcode":
                fields.append(Field("where", "New position", hint="Grid reference or degrees"))
                fields.append(Field("beat", "Beat"))
        filled = {**{name: getattr(place, name) for name in EDITED}, "beat": place.beat, "where": ""}
        super().__init__(desk, fields, "Save", editors={"beat": self.beat}, filled=filled, beside=True)
        self._line = Text("", step="small", wrap=True)
        self._line.hide()
        _under(self.form, "postcode", self._line)
        self._finding = _Finding(desk, self, self._line, self.beat)
        # The beat it has counts as found until another is chosen by hand
        self._finding.filled = place.beat
        postcode, where = self.form.editor("postcode"), self.form.editor("where")
        if isinstance(postcode, QLineEdit) and isinstance(where, QLineEdit):
            postcode.textChanged.connect(lambda _: self._finding.typed(where.text() or postcode.text()))
            where.textChanged.connect(lambda _: self._finding.typed(where.text() or postcode.text()))
        self.begin("name")

    def keep_typed(self) -> None:
        """Find where it lies now if it moved, then keep what was changed."""
        values = self.form.values()
        where = values.pop("where")
        read = read_where(where)
        moved = bool(where) or values["postcode"] != self._place.postcode
        if not moved:
            self._write(values, None)
            return
        if values["postcode"]:
            try:
                values["postcode"] = read_where(values["postcode"]).postcode or values["postcode"]
            except Refusal as refusal:
                raise Refusal(
                    "That is not a postcode.", remedy="Write it like CW7 3EP.", field="postcode", kind=refusal.kind
                ) from refusal
        typed = read if read.position is not None else read_where(values["postcode"])
        beats, drawn = _beats_and_boundaries(self.desk)
        self.desk.background.run(
            lambda: spot_of(typed, beats, drawn), then=partial(self._write, values), failed=self.not_kept, owner=self
        )

    def _write(self, values: dict[str, Any], spot: Spot | None) -> None:
        told = {**values, "place_kind": PlaceKind(values["place_kind"]), "status": PlaceStatus(values["status"])}
        told |= {name: Known(values[name]) for name in KNOWN}
        if spot is not None and spot.position is not None:
            told.update(spot.fields())
            if values["beat"] == self._place.beat and spot.beat and self._finding.spot != spot:
                told["beat"] = spot.beat
        if told["beat"] not in {self._place.beat, spot.beat if spot is not None else ""}:
            told["found_by"] = f"{told.get('found_by', self._place.found_by).removesuffix(BY_HAND).strip()} {BY_HAND}"
        try:
            refuse_frequency(told["frequency"])
        except Refusal as refusal:
            self.not_kept(refusal)
            return
        place = self._place
        self.write(f"Edit {told['name'] or place.name}", lambda book: book.places.amend(place.id, **told))


def _under(form: Form, name: str, widget: QWidget) -> None:
    """Put a widget right under a field's editor."""
    grid = form.layout()
    editor = form.editor(name)
    for number in range(grid.count() if grid is not None else 0):
        item = grid.itemAt(number) if grid is not None else None
        box = item.layout() if item is not None else None
        if box is not None and box.indexOf(editor) >= 0:
            box.insertWidget(box.indexOf(editor) + 1, widget)  # type: ignore[attr-defined] # a form's boxes are columns
            return
