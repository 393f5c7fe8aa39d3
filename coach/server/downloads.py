"""A kept conversation, its playbook and its call sheet -> files, for their owner alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from coach.conversations.export import to_json, to_markdown
from coach.conversations.store import Conversations
from coach.conversations.values import Conversation
from coach.playbook.arrange import playbook_of
from coach.playbook.export import export
from coach.standing.clock import calendar
from coach.turn import Coach
from coach.ui.sofar import entry_of
from index.errors import UserError

_TYPES = {
    "md": "text/markdown; charset=utf-8", "json": "application/json", "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
_NOT_THERE = "There is no such conversation of yours.\n"


def downloads(coach: Coach, store: Conversations, who: Callable[[Request], str | None]) -> APIRouter:
    """GET /saved/KEY.md, .json, and /saved/KEY/playbook or sheet as .md, .docx, .pdf, and /saved/KEY/deadline.ics.

    Another's key is as one that is not there.
    """
    router = APIRouter()

    def answer(request: Request, key: str, kind: str, make: Callable[[Conversation], tuple[str, bytes]]) -> Response:
        owner = who(request)
        if kind not in _TYPES or owner is None:
            return PlainTextResponse(_NOT_THERE, 404)
        try:
            held = store.read(owner, key)
        except UserError:
            return PlainTextResponse(_NOT_THERE, 404)
        try:
            name, data = make(held)
        except UserError as error:
            return PlainTextResponse(f"{error}\n", 409)
        disposition = f'attachment; filename="{_file(name)}.{kind}"'
        return Response(
            data, media_type=_TYPES[kind], headers={"Content-Disposition": disposition, "Cache-Control": "no-store"}
        )

    @router.get("/saved/{key}.{kind}")
    def conversation(request: Request, key: str, kind: str) -> Response:
        def made(held: Conversation) -> tuple[str, bytes]:
            if kind not in ("md", "json"):
                raise UserError("A conversation is saved as .md or .json.")
            return held.title, (to_markdown(held) if kind == "md" else to_json(held)).encode("utf-8")

        return answer(request, key, kind, made)

    @router.get("/saved/{key}/{what}.{kind}")
    def document(request: Request, key: str, what: str, kind: str) -> Response:
        def made(held: Conversation) -> tuple[str, bytes]:
            if (what, kind) == ("deadline", "ics"):
                entry = entry_of(held, coach.today)
                return entry.title, calendar((entry,), datetime.now(UTC)).encode("utf-8")
            if what not in ("playbook", "sheet") or kind not in ("md", "docx", "pdf"):
                raise UserError("There are playbook and sheet, as .md, .docx or .pdf, and deadline.ics.")
            playbook = playbook_of(held.desk, coach.library, coach.today, sheet=what == "sheet")
            return f"{playbook.title} {what if what == 'sheet' else ''}", export(playbook, kind)  # type: ignore[arg-type]

        return answer(request, key, kind, made)

    return router


def _file(name: str) -> str:
    """A title as a file's name that every system takes."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:80] or "conversation"
