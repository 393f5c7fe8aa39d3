"""Whether the coach is up and can answer, and what it has counted, for whoever runs it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from coach.evidence.retrieve import Library
from coach.server.metrics import Counted
from index.errors import UserError

_LOCAL = frozenset({"127.0.0.1", "::1"})


class Warmth:
    """Loads what the first search needs, and knows whether it is there."""

    def __init__(self, load: Callable[[], None] | None) -> None:
        """Without anything to load it is warm at once."""
        self._load = load
        self.warm = load is None

    def load(self) -> None:
        """Load it; a fault raises and leaves it cold."""
        if self._load:
            self._load()
        self.warm = True


def health(library: Library, engine: Engine, warmth: Warmth, counted: Counted, trusted: frozenset[str]) -> APIRouter:
    """GET /health: the process is up. GET /ready: guides and database answer, and what of the index is damaged.

    GET /metrics: Prometheus, for trusted peers.
    """
    router = APIRouter()

    @router.get("/health")
    async def up() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/ready")
    def ready() -> JSONResponse:
        try:
            damage = library.damage()
            guides = len(library.slugs())
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except (UserError, SQLAlchemyError, OSError) as error:
            return JSONResponse({"status": "not ready", "reason": type(error).__name__}, 503)
        damaged = [str(d) for d in damage]
        if any(d.part == "catalogue" for d in damage):  # what is open may still answer; a new process would not
            return JSONResponse({"status": "not ready", "reason": "the index is damaged", "damaged": damaged}, 503)
        told = {"damaged": damaged} if damaged else {}
        return JSONResponse({"status": "ready", "guides": guides, "warm": warmth.warm, **told})

    @router.get("/metrics")
    def metrics(request: Request) -> Response:
        peer = request.client.host if request.client else ""
        if peer not in _LOCAL | trusted:
            return Response("Only for the addresses in COACH_TRUSTED_PROXIES.\n", 403, media_type="text/plain")
        return Response(counted.text(), media_type="text/plain; version=0.0.4")

    return router
