"""Front matter: YAML between the first two "---" lines -> FrontMatter, with line numbers for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import ValidationError
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from index.front import FrontMatter
from index.guide import Severity

Report = Callable[[Severity, int, str, str], None]

MAX_FRONT_MATTER = 200_000


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter read, where its parts stand, and the body that follows it."""

    values: FrontMatter
    present: bool
    body: str
    body_line: int
    lines: dict[str, int]
    pay_lines: tuple[int, ...]


class _Plain(Composer):
    """A composer that refuses anchors: a few nested references would unfold into gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 - the base class's own types
        event = self.peek_event()  # type: ignore[attr-defined]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors and references (& and *) are not read in front matter",
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)


class _PlainLoader(_Plain, yaml.SafeLoader):
    """SafeLoader without anchors; it says best what is wrong."""


if yaml.__with_libyaml__:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class _FastLoader(_Plain, CParser, SafeConstructor, Resolver):
        """The same over libyaml's parser, six times as fast."""

        def __init__(self, raw: str) -> None:
            CParser.__init__(self, raw)
            for base in (Composer, SafeConstructor, Resolver):
                base.__init__(self)

else:
    _FastLoader = _PlainLoader  # type: ignore[misc, assignment]


def read_front(text: str, report: Report) -> Front:
    """Split off and read the front matter; what is wrong with it is reported and the body is read all the same."""
    handler = YAMLHandler()
    if not handler.detect(text):
        return Front(FrontMatter(), present=False, body=text, body_line=1, lines={}, pay_lines=())
    try:
        raw, body = handler.split(text)
    except ValueError:
        report(
            "error",
            1,
            "front-matter",
            "The front matter opens with --- but is never closed by a second --- line.",
        )
        return Front(FrontMatter(), present=False, body=text, body_line=1, lines={}, pay_lines=())
    body_line = text[: len(text) - len(body)].count("\n") + 1
    values, lines, pay_lines = _values(raw, report)
    return Front(values, present=True, body=body, body_line=body_line, lines=lines, pay_lines=pay_lines)


def _values(raw: str, report: Report) -> tuple[FrontMatter, dict[str, int], tuple[int, ...]]:
    # `raw` starts at the end of the opening line, so YAML's own line 0 is the file's line 1.
    if len(raw) > MAX_FRONT_MATTER:
        report(
            "error",
            1,
            "front-matter",
            f"The front matter is longer than {MAX_FRONT_MATTER:,} characters and was not read.",
        )
        return FrontMatter(), {}, ()
    try:
        node, data = _read(raw)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 1
        problem = getattr(error, "problem", None) or "it cannot be read"
        report(
            "error",
            line,
            "front-matter",
            f"The front matter is not valid YAML: {problem}. The body was read without it.",
        )
        return FrontMatter(), {}, ()
    except (ValueError, RecursionError) as error:
        report("error", 1, "front-matter", f"The front matter holds a value that cannot be read: {error}.")
        return FrontMatter(), {}, ()
    if not isinstance(data, dict):
        report("error", 1, "front-matter", "The front matter is not a list of `key: value` lines.")
        return FrontMatter(), {}, ()
    lines, pay_lines = _places(node) if isinstance(node, yaml.MappingNode) else ({}, ())
    values = _validated({str(k): v for k, v in data.items() if v is not None}, lines, pay_lines, report)
    for key in sorted(values.model_extra or {}):
        report(
            "info",
            lines.get(key, 1),
            "unknown-key",
            f"The front matter key `{key}` is not one the coach uses; it is kept as it is.",
        )
    return values, lines, pay_lines


def _read(raw: str) -> tuple[yaml.Node | None, Any]:
    """The document as nodes and as what it holds."""
    try:
        loader: Any = _FastLoader(raw)
        node = loader.get_single_node()
    except yaml.YAMLError:  # told in the words of the other parser, which may read it
        loader = _PlainLoader(raw)
        node = loader.get_single_node()
    return node, loader.construct_document(node) if node else {}


def _places(node: yaml.MappingNode) -> tuple[dict[str, int], tuple[int, ...]]:
    lines: dict[str, int] = {}
    pay: tuple[int, ...] = ()
    for key, value in node.value:
        lines[str(key.value)] = key.start_mark.line + 1
        if key.value == "compensation" and isinstance(value, yaml.SequenceNode):
            pay = tuple(item.start_mark.line + 1 for item in value.value)
    return lines, pay


def _validated(data: dict[str, Any], lines: dict[str, int], pay_lines: tuple[int, ...], report: Report) -> FrontMatter:
    """Validate; each value of a wrong type is reported where it stands and left out, the rest is kept."""
    for _ in range(len(data) + 50):
        try:
            return FrontMatter.model_validate(data)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            key = str(first["loc"][0]) if first["loc"] else ""
            at = first["loc"][1] if len(first["loc"]) > 1 else None
            line = (
                pay_lines[at]
                if key == "compensation" and isinstance(at, int) and at < len(pay_lines)
                else lines.get(key, 1)
            )
            where = ".".join(str(p) for p in first["loc"])
            given = re.sub(r"\s+", " ", repr(first["input"]))[:60]
            report(
                "error",
                line,
                "front-matter-type",
                f"`{where}` does not fit: {first['msg']} (found {given}). It was left out.",
            )
            held = data.get(key)
            if isinstance(held, list) and isinstance(at, int):
                data = {**data, key: [v for i, v in enumerate(held) if i != at]}
                if key == "compensation":
                    pay_lines = tuple(p for i, p in enumerate(pay_lines) if i != at)
            else:
                data = {k: v for k, v in data.items() if k != key}
    return FrontMatter()
