"""A build that runs beside the page -> how far it is, step by step, and its report."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import SimpleQueue

from coach.ui.service import Rebuild
from coach.ui.texts import text
from index.build import Report, Stage
from index.errors import UserError


def steps(rebuild: Rebuild) -> Iterator[str | Report | UserError]:
    """What it does, whenever that changes; last the report, or what the keeper has to mend. A bug raises.

    The build goes on where nobody listens any more: whoever closes the page does not leave half of it.
    """
    said: SimpleQueue[str | Report | BaseException] = SimpleQueue()

    def progress(stage: Stage, done: int, total: int) -> None:
        name = text(f"keepers.{stage}")
        said.put(text("keepers.step", said=name, done=f"{done:,}", total=f"{total:,}") if total > 1 else name)

    def run() -> None:
        try:
            said.put(rebuild(progress))
        except BaseException as error:  # noqa: BLE001 - it is raised again where the page listens
            said.put(error)

    threading.Thread(target=run, name="rebuild", daemon=True).start()
    yield text("keepers.looking")
    while True:
        item = said.get()
        while isinstance(item, str) and not said.empty():  # only the newest
            item = said.get()
        if isinstance(item, BaseException) and not isinstance(item, UserError):
            raise item
        yield item
        if not isinstance(item, str):
            return
