"""Saving the rejected rows of a file, each with its reason, so that they can be mended and brought in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake import Proposal


def save_rejected(desk: Desk, proposal: Proposal, owner: QObject) -> None:
    """Ask where the rejected rows go, write them away from the window's thread, and say so."""
    from wehere_desktop.intake import write_rejected

    path = desk.notices.file_to_save("Save the rejected rows", f"{proposal.file.stem} rejected.csv", "CSV (*.csv)")
    if path is None:
        return
    desk.background.run_long(
        # The dialog has asked about a file that is there.
        lambda _: write_rejected(proposal, path, over=True),
        then=lambda number: desk.notices.tell(f"{counted(number, 'rejected row')} saved to {path.name}"),
        failed=desk.notices.fault,
        owner=owner,
    )
