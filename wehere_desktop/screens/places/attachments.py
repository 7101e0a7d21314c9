"""What is attached to a place: small pictures and files, added by button or drop, saved as copies, changed, removed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.pieces import Button, Pill, Text, clear, column, row
from wehere_desktop.neighbourhood.attachment import LARGEST, Attachment
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.places.sections import heading
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QImage

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook

SIDE = 56
# Pictures kept at hand, so that a record shown again is there at once.
KEPT = 80
MOST_FILES = 20
KINDS = "Pictures and documents (*.jpg *.jpeg *.png *.webp *.pdf *.docx *.odt *.xlsx *.txt);;All files (*)"
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "text/plain": (".txt", ".csv", ".md"),
}
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')


class Attached(QWidget):
    """The section. Files are read in a lane, so that a slow stick never holds up the window."""

    #: Something was pressed: “attachment” and its id, to be changed.
    asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing."""
        super().__init__()
        self._desk = desk
        self._place: Place | None = None
        self._small: dict[str, QImage | None] = {}
        self._faces: dict[str, QLabel] = {}
        self.add_button = Button("Attach a file", self.choose, rank="link", name="Attach a file to this place")
        if desk.book.read_only:
            self.add_button.hide()
        self._refused = Text("", tone="late", step="small", wrap=True)
        self._refused.hide()
        self._rows = column(spacing=8)
        whole = column(spacing=6, margins=(18, 14, 18, 14))
        whole.addLayout(heading("Photos and documents", self.add_button))
        whole.addWidget(self._refused)
        whole.addLayout(self._rows)
        self.setLayout(whole)

    def show_all(self, place: Place, attachments: Sequence[Attachment]) -> None:
        """Show what is attached to a place, the newest first."""
        if self._place is None or self._place.id != place.id:
            self._refused.hide()
        self._place = place
        clear(self._rows)
        self._faces = {}
        if not attachments:
            say = "None yet. Drop a picture or a document here." if not self._desk.book.read_only else "None yet."
            self._rows.addWidget(Text(say, tone="quiet", wrap=True))
        for each in attachments:
            self._rows.addWidget(self._row(each))
        missing = [each for each in attachments if _is_picture(each) and each.fingerprint not in self._small]
        if missing:
            side = round(self._desk.look.px(SIDE) * self.devicePixelRatioF())
            self._desk.background.run(
                partial(_small_ones, self._desk.book, missing, side),
                then=self._show_small,
                failed=lambda _: None,
                owner=self,
                lane=Lane.FILES,
            )

    def small_of(self, attachment: Attachment) -> QImage | None:
        """Return the small picture of an attachment, None while it is not there or where it is no picture."""
        return self._small.get(attachment.fingerprint)

    def can_take(self, mime: QMimeData) -> bool:
        """Say whether files are being dragged that could be attached now."""
        return self._place is not None and not self._desk.book.read_only and bool(_files(mime))

    def take(self, mime: QMimeData) -> bool:
        """Attach the files that were dropped; say whether there were any."""
        if not self.can_take(mime):
            return False
        self.attach(_files(mime))
        return True

    def choose(self) -> None:
        """Ask for files and attach them."""
        paths = self._desk.notices.files_to_open("Attach photos and documents", KINDS, several=True)
        if paths:
            self.attach(paths)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files to the place on show, all in one change; why one cannot be is said beside the button."""
        place = self._place
        if place is None or self._desk.book.read_only:
            return
        self._refused.hide()
        self.add_button.setEnabled(False)
        self._desk.background.run(
            partial(read_files, list(paths)),
            then=partial(self._write, place),
            failed=self._failed,
            owner=self,
            lane=Lane.FILES,
            title="Reading the files",
        )

    def _write(self, place: Place, files: list[tuple[str, bytes]]) -> None:
        what = f"“{files[0][0]}”" if len(files) == 1 else counted(len(files), "file")

        def work(book: BeatBook) -> None:
            for name, content in files:
                made = Attachment(id=book.world.new_id(), name=name, place=place.id, media_type="?", fingerprint="?")
                book.attachments.attach(made, content)

        self._desk.change(
            f"Attach {what} to {place.name}",
            work,
            owner=self,
            then=lambda _: self.add_button.setEnabled(True),
            form=self,
            failed=lambda _: self.add_button.setEnabled(True),
        )

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Say beside the button why a file cannot be attached."""
        self._refused.say(" ".join(str(each) for each in refusals))
        self._refused.show()
        return True

    def _failed(self, error: Exception) -> None:
        self.add_button.setEnabled(True)
        if isinstance(error, Refusal):
            self.refuse([error])
        else:
            self._desk.notices.fault(error)

    def _row(self, each: Attachment) -> QWidget:
        look = self._desk.look
        box = QWidget()
        across = row(spacing=10)
        face = QLabel()
        face.setFixedSize(look.px(SIDE), look.px(SIDE))
        face.setAlignment(Qt.AlignmentFlag.AlignCenter)
        face.setPixmap(look.pixmap("photo" if _is_picture(each) else "attach", look.colours.quiet, 24))
        face.setAccessibleName(each.caption or each.name)
        self._put_face(face, self._small.get(each.fingerprint))
        self._faces[each.fingerprint] = face
        across.addWidget(face)
        words = column(spacing=1)
        words.addWidget(Text(each.caption or each.name, elide=True))
        quiet = [each.name] if each.caption else []
        quiet.append(f"{max(round(each.size / 1024), 1):,} kB")
        if each.taken_on is not None:
            quiet.append(f"taken {short_day(each.taken_on, today=self._desk.today())}")
        words.addWidget(Text(" · ".join(quiet), tone="quiet", step="small", elide=True))
        foot = row(spacing=4)
        foot.addWidget(
            Button("Save a copy", partial(self._save, each), rank="link", name=f"Save a copy of {each.name}")
        )
        if not self._desk.book.read_only:
            change = partial(self.asked.emit, "attachment", each.id)
            foot.addWidget(Button("Change", change, rank="link", name=f"Change or remove {each.name}"))
        if each.publishable:
            foot.addWidget(Pill("may be published", "kept"))
        foot.addStretch(1)
        words.addLayout(foot)
        across.addLayout(words, 1)
        box.setLayout(across)
        return box

    def _show_small(self, made: dict[str, QImage | None]) -> None:
        self._small.update(made)
        while len(self._small) > KEPT:
            self._small.pop(next(iter(self._small)))
        for fingerprint, image in made.items():
            face = self._faces.get(fingerprint)
            if face is not None:
                self._put_face(face, image)

    def _put_face(self, face: QLabel, image: QImage | None) -> None:
        if image is not None:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            face.setPixmap(picture)

    def _save(self, each: Attachment) -> None:
        path = self._desk.notices.file_to_save("Save a copy", name_for_copy(each), "All files (*)")
        if path is None:
            return

        def write() -> Path:
            from wehere_desktop.records.whole_file import write_whole

            write_whole(path, self._desk.book.attachments.content(each))
            self._desk.book.audit.note("saved a copy", kind="attachment", record=each.id, digest=each.fingerprint)
            return path

        self._desk.background.run(
            write,
            then=lambda made: self._desk.notices.tell(f"Saved {made.name}"),
            failed=self._desk.notices.fault,
            owner=self,
            title=f"Saving {path.name}",
        )


