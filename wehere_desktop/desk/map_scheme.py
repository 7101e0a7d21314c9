"""How the map page is served: by the program itself under a scheme of its own, with every other request refused."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QObject, QUrl, QUrlQuery, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.given_back import keep_little
from wehere_desktop.desk.network import REQUESTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.background import Background

    Answer = Callable[[str, dict[str, str]], bytes | tuple[str, bytes] | None]

SCHEME = b"wehere-map"
ADDRESS = "wehere-map://map/"
JSON = "application/json"
FRUGAL = "--js-flags=--max-semi-space-size=1,--lite-mode"
"""Has the page let go of what each frame leaves behind after one megabyte of it rather than sixteen, and run its script
as it stands: to translate it into machine code costs 20 MB, and what takes the time is the drawing."""

QUICKLY = 1
"""How hard answers are pressed together: they travel inside one computer."""


def register() -> None:
    """Make the scheme known before the first page is made, and let the page run where the user is root."""
    if bytes(QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name().data()):
        return
    # As root its sandbox cannot start; for everybody else it stays.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    told = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if FRUGAL not in told:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{told} {FRUGAL}".strip()
    # The browser works in a dozen threads, and its other processes take after this one
    keep_little()
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class Gatekeeper(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not for our own scheme, and counts them."""

    refused = Signal(int)

    def __init__(self, parent: QObject) -> None:
        """Begin with none."""
        super().__init__(parent)
        self.count = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - the toolkit's name
        """Let our own through."""
        if info.requestUrl().scheme().encode() in (SCHEME, b"data"):
            return
        info.block(True)  # noqa: FBT003 - the toolkit takes no name
        self.refuse()

    def refuse(self) -> None:
        """Count one more."""
        self.count += 1
        REQUESTS.refused += 1
        self.refused.emit(self.count)


class OurPage(QWebEnginePage):
    """A page that never leaves our own address, opens no window and says nothing on the terminal."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject, gate: Gatekeeper) -> None:
        """Have the gate count what is refused here."""
        super().__init__(profile, parent)
        self._gate = gate

    def acceptNavigationRequest(  # noqa: N802 - the toolkit's name
        self,
        url: QUrl | str,
        kind: QWebEnginePage.NavigationType,
        isMainFrame: bool,  # noqa: FBT001, N803 - likewise
    ) -> bool:
        """Go nowhere else."""
        del kind, isMainFrame
        ours = QUrl(url).scheme().encode() == SCHEME
        if not ours:
            self._gate.refuse()
        return ours

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:  # noqa: N802 - the toolkit's name
        """Open none."""
        del kind
        return None  # type: ignore[return-value] # none is what the toolkit takes for “no window”

    def javaScriptConsoleMessage(  # noqa: N802 - the toolkit's name
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,  # noqa: N803 - likewise
        sourceID: str,  # noqa: N803 - likewise
    ) -> None:
        """Keep what the page says to itself; the tests look at it."""
        del level
        self.setProperty("said", [*(self.property("said") or []), f"{sourceID}:{lineNumber}: {message}"][-20:])


class Server(QWebEngineUrlSchemeHandler):
    """Answers the page: its fixed files, what it asks of the book, and what it has to tell."""

    told = Signal(str, object)

    def __init__(
        self,
        background: Background,
        file: Callable[[str], tuple[str, bytes] | None],
        answer: Answer,
        parent: QObject,
    ) -> None:
        """Serve each fixed `file` by its path; `answer` is asked in a lane, with a path and what was asked with it.

        It gives JSON, or something else with its media type, or None where there is no such thing.
        """
        super().__init__(parent)
        self._background, self._file, self._answer = background, file, answer

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802 - the toolkit's name
        """Answer one request."""
        url = job.requestUrl()
        path = url.path()
        asked = dict(QUrlQuery(url).queryItems(QUrl.ComponentFormattingOption.FullyDecoded))
        if path == "/told":
            _reply(job, "text/plain", b"")
            self.told.emit(asked.pop("what", ""), asked)
            return

        def work() -> tuple[str, bytes] | None:
            fixed = self._file(path)
            if fixed is not None:
                return fixed
            made = self._answer(path, asked)
            if isinstance(made, tuple):
                return made
            return (JSON, gzip.compress(made, QUICKLY)) if made is not None else None

        def then(made: tuple[str, bytes] | None) -> None:
            if not isValid(job):
                return
            if made is None:
                job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            else:
                _reply(job, *made)

        def failed(error: Exception) -> None:
            if isValid(job):
                job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            # The page only sees that nothing came
            self._background.tell(error)

        self._background.run(work, then=then, failed=failed, owner=self, lane=Lane.FILES)


def _reply(job: QWebEngineUrlRequestJob, kind: str, held: bytes) -> None:
    reading = QBuffer(job)
    reading.setData(QByteArray(held))
    job.reply(QByteArray(kind.encode()), reading)
