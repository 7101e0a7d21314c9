"""The keys of a book tell its holders apart, slow down guessing, and show when they are damaged."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wehere_desktop.records import keys_file
from wehere_desktop.records.keyring import (
    Keyring,
    add_holder,
    change_passphrase,
    new_keyring,
    new_recovery,
    open_with,
    open_with_recovery,
    read_keyring,
    remove_holder,
    save,
)
from wehere_desktop.records.keys_file import KEYS_FILE
from wehere_desktop.records.world import World
from wehere_desktop.refusal import Refusal
from wehere_desktop.sealing import SealSettings, WrongPassphrase, WrongRecoveryCode, new_recovery_code

LIGHT = SealSettings(memory_kib=64, passes=1, lanes=1)
KEY = bytes(range(32))


@dataclass
class Clock:
    """A clock that only a pause or the test moves, with randomness that counts."""

    at: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    pauses: list[float] = field(default_factory=list)
    drawn: int = 0

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.at += timedelta(seconds=seconds)

    def random_bytes(self, size: int) -> bytes:
        self.drawn += 1
        return self.drawn.to_bytes(size, "big")

    def world(self) -> World:
        return World(lambda: self.at, lambda: "id", self.pause, self.random_bytes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    book = tmp_path / "Elm Park.wehere"
    book.mkdir()
    (book / "book.db").write_bytes(b"")
    save(made(clock)[0], book)
    return book


def made(clock: Clock) -> tuple[Keyring, str]:
    return new_keyring(KEY, "first words", book_id="book-1", officer="officer-1", world=clock.world(), settings=LIGHT)


def rewrite(folder: Path, change: Any) -> None:
    content = json.loads((folder / KEYS_FILE).read_text(encoding="utf-8"))
    change(content)
    (folder / KEYS_FILE).write_text(json.dumps(content), encoding="utf-8")


def fail(folder: Path, clock: Clock, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            open_with(folder, read_keyring(folder), "not it", world=clock.world())


def refusal_of(folder: Path) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_keyring(folder)
    assert refused.value.remedy
    return refused.value


def test_that_what_is_saved_reads_back(folder: Path, clock: Clock) -> None:
    keyring = add_holder(
        read_keyring(folder), KEY, "second words", officer="officer-2", world=clock.world(), settings=LIGHT
    )
    save(keyring, folder)
    assert read_keyring(folder) == keyring
    assert sorted(path.name for path in folder.iterdir()) == ["book.db", KEYS_FILE]


def test_that_each_holder_opens_with_their_own_passphrase(folder: Path, clock: Clock) -> None:
    world = clock.world()
    keyring = add_holder(read_keyring(folder), KEY, "second words", officer="officer-2", world=world, settings=LIGHT)
    assert open_with(folder, keyring, "first words", world=world) == (KEY, "officer-1", keyring)
    assert open_with(folder, keyring, "second words", world=world) == (KEY, "officer-2", keyring)
    with pytest.raises(WrongPassphrase):
        open_with(folder, keyring, "first words", world=world, officer="officer-2")


def test_that_a_stranger_is_told_so(folder: Path, clock: Clock) -> None:
    with pytest.raises(Refusal) as refused:
        open_with(folder, read_keyring(folder), "first words", world=clock.world(), officer="officer-9")
    assert refused.value.kind == "not-a-holder"


def test_that_the_key_and_passphrase_are_nowhere_in_the_file(folder: Path) -> None:
    raw = (folder / KEYS_FILE).read_bytes()
    assert KEY not in raw
    assert KEY.hex().encode() not in raw
    assert b"first words" not in raw


def test_that_each_wrong_try_waits_twice_as_long_up_to_a_minute(folder: Path, clock: Clock) -> None:
    fail(folder, clock, times=10)
    assert clock.pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_that_time_that_has_passed_counts_towards_the_wait(folder: Path, clock: Clock) -> None:
    fail(folder, clock, times=4)
    clock.at += timedelta(seconds=3)
    clock.pauses.clear()
    fail(folder, clock)
    clock.at += timedelta(hours=1)
    fail(folder, clock)
    assert clock.pauses == [5]


def test_that_a_clock_set_back_does_not_stretch_the_wait(folder: Path, clock: Clock) -> None:
    fail(folder, clock, times=2)
    clock.pauses.clear()
    clock.at -= timedelta(days=400)
    fail(folder, clock)
    assert clock.pauses == [2]


def test_that_the_count_survives_in_the_file_and_opening_clears_it(folder: Path, clock: Clock) -> None:
    fail(folder, clock, times=3)
    assert [each.failed for each in read_keyring(folder).everyone()] == [3, 0]
    assert read_keyring(folder).holders[0].last_failed == clock.at
    clock.pauses.clear()
    _, _, after = open_with(folder, read_keyring(folder), "first words", world=clock.world())
    assert clock.pauses == [4]
    assert after == read_keyring(folder)
    assert after.holders[0].failed == 0
    open_with(folder, after, "first words", world=clock.world())
    assert clock.pauses == [4]


def test_that_counting_a_failed_try_keeps_what_another_process_changed(folder: Path, clock: Clock) -> None:
    stale = read_keyring(folder)
    changed = change_passphrase(stale, KEY, "newer words", officer="officer-1", world=clock.world(), settings=LIGHT)
    save(changed, folder)
    with pytest.raises(WrongPassphrase):
        open_with(folder, stale, "not it", world=clock.world())
    key, _, _ = open_with(folder, read_keyring(folder), "newer words", world=clock.world())
    assert key == KEY


def test_that_a_folder_that_cannot_be_written_still_opens(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(folder, clock)
    keyring = read_keyring(folder)
    aside = folder.with_name("aside")
    # Whoever runs this may be allowed to write anywhere; a folder that is gone cannot be written by anybody.
    folder.rename(aside)
    assert open_with(folder, keyring, "first words", world=clock.world())[0] == KEY
    with pytest.raises(WrongPassphrase):
        open_with(folder, keyring, "not it", world=clock.world())


def test_that_the_recovery_code_opens_and_its_failures_count_apart(folder: Path, clock: Clock) -> None:
    keyring, code = made(clock)
    save(keyring, folder)
    other = new_recovery_code(lambda size: b"\x07" * size)
    for _ in range(2):
        with pytest.raises(WrongRecoveryCode):
            open_with_recovery(folder, read_keyring(folder), other, world=clock.world())
    assert [each.failed for each in read_keyring(folder).everyone()] == [0, 2]
    key, after = open_with_recovery(folder, read_keyring(folder), code.lower(), world=clock.world())
    assert (key, after.recovery.failed, clock.pauses) == (KEY, 0, [1, 2])


def test_that_a_slip_in_the_recovery_code_costs_nothing(folder: Path, clock: Clock) -> None:
    with pytest.raises(Refusal) as refused:
        open_with_recovery(folder, read_keyring(folder), "AAAA-BBBB", world=clock.world())
    assert refused.value.kind == "mistyped-recovery-code"
    assert read_keyring(folder).recovery.failed == 0


def test_that_the_recovery_code_does_in_the_passphrases_place(folder: Path, clock: Clock) -> None:
    keyring, code = made(clock)
    save(keyring, folder)
    two = add_holder(keyring, KEY, "second words", officer="officer-2", world=clock.world(), settings=LIGHT)
    assert open_with(folder, two, code, world=clock.world())[:2] == (KEY, "officer-1")
    assert open_with(folder, two, code.lower(), world=clock.world(), officer="officer-2")[:2] == (KEY, "officer-2")


def test_that_a_code_with_a_slip_in_the_passphrases_place_is_named_and_counted(folder: Path, clock: Clock) -> None:
    keyring, code = made(clock)
    save(keyring, folder)
    with pytest.raises(Refusal, match="group 1 ") as refused:
        open_with(folder, keyring, ("X" if code[0] != "X" else "Y") + code[1:], world=clock.world())
    assert refused.value.kind == "mistyped-recovery-code"
    assert read_keyring(folder).holders[0].failed == 1


def test_that_a_passphrase_of_thirty_two_letters_is_not_taken_for_a_code(folder: Path, clock: Clock) -> None:
    words = "four unrelated words do very well"
    keyring = change_passphrase(
        read_keyring(folder), KEY, words, officer="officer-1", world=clock.world(), settings=LIGHT
    )
    assert open_with(folder, keyring, words, world=clock.world())[0] == KEY
    with pytest.raises(WrongPassphrase):
        open_with(folder, keyring, words.upper(), world=clock.world())


def test_that_a_new_recovery_code_ends_the_old_one(folder: Path, clock: Clock) -> None:
    keyring, old = made(clock)
    renewed, new = new_recovery(keyring, KEY, world=clock.world(), settings=LIGHT)
    save(renewed, folder)
    assert open_with_recovery(folder, renewed, new, world=clock.world())[0] == KEY
    with pytest.raises(WrongRecoveryCode):
        open_with_recovery(folder, renewed, old, world=clock.world())


def test_that_the_last_holder_stays_and_others_can_go(folder: Path, clock: Clock) -> None:
    keyring = read_keyring(folder)
    with pytest.raises(Refusal) as refused:
        remove_holder(keyring, "officer-1")
    assert refused.value.kind == "last-holder"
    two = add_holder(keyring, KEY, "second words", officer="officer-2", world=clock.world(), settings=LIGHT)
    left = remove_holder(two, "officer-1")
    assert [each.officer for each in left.holders] == ["officer-2"]
    for officer in ("officer-1", "officer-9"):
        with pytest.raises(Refusal):
            remove_holder(left, officer)


def test_that_nobody_is_added_twice(folder: Path, clock: Clock) -> None:
    with pytest.raises(Refusal) as refused:
        add_holder(read_keyring(folder), KEY, "more words", officer="officer-1", world=clock.world(), settings=LIGHT)
    assert refused.value.kind == "already-a-holder"


def test_that_a_seal_put_under_another_name_opens_nothing(folder: Path, clock: Clock) -> None:
    keyring = read_keyring(folder)
    moved = Keyring(
        keyring.book_id, (type(keyring.holders[0])("officer-2", keyring.holders[0].seal),), keyring.recovery
    )
    with pytest.raises(WrongPassphrase):
        open_with(folder, moved, "first words", world=clock.world())


def test_that_a_folder_without_keys_is_not_a_book(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).kind == "not-a-book"
    assert refusal_of(tmp_path / "nowhere").kind == "not-a-book"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert refusal_of(tmp_path / "file").kind == "not-a-book"


def test_that_the_keys_of_another_program_are_not_a_book(tmp_path: Path) -> None:
    (tmp_path / KEYS_FILE).write_text('{"api": "x"}', encoding="utf-8")
    assert refusal_of(tmp_path).kind == "not-a-book"


def test_that_any_cut_in_the_file_is_found(folder: Path) -> None:
    whole = (folder / KEYS_FILE).read_bytes()
    for length in range(0, len(whole) - 2, 37):
        (folder / KEYS_FILE).write_bytes(whole[:length])
        assert refusal_of(folder).kind == "damaged-keys"


def outcome(folder: Path) -> Keyring | str:
    try:
        return read_keyring(folder)
    except Refusal as refused:
        return refused.kind


def test_that_any_altered_byte_is_found_or_changes_nothing(folder: Path) -> None:
    whole = (folder / KEYS_FILE).read_bytes()
    kept = read_keyring(folder)
    for place in range(0, len(whole), 11):
        altered = bytearray(whole)
        altered[place] ^= 1
        (folder / KEYS_FILE).write_bytes(bytes(altered))
        assert outcome(folder) in (kept, "damaged-keys", "newer-book")


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b" " * 1_000_001, b'{"magic":"wehere-keys"}']
)
def test_that_what_is_no_keyring_beside_a_book_is_damage(folder: Path, raw: bytes) -> None:
    (folder / KEYS_FILE).write_bytes(raw)
    assert refusal_of(folder).kind == "damaged-keys"


def test_that_a_newer_keyring_asks_for_a_newer_program(folder: Path) -> None:
    rewrite(folder, lambda content: content.update(format=2, holders="something new"))
    assert refusal_of(folder).kind == "newer-book"


def checked(content: dict[str, Any]) -> None:
    """Give an altered keyring a right checksum, as one made on purpose would have."""
    content.pop("checksum")
    content["checksum"] = keys_file._checksum(content)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("memory_kib", 2**31),
        ("passes", 10**9),
        ("lanes", 0),
        ("lanes", True),
        ("salt", ""),
        ("box", "AAAA"),
        ("nonce", 7),
    ],
)
def test_that_a_hostile_seal_is_damage_even_with_a_right_checksum(folder: Path, part: str, value: object) -> None:
    def change(content: dict[str, Any]) -> None:
        content["holders"][0]["seal"][part] = value
        checked(content)

    rewrite(folder, change)
    assert refusal_of(folder).kind == "damaged-keys"


@pytest.mark.parametrize(
    ("name", "value"),
    [("holders", []), ("holders", {}), ("holders", [1]), ("book", ""), ("book", None), ("recovery", {}), ("format", 0)],
)
def test_that_a_keyring_with_a_wrong_part_is_damage(folder: Path, name: str, value: object) -> None:
    def change(content: dict[str, Any]) -> None:
        content[name] = value
        checked(content)

    rewrite(folder, change)
    assert refusal_of(folder).kind == "damaged-keys"


def test_that_two_holders_of_one_name_are_damage(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        content["holders"] *= 2
        checked(content)

    rewrite(folder, change)
    assert refusal_of(folder).kind == "damaged-keys"


def test_that_an_absurd_count_neither_overflows_nor_waits_longer_than_a_minute(folder: Path, clock: Clock) -> None:
    def change(content: dict[str, Any]) -> None:
        content["holders"][0].update(failed=10**18, last_failed="9999-12-31T23:59:59+00:00")
        checked(content)

    rewrite(folder, change)
    open_with(folder, read_keyring(folder), "first words", world=clock.world())
    assert clock.pauses == [60]


def test_that_saving_where_one_may_not_is_a_refusal(clock: Clock, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        save(made(clock)[0], tmp_path / "nowhere")
    assert refused.value.kind == "no-permission"


def test_that_keys_moved_with_the_folder_still_open(folder: Path, clock: Clock, tmp_path: Path) -> None:
    moved = Path(shutil.move(folder, tmp_path / "moved.wehere"))
    assert open_with(moved, read_keyring(moved), "first words", world=clock.world())[0] == KEY
