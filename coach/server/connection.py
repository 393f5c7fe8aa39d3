"""A connection -> requests, as uvicorn reads them, unless one does not come to an end."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10.0  # within which the head of a request has come
LONGEST_HEAD = 32_768  # bytes


class Connection(H11Protocol):
    """Closes a connection whose request has not begun in time; uvicorn waits for the rest of a head for ever."""

    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; while no request is being answered its head has to be there in time."""
        if self._due is None and not self._answering():
            self._wait()
        super().data_received(data)
        if self._answering():
            self._done()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._done()
        super().connection_lost(exc)

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._due = self.loop.call_later(SECONDS, self._late)

    def _done(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _late(self) -> None:
        self._due = None
        if not self._answering():
            self.transport.close()
