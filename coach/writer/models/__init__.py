"""COACH_MODEL -> the language model that words replies, "none" by default; the one package that knows providers."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import UserError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# provider -> (package, extra of ours that brings it, variable with its key)
PROVIDERS: dict[str, tuple[str, str, str]] = {
    "anthropic": ("langchain_anthropic", "anthropic", "ANTHROPIC_API_KEY"),
    "openai": ("langchain_openai", "openai", "OPENAI_API_KEY"),
    "google_genai": ("langchain_google_genai", "google", "GOOGLE_API_KEY"),
    "ollama": ("langchain_ollama", "ollama", ""),
    "local": ("langchain_openai", "local", ""),
}
FORMS = "none, anthropic:MODEL, openai:MODEL, google_genai:MODEL, ollama:MODEL, the http(s) address of an OpenAI-compatible server, or the path of a .gguf file"
TIMEOUT_S, RETRIES, MOST_TOKENS = 30.0, 2, 1200
LOCAL_TIMEOUT_S = 180.0  # two cores read some 45 tokens a second


@dataclass(frozen=True, slots=True)
class Choice:
    """What is configured. `url` is the address of a server of one's own; `name` the model there."""

    provider: str = ""
    name: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        """Whether there is a model at all."""
        return bool(self.provider)

    @property
    def engine(self) -> str:
        """How replies name it."""
        return f"{self.provider}:{self.name}" if self else "built-in"


def read_choice(environ: Mapping[str, str] = os.environ) -> Choice:
    """Read COACH_MODEL; UserError names the forms where it has none of them."""
    said = environ.get("COACH_MODEL", "none").strip()
    if said.lower() in ("", "none"):
        return Choice()
    if said.startswith(("http://", "https://")):
        url, _, name = said.partition("#")
        return Choice("openai", name or "default", url.rstrip("/"))
    if said.endswith(".gguf"):
        return Choice("local", Path(said).name, said)
    provider, colon, name = said.partition(":")
    if not colon or not name or provider not in PROVIDERS or provider == "local":
        raise UserError(f"COACH_MODEL is “{said}”; write {FORMS}.")
    return Choice(provider, name)


def open_model(choice: Choice, environ: Mapping[str, str] = os.environ) -> BaseChatModel:
    """The chat model of a choice; UserError says which package or key is missing. Keys come from the environment
    only."""
    package, extra, key = PROVIDERS[choice.provider]
    if find_spec(package) is None:
        raise UserError(
            f"COACH_MODEL={choice.engine} needs the package {package}: pip install 'negotiation-coach[{extra}]'."
        )
    if key and not environ.get(key) and not choice.url:
        raise UserError(f"COACH_MODEL={choice.engine} needs a key: set {key}, or COACH_MODEL=none.")
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0.2}
    if choice.provider != "ollama":
        options |= {"timeout": TIMEOUT_S, "max_retries": RETRIES, "max_tokens": MOST_TOKENS}
    provider = choice.provider
    if provider == "local":
        from coach.writer.models.local import serve

        provider = "openai"
        options |= {"base_url": serve(Path(choice.url).expanduser()), "api_key": "none", "timeout": LOCAL_TIMEOUT_S}
    elif choice.url:
        options |= {"base_url": choice.url, "api_key": environ.get(key) or "none"}
    if provider == "openai":
        # A reply has a deadline of its own; a small machine reads a prompt for minutes before its first word.
        options |= {"stream_usage": True, "stream_chunk_timeout": None}
    model: BaseChatModel = init_chat_model(choice.name, model_provider=provider, **options)
    return model


@dataclass(frozen=True, slots=True)
class Price:
    """What a provider takes for a million tokens read and written, in `currency`."""

    currency: str
    read: float
    written: float

    def of(self, tokens: Mapping[str, float]) -> str:
        """The cost of so many tokens, such as "0.0031 USD"."""
        cost = (tokens.get("input_tokens", 0) * self.read + tokens.get("output_tokens", 0) * self.written) / 1e6
        return f"{cost:.4f} {self.currency}"


def read_price(environ: Mapping[str, str] = os.environ) -> Price | None:
    """Read COACH_MODEL_PRICE, such as "USD 3/15"; prices change, so none is shipped."""
    said = environ.get("COACH_MODEL_PRICE", "").strip()
    if not said:
        return None
    found = re.fullmatch(r"([A-Z]{3})\s+(\d+(?:\.\d+)?)\s*/\s*(\d+(?:\.\d+)?)", said)
    if not found:
        raise UserError(
            f"COACH_MODEL_PRICE is “{said}”; write a currency and the price of a million tokens read and written, such as USD 3/15."
        )
    return Price(found[1], float(found[2]), float(found[3]))


def read_redact(environ: Mapping[str, str] = os.environ) -> bool:
    """Read COACH_MODEL_REDACT: "employers" keeps the names of companies from the model."""
    said = environ.get("COACH_MODEL_REDACT", "none").strip().lower()
    if said not in ("", "none", "employers"):
        raise UserError(f"COACH_MODEL_REDACT is “{said}”; write employers or none.")
    return said == "employers"


def read_use(choice: Choice, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the model reads messages too: COACH_MODEL_USE is "read+write" or "write"; a small model of one's own only
    writes unless told.
    """
    said = environ.get("COACH_MODEL_USE", "").strip().lower()
    if said not in ("", "read+write", "write"):
        raise UserError(f"COACH_MODEL_USE is “{said}”; write read+write or write.")
    return said == "read+write" or (not said and choice.provider != "local")


def patience_of(choice: Choice, environ: Mapping[str, str] = os.environ) -> float:
    """The deadline of a reply in seconds, over all its calls: COACH_MODEL_SECONDS, or what a kind of model needs; then
    the built-in words come instead.
    """
    said = environ.get("COACH_MODEL_SECONDS", "").strip()
    if not said:
        return LOCAL_TIMEOUT_S if choice.provider == "local" else TIMEOUT_S
    if not re.fullmatch(r"\d+(?:\.\d+)?", said) or float(said) <= 0:
        raise UserError(f"COACH_MODEL_SECONDS is “{said}”; write the seconds that a reply may take, such as 20.")
    return float(said)


def prompt(name: str) -> str:
    """A prompt file's words, as they are sent."""
    return (Path(__file__).parent / "prompts" / f"{name}.md").read_text(encoding="utf-8").strip()
