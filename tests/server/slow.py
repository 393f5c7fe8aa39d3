"""A service that answers slowly: `python -m tests.server.slow PORT DATABASE` takes two seconds over "brief" and ten minutes over "stall"."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from coach.dialogue.turn import Turn
from coach.reply import Reply
from tests.shelf import Shelf
from tests.ui.stage import Scripted


class Slow(Scripted):
    """Dawdles as the scripted coach does, in steps; "stall" is one step that cannot be cut off."""

    def stream(self, turn: Turn) -> Iterator[Reply]:
        if turn.message not in ("brief", "stall"):
            yield from super().stream(turn)
            return
        answer = self.reply(replace(turn, message="what base does northwind pay a data engineer in new york?"))
        yield replace(answer, text="One moment.")
        time.sleep(2 if turn.message == "brief" else 600)
        yield answer


if __name__ == "__main__":
    from coach.server.app import serve_page
    from coach.server.settings import load_server_settings

    serve_page(Slow(Shelf()), port=int(sys.argv[1]), settings=load_server_settings(database=f"sqlite:///{sys.argv[2]}"))
