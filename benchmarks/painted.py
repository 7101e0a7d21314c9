"""Windows opened in a process of their own for the benchmarks: each tells on standard output when it has been painted.

Run as `python -m benchmarks.painted bare` or `… today FOLDER PASSPHRASE`; what is imported here is counted, so next to
nothing is. Ends when standard input does.
"""

from __future__ import annotations

import os
import sys

AT_REST_MS = 1500


def told(word: str) -> None:
    """Tell whoever started this."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def bare() -> None:
    """Show a main window of the toolkit with one line in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QLabel("A window"))
    window.resize(1280, 760)
    window.show()

    def painted() -> None:
        window.repaint()
        told("painted")
        QTimer.singleShot(AT_REST_MS, told_at_rest)

    QTimer.singleShot(0, painted)
    app.exec()


def today(folder: str, passphrase: str) -> None:
    """Start the program with a book, give its passphrase at once, and wait until Today shows what it has to say."""
    sys.argv = ["wehere", folder]
    import wehere_desktop.__main__  # noqa: F401 - what starting the program loads
    from wehere_desktop.window.start import application, open_window, take_turns

    take_turns()
    app = application()
    from pathlib import Path

    from PySide6.QtCore import QTimer

    from wehere_desktop.window.kept import recent_books

    window, _ = open_window()
    if Path(folder) not in {each.folder for each in recent_books()}:
        window.start_with(Path(folder))
    window.show_fitting()

    def opened() -> None:
        page = window.page.stage.current() if window.page is not None else None
        if page is not None:
            page.offers_changed.connect(lambda: QTimer.singleShot(0, painted))

    def painted() -> None:
        window.repaint()
        told("painted")
        QTimer.singleShot(AT_REST_MS, told_at_rest)

    def give() -> None:
        window.sign_in.field.setText(passphrase)
        window.sign_in.field.returnPressed.emit()

    window.book_opened.connect(opened)
    QTimer.singleShot(0, give)
    app.exec()


def told_at_rest() -> None:
    """Tell that nothing is under way, and end without taking anything down once standard input ends."""
    told("at rest")
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        today(*sys.argv[2:])
