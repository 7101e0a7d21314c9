"""Chips say what is looked at, to the eye and to a screen reader, and their menus lead to the rest."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableWidget
from pytestqt.qtbot import QtBot

from tests.elm_park import TODAY
from wehere_desktop.desk.beats_chip import BeatsChip
from wehere_desktop.desk.chips import areas_menu, menu_under, say_chip, say_choice
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.narrowing import Area
from wehere_desktop.desk.page_parts import fit_columns, record_width
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.screen import Desk
from wehere_desktop.desk.tables import Column


def lines_of(menu: QMenu) -> list[QAction]:
    """Return every line of a menu and of the menus in it that can be chosen."""
    return [
        each
        for inner in (menu, *menu.findChildren(QMenu))
        for each in inner.actions()
        if each.menu() is None and not each.isSeparator()
    ]


def test_that_an_ampersand_in_a_name_is_shown_and_said_as_it_is(qtbot: QtBot) -> None:
    chip = Button("", rank="chip")
    qtbot.addWidget(chip)
    say_chip(chip, "Fire & Ambulance ▾", "Where: Fire & Ambulance", on=True)
    assert (chip.text(), chip.accessibleName(), chip.property("on")) == (
        "Fire && Ambulance ▾",
        "Where: Fire & Ambulance",
        "true",
    )
    say_choice(chip, "Mine", on=False)
    assert (chip.accessibleName(), chip.property("on")) == ("Mine", "")
    say_choice(chip, "Mine", on=True)
    assert chip.accessibleName() == "Mine, chosen"


def test_that_a_menu_marks_what_holds_now_and_does_what_is_chosen(qtbot: QtBot) -> None:
    chip, done = Button("", rank="chip"), list[str]()
    qtbot.addWidget(chip)
    say_chip(chip, "Any ▾", "Theme: any", on=False)
    menu_under(chip, [("any", True, lambda: done.append("any")), ("noise & light", False, lambda: done.append("n"))])
    menu = chip.findChild(QMenu)
    assert isinstance(menu, QMenu)
    first, second = lines_of(menu)
    assert (menu.accessibleName(), first.text(), first.isChecked()) == ("Theme", "Any", True)
    assert (second.text(), second.isChecked()) == ("Noise && light", False)
    second.trigger()
    assert done == ["n"]
    menu.close()


def test_that_the_beats_looked_at_begin_with_ones_own_and_each_other_can_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    chip = BeatsChip(desk, everywhere="Whole force")
    qtbot.addWidget(chip)
    unit = desk.book.lpus.get(desk.mine().lpu)
    assert chip.words == f"All of {unit.name}"
    assert set(chip.beats) == {each.id for each in desk.book.beats.in_lpu(unit.id, TODAY)}
    with qtbot.waitSignal(chip.changed):
        chip.want("")
    assert (chip.beats, chip.accessibleName()) == ((), "Which beats: Whole force")
    wanted: list[str] = []
    menu = areas_menu(desk, chip, wanted.append, own=Area())
    for each in lines_of(menu):
        each.trigger()
    beats = {f"beat:{each.id}" for each in desk.book.beats.current(TODAY)}
    assert beats <= set(wanted)
    assert wanted[0] == ""
    chip.want("beat:gone from the book")
    assert chip.beats == ()
    menu.close()


def test_that_columns_give_way_in_their_order_and_no_more_than_need_be(look: Look, qtbot: QtBot) -> None:
    columns = [Column(name, name, str, width) for name, width in (("name", 0), ("place", 100), ("seen", 100))]
    table = QTableWidget(0, len(columns))
    qtbot.addWidget(table)
    for room, hidden in ((400, set[str]()), (look.px(150), {"seen"}), (10, {"seen", "place"})):
        fit_columns(table, columns, look, room, giving_way=("seen", "place"))
        assert {each.name for at, each in enumerate(columns) if table.isColumnHidden(at)} == hidden


def test_that_the_record_beside_a_list_never_takes_half_the_page_of_a_station_laptop(look: Look) -> None:
    for across in (900, 1180, 1366, 1920, 3840):
        assert 300 <= record_width(look, across) <= max(across * 45 // 100, 300)
