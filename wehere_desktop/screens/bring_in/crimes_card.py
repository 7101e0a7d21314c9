"""What a file of crimes would do, or has done, as lines of the last step's card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wehere_desktop.desk.pieces import Button, Text
from wehere_desktop.intake.crimes import month_sentence, write_rejected_crimes
from wehere_desktop.neighbourhood.crime import CAVEAT
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.crimes import CrimesBroughtIn

MONTHS_TOLD = 6
LAPTOP = "Crimes belong to this laptop and to no book. To go back, bring the older file in again."


def title_before(crimes: CrimesBroughtIn) -> str:
    """Return what is asked before anything is written."""
    return f"Bring in {crimes_of(crimes)}?" if changes_something(crimes) else "There is nothing to bring in"


def title_after(crimes: CrimesBroughtIn) -> str:
    """Return what was done."""
    return f"✓ {crimes_of(crimes)} brought in" if changes_something(crimes) else "✓ This laptop has all of this already"


def changes_something(crimes: CrimesBroughtIn) -> bool:
    """Say whether anything would be other than before."""
    return bool(crimes.new or crimes.changed or crimes.gone)


def crimes_of(crimes: CrimesBroughtIn) -> str:
    """Return how many crimes the file holds: “8,379 crimes”."""
    return counted(sum(each.number for each in crimes.months), "crime")


def lines_of(crimes: CrimesBroughtIn) -> list[QWidget]:
    """Return a line for each month, then what else there is to know."""
    found: list[QWidget] = [Text(month_sentence(each, trial=crimes.trial)) for each in crimes.months[-MONTHS_TOLD:]]
    if len(crimes.months) > MONTHS_TOLD:
        found.append(Text(f"and {counted(len(crimes.months) - MONTHS_TOLD, 'month')} before these", tone="quiet"))
    if crimes.duplicate:
        found.append(
            Text(f"{counted(crimes.duplicate, 'row')} the very same as a row before, counted once.", tone="quiet")
        )
    found += [Text(each, tone="quiet", wrap=True) for each in crimes.beside()]
    found += [Text(CAVEAT, tone="quiet", wrap=True), Text(LAPTOP, tone="quiet", wrap=True)]
    return found


def save_button(desk: Desk, crimes: CrimesBroughtIn, owner: QObject) -> Button:
    """Return the button that writes the rejected rows to a file, each with its reason."""
    return Button("Save the rejected rows…", partial(_save, desk, crimes, owner), rank="link")


def _save(desk: Desk, crimes: CrimesBroughtIn, owner: QObject) -> None:
    stem = crimes.file.rpartition(".")[0] or crimes.file
    path: Path | None = desk.notices.file_to_save("Save the rejected rows", f"{stem} rejected.csv", "CSV (*.csv)")
    if path is None:
        return
    desk.background.run_long(
        # The dialog has asked about a file that is there.
        lambda _: write_rejected_crimes([crimes], path, over=True),
        then=lambda number: desk.notices.tell(f"{counted(number, 'rejected row')} saved to {path.name}"),
        failed=desk.notices.fault,
        owner=owner,
    )
