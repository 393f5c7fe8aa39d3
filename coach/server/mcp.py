"""What a tool of MCP answers -> JSON, which every program can read; Gradio would write it as Python does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


def answer_in_json(server: Any) -> None:  # noqa: ANN401 - Gradio has no types
    """Let Gradio's MCP server tell what the functions give as JSON, and words as they are."""

    def told(outputs: Iterable[Any], root: str) -> list[Any]:
        words = (o if isinstance(o, str) else json.dumps(o, ensure_ascii=False) for o in outputs)
        return [server.types.TextContent(type="text", text=w) for w in words]

    server.postprocess_output_data = told
