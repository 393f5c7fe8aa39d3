"""A question to a language model that must answer in one of our types; None where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

T = TypeVar("T", bound=BaseModel)


def answer_as(schema: type[T], model: BaseChatModel, messages: list[tuple[str, str]]) -> T | None:
    """The model's answer, validated; a provider may raise anything, and the built-in reading stands then."""
    try:
        answer = model.with_structured_output(schema).invoke(messages)
        return schema.model_validate(answer if isinstance(answer, dict) else answer.model_dump())
    except Exception:  # noqa: BLE001 - as the docstring says
        return None
