"""Tells a network drive from one of this laptop, since a book kept on the former would sooner or later be damaged."""

from __future__ import annotations

import ntpath
import os
import posixpath
import sys
from typing import TYPE_CHECKING

import psutil

from wehere_desktop.frozen import dataclass
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Writing ahead needs memory shared between processes and locks that hold, neither of which these give
# (sqlite.org/wal.html and sqlite.org/howtocorrupt.html section 2.1).
NETWORK_KINDS = frozenset(
    {
        "afp",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "curlftpfs",
        "davfs",
        "davfs2",
        "ftp",
        "ftpfs",
        "gcsfuse",
        "gfs2",
        "glusterfs",
        "goofys",
        "gvfsd-fuse",
        "lustre",
        "ncp",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "openafs",
        "rclone",
        "remote",
        "s3fs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "smbnetfs",
        "sshfs",
        "webdav",
        "webdavfs",
    }
)


@dataclass(frozen=True, slots=True)
class Mount:
    """One place in the tree of folders where a file system begins: its path, its kind, and its options in one text."""

    path: str
    kind: str
    options: str = ""

    def is_network(self) -> bool:
        """Say whether what lies here is kept on another machine."""
        kind = self.kind.lower()
        names = {kind, kind.removeprefix("fuse."), kind.removeprefix("fuseblk.")}
        return bool(names & NETWORK_KINDS) or "remote" in self.options.lower().split(",")


def refuse_network_drive(folder: Path) -> None:
    """Raise a Refusal of kind ``network-drive`` if the folder, or the nearest above it that exists, is on one."""
    # A system that will not list its drives must not keep anybody from their book.
    try:
        mounts = [Mount(each.mountpoint, each.fstype, each.opts) for each in psutil.disk_partitions(all=True)]
    except (OSError, psutil.Error):
        mounts = []
    # Links are followed, also where they lead in a circle, of which the opening itself then speaks.
    if is_on_network(os.path.realpath(folder), mounts, windows=sys.platform == "win32"):
        raise Refusal(
            f"{folder} is on a network drive, where a book can be damaged.",
            remedy="Copy it to this laptop and open it there.",
            kind="network-drive",
        )


def is_on_network(folder: str, mounts: Iterable[Mount], *, windows: bool = False) -> bool:
    r"""Say whether a resolved path lies on a drive of another machine, going by the mount nearest above it.

    On Windows a path that begins with \\ is on one, whatever the mounts say.
    """
    if windows and _is_share(folder):
        return True
    return any(each.is_network() for each in _nearest(folder, mounts, windows=windows))


def _is_share(folder: str) -> bool:
    plain = folder.replace("/", "\\")
    if plain.startswith("\\\\?\\"):
        return plain.upper().startswith("\\\\?\\UNC\\")
    return plain.startswith("\\\\")


def _nearest(folder: str, mounts: Iterable[Mount], *, windows: bool) -> list[Mount]:
    """Return the last made of the mounts with the longest path that holds the folder, in a list that may be empty."""
    parts = _parts(folder, windows=windows)
    best: list[Mount] = []
    length = -1
    for each in mounts:
        above = _parts(each.path, windows=windows)
        if parts[: len(above)] == above and len(above) >= length:
            best, length = [each], len(above)
    return best


def _parts(path: str, *, windows: bool) -> list[str]:
    if windows:
        path = ntpath.normcase(path.removeprefix("\\\\?\\"))
        return [part for part in path.split("\\") if part]
    return [part for part in posixpath.normpath(path).split("/") if part]
