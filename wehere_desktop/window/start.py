"""Starts the window: the application, its look, the last catch for faults, and the one event loop."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from wehere_desktop.desk.network import watch
from wehere_desktop.window.sweeping import sweep_nowhere_else, sweep_on_this_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Screen
    from wehere_desktop.records.world import World
    from wehere_desktop.window.main_window import MainWindow

WARM_AFTER_MS = 50
# A thousandth rather than five: while a lane works, each short question of the window waits this long for its turn
TURN_SECONDS = 0.001


def start(words: Sequence[str] = ()) -> int:
    """Open the window, on the book whose folder is named if there is one, and return the exit code at its end."""
    take_turns()
    watch()
    app = application()
    window, end = open_window()
    books = [Path(word) for word in words if not word.startswith("-")]
    if books:
        window.start_with(books[0].expanduser().resolve())
    window.show_fitting()
    # While the passphrase is typed, what an open book needs is loaded
    QTimer.singleShot(WARM_AFTER_MS, window, window.warm_up)
    code = app.exec()
    end()
    return code


def spare_our_sources() -> None:
    """Keep the toolkit from reading the source of each module that is loaded after it.

    It looks there for its own name, to know which modules may switch on other spellings of its methods; none of ours
    does. A toolkit that no longer has this question is left alone.
    """
    asking = sys.modules.get("shibokensupport.feature")
    if hasattr(asking, "_mod_uses_pyside"):
        setattr(asking, "_mod_uses_pyside", lambda _: True)  # noqa: B010 - it is none of its public parts
    # Of what was loaded before, it has left every source behind: four megabytes
    linecache.clearcache()


def take_turns() -> None:
    """Let the window's thread have its turn soon while the lanes work, and leave the sweeping of memory to it."""
    sys.setswitchinterval(TURN_SECONDS)
    sweep_nowhere_else()


def application() -> QApplication:
    """Return the one application, made if it is not there yet."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    spare_our_sources()
    from wehere_desktop.desk.look import BASE_STYLE, STYLED

    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # The map's browser, loaded when the map is first shown, asks for this before there is an application
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(["WeHere", "-style", BASE_STYLE])
    app.setProperty(STYLED, BASE_STYLE)
    app.setApplicationName("WeHere")
    app.setApplicationDisplayName("WeHere")
    app.setDesktopFileName("wehere")
    sweep_on_this_thread(app)
    return app


def _world() -> World:
    from wehere_desktop.records.world import real_world

    return real_world()


def _screens() -> list[Screen]:
    from wehere_desktop.screens import find_screens

    return find_screens()


def open_window() -> tuple[MainWindow, Callable[[], None]]:
    """Return the window, not shown yet, and what to call when it has been closed."""
    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.window.main_window import MainWindow

    look = Look.kept()
    look.apply()
    notices = Notices()
    background = Background(fault=notices.fault)
    window = MainWindow(world=_world, background=background, notices=notices, look=look, screens=_screens)
    usual = sys.excepthook

    def catch(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            notices.fault(error)
        else:
            usual(kind, error, trace)

    sys.excepthook = catch

    def end() -> None:
        sys.excepthook = usual
        background.close()

    return window, end
