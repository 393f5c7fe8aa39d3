"""A situation written as YAML or JSON -> the situation, or one sentence on what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from coach.understanding.situation import Situation
from index.errors import UserError

_MOST = 20_000  # characters
_KEYS = tuple(Situation.model_fields)
_OPENS = re.compile(rf"^(?:{'|'.join(_KEYS)}):[ \t]*(?:[\[{{]|\n[ \t]*-[ \t])", re.M)  # what holds more than words


def is_written(text: str) -> bool:
    """Whether a text is written in that form and not told in words: it begins as JSON does, or is YAML with at least
    one of a situation's keys that holds more than a line of words."""
    begins = text.lstrip()[:1]
    if begins in ("{", "["):
        return True
    if not any(f"{key}:" in text for key in _KEYS) or len(text) > _MOST:
        return False
    try:
        held = _loaded(text)
    except UserError:
        return bool(_OPENS.search(text))  # what was cut; "company: Ally, role: ML engineer" is told in words
    return isinstance(held, Mapping) and any(key in _KEYS and not isinstance(v, str) for key, v in held.items())


def read_written(text: str, where: str = "situation") -> Situation:
    """The situation of YAML or JSON; UserError, which begins with `where`, says what cannot be read."""
    if len(text) > _MOST:
        raise UserError(f"{where}: at most {_MOST:,} characters are read.")
    try:
        held = _loaded(text)
    except UserError as error:
        raise UserError(f"{where} is no YAML or JSON: {error}") from error
    if not isinstance(held or {}, Mapping):
        raise UserError(f"{where} holds no keys; write {', '.join(_KEYS)}.")
    return _checked(held or {}, where)


def _checked(held: Mapping[Any, Any], where: str) -> Situation:
    unknown = [str(key)[:40] for key in held if key not in _KEYS]
    if unknown:
        raise UserError(f"{where}: “{unknown[0]}” is no key of a situation; they are {', '.join(_KEYS)}.")
    try:
        read = Situation.model_validate({k: v.isoformat() if isinstance(v, date) else v for k, v in held.items()})
    except ValidationError as error:
        first = error.errors()[0]
        named = ".".join(str(x) for x in first["loc"]) or "it"
        raise UserError(f"{where}: {named}: {first['msg']}.") from error
    if large := read.too_large():
        raise UserError(f"{where}: {large}: that is more than anybody is paid; write the amount in full, once.")
    return read


def _loaded(text: str) -> Any:  # noqa: ANN401 - YAML
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"line {line}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UserError("it cannot be read") from error