def read_files(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return name and bytes of each file; refused, field `name`, where one is no file, too large or unreadable."""
    if len(paths) > MOST_FILES:
        raise Refusal(
            f"{len(paths)} files at once are too many.",
            remedy=f"Attach up to {MOST_FILES} at a time.",
            field="name",
            kind="too-many",
        )
    found = []
    for path in paths:
        try:
            if not path.is_file():
                raise Refusal(f"“{path.name}” is not a file.", remedy="Choose a file.", field="name", kind="no-file")
            # Sized before it is read: a disk image dropped by mistake must not fill the memory
            if (size := path.stat().st_size) > LARGEST:
                raise Refusal(
                    f"“{path.name}” has {size / 1_048_576:,.1f} MB; at most {LARGEST // 1_048_576} MB can be attached.",
                    remedy="Make the picture smaller, or attach the pages that matter.",
                    field="name",
                    kind="too-large",
                )
            with path.open("rb") as file:
                found.append((path.name, file.read(LARGEST + 1)))
        except OSError as error:
            raise Refusal(
                f"“{path.name}” cannot be read.",
                remedy="Check that the stick is still in and that you may read it.",
                field="name",
                kind="unreadable",
            ) from error
    return found


def name_for_copy(attachment: Attachment) -> str:
    """Return a file name for a copy: no path in it, and the ending that fits what the file is."""
    kept = "".join("_" if each in _NOT_IN_NAMES or ord(each) < ord(" ") else each for each in attachment.name)
    name = kept.strip(". ") or "attachment"
    endings = ENDINGS.get(attachment.media_type, ())
    if endings and Path(name).suffix.lower() not in endings:
        name = f"{name}{endings[0]}"
    return name


def _is_picture(attachment: Attachment) -> bool:
    return attachment.media_type.startswith("image/")


def _small_ones(book: BeatBook, attachments: Sequence[Attachment], side: int) -> dict[str, QImage | None]:
    from wehere_desktop.screens.places.thumbnails import small_picture

    found: dict[str, QImage | None] = {}
    for each in attachments:
        try:
            found[each.fingerprint] = small_picture(book.attachments.content(each), each.media_type, side)
        except Refusal:
            # What can no longer be had is shown by its name alone
            found[each.fingerprint] = None
    return found


def _files(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
