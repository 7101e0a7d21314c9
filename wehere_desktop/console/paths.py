"""Files and folders as people name them: refused plainly where they cannot be had, and written whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

from wehere_desktop.refusal import Refusal


def path_called(words: str) -> Path:
    """Return the path that was typed, `~` being one's own home. Refuses what the system cannot look for at all."""
    path = Path(words)
    with contextlib.suppress(RuntimeError):  # nobody's home: then it is a name like any other
        path = path.expanduser()
    try:
        path.exists()
    except (OSError, ValueError) as error:
        reason = "its name is too long or odd" if not isinstance(error, PermissionError) else "you may not look there"
        raise Refusal(
            f"“{words[:80]}{'…' if len(words) > 80 else ''}” cannot be looked for: {reason}.",  # noqa: PLR2004 - a line
            remedy="Name another file or folder.",
            field="path",
            kind="no-such-path",
        ) from error
    return path


def refuse_standing_file(path: Path, *, replace: bool) -> None:
    """Raise Refusal when the file may not be made: it is there already, or there is no folder for it.

    Asked before the work, so that nobody waits for a result that cannot be put anywhere.
    """
    if path.is_dir():
        raise Refusal(f"{path} is a folder.", remedy="Name a file in it.", field="out", kind="is-folder")
    if path.exists() and not replace:
        raise Refusal(
            f"There is a file already: {path}.",
            remedy="Choose another name, or add --replace.",
            field="out",
            kind="already-there",
        )
    if not path.parent.is_dir():
        raise Refusal(
            f"There is no folder {path.parent}.",
            remedy="Make it first, or name another.",
            field="out",
            kind="no-such-folder",
        )


def write_out(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a whole file. Raises Refusal for a standing file (unless `replace`), a full disk or a closed folder."""
    from wehere_desktop.records.whole_file import write_whole

    refuse_standing_file(path, replace=replace)
    write_whole(path, content)
