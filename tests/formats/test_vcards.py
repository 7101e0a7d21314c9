"""Address cards: three versions, folded and coded lines, broken pictures, and cards cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_files import FOLDER, real_file
from wehere_desktop.formats.vcard import Card, read_cards
from wehere_desktop.refusal import Refusal

OLD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9;Zo=C3=AB;;;\r\n"
    "TEL;CELL;PREF:07700 900123\r\nTEL;WORK:01244 960001\r\nTEL;WORK;FAX:01244 960002\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Rings back =\r\nafter tea=0D=0Aon Mondays\r\n"
    "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n SkZJRg\r\nnot base64 at all:::\r\n\r\n"
    "END:VCARD\r\n"
)
MIDDLE = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Asha Example\\, MBE\nN:Example;Asha;;;\n"
    "ORG:Elm Park School;Office\nTITLE:Head's PA\nitem1.EMAIL;type=INTERNET:other@exa\n mple.org\n"
    "item2.EMAIL;type=INTERNET;type=pref:office@example.org\nEND:VCARD\n"
)
NEW = (
    'BEGIN:VCARD\nVERSION:4.0\nFN:Bob Sample\nTEL;VALUE=uri;TYPE="voice,work":tel:+44-1244-960003;ext=7\n'
    "ADR;TYPE=work:;;1 High Street;Audlem;Cheshire;CW3 0AH;UK\nLANG;PREF=1:cy\nEND:VCARD\n"
)


def cards(folder: Path, text: str | bytes) -> list[Card]:
    path = folder / "people.vcf"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_cards(path))


def test_that_an_old_card_is_read_in_spite_of_its_coding_and_its_picture(tmp_path: Path) -> None:
    (card,) = cards(tmp_path, OLD)
    assert card.name == "Zoë Café"
    assert (card.mobiles, card.phones) == (("07700 900123",), ("01244 960001",))
    assert card.note == "Rings back after tea\non Mondays"
    assert not card.problem


def test_that_escapes_folds_and_preferences_of_a_card_are_read(tmp_path: Path) -> None:
    (card,) = cards(tmp_path, MIDDLE)
    assert (card.name, card.organisation, card.role) == ("Asha Example, MBE", "Elm Park School", "Head's PA")
    assert card.emails == ("office@example.org", "other@example.org")


def test_that_a_new_card_is_read(tmp_path: Path) -> None:
    (card,) = cards(tmp_path, NEW)
    assert (card.phones, card.postcode, card.language) == (("+44-1244-960003",), "CW3 0AH", "cy")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_that_cards_are_read_in_any_coding(tmp_path: Path, coding: str) -> None:
    (card,) = cards(tmp_path, "BEGIN:VCARD\nVERSION:3.0\nFN:Élise Née\nEND:VCARD\n".encode(coding))
    assert card.name == "Élise Née"


def test_that_one_card_cut_off_spoils_no_other(tmp_path: Path) -> None:
    found = cards(tmp_path, MIDDLE + "BEGIN:VCARD\nVERSION:3.0\nFN:Cut Off\n" + NEW + MIDDLE[:60])
    assert [(card.number, card.name, bool(card.problem)) for card in found] == [
        (1, "Asha Example, MBE", False),
        (2, "", True),
        (3, "Bob Sample", False),
        (4, "", True),
    ]


def test_that_a_card_without_a_name_says_so(tmp_path: Path) -> None:
    (card,) = cards(tmp_path, "BEGIN:VCARD\nVERSION:2.1\nEMAIL;PREF:x@example.org\nEND:VCARD\n")
    assert card.problem == "the card has no name"


def test_that_an_unknown_character_set_does_not_lose_the_card(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=X-NOWHERE;ENCODING=QUOTED-PRINTABLE:Ann=C3=A9\nEND:VCARD\n"
    assert cards(tmp_path, text)[0].name == "Anné"


def test_that_a_file_of_anything_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        cards(tmp_path, "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert caught.value.kind == "wrong-file"
    with pytest.raises(Refusal):
        cards(tmp_path, b"PK\x03\x04rubbish")


def test_that_what_real_programs_export_is_read() -> None:
    real_file("vcard_ical/ez-vcard")
    files = sorted((FOLDER / "vcard_ical").glob("*/*.vcf"))
    read = {}
    for file in files:
        try:
            read[file.name] = list(read_cards(file))
        except Refusal as refusal:
            assert refusal.kind == "wrong-file"
    sound = {name: [card for card in found if not card.problem] for name, found in read.items()}
    assert len(sound["io__text__John_Doe_ANDROID.vcf"]) == 4
    assert len(sound["leaktest.vcf"]) == 3
    assert sound["io__text__outlook-2007.vcf"][0].mobiles == ("(111) 555-4444",)
    assert sound["io__text__John_Doe_IPHONE.vcf"][0].organisation == "IBM"
    assert all(found for found in sound.values())
