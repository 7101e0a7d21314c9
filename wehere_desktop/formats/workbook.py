"""Workbooks (xlsx, xlsm, xlsb, xls, ods) as rows of text cells; formulas give their kept results and never run."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import python_calamine

from wehere_desktop.formats.delimited import Row
from wehere_desktop.formats.incoming import FileKind, wrong_file
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_UNPACKED = 400_000_000
"""Bytes a workbook may unpack to; the largest national register kept as XLSX unpacks to about a third of this."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The part of an older Office container in which a newer workbook lies locked (Microsoft, MS-OFFCRYPTO)."""

_WORKBOOK_PARTS = ("xl/", "content.xml")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: the file, the sheet's name and its rows."""

    path: Path
    name: str
    kept: tuple[Row, ...]

    def rows(self) -> Iterator[Row]:
        """Yield every row that is not blank, numbered as the spreadsheet shows it."""
        yield from self.kept


def open_sheet(path: Path, kind: FileKind, *, sheet: str = "") -> Sheet:
    """Return the named sheet, or the first visible one that holds anything.

    Raises Refusal: `locked-workbook` if it wants a password, `damaged-workbook`, `wrong-file` for an archive that is
    no workbook, `no-sheet` if the named sheet is not there, `empty-file` if all are blank.
    """
    if kind is FileKind.ZIP:
        _refuse_odd_archive(path)
    elif _ENCRYPTED in path.read_bytes():
        raise _locked(path)
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            return _chosen(path, workbook, sheet)
    except python_calamine.PasswordError as error:
        raise _locked(path) from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise _locked(path) from error
        raise _damaged(path) from error


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of a workbook's sheets that are on show; none for a file that cannot be opened as one."""
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            shown = python_calamine.SheetVisibleEnum.Visible
            return tuple(each.name for each in workbook.sheets_metadata if each.visible == shown)
    except (python_calamine.CalamineError, python_calamine.PasswordError, OSError, ValueError, OverflowError):
        return ()


def _chosen(path: Path, workbook: python_calamine.CalamineWorkbook, wanted: str) -> Sheet:
    names = [each.name for each in workbook.sheets_metadata if each.visible == python_calamine.SheetVisibleEnum.Visible]
    if wanted and wanted not in workbook.sheet_names:
        raise Refusal(
            f"“{path.name}” has no sheet “{wanted}”.",
            remedy="Its sheets are: " + ", ".join(workbook.sheet_names) + ".",
            kind="no-sheet",
        )
    for name in [wanted] if wanted else names:
        rows = tuple(_rows(workbook.get_sheet_by_name(name)))
        if rows:
            return Sheet(path, name, rows)
    raise Refusal(
        f"“{path.name}” holds no filled-in sheet.", remedy="Check that it is the right file.", kind="empty-file"
    )


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[Row]:
    first = sheet.start[0] if sheet.start else 0
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=first + 1):
        texts = [cell_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Row(number, tuple(texts))


def cell_text(value: object) -> str:
    """Return a cell's value as text: whole numbers without a decimal point, days as 2026-09-01, yes and no in words."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact below
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds() // 3600)}:{int(value.total_seconds() // 60) % 60:02}"
    return "" if value is None else str(value)


def _refuse_odd_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _damaged(path) from error
    if not any(part.filename.startswith(_WORKBOOK_PARTS) for part in parts):
        raise wrong_file(path, "a zip archive", remedy="Unpack it and choose the table inside.")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refusal(
            f"“{path.name}” unpacks to more than {MOST_UNPACKED // 1_000_000} MB.",
            remedy="Save the table as CSV and bring that in.",
            kind="too-large",
        )


def _locked(path: Path) -> Refusal:
    return Refusal(
        f"“{path.name}” is protected by a password.",
        remedy="Open it in the spreadsheet program, take the password off and save it again.",
        kind="locked-workbook",
    )


def _damaged(path: Path) -> Refusal:
    return Refusal(
        f"“{path.name}” is damaged or cut off: it cannot be opened as a workbook.",
        remedy="Fetch it again, or open it in a spreadsheet program and save it as CSV.",
        kind="damaged-workbook",
    )
