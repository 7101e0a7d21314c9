"""A book on a network drive is told from one on this laptop."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from wehere_desktop.records.drive import Mount, is_on_network, refuse_network_drive
from wehere_desktop.refusal import Refusal

LINUX = [
    Mount("/", "ext4"),
    Mount("/data", "xfs"),
    Mount("/data/share", "nfs4"),
    Mount("/data/share/stick", "vfat"),
    Mount("/mnt/station", "cifs"),
    Mount("/media/cloud", "fuse.sshfs"),
    Mount("/media/ntfs", "fuseblk"),
    Mount("/net", "autofs"),
]
WINDOWS = [
    Mount("C:\\", "NTFS", "rw,fixed"),
    Mount("S:\\", "NTFS", "rw,remote"),
    Mount("E:\\", "FAT32", "rw,removable"),
]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/data/ann/Elm Park.wehere", False),
        ("/data/share/Elm Park.wehere", True),
        ("/data/share/stick/Elm Park.wehere", False),
        ("/data/shared/Elm Park.wehere", False),
        ("/mnt/station", True),
        ("/mnt/stationery", False),
        ("/media/cloud/a/b/c", True),
        ("/media/ntfs/Elm Park.wehere", False),
        ("/", False),
    ],
)
def test_that_the_nearest_mount_above_decides(folder: str, *, expected: bool) -> None:
    assert is_on_network(folder, LINUX) is expected
    assert is_on_network(folder, reversed(LINUX)) is expected


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "SMBFS", "fuse.sshfs", "davfs", "fuse.rclone", "afpfs"]
)
def test_that_every_common_kind_of_share_is_known(kind: str) -> None:
    assert is_on_network("/share/book", [Mount("/", "ext4"), Mount("/share", kind)])


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "zfs", "apfs", "overlay", "tmpfs", "exfat", "fuse.veracrypt", ""])
def test_that_this_laptops_own_drives_pass(kind: str) -> None:
    assert not is_on_network("/share/book", [Mount("/", "nfs"), Mount("/share", kind)])


def test_that_of_two_mounts_at_one_place_the_last_made_counts() -> None:
    assert is_on_network("/share/book", [Mount("/share", "ext4"), Mount("/share", "nfs")])
    assert not is_on_network("/share/book", [Mount("/share", "nfs"), Mount("/share", "ext4")])


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("C:\\Team\\Elm Park.wehere", False),
        ("S:\\Elm Park.wehere", True),
        ("s:\\team\\Elm Park.wehere", True),
        ("E:\\Elm Park.wehere", False),
        ("\\\\station\\share\\Elm Park.wehere", True),
        ("//station/share/Elm Park.wehere", True),
        ("\\\\?\\UNC\\station\\share", True),
        ("\\\\?\\C:\\Team", False),
        ("\\\\?\\S:\\Team", True),
    ],
)
def test_that_windows_shares_are_known_by_letter_or_by_path(folder: str, *, expected: bool) -> None:
    assert is_on_network(folder, WINDOWS, windows=True) is expected


def test_that_no_mounts_at_all_lets_the_book_open() -> None:
    assert not is_on_network("/data/ann", [])


def test_that_a_book_on_a_share_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_network_drive(tmp_path / "not yet made.wehere")
    share = SimpleNamespace(mountpoint=str(tmp_path.resolve()), fstype="nfs4", opts="rw")
    monkeypatch.setattr(psutil, "disk_partitions", lambda *, all: [share])  # noqa: A006
    with pytest.raises(Refusal) as refused:
        refuse_network_drive(tmp_path / "Elm Park.wehere")
    assert refused.value.kind == "network-drive"
    assert refused.value.remedy == "Copy it to this laptop and open it there."


def test_that_a_system_which_will_not_list_its_drives_lets_the_book_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, all: bool) -> None:  # noqa: A002 - the name it has there
        raise PermissionError("/proc/mounts")

    monkeypatch.setattr(psutil, "disk_partitions", refuse)
    refuse_network_drive(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_that_links_are_followed_even_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    refuse_network_drive(tmp_path / "one")
