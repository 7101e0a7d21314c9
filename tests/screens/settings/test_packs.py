"""Map packs are added and removed in Settings; a file that is none is refused in words, and the list stays right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.desk.a_desk import settle, told
from tests.formats.packs_made import tile_at, town_tile, write_mbtiles
from wehere_desktop.desk.notices import Tone
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records.map_packs import packs_of
from wehere_desktop.screens.settings.packs_card import PacksCard

AT = tile_at(53.26, -2.51, 12)


@pytest.fixture
def card(desk: Desk) -> Iterator[PacksCard]:
    """The card, shown."""
    made = PacksCard(desk)
    made.resize(700, 300)
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def words(card: PacksCard) -> str:
    """Return what the card says."""
    return "\n".join(each.accessibleName() or each.text() for each in card.findChildren(QLabel))


def test_that_a_pack_is_added_listed_and_removed(
    card: PacksCard, desk: Desk, laptop_home: Path, tmp_path: Path
) -> None:
    assert "None yet" in words(card)
    path = write_mbtiles(tmp_path / "elm.mbtiles", {AT: town_tile()}, name="Elm", attribution="© <b>Elm</b> & Co")
    told(desk).files = [path]
    card.choose()
    settle(desk)
    assert [each.facts.name for each in packs_of(laptop_home)] == ["Elm"]
    assert "The map now uses Elm" in told(desk).sentences
    assert "vector tiles, zoom 12" in words(card)
    assert "© Elm & Co" in words(card)
    assert "None yet" not in words(card)
    (away,) = (each for each in card.findChildren(QPushButton) if each.accessibleName() == "Remove Elm")
    away.click()
    settle(desk)
    assert packs_of(laptop_home) == ()
    assert "None yet" in words(card)
    assert path.exists()


def test_that_a_file_that_is_no_pack_is_refused_in_words(
    card: PacksCard, desk: Desk, laptop_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name\nElm Park\n", encoding="utf-8")
    told(desk).files = [path]
    card.choose()
    settle(desk)
    (notice,) = (each for each in told(desk).said.told if each.tone is Tone.REFUSED)
    assert notice.sentence == "“list.csv” is no map pack."
    assert card.add_button.isEnabled()
    assert packs_of(laptop_home) == ()


def test_that_a_pack_whose_file_is_gone_says_so(card: PacksCard, desk: Desk, tmp_path: Path) -> None:
    path = write_mbtiles(tmp_path / "elm.mbtiles", {AT: town_tile()}, name="Elm")
    told(desk).files = [path]
    card.choose()
    settle(desk)
    path.unlink()
    card.fill()
    assert "file not there" in words(card)
    assert "the sketch map stands in" in words(card)
