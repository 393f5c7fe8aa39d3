"""coach serve: the chat page, answering as soon as the figures are read."""

from __future__ import annotations

import logging
import threading
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.common import Guides, Store, coach_on, make_store
from index.errors import Damaged, IndexMismatch, NoIndex, UserError

if TYPE_CHECKING:
    from index.reader import Index
    from index.settings import Settings

log = logging.getLogger("coach")


def serve(
    store: Store = None,
    guides: Guides = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 7860,
    database: Annotated[
        str | None, typer.Option(help="File or URL of the database of conversations (or COACH_DATABASE).")
    ] = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer the API's functions to MCP clients too.")] = False,
) -> None:
    """Open the chat page. Guides that changed are read in the background; the page picks them up."""
    from coach.server.app import serve_page
    from coach.server.logs import setup_logs
    from coach.server.settings import load_server_settings
    from index.build import build
    from index.settings import load_settings

    if mcp and find_spec("mcp") is None:
        raise UserError("--mcp needs the package mcp: pip install 'negotiation-coach[mcp]'.")
    settings = load_settings(store=store, guides=guides)
    serving = load_server_settings(database=database)
    setup_logs(serving.log)
    builder, rebuild = None, None
    if _is_ours(settings):
        make_store(settings)
        builder = _Builder(settings)
        rebuild = partial(build, settings)
    index = _first(settings, builder)
    serve_page(coach_on(index), host=host, port=port, warm=index.preload, mcp=mcp, settings=serving, rebuild=rebuild)


class _Builder(threading.Thread):
    """A build behind the page. What the user can mend is said once, and kept for whoever waits for the build."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(name="build", daemon=True)
        self.settings = settings
        self.problem: UserError | None = None
        self.start()

    def run(self) -> None:
        from index.build import build

        try:
            report = build(self.settings)
        except UserError as error:
            self.problem = error
            log.error("build", extra={"problem": str(error)})  # noqa: TRY400 - its words are the message
            return
        for finding in report.problems:
            log.warning("guide left out", extra={"at": f"{finding.file}:{finding.line}", "problem": finding.message})


def _is_ours(settings: Settings) -> bool:
    """Whether to read the guides folder: it is there, and it was named or is the one the index was made from.

    A folder that only happens to be called "guides" where the coach is started must not replace another's index.
    """
    from index.versions import find_current

    if not settings.guides.is_dir():
        return False
    try:
        source = find_current(settings.store).source
    except (NoIndex, Damaged):
        return True
    return "guides" in settings.model_fields_set or source == str(settings.guides.resolve())


def _first(settings: Settings, builder: _Builder | None) -> Index:
    """Open the index as soon as there is one that answers."""
    from index.reader import open_index

    said = False
    while True:
        at_work = builder is not None and builder.is_alive()
        try:
            return open_index(settings)
        except (NoIndex, Damaged, IndexMismatch):
            if builder is None or not at_work:
                raise
            if not said:
                log.info("reading guides; the page opens as soon as their figures answer")
                said = True
            builder.join(0.2)
