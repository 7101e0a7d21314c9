"""The small house pieces that pages are put together from: text, pill, button, card, row, empty state, page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from wehere_desktop.desk.look import Look

AnyBox = TypeVar("AnyBox", bound=QBoxLayout)
Tone = Literal["", "quiet", "link", "late", "due", "kept"]
PillTone = Literal["late", "due", "kept", "plain"]
Rank = Literal["", "first", "grave", "link", "chip"]


def restyle(widget: QWidget) -> None:
    """Let a widget take up the style that fits its properties as they are now."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # It has taken up none yet, and will when it is first shown
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Text(QLabel):
    """Plain words: never read as markup, wrapped if asked, cut with an ellipsis if `elide` and there is no room."""

    def __init__(
        self,
        words: str = "",
        *,
        tone: Tone = "",
        step: Literal["", "small", "title"] = "",
        strong: bool = False,
        wrap: bool = False,
        elide: bool = False,
        selectable: bool = False,
    ) -> None:
        """Show words in a tone and one of the three sizes."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = words
        self._elide = elide
        for name, value in (("tone", tone), ("step", step)):
            if value:
                self.setProperty(name, value)
        if strong:
            self.setProperty("strong", "true")
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.setMinimumWidth(32)
        self.say(words)

    def say(self, words: str, *, tone: Tone | None = None) -> None:
        """Show other words, in another tone if given."""
        self._whole = words
        self.setAccessibleName(words)
        if tone is not None and self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
        self._fit()

    def words(self) -> str:
        """Return the words in full, also where they are cut."""
        return self._whole

    def _fit(self) -> None:
        if not self._elide:
            self.setText(self._whole)
            return
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")

    def minimumSizeHint(self) -> QSize:
        """Return a size that lets words be cut where that is asked for."""
        hint = super().minimumSizeHint()
        return QSize(32, hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words anew when the width changes."""
        super().resizeEvent(event)
        if self._elide:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the words anew when the type changes."""
        super().changeEvent(event)
        if self._elide and event.type() is QEvent.Type.FontChange:
            self._fit()


class Pill(QLabel):
    """A word in a coloured pill; the colour never says what the word does not."""

    def __init__(self, words: str, tone: PillTone = "plain") -> None:
        """Show a word in a tone."""
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def say(self, words: str, tone: PillTone) -> None:
        """Show another word in another tone."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setProperty("pill", tone)
        restyle(self)


