"""coach serve: the chat page, answering as soon as the figures are read."""

from __future__ import annotations

import threading
from typing import Annotated

import typer

from coach.cli.common import Guides, Store
from index.errors import UserError


def serve(
    store: Store = None,
    guides: Guides = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 7860,
) -> None:
    """Open the chat page. Guides that changed are read in the background; the page picks them up."""
    from coach.chain import Coach
    from coach.ui.page import serve as serve_page
    from index.build import build
    from index.errors import IndexMismatch, NoIndex
    from index.reader import Index, open_index
    from index.settings import load_settings

    settings = load_settings(store=store, guides=guides)
    problems: list[UserError] = []

    def build_behind() -> None:
        try:
            build(settings)
        except UserError as error:
            problems.append(error)
            typer.secho(f"coach: {error}", fg="red", err=True)

    builder = threading.Thread(target=build_behind, name="build", daemon=True)
    if settings.guides.is_dir():
        builder.start()

    def opened() -> Index:
        while True:
            try:
                return open_index(settings)
            except (NoIndex, IndexMismatch):
                builder.join(0.2)
                if not builder.is_alive():
                    if problems:
                        raise problems[0] from None
                    return open_index(settings)

    index = opened()
    serve_page(Coach(index), host=host, port=port, warm=index.preload)
