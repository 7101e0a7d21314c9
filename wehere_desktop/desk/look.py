"""The look: colours in light and dark, three text sizes, the eight-pixel rhythm, and our icons by name."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from wehere_desktop.desk.colours import DARK, DARK_STRONG, LIGHT, LIGHT_STRONG, Colours
from wehere_desktop.desk.dress import Sizes, dress
from wehere_desktop.preferences import Setting, read_setting, resource, write_setting
from wehere_desktop.refusal import Fault

BASE_STYLE = "Fusion"
STYLED = "styled"
"""The property of an application that has its base style already."""
SMALL, BODY, TITLE = 12, 13, 20
STEP = 8
SMALLEST_SCALE, LARGEST_SCALE, SCALE_STEP = 100, 200, 10

MODE = Setting("look.mode", "system", "Light, dark, or as the system has it.")
SCALE = Setting("look.text_scale", 100, "Text size in per cent, from 100 to 200.")
# What Qt falls back on where the system names no face of its own is wide and tiring to read.
FALLBACK_FACES = ("", "DejaVu Sans", "Sans Serif", "Bitstream Vera Sans")


class Mode(Enum):
    """Light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """How everything looks now; `changed` says that colours or sizes are new."""

    changed = Signal()

    def __init__(self, mode: Mode = Mode.SYSTEM, scale: int = 100) -> None:
        """Start with a mode and a text scale in per cent."""
        super().__init__()
        self._mode = mode
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    @classmethod
    def kept(cls) -> Look:
        """Return the look kept on this laptop."""
        kept = read_setting(MODE)
        mode = Mode(kept) if kept in {each.value for each in Mode} else Mode.SYSTEM
        return cls(mode, read_setting(SCALE))

    @property
    def mode(self) -> Mode:
        """Return light, dark or as the system has it."""
        return self._mode

    @property
    def scale(self) -> int:
        """Return the text scale in per cent."""
        return self._scale

    @property
    def dark(self) -> bool:
        """Say whether colours are dark now."""
        if self._mode is Mode.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    @property
    def colours(self) -> Colours:
        """Return the colours as they are now; stronger where the system asks for high contrast."""
        if _wants_contrast():
            return DARK_STRONG if self.dark else LIGHT_STRONG
        return DARK if self.dark else LIGHT

    @property
    def sizes(self) -> Sizes:
        """Return the three text sizes in pixels at this scale."""
        return Sizes(self.px(SMALL), self.px(BODY), self.px(TITLE))

    def px(self, pixels: float) -> int:
        """Return a length in pixels at the text scale, for what must grow with the text."""
        return round(pixels * self._scale / 100)

    def choose(self, *, mode: Mode | None = None, scale: int | None = None) -> None:
        """Take a mode or a text scale, keep it for this laptop and show it at once."""
        if mode is not None:
            self._mode = mode
            write_setting(MODE, mode.value)
        if scale is not None:
            self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
            write_setting(SCALE, self._scale)
        self.apply()

    def apply(self) -> None:
        """Dress the whole application in this look."""
        app = QApplication.instance()
        # Drawn anew, for the screens that there are now
        _icon.cache_clear()
        if isinstance(app, QApplication):
            if not app.property(STYLED):
                app.setStyle(BASE_STYLE)
                app.setProperty(STYLED, BASE_STYLE)
            app.setFont(self.font())
            app.setPalette(self._palette())
            app.setStyleSheet(dress(self.colours, self.sizes, self.px))
        self.changed.emit()

    def font(self, pixels: int = BODY, *, strong: bool = False) -> QFont:
        """Return the system's own face at a size of 100 % in pixels."""
        font = QFont(face())
        font.setPixelSize(self.px(pixels))
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def icon(self, name: str, colour: str = "", size: int = 18) -> QIcon:
        """Return an icon of ours by name, in a colour (else the ink); raises Fault if there is none of that name."""
        return _icon(name, colour or self.colours.ink, self.px(size))

    def pixmap(self, name: str, colour: str = "", size: int = 18) -> QPixmap:
        """Return an icon of ours as a picture, sharp on this screen."""
        screen = QGuiApplication.primaryScreen()
        return drawn(name, colour or self.colours.ink, self.px(size), screen.devicePixelRatio())

    def _follow_system(self) -> None:
        if self._mode is Mode.SYSTEM:
            self.apply()

    def _palette(self) -> QPalette:
        told, palette = self.colours, QPalette()
        roles = {
            QPalette.ColorRole.Window: told.ground,
            QPalette.ColorRole.WindowText: told.ink,
            QPalette.ColorRole.Base: told.surface,
            QPalette.ColorRole.AlternateBase: told.ground,
            QPalette.ColorRole.Text: told.ink,
            QPalette.ColorRole.Button: told.surface,
            QPalette.ColorRole.ButtonText: told.ink,
            QPalette.ColorRole.BrightText: told.late,
            QPalette.ColorRole.Highlight: told.accent,
            QPalette.ColorRole.HighlightedText: told.on_accent,
            QPalette.ColorRole.Link: told.link,
            QPalette.ColorRole.LinkVisited: told.link,
            QPalette.ColorRole.PlaceholderText: told.quiet,
            QPalette.ColorRole.ToolTipBase: told.surface,
            QPalette.ColorRole.ToolTipText: told.ink,
            QPalette.ColorRole.Mid: told.line,
            QPalette.ColorRole.Light: told.line,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(told.quiet))
        return palette


def face() -> str:
    """Return the family of the system's own face, or of the open sans we carry where the system has none."""
    own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if own not in FALLBACK_FACES and QGuiApplication.platformName() != "offscreen":
        return own
    return _carried_face() or own


@lru_cache(maxsize=1)
def _carried_face() -> str:
    import fontpkg_fira_sans

    family = ""
    for weight in ("Regular", "SemiBold", "Bold"):
        for font in Path(fontpkg_fira_sans.__path__[0]).rglob(f"FiraSans-{weight}.ttf"):
            number = QFontDatabase.addApplicationFont(str(font))
            family = next(iter(QFontDatabase.applicationFontFamilies(number)), family)
    return family


def _wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    # Known to Qt from 6.10 on.
    accessibility = getattr(hints, "accessibility", None)
    return accessibility is not None and accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def icon_names() -> list[str]:
    """Return the names of our icons."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


@lru_cache(maxsize=400)
def _icon(name: str, colour: str, size: int) -> QIcon:
    icon = QIcon()
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}):
        icon.addPixmap(drawn(name, colour, size, ratio))
    return icon


@lru_cache(maxsize=400)
def drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Return an icon drawn `size` logical pixels square in one colour, for a screen of this pixel ratio."""
    from PySide6.QtSvg import QSvgRenderer

    path = resource(f"icons/{name}.svg")
    text = path.read_text(encoding="utf-8").replace("currentColor", QColor(colour).name())
    renderer = QSvgRenderer(QByteArray(text.encode("utf-8")))
    if not renderer.isValid():
        raise Fault(f"The program's own icon “{name}” cannot be drawn; install the program again.")
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
