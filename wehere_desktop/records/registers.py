"""Questions asked of the registers brought in and of the mappings kept for their columns."""

from __future__ import annotations

import json

from wehere_desktop.neighbourhood.fact import tidy
from wehere_desktop.neighbourhood.register import RegisterSource, SavedMapping
from wehere_desktop.records.section import Section


class RegisterSources(Section[RegisterSource]):
    """The files brought in."""

    def by_fingerprint(self, fingerprint: str) -> RegisterSource | None:
        """Return the last time a file of this fingerprint (SHA-256) changed the book, or None."""
        return self._one('WHERE "fingerprint" = ? ORDER BY "id" DESC', (fingerprint,))


class SavedMappings(Section[SavedMapping]):
    """The mappings kept."""

    def for_headings(self, intake: str, headings: tuple[str, ...]) -> SavedMapping | None:
        """Return the mapping last kept for files of these headings brought in as `intake`, or None."""
        kept = [heading for heading in map(tidy, headings) if heading]
        given = (intake, json.dumps(kept, ensure_ascii=False))
        return self._one('WHERE "intake" = ? AND "headings" = ? ORDER BY "id" DESC', given)
