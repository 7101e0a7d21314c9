"""Writes a file whole or not at all, durably, and says plainly when the disk will not have it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAFT_ENDING = ".wehere-part"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}


def write_whole(path: Path, content: bytes) -> None:
    """Put content at the path, so that a cut in power leaves either the earlier file or this one.

    Raises a Refusal of kind ``disk-full`` or ``no-permission``; the earlier file then stands.
    """
    with writing_whole(path) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write to that takes the path's place, for its user alone to read, once the block ends well.

    If the block raises, what was written is removed. Raises as `write_whole` does.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}{DRAFT_ENDING}")
    _sweep(path.parent)
    try:
        with draft.open("wb") as file:
            draft.chmod(0o600)
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        settle(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove the drafts that processes left which were killed while writing in this folder."""
    with contextlib.suppress(OSError):
        for draft in folder.glob(f".*{DRAFT_ENDING}"):
            number = draft.name.removesuffix(DRAFT_ENDING).rpartition(".")[2]
            if number.isdigit() and not _is_running(int(number)):
                draft.unlink()


def _is_running(process: int) -> bool:
    import psutil

    return psutil.pid_exists(process)


def settle(folder: Path) -> None:
    """Make the names in a folder durable, where the system has such a thing: Windows does it by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cannot_write(path: Path, error: OSError) -> Refusal:
    """Return the Refusal for a file that could not be written: ``disk-full``, else ``no-permission``."""
    if error.errno in _FULL:
        return Refusal(
            f"The disk is full, so {path.name} could not be written.",
            remedy="Make room on the disk, then do it again; nothing was lost.",
            kind="disk-full",
        )
    return Refusal(
        f"{path} cannot be written.",
        remedy="Check that the folder is there and that you may write in it.",
        kind="no-permission",
    )
