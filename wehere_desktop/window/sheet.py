"""A sheet laid over the right of the page for one form; the page behind stays in sight and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QScrollArea, QToolButton, QWidget
from shiboken6 import isValid

from wehere_desktop.desk.pieces import Text, column, row, rule

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.look import Look

WIDTH = 480


class Sheet(QWidget):
    """Holds one form under a title. `asked_to_close` says that the person wants it away."""

    asked_to_close = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        """Lie hidden over the right of a widget."""
        super().__init__(over)
        self.setProperty("house", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over = over
        self._look = look
        self.content: QWidget | None = None
        self._before: QWidget | None = None
        self._name_before = ""
        self._title = Text("", step="title", elide=True)
        self._close = QToolButton()
        self._close.setAccessibleName("Close this sheet")
        self._close.setToolTip("Close  Esc")
        self._close.clicked.connect(self.asked_to_close)
        head = row(margins=(24, 16, 16, 12))
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._scroll = QScrollArea()
        self._scroll.setProperty("house", "bare")
        self._scroll.setWidgetResizable(True)
        # Asked for its usual one, the toolkit would make every class of widget it knows
        self._scroll.setViewport(QWidget())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = column(spacing=0)
        whole.addLayout(head)
        whole.addWidget(rule())
        whole.addWidget(self._scroll, 1)
        self.setLayout(whole)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(-4, 0)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        over.installEventFilter(self)
        look.changed.connect(self._fit)
        self.hide()

    def lay(self, title: str, content: QWidget) -> None:
        """Show a form under a title and give it the focus."""
        self.take_away()
        before: QWidget | None = self.window().focusWidget()
        self._before, self._name_before = before, before.accessibleName() if before is not None else ""
        self.content = content
        self._title.say(title)
        self.setAccessibleName(title)
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)
        self._fit()
        self.show()
        self.raise_()
        _first_in(content).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_away(self) -> None:
        """Take the form away and let it go."""
        if self.content is None:
            return
        gone = self._scroll.takeWidget()
        self.content = None
        self.hide()
        if gone is not None:
            # A form that keeps a draft of what is typed drops it now: it was filed, or let go on purpose.
            let_go = getattr(gone, "let_go", None)
            if let_go is not None:
                let_go()
            gone.deleteLater()
        back = self._went_from()
        self._before = None
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _went_from(self) -> QWidget | None:
        """Return what had the focus before; of a record made anew meanwhile, the part of the same name."""
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            return self._before
        by_tab = Qt.FocusPolicy.TabFocus.value
        return next(
            (
                each
                for each in self._over.findChildren(QWidget)
                if each.isVisible() and each.focusPolicy().value & by_tab and each.accessibleName() == self._name_before
            ),
            None,
        )

    def has_unsaved(self) -> bool:
        """Say whether something was typed in the form that is not kept yet."""
        asks = getattr(self.content, "has_unsaved", None)
        return bool(asks()) if asks is not None else False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to be closed on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.asked_to_close.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        width = min(self._look.px(WIDTH), self._over.width())
        self.setGeometry(self._over.width() - width, 0, width, self._over.height())
        self._close.setIcon(self._look.icon("close", self._look.colours.quiet, 18))


def _first_in(content: QWidget) -> QWidget:
    """Return the first widget of a form, in the order of Tab, that can be typed into."""
    stands_for = content.focusProxy()
    if stands_for is not None:
        return stands_for
    found: QWidget | None = content.nextInFocusChain()
    while found is not None and found is not content:
        takes = found.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and content.isAncestorOf(found) and found.isVisibleTo(content):
            return found
        found = found.nextInFocusChain()
    return content
