"""Rows of a table as places offered to the book: cells read once each, blanks left out, every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.incoming import fingerprint_of
from wehere_desktop.intake.cells import position_of, positions_on_grid, told
from wehere_desktop.intake.declaration import ROWS_BETWEEN_LOOKS, look_up
from wehere_desktop.intake.headings import columns_used
from wehere_desktop.intake.locating import Locator, authority_named
from wehere_desktop.intake.offered_place import OfferedPlace, outside
from wehere_desktop.intake.place_plan import PlacePlan
from wehere_desktop.intake.proposal import Proposal
from wehere_desktop.intake.settling import settled
from wehere_desktop.neighbourhood.boundary import index_of
from wehere_desktop.neighbourhood.ground import normal_postcode
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.records.many_made import many_made
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wehere_desktop.formats.delimited import Row
    from wehere_desktop.formats.table import Table
    from wehere_desktop.intake.declaration import Options
    from wehere_desktop.neighbourhood.ground import Position
    from wehere_desktop.neighbourhood.register import SavedMapping
    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike
    from wehere_desktop.records import BeatBook

Reader = Callable[[str], Any]
"""Makes a value of a cell that is not blank; None where nothing can be made of it."""

DISAGREEING_SHOWN = 5


@dataclass(slots=True)
class PlaceColumns:
    """How the rows of one table speak of places.

    `columns` says where each field stands. `readers` makes the value of each field that fills a place by itself;
    position, authority, reference and the row's own edition are read here. `editions` holds fields whose column is
    of an edition of its own. `shape` may finish a row: it is given the values and the row's cell by field.
    """

    columns: dict[str, int]
    readers: Mapping[str, Reader]
    source: str
    edition: date | None
    editions: dict[str, date | None] = field(default_factory=dict)
    default_kind: PlaceKind = PlaceKind.OTHER
    shape: Callable[[dict[str, Any], Callable[[str], str]], None] | None = None
    row_edition: Reader | None = None


def says_where(columns: Collection[str]) -> bool:
    """Say whether the fields of a table tell where its places lie: by postcode, by degrees or on the national grid."""
    return any(each <= set(columns) for each in ({"postcode"}, {"latitude", "longitude"}, {"easting", "northing"}))


def propose_places(
    book: BeatBook,
    table: Table,
    gazetteer: GazetteerLike,
    options: Options,
    columns: PlaceColumns,
    *,
    register: str,
    noun: tuple[str, str],
    mapping: SavedMapping | None = None,
) -> Proposal:
    """Return what a table of places would do to the book; nothing is written.

    Ends with Refusal `stopped` when the user asks for it, and with the Refusals of reading the table.
    """
    today = book.world.today()
    locator = Locator(book.beats.current(today), gazetteer, index_of(book.beat_boundaries.current(today)))
    plan = PlacePlan(book.places.all(), locator, new_id=book.world.new_id, everywhere=options.everywhere)
    offer = _Offering(columns, None if options.everywhere else plan.knows)
    with many_made():
        for rows, row in enumerate(_each_looked_at(table.rows(), offer, plan, locator), start=1):
            look_up(options, rows)
            if row.problem:
                plan.reject(row.number, row.problem, row.cells)
                continue
            offered = offer(row.number, row.cells)
            if isinstance(offered, str):
                plan.reject(row.number, offered, row.cells)
            else:
                plan.take(offered)
        plan.finish()
        proposal = Proposal(
            register=register,
            file=table.path,
            fingerprint=fingerprint_of(table.path),
            edition=columns.edition,
            noun=noun,
            headings=table.headings,
            columns=columns_used(table.headings, columns.columns),
            counts=plan.counts(),
            new=plan.new(),
            changed=plan.changed(),
            confirmed=plan.confirmed(),
            duplicates=tuple(plan.held),
            rejected=tuple(plan.rejected),
            older_left=tuple(plan.older),
            older_left_count=plan.older_count,
            findings=tuple(_findings(plan)),
            mapping=mapping,
            told=tuple(plan.told),
            rematch=plan.rematched if plan.held else None,
        )
        return settled(proposal, options.duplicates)


def _each_looked_at(rows: Iterator[Row], offer: _Offering, plan: PlacePlan, locator: Locator) -> Iterator[Row]:
    """Yield rows as they come, once what can be found for many at once has been found for those that follow."""
    while part := list(islice(rows, ROWS_BETWEEN_LOOKS)):
        locator.ask_ahead(offer.look_at([row.cells for row in part if not row.problem], plan.knows))
        yield from part


class _Offering:
    """Turns one row of a table into an offered place, or into the reason why it cannot."""

    def __init__(self, columns: PlaceColumns, knows: Callable[[str, str], bool] | None) -> None:
        """Read by these columns; `knows` tells the references on the book, and is None if every row may come in."""
        at = self._at = columns.columns
        self._knows = knows
        self._row: tuple[str, ...] = ()
        self._columns = columns
        self._plain = [(name, number, columns.readers[name]) for name, number in at.items() if name in columns.readers]
        self._postcode = at.get("postcode", -1)
        self._reference = at.get("reference", -1)
        self._edition = at.get("row_edition", -1)
        self._pairs = [
            (at[across], at[up], grid)
            for across, up, grid in (("longitude", "latitude", False), ("easting", "northing", True))
            if across in at and up in at
        ]
        self._named_at = [at[name] for name in ("authority_code", "authority") if name in at]
        self._named: dict[tuple[str, ...], tuple[str, str]] = {}
        self._postcodes: dict[str, str | None] = {}
        self._positions: dict[tuple[str, str], Position] = {}

    def look_at(self, rows: Sequence[tuple[str, ...]], on_book: Callable[[str, str], bool]) -> list[str]:
        """Find the positions of rows to come together; return the postcodes of those not on the book by reference."""
        kept, asked = [], []
        for cells in rows:
            reference = told(cells[self._reference]) if self._reference >= 0 else ""
            if self._stays_out(self._authority(cells)[1], reference):
                continue
            kept.append(cells)
            if not (reference and on_book(self._columns.source, reference)):
                asked.append(cells)
        at = self._postcode
        self._postcodes = {cell: normal_postcode(cell) for cell in {cells[at] for cells in kept}} if at >= 0 else {}
        self._positions = {}
        if len(self._pairs) == 1 and self._pairs[0][2]:
            across, up, _ = self._pairs[0]
            self._positions = positions_on_grid({(cells[across], cells[up]) for cells in kept})
        found = (self._postcodes[cells[at]] for cells in asked) if at >= 0 else ()
        return [postcode for postcode in found if postcode is not None]

    def _stays_out(self, foreign: str, reference: str) -> bool:
        """Say whether a row of another authority than the force's, or of none, is not for the book."""
        known = self._knows
        return bool(foreign and known is not None and not (reference and known(self._columns.source, reference)))

    def __call__(self, number: int, cells: tuple[str, ...]) -> OfferedPlace | str:
        """Return what the row offers, or why it is rejected."""
        columns = self._columns
        reference = told(cells[self._reference]) if self._reference >= 0 else ""
        authority, foreign = self._authority(cells)
        if self._stays_out(foreign, reference):
            # Most rows of a national register end here, before anything else of them is read.
            return outside(foreign)
        values: dict[str, Any] = {}
        for name, place, reader in self._plain:
            cell = cells[place]
            if cell and (text := told(cell)):
                value = reader(text)
                if value is not None and value != "":
                    values[name] = value
        self._place(cells, values)
        if columns.shape is not None:
            self._row = cells
            columns.shape(values, self._cell)
        if not reference and not (values.get("name") and ("postcode" in values or "position" in values)):
            return self._missing(cells, values)
        edition = columns.edition
        if edition is None and self._edition >= 0 and columns.row_edition is not None:
            edition = columns.row_edition(told(cells[self._edition]))
        return OfferedPlace(
            number,
            cells,
            values,
            edition,
            columns.source,
            reference,
            columns.editions,
            authority,
            foreign,
            columns.default_kind,
        )

    def _cell(self, name: str) -> str:
        place = self._at.get(name, -1)
        return told(cell) if place >= 0 and (cell := self._row[place]) else ""

    def _place(self, cells: tuple[str, ...], values: dict[str, Any]) -> None:
        """Read the row's postcode and position, the position in degrees before that in metres."""
        if self._postcode >= 0 and cells[self._postcode]:
            cell = cells[self._postcode]
            postcode = self._postcodes[cell] if cell in self._postcodes else normal_postcode(cell)
            if postcode is not None:
                values["postcode"] = postcode
        for across, up, grid in self._pairs:
            if cells[across] and cells[up]:
                position = self._positions.get((cells[across], cells[up])) if grid else None
                position = position or position_of(cells[across], cells[up], grid=grid)
                if position is not None:
                    values["position"] = position
                    return

    def _authority(self, cells: tuple[str, ...]) -> tuple[str, str]:
        """Return the force's authority that the row names, or the name of another one; both empty if it names none."""
        named = tuple([cells[place] for place in self._named_at])
        found = self._named.get(named)
        if found is None:
            found = self._named[named] = _authority_of(named)
        return found

    def _missing(self, cells: tuple[str, ...], values: Mapping[str, Any]) -> str:
        """Return what a row without a key lacks, and a postcode that cannot be one."""
        odd = told(cells[self._postcode])[:20] if self._postcode >= 0 else ""
        if odd and "postcode" not in values and values.get("name"):
            return f"“{odd}” is not a postcode"
        wanted = ["reference"] if self._reference >= 0 else []
        wanted += [] if values.get("name") else ["name"]
        if "postcode" not in values and "position" not in values:
            wanted += ["postcode", "position"]
        return f"it has no {listed(wanted, last='or')}"


def _authority_of(cells: tuple[str, ...]) -> tuple[str, str]:
    foreign = ""
    for cell in cells:
        named = authority_named(told(cell), authorities())
        if named:
            return named, ""
        foreign = told(cell) or foreign
    return "", foreign


def _findings(plan: PlacePlan) -> list[str]:
    found = []
    if plan.disagreeing:
        names = {each.code: each.name for each in authorities()}
        shown = [
            f"row {row:,} ({names.get(said, said)} in the file, {names.get(measured, 'outside')} on the ground)"
            for row, said, measured in plan.disagreeing[:DISAGREEING_SHOWN]
        ]
        more = ["others"] if len(plan.disagreeing) > DISAGREEING_SHOWN else []
        found.append(
            f"{len(plan.disagreeing):,} of {counted(plan.compared, 'row')} lie in another authority than the file "
            f"says: {listed([*shown, *more])}."
        )
    if plan.unplaced:
        found.append(f"{counted(plan.unplaced, 'new place')} could not be put on a beat.")
    return found
