"""The style sheet of the whole window, made from colours and sizes."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.colours import Colours


@dataclass(frozen=True, slots=True)
class Sizes:
    """The three text sizes in pixels at the chosen scale."""

    small: int
    body: int
    title: int


_SHEET = Template(
    """
QToolTip { background: $surface; color: $ink; border: 1px solid $line; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[tone="quiet"] { color: $quiet; }
QLabel[tone="link"] { color: $link; }
QLabel[tone="late"] { color: $late; }
QLabel[tone="due"] { color: $due; }
QLabel[tone="kept"] { color: $kept; }
QLabel[step="small"] { font-size: ${small}px; }
QLabel[step="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[strong="true"] { font-weight: 600; }

QWidget[house="page"], QStackedWidget[house="page"] { background: $ground; }
QWidget[house="bare"], QScrollArea[house="bare"], QScrollArea[house="bare"] > QWidget > QWidget[house="bare"]
  { background: transparent; border: none; }
QFrame[house="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[house="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[house="row"] { background: transparent; border: none; border-radius: 0; }
QFrame[house="row"][open="true"]:hover { background: $hover; }
QFrame[house="row"]:focus { background: $chosen; }
QFrame[house="row"][on="true"] { background: $chosen; }

QLabel[pill="late"] { color: $late; background: $late_fill; border: 1px solid $late_line; }
QLabel[pill="due"] { color: $due; background: $due_fill; border: 1px solid $due_line; }
QLabel[pill="kept"] { color: $kept; background: $kept_fill; border: 1px solid $kept_line; }
QLabel[pill="plain"] { color: $plain; background: $plain_fill; border: 1px solid $plain_line; }
QLabel[pill] { font-size: ${small}px; border-radius: ${pill_radius}px; padding: 1px 8px; }

QPushButton { color: $link; background: $surface; border: 1px solid $plain_line; border-radius: 6px;
  padding: ${pad_y}px 14px; font-weight: 600; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $chosen; }
QPushButton:focus { border: 2px solid $link; padding: ${pad_y_focus}px 13px; }
QPushButton:disabled { color: $quiet; background: $ground; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[rank="first"] { color: $on_accent; background: $accent; border: 1px solid $accent; }
QPushButton[rank="first"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[rank="first"]:focus { border: 2px solid $ink; padding: ${pad_y_focus}px 13px; }
QPushButton[rank="first"]:disabled { color: $quiet; background: $plain_fill; border-color: $plain_line; }
QPushButton[rank="grave"] { color: $late; border-color: $late_line; }
QPushButton[rank="link"] { color: $link; background: transparent; border: 1px solid transparent; padding: 2px 4px; }
QPushButton[rank="link"]:hover { text-decoration: underline; }
QPushButton[rank="link"]:focus { border: 1px solid $link; border-radius: 4px; }
QPushButton[rank="chip"] { color: $ink; background: $surface; border: 1px solid $plain_line; font-weight: 400;
  border-radius: ${chip_radius}px; padding: ${chip_pad}px 12px; }
QPushButton[rank="chip"]:hover { background: $hover; }
QPushButton[rank="chip"]:checked, QPushButton[rank="chip"][on="true"]
  { background: $chosen; border-color: $accent; color: $link; font-weight: 600; }
QPushButton[rank="chip"]:disabled { color: $quiet; background: $ground; border-color: $line; }
QPushButton[rank="chip"]:focus { border: 2px solid $link; padding: ${chip_pad_focus}px 11px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; color: $ink; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 1px solid $link; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox
  { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: ${field_pad}px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus
  { border: 2px solid $link; padding: ${field_pad_focus}px 7px; }
QLineEdit[refused="true"], QPlainTextEdit[refused="true"], QComboBox[refused="true"] { border: 2px solid $late; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $quiet; background: $ground; }
QLineEdit[readOnly="true"] { background: $ground; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $line; outline: none;
  selection-background-color: $chosen; selection-color: $ink; padding: 4px; }
QCheckBox, QRadioButton { background: transparent; spacing: 8px; color: $ink; }
QCheckBox::indicator, QRadioButton::indicator { width: ${tick}px; height: ${tick}px; border: 1px solid $edge;
  background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: ${half_tick}px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { background: $surface; border: 5px solid $accent; width: ${dot}px; height: ${dot}px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $link; }

QTableView, QListView, QTreeView { background: $surface; color: $ink; border: none; outline: none;
  gridline-color: $line; selection-background-color: $chosen; selection-color: $ink;
  alternate-background-color: $surface; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $quiet; border: none; border-bottom: 1px solid $line;
  padding: 8px 8px; font-size: ${small}px; font-weight: 600; text-align: left; }
QHeaderView::section:hover { color: $ink; background: $hover; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $plain_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
  { background: none; border: none; width: 0; height: 0; }
QSplitter::handle { background: transparent; }
QMenu { background: $surface; color: $ink; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $chosen; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QProgressBar { background: $plain_fill; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab { color: $quiet; padding: 8px 4px; margin-right: 16px; border: none; border-bottom: 2px solid transparent;
  background: transparent; font-weight: 600; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $link; }
QTabWidget::pane { border: none; }

QWidget[house="rail"] { background: $rail; }
QLabel[rail="quiet"] { color: $rail_quiet; font-size: ${small}px; }
QLabel[rail="badge"] { color: #ffffff; background: $rail_line; border-radius: ${badge_radius}px; padding: 0 7px;
  font-size: ${small}px; font-weight: 600; }
QLabel[rail="badge"][on="true"] { background: $accent_hover; }
QLabel[rail="big"] { color: #ffffff; font-size: ${big}px; font-weight: 600; }
QLabel[rail="told"] { color: $rail_ink; font-size: ${told}px; }
QToolButton[rail="name"] { color: #ffffff; font-size: ${name}px; font-weight: 600; background: transparent;
  padding: 2px 6px; }
QToolButton[rail="name"]:hover { background: $rail_hover; }
QToolButton[rail="name"]:focus { border: 1px solid #ffffff; }
QFrame[rail="rule"] { background: $rail_line; border: none; max-height: 1px; min-height: 1px; }
QPushButton[rank="rail"] { color: $rail_ink; background: transparent; border: 1px solid transparent; text-align: left;
  border-radius: 6px; padding: ${pad_y}px 10px; font-weight: 400; }
QPushButton[rank="rail"]:hover { background: $rail_hover; }
QPushButton[rank="rail"]:checked { background: $rail_chosen; color: #ffffff; font-weight: 600; }
QPushButton[rank="rail"]:focus { border: 1px solid #ffffff; }
QWidget[house="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QWidget[house="foot"] { background: $surface; border: none; border-top: 1px solid $line; }
QWidget[house="sheet"] { background: $surface; border: none; border-left: 1px solid $line; }
QWidget[house="banner"] { background: $due_fill; border: none; border-bottom: 1px solid $due_line; }
QWidget[house="banner"] QLabel { color: $ink; }
QWidget[house="banner"][tone="late"] { background: $late_fill; border-bottom: 1px solid $late_line; }
QFrame[house="popup"] { background: $surface; border: 1px solid $plain_line; border-radius: 8px; }
QFrame[house="popup"] QListView { border: none; }
QListWidget::item { padding: ${field_pad}px 8px; border-radius: 4px; }
QListWidget::item:selected { background: $chosen; color: $ink; }
QLabel[house="key"] { color: $quiet; border: 1px solid $line; border-radius: 4px; padding: 0 5px;
  font-size: ${tiny}px; }
"""
)


def dress(told: Colours, sizes: Sizes, px: Callable[[float], int]) -> str:
    """Return the style sheet in these colours and text sizes; `px` scales a length with the text."""
    from wehere_desktop.preferences import resource

    dark = told.surface.lower() != "#ffffff"
    lengths = {
        "small": sizes.small,
        "body": sizes.body,
        "title": sizes.title,
        "name": px(15),
        "big": px(30),
        "told": px(15),
        "tiny": px(11),
        "pad_y": px(6),
        "pad_y_focus": px(6) - 1,
        "field_pad": px(5),
        "field_pad_focus": px(5) - 1,
        "chip_pad": px(3),
        "chip_pad_focus": px(3) - 1,
        "chip_radius": _rounded(sizes.body, px(3)),
        "pill_radius": _rounded(sizes.small, 1),
        "badge_radius": _rounded(sizes.small, -1),
        "tick": px(16),
        "half_tick": px(8),
        # A ring of five pixels in place of one of one keeps the button its size
        "dot": px(16) - 8,
        "chevron": resource(f"icons/drop-{'dark' if dark else 'light'}.svg").as_posix(),
        "check": resource("icons/tick-white.svg").as_posix(),
    }
    return _SHEET.substitute({**asdict(told), **{name: str(value) for name, value in lengths.items()}})


def _rounded(size: int, padding: int) -> int:
    """Return the radius that makes ends round: half a line's height at most, else the toolkit draws corners."""
    return int((size * 1.2 + 2 * padding + 2) / 2) - 1
