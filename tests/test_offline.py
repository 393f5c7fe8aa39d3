"""The whole way with the real model, in a process of its own: no socket opens beyond loopback, no name is looked up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.shelf import TEXTS

PROGRAM = """
import socket, sys
from pathlib import Path

tried = []

def watched(name):
    real = getattr(socket.socket, name)
    def connect(self, address):
        host = str(address[0]) if isinstance(address, tuple) else ""
        if host and not host.startswith("127.") and host not in ("::1", "localhost"):
            tried.append((name, address))
        return real(self, address)
    return connect

socket.socket.connect, socket.socket.connect_ex = watched("connect"), watched("connect_ex")
look_up = socket.getaddrinfo
def resolve(host, *args, **kwargs):
    if host not in (None, "", "localhost", "127.0.0.1", "::1"):
        tried.append(("getaddrinfo", host))
    return look_up(host, *args, **kwargs)
socket.getaddrinfo = resolve

from index.offline import go_offline
go_offline()
from index.build import build
from index.reader import open_index
from index.settings import Settings
from coach.turn import Coach
from coach.dialogue.turn import Turn

settings = Settings(store=Path(sys.argv[1]), guides=Path(sys.argv[2]))
report = build(settings)
assert report.version.vectors, "the vectors were not made"
coach = Coach(open_index(settings))
answer = coach.reply(Turn("what base does northwind pay a data engineer in new york?"))
prose = coach.reply(Turn("what do they say about telemetry at northwind for a data engineer?"))
assert "$170K–$215K" in answer.text, answer.text
assert coach.library.search("sensor pipelines"), "nothing was found"
print("tried:", tried)
"""


def test_a_build_and_an_answer_open_no_socket_beyond_this_machine(tmp_path: Path) -> None:
    """A full build, a figure and a search with the shipped model reach for no host and no name."""
    for slug, text in TEXTS.items():
        path = tmp_path / "guides" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "store"), str(tmp_path / "guides")],
        capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip().endswith("tried: []"), done.stdout
