"""Entries of data.police.uk: each kept whole as it came, and from it our priority, meeting or officer, on its beat."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.incoming import fingerprint_of
from wehere_desktop.formats.json_text import doubled_keys, value_of
from wehere_desktop.formats.police_uk import ALONE, PLURALS, Item, Shape, read_police_uk, text_in
from wehere_desktop.intake.declaration import ColumnsRead, Intake, Options, look_up
from wehere_desktop.intake.police_uk_match import (
    GONE,
    Compared,
    Key,
    Standing,
    compared,
    entry_of,
    kept_text,
    new_records,
    our_own,
    ours_of,
    posting_wanted,
    record_like,
)
from wehere_desktop.intake.proposal import (
    Came,
    Counts,
    FieldChange,
    NewRecord,
    OlderLeft,
    Proposal,
    RecordChange,
    Rejected,
    RowTold,
)
from wehere_desktop.neighbourhood.fact import Fact, field_named, title_of
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
from wehere_desktop.neighbourhood.police_uk_said import KIND_OF, said_by, title_for
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed, moment_in_words, short_day

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike

NAME = "police-uk"
MOST_OLDER = 200
_NAMED = 4


def propose(book: BeatBook, file: Path, gazetteer: GazetteerLike, options: Options) -> Proposal:  # noqa: ARG001 - no entry is located
    """Return what a file of data.police.uk would do to the book.

    Each entry belongs to the beat the file names, else to `options.beat`; Refusal `missing` where neither does. What
    was changed in the book since an entry came stays, and is told. Refusals as of `read_police_uk`.
    """
    read = read_police_uk(file)
    work = _Work(book, options)
    by_group: dict[tuple[str, Shape], list[Item]] = {}
    for item in read.items:
        if item.shape is None:
            work.reject(item, "it is nothing that data.police.uk tells of a neighbourhood")
            continue
        beat = work.beat_of(item, file.name)
        if beat is None:
            work.reject(item, f"“{item.beat[:40]}” is the id of no beat in this book")
        elif len(item.text) > field_named(PoliceUkEntry, "content").told.limit:
            work.reject(item, "it is too long to be kept")
        else:
            by_group.setdefault((beat.id, item.shape), []).append(item)
    whole = {(work.beat_id(named), shape) for named, shape in read.whole}
    for (beat_id, shape), items in by_group.items():
        work.take_group(beat_id, shape, items, whole=(beat_id, shape) in whole)
    return work.proposal(file, len(read.items))


def columns(book: BeatBook, file: Path, options: Options) -> ColumnsRead:  # noqa: ARG001 - as every intake declares it
    """Return no columns: an entry says itself what each value is. Refusals as of `read_police_uk`."""
    read_police_uk(file)
    return ColumnsRead(None, {})


@dataclass(slots=True)
class _Ours:
    """What of a beat an entry may speak of: our own by their keys, the ids taken, and records by what made them."""

    beat: str
    own: dict[Key, list[Fact]]
    taken: set[str]
    made: dict[tuple[Any, ...], Fact]


@dataclass(slots=True)
class _Work:
    """A proposal in the making."""

    book: BeatBook
    options: Options
    beats: dict[str, Beat | None] = field(default_factory=dict)
    new: list[NewRecord] = field(default_factory=list)
    changed: list[RecordChange] = field(default_factory=list)
    confirmed: list[RecordChange] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    older: list[OlderLeft] = field(default_factory=list)
    told: list[RowTold] = field(default_factory=list)
    kept: Counter[tuple[str, Shape]] = field(default_factory=Counter)
    gone: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    taken_out: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def beat_of(self, item: Item, name: str) -> Beat | None:
        """Return the beat of an entry: the one it names (None if there is none), else the one that was asked for."""
        if not item.beat and not self.options.beat:
            raise Refusal(
                f"“{name}” does not say of which beat it is.",
                remedy="Say which beat it is of.",
                field="beat",
                kind="missing",
            )
        named = self._named(item.beat)
        wanted = self.options.beat if item.shape is not Shape.REFERENCE else ""
        if named is not None and wanted and named.id != wanted:
            raise Refusal(
                f"“{name}” says itself that it is of {named.name} ({named.police_id}).",
                remedy="Bring it in for that beat.",
                field="beat",
                kind="other-beat",
            )
        return named

    def _named(self, police_id: str) -> Beat | None:
        if police_id not in self.beats:
            beats = self.book.beats
            self.beats[police_id] = beats.by_police_id(police_id) if police_id else beats.get(self.options.beat)
        return self.beats[police_id]

    def beat_id(self, police_id: str) -> str:
        """Return the id of a beat of the file, empty for one that is not in the book."""
        beat = self._named(police_id)
        return beat.id if beat is not None else ""

    def reject(self, item: Item, reason: str) -> None:
        """Leave an entry out, saying why."""
        self.rejected.append(Rejected(item.number, reason, (item.text[:2000],)))
        self.told.append(RowTold(item.number, "rejected", _called(item)))

    def take_group(self, beat: str, shape: Shape, items: list[Item], *, whole: bool) -> None:
        """Take the entries of one shape on one beat; `whole` says that the file gives all there are."""
        standing = Standing.of(self.book, beat, shape)
        matched = standing.match(items)
        taken = {each.ours for each in standing.entries}
        behind = max((each.position for each in standing.entries), default=GONE) + 1
        ours = _Ours(beat, our_own(self.book, shape, beat), taken, self._made_before(shape, items, matched))
        for item in items:
            look_up(self.options, item.number)
            if doubles := doubled_keys(item.text):
                self.doubled.append(f"entry {item.number} (“{doubles[0][:40]}”)")
            entry = matched.get(item.number)
            position = item.position if whole or shape in ALONE else entry.position if entry is not None else behind
            if entry is not None:
                self._take_again(item, entry, max(position, 0))
            else:
                self._take_first(item, ours, position)
                behind += 1
            self.kept[beat, shape] += 1
        for entry in standing.left.values():
            if whole and entry.position != GONE:
                self._let_go(entry)

    def _made_before(
        self, shape: Shape, items: list[Item], matched: dict[int, PoliceUkEntry]
    ) -> dict[tuple[Any, ...], Fact]:
        """Return the records by what their entries say, so that an entry that comes twice makes no second one."""
        known = [(each, ours_of(self.book, matched[each.number])) for each in items if each.number in matched]
        return {tuple(said_by(shape, item.value).values()): record for item, record in known if record is not None}

    def _take_again(self, item: Item, entry: PoliceUkEntry, position: int) -> None:
        """Compare an entry with the same one as it came before, and with what was made of it."""
        record = ours_of(self.book, entry)
        quiet = [
            FieldChange(name, getattr(entry, name), value)
            for name, value in (("content", kept_text(item.text)), ("position", position))
            if getattr(entry, name) != value
        ]
        result = Compared()
        title = title_of(record) if record is not None else _called(item)
        anew: tuple[FieldChange, ...] = ()
        if entry.ours_kind not in KIND_OF.values() and value_of(entry.content) != item.value:
            # Nothing is made of it, so that its own words are what a reader sees change.
            anew = tuple(each for each in quiet if each.field == "content")
            quiet = [each for each in quiet if each.field != "content"]
        if entry.ours and record is None and entry.ours_kind in KIND_OF.values():
            self.taken_out.append(title)
        if record is not None and item.shape is not None and kept_text(item.text) != entry.content:
            shape = item.shape
            result = compared(self.book, record, said_by(shape, item.value), said_by(shape, value_of(entry.content)))
        if anew:
            self.changed.append(
                RecordChange(item.number, PoliceUkEntry.kind, entry.id, title, anew, quiet=tuple(quiet))
            )
            self.told.append(RowTold(item.number, "changed", title, entry.id))
            return
        if quiet:
            self.confirmed.append(
                RecordChange(item.number, PoliceUkEntry.kind, entry.id, title, (), quiet=tuple(quiet))
            )
        self._tell(item, record, title, result)

    def _take_first(self, item: Item, ours: _Ours, position: int) -> None:
        """Take an entry that never came before: beside a record that speaks of the same, or with a new one."""
        shape, beat = item.shape or Shape.LINK, ours.beat
        if shape in {Shape.NEIGHBOURHOOD, Shape.REFERENCE}:
            entry = entry_of(self.book, item, beat, position, self.book.beats.get(beat))
            self._tell_new(item, (entry,), _called(item))
            return
        said = tuple(said_by(shape, item.value).values())
        twin = ours.made.get(said) if said else None
        record = None if twin is not None else record_like(self.book, item, beat, ours.own, ours.taken)
        if record is not None:
            ours.taken.add(record.id)
            ours.made[said] = record
            entry = entry_of(self.book, item, beat, position, record)
            posting = posting_wanted(self.book, record, beat)
            result = compared(self.book, record, said_by(shape, item.value), None)
            self._tell(item, record, title_of(record), result, also=(*posting, entry), posted=bool(posting))
            return
        records = () if twin is not None else new_records(self.book, shape, item.value, beat)
        first = twin or (records[0] if records else None)
        if said and first is not None:
            ours.made[said] = first
        if first is None and shape in KIND_OF:
            self.apart.append(_called(item))
        entry = entry_of(self.book, item, beat, position, first)
        self._tell_new(item, (*records, entry), title_of(first) if first is not None else _called(item))

    def _tell_new(self, item: Item, facts: tuple[Fact, ...], title: str) -> None:
        self.new.append(NewRecord(item.number, title, facts))
        self.told.append(RowTold(item.number, "new", title, facts[0].id))

    def _tell(
        self,
        item: Item,
        record: Fact | None,
        title: str,
        result: Compared,
        *,
        also: tuple[Fact, ...] = (),
        posted: bool = False,
    ) -> None:
        """Note what an entry does to a record of ours, and what of ours it leaves."""
        came: Came = "changed" if result.changes or posted else "unchanged"
        if record is not None:
            changes = self.changed if came == "changed" else self.confirmed
            if result.changes or also:
                changes.append(RecordChange(item.number, record.kind, record.id, title, result.changes, also))
            labels = {each.field: field_named(KINDS[record.kind], each.field).told.label for each in result.stays}
            self.older += [
                OlderLeft(
                    item.number,
                    title,
                    labels[each.field],
                    self._said(each.field, each.before),
                    self._said(each.field, each.after),
                )
                for each in result.stays
            ]
        self.told.append(RowTold(item.number, came, title, record.id if record is not None else ""))

    def _said(self, name: str, value: Any) -> str:
        place = self.book.places.find(str(value)) if name == "venue" and value else None
        return place.name if place is not None else _in_words(value)

    def _let_go(self, entry: PoliceUkEntry) -> None:
        record = ours_of(self.book, entry)
        title = title_of(record) if record is not None else entry.shape
        self.gone.append(title)
        quiet = (FieldChange("position", entry.position, GONE),)
        self.confirmed.append(RecordChange(0, PoliceUkEntry.kind, entry.id, title, (), quiet=quiet))

    def proposal(self, file: Path, rows: int) -> Proposal:
        """Return what was found."""
        came = Counter(each.came for each in self.told)
        return Proposal(
            register=NAME,
            file=file,
            fingerprint=fingerprint_of(file),
            edition=self.options.as_of,
            noun=("entry", "entries"),
            headings=("Entry",),
            columns=(),
            counts=Counts(rows, **{each: came[each] for each in ("new", "changed", "unchanged", "rejected")}),
            new=tuple(sorted(self.new, key=lambda each: each.row)),
            changed=tuple(self.changed),
            confirmed=tuple(self.confirmed),
            rejected=tuple(sorted(self.rejected, key=lambda each: each.row)),
            older_left=tuple(self.older[:MOST_OLDER]),
            older_left_count=len(self.older),
            findings=tuple(self._findings()),
            told=tuple(sorted(self.told, key=lambda each: each.row)),
        )

    def _findings(self) -> list[str]:
        beats = [] if self.options.beat else list(dict.fromkeys(beat for beat, _ in self.kept))
        found = [
            f"Of {self.book.beats.get(beat).name}: {listed(_kept_in_words(self.kept, beat))}."
            for beat in beats[:_NAMED]
        ]
        if self.older:
            found.append(f"{counted(len(self.older), 'value').capitalize()} changed in the book since: yours stay.")
        for names, one, many in (
            (self.gone, "is no longer on the list; yours stays", "are no longer on the list; yours stay"),
            (self.taken_out, "was taken out of the book and stays out", "were taken out of the book and stay out"),
            (
                self.apart,
                "says too little, or what we cannot match: kept as it came, no record is made of it",
                "say too little, or what we cannot match: kept as they came, no records are made of them",
            ),
            (self.doubled, "gives a value twice; the last holds", "give a value twice; the last holds"),
        ):
            if names:
                more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
                shown = f"{', '.join(names[:_NAMED])}{more}" if more else listed(names)
                found.append(f"{shown[:1].upper()}{shown[1:]} {one if len(names) == 1 else many}.")
        return found


def _kept_in_words(kept: Counter[tuple[str, Shape]], beat: str) -> list[str]:
    words = []
    for (where, shape), number in kept.items():
        if where == beat:
            one = {Shape.OFFICER: "person", Shape.CONTACT_DETAILS: "set of contact details"}.get(shape, shape.value)
            many = {Shape.CONTACT_DETAILS: "sets of contact details"}.get(shape, PLURALS.get(shape, f"{shape.value}s"))
            words.append(counted(number, one, many))
    return words


def _called(item: Item) -> str:
    """Return what an entry is known by before anything is made of it."""
    if item.shape is Shape.PRIORITY:
        return title_for(said_by(item.shape, item.value)["issue"]) or "a priority without words"
    for path in (("name",), ("title",), ("street", "name")):
        if found := " ".join(text_in(item.value, *path).split()):
            return found[:300]
    return item.shape.value if item.shape is not None else "an entry"


def _in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return moment_in_words(value)
    return short_day(value) if isinstance(value, date) else str(value or "blank")


INTAKE = Intake(
    name=NAME,
    title="police.uk",
    help="Priorities, events, people and the rest of what data.police.uk tells of a neighbourhood, as JSON.",
    propose=propose,
    fields=(),
    columns=columns,
)
