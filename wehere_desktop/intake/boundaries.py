"""Boundaries: outlines of beats from KML, GeoJSON or a Shapefile, dated, and the places that move by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wehere_desktop.formats.boundary_files import read_boundaries
from wehere_desktop.formats.incoming import fingerprint_of
from wehere_desktop.formats.outlines import Polygon
from wehere_desktop.intake.boundary_match import BeatsByName, Match
from wehere_desktop.intake.boundary_moves import Moves, moves_of
from wehere_desktop.intake.boundary_sight import boundaries_seen
from wehere_desktop.intake.declaration import ColumnsRead, Intake, Options, look_up
from wehere_desktop.intake.editions import edition_in_name
from wehere_desktop.intake.proposal import Counts, Held, NewRecord, Proposal, RecordChange, Rejected, RowTold
from wehere_desktop.intake.settling import settled
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import BoundaryIndex, from_grid, index_of, polygons_of, rings_text
from wehere_desktop.neighbourhood.boundary_checks import Checked, check, joined, mended
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.formats.outlines import Outline
    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike

NAME = "boundaries"
FOLDER = "cheshire"
"""The folder of our force in an archive of all forces, as data.police.uk gives it."""

MOST_TEXT = field_named(BeatBoundary, "rings").told.limit
NOTHING_FOUND = Checked((), (), ())
TOO_LONG = "its outline has more corners than can be kept; use a generalised one"
_BRITAIN = (49.7, -8.8, 61.0, 2.0)
_LONGEST = 300


def propose(book: BeatBook, file: Path, gazetteer: GazetteerLike, options: Options) -> Proposal:  # noqa: ARG001 - outlines are found by name
    """Return what a file of boundaries would do to the book: an outline for each beat it names.

    It holds from `options.as_of`, else from the day in the file's name, else from today. Outlines whose beat is only
    likely are held back, to be matched or left out. `options.mapping` gives outlines by name their beat. Refusals:
    those of `read_boundaries`, `future-day`, `no-such-beat`, `stopped`.
    """
    today = book.world.today()
    since = options.as_of or edition_in_name(file.name, today=today) or today
    if since > today:
        raise Refusal(
            f"{short_day(since)} is still to come, and places move at once.",
            remedy="Bring the boundaries in on the day from which they hold.",
            field="as_of",
            kind="future-day",
        )
    read = read_boundaries(file, folder=FOLDER, stop=options.stop)
    work = _Work(book, options, file, today, since)
    for outline in read.outlines:
        look_up(options, outline.number)
        work.take(outline, on_grid=read.on_grid, alone=len(read.outlines) == 1)
    return settled(work.proposal(), options.duplicates)


def columns(book: BeatBook, file: Path, options: Options) -> ColumnsRead:  # noqa: ARG001 - as every intake declares it
    """Return no columns: an outline has a name and a shape. Refusals as of `read_boundaries`."""
    read_boundaries(file, folder=FOLDER)
    return ColumnsRead(None, {})


@dataclass(slots=True)
class _Taken:
    """An outline of the file that is meant for a beat, in WGS84 degrees."""

    row: int
    title: str
    beat: Beat
    polygons: tuple[Polygon, ...]
    likeness: int


@dataclass(slots=True)
class _Work:
    """A proposal in the making."""

    book: BeatBook
    options: Options
    file: Path
    today: date
    since: date
    sure: dict[str, list[_Taken]] = field(default_factory=dict)
    likely: dict[str, list[_Taken]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    told: list[RowTold] = field(default_factory=list)
    fingerprint: str = ""
    beats: list[Beat] = field(init=False)
    names: dict[str, str] = field(init=False)
    standing: dict[str, BeatBoundary] = field(init=False)
    latest: dict[str, date] = field(init=False)
    by_name: BeatsByName = field(init=False)

    def __post_init__(self) -> None:
        """Ask the book for the beats of today and the outlines they have."""
        self.fingerprint = fingerprint_of(self.file)
        self.beats = self.book.beats.current(self.today)
        self.names = {beat.id: beat.name for beat in self.beats}
        kept = self.book.beat_boundaries.all()
        self.standing = {each.beat: each for each in self.book.beat_boundaries.current(self.today)}
        self.latest = {}
        for each in kept:
            if each.valid_from is not None:
                self.latest[each.beat] = max(each.valid_from, self.latest.get(each.beat, each.valid_from))
        self.by_name = BeatsByName(self.beats, chosen=self.options.mapping, only=self.options.beat)

    def take(self, outline: Outline, *, on_grid: bool, alone: bool) -> None:
        """Match one outline, or reject it with the reason."""
        title = (outline.name or outline.stem)[:_LONGEST]
        if outline.problem or not outline.polygons:
            self._reject(outline.number, title, outline.problem or "it encloses nothing")
            return
        try:
            polygons = from_grid(outline.polygons) if on_grid else outline.polygons
        except Refusal:
            self._reject(outline.number, title, "it lies outside Great Britain")
            return
        polygons = polygons_of(rings_text(polygons))
        if not polygons:
            self._reject(outline.number, title, "it encloses nothing")
            return
        if not _in_britain(polygons):
            swapped = _in_britain(
                tuple(tuple(tuple((up, across) for across, up in ring) for ring in each) for each in polygons)
            )
            reason = "its latitudes and longitudes are swapped" if swapped else "it lies outside Great Britain"
            self._reject(outline.number, title, reason)
            return
        match = self.by_name.match(outline, polygons, alone=alone)
        if match.beat is None:
            self._reject(outline.number, title, match.reason)
        elif self.latest.get(match.beat.id, self.since) > self.since:
            day = short_day(self.latest[match.beat.id])
            self._reject(outline.number, title, f"{match.beat.name} has a newer outline, from {day}")
        else:
            self._keep(outline.number, title, match, match.beat, polygons)

    def _keep(self, row: int, title: str, match: Match, beat: Beat, polygons: tuple[Polygon, ...]) -> None:
        if len(rings_text(polygons)) > MOST_TEXT:
            self._reject(row, title, TOO_LONG)
            return
        kept = self.sure if match.likeness >= 100 else self.likely  # noqa: PLR2004 - in a hundred
        kept.setdefault(beat.id, []).append(_Taken(row, title, beat, polygons, match.likeness))

    def _reject(self, row: int, title: str, reason: str) -> None:
        self.rejected.append(Rejected(row, reason, (title,)))
        self.told.append(RowTold(row, "rejected", title))

    def proposal(self) -> Proposal:
        """Return what was found."""
        for beat in [beat for beat in self.likely if beat in self.sure]:
            for each in self.likely.pop(beat):
                reason = f"it is like {each.beat.name}, which this file has under its own name"
                self._reject(each.row, each.title, reason)
        outlines = {beat: _joined([each.polygons for each in taken]) for beat, taken in self.sure.items()}
        others = {beat: polygons_of(each.rings) for beat, each in self.standing.items() if beat not in outlines}
        likely = {beat: _joined([each.polygons for each in taken]) for beat, taken in self.likely.items()}
        beside = {**others, **likely}
        checked = check({**beside, **outlines}, outlines) if outlines else NOTHING_FOUND
        findings = self._troubles(checked)
        brought = outlines
        if self.options.mend and outlines:
            outlines = mended({**beside, **outlines}, outlines)
        after = outlines if self.options.mend else None
        new = self._new(outlines)
        moves = self._moves({**others, **{beat: polygons_of(rings_text(each)) for beat, each in outlines.items()}}, new)
        held = self._held(frozenset(each.row for taken in self.likely.values() for each in taken))
        self.told += [RowTold(each.row, "duplicate", each.title, each.other) for each in held]
        came = Counter(each.came for each in self.told)
        return Proposal(
            register=NAME,
            file=self.file,
            fingerprint=self.fingerprint,
            edition=self.since,
            noun=("outline", "outlines"),
            headings=("Outline",),
            columns=(),
            counts=Counts(
                len(self.told), **{each: came[each] for each in ("new", "unchanged", "duplicate", "rejected")}
            ),
            new=tuple(new),
            duplicates=held,
            rejected=tuple(sorted(self.rejected, key=lambda each: each.row)),
            findings=(*findings, *moves.sentences(self.names)),
            told=tuple(sorted(self.told, key=lambda each: each.row)),
            rematch=self._held if held else None,
            matches_only=True,
            after=self._after,
            boundaries=partial(boundaries_seen, brought, beside, checked, self.names, after=after),
        )

    def _troubles(self, checked: Checked) -> list[str]:
        sentences = checked.sentences(self.names)
        if sentences:
            sentences.append(
                "They are mended; a gap of more than ten hectares stays, for it may be a beat that is not in the file."
                if self.options.mend
                else "They can be mended as the file is brought in."
            )
        return sentences

    def _new(self, outlines: dict[str, tuple[Polygon, ...]]) -> list[NewRecord]:
        found = []
        for beat, taken in self.sure.items():
            boundary = self._boundary(beat, outlines[beat])
            first = taken[0]
            if len(boundary.rings) > MOST_TEXT:
                for each in taken:
                    self._reject(each.row, each.title, TOO_LONG)
                continue
            standing = self.standing.get(beat)
            same = standing is not None and standing.rings == boundary.rings
            self.told += [
                RowTold(
                    each.row,
                    "unchanged" if same else "new",
                    each.title,
                    standing.id if same and standing else boundary.id,
                )
                for each in taken
            ]
            if not same:
                found.append(NewRecord(first.row, first.beat.name, (boundary,)))
        return sorted(found, key=lambda each: each.row)

    def _boundary(self, beat: str, polygons: Sequence[Polygon], record: str = "") -> BeatBoundary:
        """Return the outline as it would be kept."""
        return BeatBoundary(
            id=record or self.book.world.new_id(),
            beat=beat,
            rings=rings_text(polygons),
            valid_from=self.since,
            source=self.file.name[:_LONGEST],
            fingerprint=self.fingerprint,
        )

    def _held(self, rows: Set[int]) -> tuple[Held, ...]:
        """Return the outlines whose beat is only likely, as they stand if only these rows are matches.

        What a row writes holds what the rows before it for the same beat wrote, so that several make one outline.
        """
        found = []
        for beat, taken in self.likely.items():
            so_far: list[tuple[Polygon, ...]] = []
            record = self.book.world.new_id()
            for each in taken:
                parts = [*so_far, each.polygons]
                if each.row in rows:
                    so_far = parts
                whole = self._boundary(beat, _joined(parts), record)
                match = RecordChange(each.row, Beat.kind, beat, each.beat.name, (), (whole,))
                new = NewRecord(each.row, each.title, (self._boundary(beat, each.polygons),))
                found.append(Held(each.row, each.title, beat, each.beat.name, each.likeness, None, new, match))
        return tuple(sorted(found, key=lambda each: each.row))

    def _moves(self, outlines: dict[str, tuple[Polygon, ...]], new: Sequence[NewRecord]) -> Moves:
        if not new:
            return Moves((), (), ())
        return moves_of(self.book.places.all(), self.beats, BoundaryIndex(outlines))

    def _after(self, book: BeatBook) -> None:
        """End the outlines that were followed, and move the places, once the new outlines are written."""
        written = [
            each
            for each in book.beat_boundaries.all()
            if each.fingerprint == self.fingerprint and each.valid_from == self.since
        ]
        if not written:
            return
        latest = {each.beat: max(one.id for one in written if one.beat == each.beat) for each in written}
        for beat, record in latest.items():
            for each in book.beat_boundaries.of_beat(beat):
                if each.id == record:
                    continue
                if each.valid_from == self.since:
                    book.beat_boundaries.remove(each.id)
                elif each.valid_to is None or each.valid_to >= self.since:
                    book.beat_boundaries.amend(each.id, valid_to=self.since - timedelta(days=1))
        current = book.beat_boundaries.current(self.today)
        if self.options.mend:
            whole = mended({each.beat: polygons_of(each.rings) for each in current}, latest)
            for beat, record in latest.items():
                book.beat_boundaries.amend(record, rings=rings_text(whole[beat]))
            current = book.beat_boundaries.current(self.today)
        index = index_of(current)
        if index is not None:
            moves = moves_of(book.places.all(), book.beats.current(self.today), index)
            book.places.amend_all((each.place, {"beat": each.after, "found_by": each.found_by}) for each in moves.moved)


def _joined(several: Sequence[tuple[Polygon, ...]]) -> tuple[Polygon, ...]:
    return several[0] if len(several) == 1 else joined(several)


def _in_britain(polygons: Sequence[Polygon]) -> bool:
    south, west, north, east = _BRITAIN
    return all(
        south <= lat <= north and west <= lon <= east for polygon in polygons for ring in polygon for lon, lat in ring
    )


INTAKE = Intake(
    name=NAME,
    title="Boundaries",
    help="outlines of beats from KML, KMZ, GeoJSON or a Shapefile in a zip, matched by police.uk id or name",
    propose=propose,
    fields=(),
    columns=columns,
)
