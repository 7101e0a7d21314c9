"""Crimes: street files of data.police.uk into this laptop's open data, each month replaced whole or left as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar

from wehere_desktop.formats.crime_files import StreetFile, open_crime_file
from wehere_desktop.formats.csv_file import write_csv
from wehere_desktop.intake.crime_ground import LONGEST, OUTSIDE, CrimeGround
from wehere_desktop.neighbourhood.crime import FIRST_MONTH, month_in_words, month_number, month_text
from wehere_desktop.records.crime_file import (
    CATEGORY,
    NOWHERE,
    OUTCOME,
    CrimeDoor,
    MonthReplaced,
    key_of,
    writing_crimes,
)
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path


CRIMES = "crimes"
TOO_LONG, TOO_SHORT = "longer than the headings", "shorter than the headings"
ROWS_BETWEEN_WORDS = 20_000
MOST_REJECTED = 200_000
"""Rejected rows that are kept to be written to a file; beyond that they are only counted."""

_OWN_FILES = "cheshire"
_TOLD = 4


@dataclass(frozen=True, slots=True)
class RejectedCrime:
    """A row that cannot be used: in which file of an archive, its number there, why, and its cells."""

    file: str
    row: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrimesBroughtIn:
    """What a file of crimes did, or for a trial would do; the counts add up to `rows`.

    `gone` are crimes kept before that the newer file no longer has; `nowhere` those kept without a place on the map;
    `left` says what else was in an archive, in sentences; `reasons` count the rejected rows by why.
    """

    kind: ClassVar[str] = CRIMES

    file: str
    months: tuple[MonthReplaced, ...]
    rows: int
    duplicate: int
    rejected: int
    nowhere: int
    left: tuple[str, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    rejected_rows: tuple[RejectedCrime, ...] = ()
    headings: tuple[str, ...] = ()
    trial: bool = False

    @property
    def new(self) -> int:
        """Return how many crimes were not kept before."""
        return sum(each.new for each in self.months)

    @property
    def changed(self) -> int:
        """Return how many have another outcome than before."""
        return sum(each.changed for each in self.months)

    @property
    def unchanged(self) -> int:
        """Return how many are as they were."""
        return sum(each.unchanged for each in self.months)

    @property
    def gone(self) -> int:
        """Return how many kept before are no longer published."""
        return sum(each.gone for each in self.months)

    def as_json(self) -> dict[str, Any]:
        """Return the result as machines read it, in the words of every other intake."""
        return {
            "file": self.file,
            "kind": self.kind,
            **{name: getattr(self, name) for name in ("rows", "new", "changed", "unchanged", "duplicate", "rejected")},
            "gone": self.gone,
            "nowhere": self.nowhere,
            "months": [
                {"force": each.force, "month": month_text(each.month), "number": each.number, "was": each.was}
                for each in self.months
            ],
            "left": list(self.left),
            "reasons": dict(self.reasons),
            "refusal": None,
        }

    def in_words(self) -> str:
        """Return the counts as a sentence: “a.csv: 12 rows: 9 new, 2 unchanged and 1 rejected.”."""
        told = (
            (self.new, "new"),
            (self.changed, "changed"),
            (self.unchanged, "unchanged"),
            (self.duplicate, "the very same as a row before"),
            (self.rejected, "rejected"),
        )
        parts = [f"{number:,} {words}" for number, words in told if number]
        return f"{self.file}: {counted(self.rows, 'row')}{': ' + listed(parts) if parts else ''}."

    def sentences(self) -> list[str]:
        """Return in sentences what became of each month, and what else there is to know beside the counts."""
        return [*(month_sentence(each, trial=self.trial) for each in self.months), *self.beside()]

    def beside(self) -> list[str]:
        """Return in sentences what there is to know of all months together."""
        found = []
        if self.gone:
            found.append(f"{counted(self.gone, 'crime')} of before no longer published there.")
        if self.nowhere:
            found.append(f"{counted(self.nowhere, 'crime')} without a place: counted, but not on the map.")
        found += [f"{counted(number, 'row')} rejected: {why}." for why, number in self.reasons]
        return found + list(self.left)


def month_sentence(month: MonthReplaced, *, trial: bool = False) -> str:
    """Return what became of one month: “January 2019: 8,263 crimes, in the place of 8,100 before.”."""
    words = f"{month_in_words(month.month)}: {counted(month.number, 'crime')}"
    if not month.was:
        return f"{words}."
    if not (month.new or month.changed or month.gone):
        return f"{words}, all as before."
    return f"{words} {'would take' if trial else 'took'} the place of {month.was:,} before."


def bring_in_crimes(
    folder: Path,
    file: Path,
    *,
    today: date,
    everywhere: bool = False,
    dry_run: bool = False,
    keep_rejected: int = 20,
    read: Callable[[int], None] | None = None,
) -> CrimesBroughtIn:
    """Bring a street file, or an archive of them, into the crimes of a laptop's folder.

    Each month of a force that the file has takes the place of what was kept of it; either all of the file is kept or
    nothing. Rows outside the force's authorities are rejected unless `everywhere`. `read` is told now and then how
    many rows were read; whatever it raises ends the reading and nothing is kept. Raises the Refusals of
    `open_crime_file`, `cut-off` for a file that ends in the middle of a row, `wrong-file` where no row can be used,
    and those of `writing_crimes`.
    """
    files = open_crime_file(file)
    streets = [each for each in files.streets if everywhere or _is_own(each) or len(files.streets) == 1]
    left = [*files.left, *((each.name, "of another force") for each in files.streets if each not in streets)]
    latest = today.year * 12 + today.month - 1
    with (
        writing_crimes(folder, keep=not dry_run) as door,
        closing(CrimeGround(folder, everywhere=everywhere)) as ground,
    ):
        tally = _Tally(door, ground, latest, keep_rejected, read)
        months = [month for each in streets for month in tally.take(each)]
        if not months:
            raise _nothing_to_use(file, tally)
    return CrimesBroughtIn(
        file.name,
        tuple(sorted(months, key=lambda each: (each.force, each.month))),
        tally.rows,
        tally.duplicate,
        tally.rejected.total(),
        tally.nowhere,
        tuple(_left_in_words(left)),
        tuple(tally.rejected.most_common()),
        tuple(tally.kept),
        streets[0].headings,
        trial=dry_run,
    )


def write_rejected_crimes(results: Sequence[CrimesBroughtIn], path: Path, *, over: bool = False) -> int:
    """Write the rejected rows that were kept to a CSV file, each with file, row and reason; return how many.

    No cell can run as a formula. Raises the Refusals of `write_csv`.
    """
    headings = next((each.headings for each in results if each.rejected_rows), ())
    rows = ((each.file, str(each.row), each.reason, *each.cells) for result in results for each in result.rejected_rows)
    return write_csv(path, ["File", "Row", "Reason", *headings], rows, over=over)


@dataclass
class _Tally:
    """Counts the rows of files and hands each month over once its file is read."""

    door: CrimeDoor
    ground: CrimeGround
    latest: int
    most_kept: int
    tell: Callable[[int], None] | None
    rows: int = 0
    duplicate: int = 0
    nowhere: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    kept: list[RejectedCrime] = field(default_factory=list)
    _done: set[tuple[str, int]] = field(default_factory=set)

    def take(self, street: StreetFile) -> Iterator[MonthReplaced]:
        """Count a file and put each of its months in the place of what was kept of it."""
        counts = self._count(street)
        for (force, month), found in sorted(counts.items()):
            if found:
                self._done.add((force, month))
                yield self.door.replace(force, month, found, street.name)

    def _count(self, street: StreetFile) -> dict[tuple[str, int], dict[int, int]]:
        at, width = street.columns, len(street.headings)
        where = _cells_at(at.across, at.up, at.location, at.area_code, at.area_name)
        when, kind, own = _cells_at(at.month, at.force), _cells_at(at.category, at.outcome), at.crime_id
        spots: dict[tuple[str, ...], int | str] = {}
        months: dict[tuple[str, ...], dict[int, int] | str] = {}
        kinds: dict[tuple[str, ...], int | str] = {}
        nowhere: set[int] = set()
        counts: dict[tuple[str, int], dict[int, int]] = {}
        seen: set[int] = set()
        number, cells = 1, [""] * width
        for cells in street.rows():
            number += 1
            if not cells:
                continue
            self.rows += 1
            if self.tell is not None and self.rows % ROWS_BETWEEN_WORDS == 0:
                self.tell(self.rows)
            if len(cells) != width:
                self._reject(street, number, TOO_SHORT if len(cells) < width else TOO_LONG, cells)
                continue
            asked = when(cells)
            if (month := months.get(asked)) is None:
                month = months[asked] = self._month(asked, street, counts)
            asked = where(cells)
            if (spot := spots.get(asked)) is None:
                spot = spots[asked] = self._spot(asked, nowhere, grid=at.grid)
            asked = kind(cells)
            if (what := kinds.get(asked)) is None:
                what = kinds[asked] = self._kind(asked)
            if isinstance(month, str) or isinstance(spot, str) or isinstance(what, str):
                why = next(each for each in (month, spot, what) if isinstance(each, str))
                self._reject(street, number, why, cells)
                continue
            key = spot << 20 | what
            if spot in nowhere and not self.ground.takes(cells[at.force]):
                self._reject(street, number, OUTSIDE, cells)
                continue
            if own >= 0 and cells[own]:
                # Crime IDs are no key: one may come twice with two outcomes. The same row twice is one crime.
                mark = hash((cells[own], id(month), key))
                if mark in seen:
                    self.duplicate += 1
                    continue
                seen.add(mark)
            month[key] = month.get(key, 0) + 1
            self.nowhere += spot in nowhere
        if len(cells) < width:
            raise Refusal(
                f"“{street.name}” is cut off: it ends in the middle of row {number:,}.",
                remedy="Fetch it again and choose the fresh copy; nothing was changed.",
                field="file",
                kind="cut-off",
            )
        return counts

    def _month(
        self, asked: tuple[str, ...], street: StreetFile, counts: dict[tuple[str, int], dict[int, int]]
    ) -> dict[int, int] | str:
        text, force = asked[0].strip(), " ".join(asked[1].split())
        month = month_number(text)
        if month is None or not FIRST_MONTH <= month <= self.latest:
            return "no month of which crimes are published"
        if street.month and text != street.month:
            return f"of another month than its file, {street.month}"
        if not force or len(force) > LONGEST or not force.isprintable() or "\ufffd" in force:
            return "no force that reported it"
        if (force, month) in self._done:
            return f"{month_in_words(month)}, which came in another file of the archive"
        return counts.setdefault((force, month), {})

    def _spot(self, asked: tuple[str, ...], nowhere: set[int], *, grid: bool) -> int | str:
        found = self.ground.spot(asked, grid=grid)
        if isinstance(found, str):
            return found
        number = self.door.spot(found)
        if (found.lat, found.lon) == NOWHERE:
            nowhere.add(number)
        return number

    def _kind(self, asked: tuple[str, ...]) -> int | str:
        category, outcome = (" ".join(each.split()) for each in asked)
        text = category + outcome
        if not category:
            return "no kind of crime"
        if len(text) > LONGEST or not text.isprintable() or "\ufffd" in text:
            return "a kind of crime or an outcome that cannot be read"
        return key_of(0, self.door.word(CATEGORY, category), self.door.word(OUTCOME, outcome))

    def _reject(self, street: StreetFile, row: int, reason: str, cells: list[str]) -> None:
        self.rejected[reason] += 1
        if len(self.kept) < self.most_kept:
            self.kept.append(RejectedCrime(street.name, row, reason, tuple(cells)))


def _cells_at(*places: int) -> Callable[[list[str]], tuple[str, ...]]:
    """Return what takes these cells of a row, an empty text for a column the file does not have."""
    if min(places) >= 0:
        return itemgetter(*places)
    return lambda cells: tuple(cells[place] if place >= 0 else "" for place in places)


def _is_own(street: StreetFile) -> bool:
    return street.force in {"", _OWN_FILES}


def _left_in_words(left: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield one sentence for each reason why files of an archive were left."""
    by_reason: dict[str, list[str]] = {}
    for name, why in left:
        by_reason.setdefault(why, []).append(name)
    for why, names in sorted(by_reason.items()):
        shown = names if len(names) <= _TOLD else [*names[:_TOLD], f"{len(names) - _TOLD:,} more"]
        yield f"{counted(len(names), 'file')} left, {why}: {listed(shown)}."


def _nothing_to_use(file: Path, tally: _Tally) -> Refusal:
    why = tally.rejected.most_common(1)
    if not tally.rows or not why:
        said, remedy = "it has no rows", "Fetch it again, or choose another."
    else:
        said = f"{why[0][1]:,} of {counted(tally.rows, 'row')} rejected, {why[0][0]}"
        remedy = "Choose Cheshire's file, or bring in crimes from everywhere." if why[0][0] == OUTSIDE else ""
    return Refusal(
        f"No crime in “{file.name}” can be used: {said}.",
        remedy=remedy or "Choose a street file as data.police.uk publishes it.",
        field="file",
        kind="wrong-file",
    )
