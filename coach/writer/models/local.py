"""A GGUF file -> an OpenAI-compatible server inside this process; the one file that knows xllamacpp."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import UserError

CONTEXT = 4096  # tokens; a draft's prose and an answer need some 1,500
_HELD: list[Any] = []  # a server lives as long as the process


@cache
def serve(path: Path) -> str:
    """The address of a server for a model file, started on first use; UserError where the file or the package is
    missing.
    """
    if not path.is_file():
        raise UserError(f"COACH_MODEL names {path}, which is not a file.")
    if find_spec("xllamacpp") is None:
        raise UserError(f"COACH_MODEL={path} needs the package xllamacpp: pip install 'negotiation-coach[local]'.")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel, params.port = CONTEXT, 1, 0
    params.verbosity = -1
    server = xllamacpp.Server(params)
    _HELD.append(server)
    return f"{server.listening_address}/v1"
