"""Attachments in the book: kept by fingerprint beside their records, so that the same file is held once."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.attachment import LARGEST, Attachment
from wehere_desktop.records.section import Section
from wehere_desktop.refusal import Refusal
from wehere_desktop.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

_PICTURES = {"image/jpeg": "JPEG picture", "image/png": "PNG picture", "image/webp": "WebP picture"}
MEDIA_TYPES = _PICTURES | {
    "application/pdf": "PDF document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "text/plain": "plain text",
}
"""What can be attached, and what it is called."""


def media_type_of(content: bytes) -> str:
    """Return what a file's own bytes say it is, whatever it is called; empty if it is nothing that can be attached."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _packed_type(content)
    if b"\0" not in content:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return ""
        return "text/plain"
    return ""


def _packed_type(content: bytes) -> str:
    """Return which document a zip is by what it holds: the names lie in its directory, which is never unpacked here."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in content[:120]:
        return "application/vnd.oasis.opendocument.text"
    office = "application/vnd.openxmlformats-officedocument."
    for member, kind in (
        (b"word/document.xml", "wordprocessingml.document"),
        (b"xl/workbook.xml", "spreadsheetml.sheet"),
    ):
        if member in content:
            return office + kind
    return ""


class Attachments(Section[Attachment]):
    """The attachments."""

    def attach(self, attachment: Attachment, content: bytes) -> Attachment:
        """Keep a file's bytes and its record together inside the open change, and return the record as kept.

        Size, type and fingerprint are taken from the bytes. Refused if it is empty, over `LARGEST` bytes, or of a type
        that cannot be attached; nothing is run or unpacked.
        """
        self._book.open_change()
        if not content:
            raise Refusal(
                f"“{attachment.name}” is empty.", remedy="Choose another file.", field="name", kind="empty-file"
            )
        if len(content) > LARGEST:
            raise Refusal(
                f"“{attachment.name}” has {len(content) / 1_048_576:.1f} MB; "
                f"at most {LARGEST // 1_048_576} MB can be attached.",
                remedy="Make the picture smaller, or attach the pages that matter.",
                field="name",
                kind="too-large",
            )
        media_type = media_type_of(content)
        if not media_type:
            raise Refusal(
                f"“{attachment.name}” is not a kind of file that can be attached.",
                remedy="Attach a picture (JPEG, PNG, WebP), a PDF, a Word or OpenDocument text, "
                "an Excel workbook or plain text.",
                field="name",
                kind="wrong-file",
            )
        digest = fingerprint(content)
        self._rows(
            'INSERT INTO "attachment_content" ("fingerprint", "content") VALUES (?, ?) ON CONFLICT DO NOTHING',
            (digest, content),
        )
        return self.add(dataclasses.replace(attachment, media_type=media_type, size=len(content), fingerprint=digest))

    def content(self, attachment: Attachment) -> bytes:
        """Return the bytes of an attachment; refused if the book no longer holds them."""
        found = self._rows(
            'SELECT "content" FROM "attachment_content" WHERE "fingerprint" = ?', (attachment.fingerprint,)
        )
        if not found:
            raise Refusal(
                f"What “{attachment.name}” held is no longer in the book.",
                remedy="Attach the file again.",
                kind="not-there",
            )
        return bytes(found[0][0])

    def of_place(self, place: str) -> list[Attachment]:
        """Return what is attached to a place, newest first."""
        return self._attached("place", place)

    def of_contact(self, contact: str) -> list[Attachment]:
        """Return what is attached to a person, newest first."""
        return self._attached("contact", contact)

    def of_visit(self, visit: str) -> list[Attachment]:
        """Return what is attached to a visit, newest first."""
        return self._attached("visit", visit)

    def _attached(self, to: str, record: Any) -> list[Attachment]:
        given: Sequence[Any] = (record,)
        return self._some(f'WHERE "{to}" = ? ORDER BY "id" DESC', given)
