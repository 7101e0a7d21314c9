"""A key sealed by a passphrase or a recovery code opens with that alone, and never by luck."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.refusal import Fault, Refusal
from wehere_desktop.sealing import (
    CODE_GROUPS,
    CODE_LETTERS,
    FULL_SETTINGS,
    Sealed,
    SealSettings,
    WrongPassphrase,
    check_passphrase,
    fingerprint,
    looks_like_recovery_code,
    new_key,
    new_recovery_code,
    read_recovery_code,
    seal_key,
    unseal_key,
)

LIGHT = SealSettings(memory_kib=64, passes=1, lanes=1)
KEY = bytes(range(32))
SALT = b"s" * 16
NONCE = b"n" * 12


def seal(passphrase: str, bound_to: bytes = b"book") -> Sealed:
    return seal_key(KEY, passphrase, salt=SALT, nonce=NONCE, settings=LIGHT, bound_to=bound_to)


def code_from(seed: int) -> str:
    return new_recovery_code(lambda size: seed.to_bytes(size, "big"))


def test_that_the_key_comes_back_with_its_passphrase() -> None:
    assert unseal_key(seal("four words do well"), "four words do well", b"book") == KEY


def test_that_a_seal_is_plain_argon2id_and_aes_gcm_so_that_others_can_check_it() -> None:
    stretched = hash_secret_raw(
        b"four words", SALT, time_cost=1, memory_cost=64, parallelism=1, hash_len=32, type=Type.ID
    )
    assert AESGCM(stretched).decrypt(NONCE, seal("four words").box, b"book") == KEY


@given(st.text(max_size=30), st.text(max_size=30))
def test_that_only_the_same_passphrase_opens(sealed_with: str, tried: str) -> None:
    def plain(text: str) -> str:
        return unicodedata.normalize("NFC", "".join(" " if unicodedata.category(c) == "Zs" else c for c in text))

    sealed = seal(sealed_with)
    if plain(sealed_with) == plain(tried):
        assert unseal_key(sealed, tried, b"book") == KEY
    else:
        with pytest.raises(WrongPassphrase):
            unseal_key(sealed, tried, b"book")


def test_that_the_keyboard_an_accent_or_space_was_typed_on_does_not_matter() -> None:
    assert unseal_key(seal("Zoe\u0308 at the cafe\u0301"), "Zo\u00eb\u00a0at the caf\u00e9", b"book") == KEY


def test_that_forms_which_only_look_alike_stay_different() -> None:
    with pytest.raises(WrongPassphrase):
        unseal_key(seal("\ufb01ve words"), "five words", b"book")


def test_that_a_seal_cannot_be_moved_to_another_book_or_person() -> None:
    with pytest.raises(WrongPassphrase):
        unseal_key(seal("four words"), "four words", b"other book")


@given(st.integers(0, 47), st.integers(1, 255))
def test_that_a_seal_with_any_byte_altered_opens_nothing(place: int, change: int) -> None:
    sealed = seal("four words")
    box = bytearray(sealed.box)
    box[place] ^= change
    with pytest.raises(WrongPassphrase):
        unseal_key(Sealed(SALT, NONCE, LIGHT, bytes(box)), "four words", b"book")


@pytest.mark.parametrize(
    "settings",
    [
        SealSettings(1 << 30, 3, 4),
        SealSettings(65536, 1 << 20, 4),
        SealSettings(65536, 3, 200),
        SealSettings(0, 3, 1),
        SealSettings(64, 0, 1),
        SealSettings(64, 1, 0),
        SealSettings(16, 1, 4),
        SealSettings(-1, -1, -1),
    ],
)
def test_that_settings_which_would_stall_the_machine_are_never_followed(settings: SealSettings) -> None:
    with pytest.raises(WrongPassphrase):
        unseal_key(Sealed(SALT, NONCE, settings, bytes(48)), "four words", b"book")
    with pytest.raises(Fault):
        seal_key(KEY, "four words", salt=SALT, nonce=NONCE, settings=settings, bound_to=b"")


def test_that_real_books_ask_for_what_rfc_9106_recommends() -> None:
    assert SealSettings(memory_kib=65536, passes=3, lanes=4) == FULL_SETTINGS
    assert FULL_SETTINGS.are_sane()


def test_that_a_key_is_as_long_as_the_cipher_wants_and_comes_from_the_randomness_given() -> None:
    assert new_key(lambda size: b"k" * size) == b"k" * 32


@pytest.mark.parametrize(
    "passphrase", ["", "seven77", "        ", "aaaaaaaaaaaa", "x1" * 501, "tab\tinside it", "\udc80" * 9]
)
def test_that_a_passphrase_which_protects_nothing_is_refused(passphrase: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_passphrase(passphrase)
    assert (refused.value.kind, refused.value.field) == ("weak-passphrase", "passphrase")
    assert refused.value.remedy


def test_that_eight_characters_do_and_a_practice_book_takes_fewer() -> None:
    check_passphrase("elm park")
    check_passphrase("a", practice=True)
    with pytest.raises(Refusal):
        check_passphrase(" ", practice=True)


@given(st.integers(0, 2**256 - 1))
def test_that_a_recovery_code_reads_back_however_it_is_typed(seed: int) -> None:
    code = code_from(seed)
    assert [len(group) for group in code.split("-")] == [4] * CODE_GROUPS
    assert looks_like_recovery_code(code)
    sloppy = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l").replace("v", "u").replace("2", "z")
    for typed in (code, sloppy, code.replace("-", ""), f"  {code}\n", code.replace("-", " \u2013 ")):
        assert read_recovery_code(typed) == code


@given(st.integers(0, 2**256 - 1), st.integers(0, 31), st.sampled_from(CODE_LETTERS))
def test_that_any_one_wrong_character_is_found_and_its_group_named(seed: int, place: int, letter: str) -> None:
    bare = code_from(seed).replace("-", "")
    typed = bare[:place] + letter + bare[place + 1 :]
    if typed != bare:
        with pytest.raises(Refusal, match=f"group {place // 4 + 1} ") as refused:
            read_recovery_code(typed)
        assert refused.value.kind == "mistyped-recovery-code"


@given(st.integers(0, 2**256 - 1), st.integers(0, 7), st.integers(0, 3), st.integers(0, 3))
def test_that_two_characters_swapped_within_a_group_are_found(seed: int, group: int, one: int, other: int) -> None:
    bare = list(code_from(seed).replace("-", ""))
    first, second = group * 4 + one, group * 4 + other
    if bare[first] != bare[second]:
        bare[first], bare[second] = bare[second], bare[first]
        with pytest.raises(Refusal):
            read_recovery_code("".join(bare))


@given(st.integers(0, 2**256 - 1), st.permutations(range(CODE_GROUPS)))
def test_that_groups_in_another_order_are_found(seed: int, order: list[int]) -> None:
    groups = code_from(seed).split("-")
    if order != sorted(order):
        with pytest.raises(Refusal):
            read_recovery_code("-".join(groups[place] for place in order))


@pytest.mark.parametrize("typed", ["", "ABCD", "é" * 32, "?" * 32, "1" * 33, "0" * 100_000])
def test_that_what_is_no_recovery_code_is_refused_plainly(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_recovery_code(typed)
    assert refused.value.kind == "mistyped-recovery-code"
    assert not looks_like_recovery_code(typed)


@given(st.binary(max_size=300))
def test_that_a_fingerprint_is_that_of_every_other_program(held: bytes) -> None:
    assert fingerprint(held) == hashlib.sha256(held).hexdigest()