class Button(QPushButton):
    """A button: `first` for the one thing most wanted here, `grave` for what cannot be undone, `link`, `chip`."""

    def __init__(
        self,
        words: str,
        done: Callable[[], object] | None = None,
        *,
        rank: Rank = "",
        name: str = "",
        icon: str = "",
        look: Look | None = None,
    ) -> None:
        """Show words and do `done` when pressed; `name` tells a screen reader more than the words do."""
        super().__init__(words.replace("&", "&&"))
        if rank:
            self.setProperty("rank", rank)
        self.setAccessibleName(name or words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        if icon and look is not None:
            colours = look.colours
            self.setIcon(look.icon(icon, colours.on_accent if rank == "first" else colours.link, 16))
            self.setIconSize(QSize(look.px(16), look.px(16)))
        if done is not None:
            self.clicked.connect(without_words(done))


def without_words(do: Callable[[], object]) -> Callable[[], None]:
    """Return the function so that a signal calls it with nothing, whatever the signal carries."""

    def called() -> None:
        do()

    return called


def rule() -> QFrame:
    """Return a thin line across."""
    line = QFrame()
    line.setProperty("house", "rule")
    return line


def column(*, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return an upright layout; lengths in pixels."""
    return _laid(QVBoxLayout(), spacing, margins)


def row(*, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return a layout across; lengths in pixels."""
    return _laid(QHBoxLayout(), spacing, margins)


def _laid(layout: AnyBox, spacing: int, margins: tuple[int, int, int, int]) -> AnyBox:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A white card with a heading, a quiet note at its right, and a body to put rows or widgets in."""

    def __init__(self, heading: str = "", note: str = "", *, tight: bool = False) -> None:
        """Begin a card; a `tight` one lets rows reach its edges (a list), else its body has a margin."""
        super().__init__()
        self.setProperty("house", "card")
        self.setAccessibleName(heading)
        whole = column(spacing=0)
        self.heading = Text(heading, strong=True)
        self.note = Text(note, tone="quiet", step="small")
        self.head = row(margins=(16, 12, 16, 12 if tight else 4))
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        self.head.addWidget(self.note)
        self.body = column(spacing=0 if tight else 8, margins=(0, 0, 0, 0) if tight else (16, 4, 16, 16))
        # Also where it says nothing: words in nobody's hands are swept up in whichever thread sweeps, and that crashes
        line = QWidget()
        line.setLayout(self.head)
        if not heading:
            line.hide()
        whole.addWidget(line)
        whole.addLayout(self.body)
        self.setLayout(whole)
        self._tight = tight

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end; in a tight card a line parts it from the one before."""
        if self._tight:
            self.body.addWidget(rule())
        self.body.addWidget(widget)

    def empty(self) -> None:
        """Take everything out of the body."""
        clear(self.body)


class WayIn(QFrame):
    """A row that is itself a way in: by click, or by Enter when it has the focus. Give it a layout."""

    opened = Signal()

    def __init__(self, name: str, opens: Callable[[], object] | None = None) -> None:
        """Call the row by a name for screen readers; without `opens` it is a plain row."""
        super().__init__()
        self.setProperty("house", "row")
        self.setAccessibleName(name)
        if opens is not None:
            self.setProperty("open", "true")
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.opened.connect(without_words(opens))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click inside."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter or Space; the arrows go from row to row."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class CardRow(WayIn):
    """A row of a card: a strong line and a quiet one under it, a pill, and what can be done, at its right."""

    def __init__(
        self,
        title: str,
        more: str = "",
        *,
        pill: Pill | None = None,
        act: QWidget | None = None,
        opens: Callable[[], object] | None = None,
        pill_width: int = 124,
    ) -> None:
        """Lay out one row; the words may be cut on show and are whole for a screen reader and in a tip."""
        super().__init__(", ".join(part for part in (title, more, pill.text() if pill else "") if part), opens)
        self.title = Text(title, strong=True, elide=True)
        self.more = Text(more, tone="quiet", step="small", elide=True)
        words = column(spacing=1)
        words.addWidget(self.title)
        if more:
            words.addWidget(self.more)
        across = row(spacing=16, margins=(16, 8, 12, 8))
        across.addLayout(words, 1)
        if pill is not None:
            held = row(spacing=0)
            held.addWidget(pill)
            held.addStretch(1)
            box = QWidget()
            box.setLayout(held)
            box.setMinimumWidth(pill_width)
            across.addWidget(box)
        if act is not None:
            across.addWidget(act)
        self.setLayout(across)


class EmptyState(QWidget):
    """What stands where there is nothing yet: what belongs here, and the first step."""

    def __init__(
        self,
        look: Look,
        icon: str,
        sentence: str,
        more: str = "",
        *,
        step: str = "",
        take: Callable[[], object] | None = None,
    ) -> None:
        """Say what belongs here; `step` names the button that begins it."""
        super().__init__()
        picture = QLabel()
        picture.setPixmap(look.pixmap(icon, look.colours.quiet, 28))
        picture.setAccessibleName(" ")
        whole = column(spacing=8, margins=(24, 24, 24, 24))
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (Text(sentence, strong=True, wrap=True), Text(more, tone="quiet", wrap=True)):
            if words.words():
                words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                whole.addWidget(words)
        if step and take is not None:
            whole.addWidget(Button(step, take, rank="first"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(whole)


class ScrollPage(QScrollArea):
    """A page that scrolls up and down and never across; put things into its `body`."""

    def __init__(self, *, margins: tuple[int, int, int, int] = (20, 20, 20, 20), spacing: int = 16) -> None:
        """Begin an empty page."""
        super().__init__()
        self.setProperty("house", "bare")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # One of our own: asked for its usual one, the toolkit would make every class of widget it knows
        self.setViewport(QWidget())
        inner = QWidget()
        inner.setProperty("house", "bare")
        self.body = column(spacing=spacing, margins=margins)
        inner.setLayout(self.body)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self._margins = margins
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def _make_room(self, lowest: int, highest: int) -> None:
        """Take the scroll bar's room out of the margin, so that nothing moves when it comes or goes."""
        left, top, right, bottom = self._margins
        bar = self.verticalScrollBar().sizeHint().width() if highest > lowest else 0
        self.body.setContentsMargins(left, top, max(right - bar, 0), bottom)
