"""A page on a scripted coach: `python -m tests.ui.stage PORT DATABASE` serves what the real one seldom does, for the browser tests."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from index.offline import go_offline

go_offline()

from coach.dialogue.turn import Turn  # noqa: E402 - as above
from coach.reply import Citation, Reply  # noqa: E402 - as above
from coach.turn import Coach  # noqa: E402 - LangChain reads the environment when it is imported
from index.errors import UserError  # noqa: E402 - as above
from tests.shelf import Shelf  # noqa: E402 - as above

EVIL = 'A <script>window.pwned=1</script> ${window.pwned=2} {{window.pwned}} <img src=x onerror="window.pwned=3"> ![p](http://far.example/p.png)'


class Scripted(Coach):
    """Fails, dawdles or quotes something evil when told to; else it answers from the shelf."""

    def stream(self, turn: Turn) -> Iterator[Reply]:
        if turn.message == "fail":
            raise UserError("The index is gone; run `coach index build`.")
        if turn.message == "break":
            raise ValueError("a secret of ours")
        if turn.message == "evil":
            yield Reply(
                f"{EVIL} [1][2]", "x", caveats=(EVIL,), suggestions=(EVIL,),
                citations=(Citation(1, "a/b", EVIL, (1, 1), EVIL), Citation(2, "a/c", EVIL, (2, 2), f"| {EVIL} | x |")),
            )  # fmt: skip
        elif turn.message.startswith("dawdle"):
            answer = self.reply(replace(turn, message="what base does northwind pay a data engineer in new york?"))
            for count in range(1, 60):
                yield replace(answer, text=f"{answer.text}\n\n{'word ' * count}")
                time.sleep(0.2)
        else:
            yield from super().stream(turn)


if __name__ == "__main__":
    from coach.server.app import serve_page
    from coach.server.settings import load_server_settings

    serve_page(
        Scripted(Shelf()), port=int(sys.argv[1]), settings=load_server_settings(database=f"sqlite:///{sys.argv[2]}")
    )
