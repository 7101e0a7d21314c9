"""Going through a window with Tab as a person without a mouse does, and what is said of each place come to."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.desk.a_desk import until
from wehere_desktop.window.sheet import Sheet

MOST_STEPS = 400
MOST_INSIDE = 60
# How many keys the page has heeded, and whether one of its own stops has the focus; at the end it lets go of the focus.
STANDS = """(function () {
  if (window.keysHeeded === undefined) {
    window.keysHeeded = 0;
    window.addEventListener('keydown', function () { window.keysHeeded += 1; }, true);
  }
  return window.keysHeeded + (document.activeElement && document.activeElement !== document.body ? 0.5 : 0);
})()"""


def stops_of_tab(window: QWidget) -> list[QWidget]:
    """Return every widget that Tab should come to: on the sheet while one lies over the page, else in the window."""
    sheet = next((each for each in window.findChildren(Sheet) if each.isVisible()), None)
    return [each for each in (sheet or window).findChildren(QWidget) if _is_stop(each)]


def _is_stop(widget: QWidget) -> bool:
    if any(each.property("house") == "popup" for each in _above(widget)):
        # A list that hangs over the page goes away with the focus
        return False
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(takes) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def called(widget: QWidget) -> str:
    """Return what a screen reader says of a widget, empty if it has nothing to say."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def described(widget: QWidget) -> str:
    """Return a widget as a person who mends it would look for it."""
    around = next((each for each in _above(widget) if type(each).__module__.startswith("wehere_desktop")), None)
    inside = f" in {type(around).__name__}" if around is not None else ""
    return f"{type(widget).__name__} “{called(widget)}”{inside}"


def _above(widget: QWidget) -> list[QWidget]:
    found, above = [], widget.parentWidget()
    while above is not None:
        found.append(above)
        above = above.parentWidget()
    return found


def _browser_around(widget: QWidget) -> Any:
    return next((each for each in _above(widget) if type(each).__name__ == "QWebEngineView"), None)


def _leave_page(holder: QWidget, browser: Any, key: Qt.Key) -> None:
    """Press a key until the focus has gone through all stops of a page in the browser and out of it.

    The page moves it in its own time: each press waits until the one before has been heeded, else two would be one.
    """
    until(lambda: _stands(browser)[1], f"The page in {described(holder)} does not take the focus")
    heeded, _ = _stands(browser)
    for pressed in range(heeded + 1, heeded + MOST_INSIDE):
        QTest.keyClick(holder, key)
        until(partial(_is_heeded, holder, browser, pressed), f"{described(holder)} does not heed Tab")
        if QApplication.focusWidget() is not holder:
            return


def _is_heeded(holder: QWidget, browser: Any, pressed: int) -> bool:
    return QApplication.focusWidget() is not holder or _stands(browser) == (pressed, True)


def _stands(browser: Any) -> tuple[int, bool]:
    """Return how many keys the page in the browser has heeded, and whether one of its stops has the focus."""
    answers: list[float] = []
    browser.page().runJavaScript(STANDS, 0, answers.append)
    until(lambda: answers, "The page does not answer")
    return int(answers[0]), answers[0] % 1 > 0


def way_of_tab(start: QWidget, *, back: bool = False) -> list[QWidget]:
    """Return the widgets that pressing Tab (or Shift+Tab) comes to, from one until it is come to again."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found = [start]
    for _ in range(MOST_STEPS):
        holder = QApplication.focusWidget()
        if holder is None:
            raise AssertionError(f"Nothing has the focus after {described(found[-1])}")
        key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
        browser = _browser_around(holder)
        if browser is None:
            QTest.keyClick(holder, key)
        else:
            _leave_page(holder, browser, key)
        following = QApplication.focusWidget()
        if following is holder:
            raise AssertionError(f"Tab does not leave {described(holder)}")
        if following is start or following is None:
            return found
        if following in found:
            raise AssertionError(f"Tab goes round without {described(start)}, from {described(following)}")
        found.append(following)
    raise AssertionError(f"Tab does not come round within {MOST_STEPS} steps")


def goes_astray(one: QWidget, other: QWidget) -> bool:
    """Say whether going from one widget to the next goes back in reading order.

    Looked at are the two parts, beside each other in one widget, in which they lie. The next may stand further down,
    further right on the same line, or at the head of a column further right; any other way up or to the left is back.
    """
    first, second = _beside(one, other)
    same_line = _within(first, second) or _within(second, first)
    if same_line:
        return second.right() <= first.left()
    further_right = second.left() >= first.right()
    return second.bottom() <= first.top() and not further_right


def _within(one: QRect, other: QRect) -> bool:
    return one.top() < other.center().y() < one.bottom()


def _beside(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    line, beside = [one, *_above(one)], [other, *_above(other)]
    meeting = next(each for each in line if each in beside)
    parts = [line[max(line.index(meeting) - 1, 0)], beside[max(beside.index(meeting) - 1, 0)]]
    first, second = (QRect(each.mapTo(meeting, each.rect().topLeft()), each.size()) for each in parts)
    return first, second
