"""Seals a book's key to a passphrase or a recovery code, and takes fingerprints, with published primitives only."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash

from wehere_desktop.frozen import dataclass
from wehere_desktop.refusal import Fault, Refusal

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16

SHORTEST_PASSPHRASE = 8
LONGEST_PASSPHRASE = 1000

# Digits and capitals without I, L, O, U and Z, which are misread for 1, 1, 0, V and 2. There are 31 of them, a prime,
# so that one weighted sum finds every single wrong character and every swap of two within a group.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
CODE_GROUPS = 8
CODE_GROUP_LENGTH = 4
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "Z": "2"})
_CHECK_WEIGHTS = (2, 3, 5)
_GROUP_WEIGHT = 7

LEAST_MEMORY_PER_LANE = 8  # KiB; RFC 9106 section 3.1
MOST_MEMORY_KIB = 512 * 1024
MOST_LANES = 8
MOST_PASSES = 10

Bytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class SealSettings:
    """How much work Argon2id is asked to do: memory in KiB, passes over it, and lanes worked in parallel."""

    memory_kib: int
    passes: int
    lanes: int

    def are_sane(self) -> bool:
        """Say whether the settings lie within what this program would ever ask for.

        A file from elsewhere may name any figures; ones that would fill the memory or take minutes are not followed.
        """
        enough_memory = LEAST_MEMORY_PER_LANE * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
        return enough_memory and 1 <= self.lanes <= MOST_LANES and 1 <= self.passes <= MOST_PASSES


# RFC 9106 section 4, the second recommended choice: 64 MiB, three passes, four lanes.
FULL_SETTINGS = SealSettings(memory_kib=64 * 1024, passes=3, lanes=4)
# For practice books, whose passphrase is no secret and whose people are invented.
PRACTICE_SETTINGS = SealSettings(memory_kib=1024, passes=1, lanes=1)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A book's key as it lies on the disk: useless without the passphrase it was sealed with."""

    salt: bytes
    nonce: bytes
    settings: SealSettings
    box: bytes

    def is_well_formed(self) -> bool:
        """Say whether every part has the length it must have and the settings are sane."""
        lengths = (len(self.salt), len(self.nonce), len(self.box))
        return lengths == (SALT_BYTES, NONCE_BYTES, KEY_BYTES + TAG_BYTES) and self.settings.are_sane()


class WrongPassphrase(Refusal):
    """The passphrase or code does not open this seal."""

    def __init__(self) -> None:
        """Say it without telling how near the guess was."""
        super().__init__(
            "This passphrase does not open the book.",
            remedy="Type it again, minding capitals, or use the recovery code that was printed when the book was made.",
            field="passphrase",
            kind="wrong-passphrase",
        )


class WrongRecoveryCode(Refusal):
    """The code is written as a recovery code should be, but it is not the one of this book."""

    def __init__(self) -> None:
        """Say that the code is whole but belongs elsewhere."""
        super().__init__(
            "This recovery code belongs to another book, or a newer code has taken its place.",
            remedy="Look for the sheet that was printed for this book.",
            field="recovery_code",
            kind="wrong-recovery-code",
        )


def new_key(random_bytes: Bytes) -> bytes:
    """Return a fresh key of 256 bits for a book, taken from the source of randomness given."""
    return random_bytes(KEY_BYTES)


def seal_key(
    key: bytes, passphrase: str, *, salt: bytes, nonce: bytes, settings: SealSettings, bound_to: bytes
) -> Sealed:
    """Return the key sealed by a passphrase: Argon2id (RFC 9106) makes a key from it, AES-256-GCM seals with that.

    `bound_to` names what the seal belongs to and is checked on opening, so that a seal cannot be moved to another
    book or another person. Salt and nonce must be fresh each time.
    """
    if len(key) != KEY_BYTES or (len(salt), len(nonce)) != (SALT_BYTES, NONCE_BYTES) or not settings.are_sane():
        raise Fault("A seal was asked for with parts of the wrong size.")
    box = AESGCM(_stretched(passphrase, salt, settings)).encrypt(nonce, key, bound_to)
    return Sealed(salt, nonce, settings, box)


def unseal_key(sealed: Sealed, passphrase: str, bound_to: bytes) -> bytes:
    """Return the key that was sealed.

    Raises WrongPassphrase if the passphrase differs or the seal was altered or belongs to something else: by design
    the three cannot be told apart.
    """
    if not sealed.is_well_formed():
        raise WrongPassphrase
    try:
        return AESGCM(_stretched(passphrase, sealed.salt, sealed.settings)).decrypt(sealed.nonce, sealed.box, bound_to)
    except InvalidTag:
        raise WrongPassphrase from None


