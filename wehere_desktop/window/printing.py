"""Prints: asks where the PDF goes, makes it away from the window, notes it in the audit trail and offers to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.desk.screen import Desk, PrintOffer


def print_offer(desk: Desk, offer: PrintOffer) -> None:
    """Make a paper and keep it where the person says; nothing happens if they say nowhere."""
    path = desk.notices.file_to_save(offer.title, offer.file_name, "PDF (*.pdf)")
    if path is None:
        return
    path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    def make() -> Path:
        from wehere_desktop.records.whole_file import writing_whole
        from wehere_desktop.sealing import fingerprint

        pdf = offer.make(desk.book)
        with writing_whole(path) as file:
            file.write(pdf)
        digest = fingerprint(pdf)
        desk.book.audit.note(f"printed {offer.title}", kind=offer.kind, record=offer.record, digest=digest)
        return path

    def tell(made: Path) -> None:
        def show() -> None:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl.fromLocalFile(str(made)))

        desk.notices.tell(f"Made {made.name}", link="Open", follow=show)

    desk.background.run(make, then=tell, failed=desk.notices.fault, title=f"Making {path.name}")
