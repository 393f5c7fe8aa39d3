"""Telemetry and downloads of every library off, before any of them is imported."""

from __future__ import annotations

import os

_OFF = {
    "ANONYMIZED_TELEMETRY": "False",
    "DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "OTEL_SDK_DISABLED": "true",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_OFFLINE": "1",
}


def go_offline() -> None:
    """Set the environment that keeps libraries from reporting home or fetching models.

    Called before Chroma, Gradio, LangChain or a model library is imported: they read it at import.
    It overrides what the shell says, because the promise is ours and not the shell's.
    """
    os.environ.update(_OFF)