def fingerprint(held: bytes) -> str:
    """Return the SHA-256 of some bytes (FIPS 180-4), as 64 hexadecimal digits.

    From the library that opens seals anyway: the standard `hashlib` loads a second one of four megabytes for it.
    """
    digest = Hash(SHA256())
    digest.update(held)
    return digest.finalize().hex()


def check_passphrase(passphrase: str, *, practice: bool = False) -> None:
    """Raise a Refusal of kind ``weak-passphrase`` if a passphrase may not protect a book.

    It needs eight characters or more (NIST SP 800-63B section 5.1.1.2), at most a thousand, none of them a control
    character. A practice book, which holds nobody's data, may have any that is not empty.
    """
    shortest = 1 if practice else SHORTEST_PASSPHRASE
    length = len(passphrase)
    if length < shortest or not passphrase.strip():
        raise _weak(f"The passphrase needs at least {shortest} characters.", "Three or four unrelated words do well.")
    if length > LONGEST_PASSPHRASE:
        raise _weak(f"The passphrase is {length:,} characters long.", f"Use at most {LONGEST_PASSPHRASE:,}.")
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in passphrase):
        raise _weak("The passphrase holds a character that cannot be typed.", "Type it instead of pasting it.")
    if not practice and len(set(passphrase)) == 1:
        raise _weak("The passphrase is one character over and over.", "Three or four unrelated words do well.")


def new_recovery_code(random_bytes: Bytes) -> str:
    """Return a recovery code to print once: eight groups of four characters, 118 bits of chance in all.

    The last character of each group checks the group and its place in the code.
    """
    chance = int.from_bytes(random_bytes(32), "big")
    groups = []
    for place in range(CODE_GROUPS):
        drawn = ""
        for _ in range(CODE_GROUP_LENGTH - 1):
            # 256 bits are drawn for 118, so the last digits of base 31 are even to within one part in 2^130.
            chance, digit = divmod(chance, len(CODE_LETTERS))
            drawn += CODE_LETTERS[digit]
        groups.append(drawn + _check_letter(drawn, place))
    return "-".join(groups)


def looks_like_recovery_code(text: str) -> bool:
    """Say whether what was typed is meant as a recovery code: as many characters as one has, all of its alphabet."""
    bare = _bare(text)
    return len(bare) == CODE_GROUPS * CODE_GROUP_LENGTH and set(bare) <= set(CODE_LETTERS)


def read_recovery_code(text: str) -> str:
    """Return a typed recovery code as it was printed, whatever its case, spaces and dashes, with O read as 0, I as 1.

    Raises a Refusal of kind ``mistyped-recovery-code`` that names the first group with a slip in it, or how many
    characters there should be.
    """
    bare = _bare(text)
    expected = CODE_GROUPS * CODE_GROUP_LENGTH
    if len(bare) != expected:
        raise _mistyped(
            f"A recovery code has {expected} characters in {CODE_GROUPS} groups; this one has {len(bare):,}."
        )
    groups = [bare[start : start + CODE_GROUP_LENGTH] for start in range(0, expected, CODE_GROUP_LENGTH)]
    for place, group in enumerate(groups):
        if not set(group) <= set(CODE_LETTERS) or _check_letter(group[:-1], place) != group[-1]:
            raise _mistyped(f"There is a slip in group {place + 1} of the recovery code.")
    return "-".join(groups)


def _stretched(passphrase: str, salt: bytes, settings: SealSettings) -> bytes:
    return hash_secret_raw(
        _as_bytes(passphrase),
        salt,
        time_cost=settings.passes,
        memory_cost=settings.memory_kib,
        parallelism=settings.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _as_bytes(passphrase: str) -> bytes:
    """Return a passphrase in one form, whichever keyboard typed it.

    RFC 8265 section 4.2 (OpaqueString): every kind of space becomes the plain one and the text becomes NFC. Not NFKC,
    which would make different passphrases the same.
    """
    spaced = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in passphrase)
    return unicodedata.normalize("NFC", spaced).encode("utf-8", "surrogatepass")


def _bare(text: str) -> str:
    letters = (letter for letter in unicodedata.normalize("NFKC", text).upper() if letter.isalnum())
    return "".join(letters).translate(_MISREAD)


def _check_letter(drawn: str, place: int) -> str:
    weighed = sum(weight * CODE_LETTERS.index(letter) for weight, letter in zip(_CHECK_WEIGHTS, drawn, strict=True))
    return CODE_LETTERS[(weighed + _GROUP_WEIGHT * (place + 1)) % len(CODE_LETTERS)]


def _weak(sentence: str, remedy: str) -> Refusal:
    return Refusal(sentence, remedy=remedy, field="passphrase", kind="weak-passphrase")


def _mistyped(sentence: str) -> Refusal:
    return Refusal(
        sentence,
        remedy="Compare it with the printed sheet and type it again.",
        field="recovery_code",
        kind="mistyped-recovery-code",
    )
