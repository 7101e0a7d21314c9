"""CSV files that any spreadsheet opens safely: UTF-8 with its mark, no cell a formula, whole or not at all."""

from __future__ import annotations

import csv
import errno
import os
from typing import TYPE_CHECKING

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# What makes a spreadsheet take a cell for a formula (OWASP, “CSV Injection”); the full-width signs count in some.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it: with an apostrophe before a sign that begins a formula."""
    # Some programs skip blanks before they look for the sign.
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) or cell.lstrip().startswith(_FORMULA_STARTS) else cell


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], *, over: bool = False) -> int:
    """Write a CSV file and return how many rows it holds below its headings.

    An existing file is refused (`file-exists`) unless `over`; a full disk (`disk-full`), a missing folder and a want
    of permission (`no-permission`) each raise their Refusal and leave nothing behind.
    """
    if path.exists() and not over:
        raise Refusal(f"“{path.name}” is there already.", remedy="Choose another name.", kind="file-exists")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([harmless(heading) for heading in headings])
            for row in rows:
                writer.writerow([harmless(cell) for cell in row])
                count += 1
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _cannot_write(path, error) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return count


def _cannot_write(path: Path, error: OSError) -> Refusal:
    if error.errno == errno.ENOSPC:
        return Refusal(
            f"The disk is too full for “{path.name}”.", remedy="Make room, or choose another disk.", kind="disk-full"
        )
    if error.errno == errno.ENOENT:
        return Refusal(f"There is no folder {path.parent}.", remedy="Choose a folder that is there.", kind="no-folder")
    return Refusal(
        f"“{path.name}” cannot be written in {path.parent}.",
        remedy="Check that you may write there.",
        kind="no-permission",
    )
