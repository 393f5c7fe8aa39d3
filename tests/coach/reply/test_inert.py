"""Anybody's words in a file of Markdown are shown and do nothing."""

from __future__ import annotations

import pytest

from coach.reply.inert import inert


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "<IMG src=x onerror=y>", "<!-- hidden", "<javascript:alert(1)>", "</div>",
        "[x](javascript:alert(1))", "[x]( JavaScript:alert(1))", "[x](<javascript:alert(1)>)", "![x](data:text/html,y)", "[x](file:///etc/passwd)",
        "> [x]: javascript:alert(1)", "[x]: javascript:alert(1)",
    ],
)  # fmt: skip
def test_html_and_other_links_do_nothing(words: str) -> None:
    """No tag is left, and no link but to the web."""
    made = inert(words)
    assert "<" not in made or made.startswith(("[x\\](<", "&lt;"))
    assert "](" not in made.replace("\\](", "")
    assert "[x]:" not in made.replace("\\[x]:", "")


def test_a_picture_is_not_fetched() -> None:
    """A remote one would tell its place who reads the file."""
    assert inert("![x](https://far.example/a.png)") == "!\\[x](https://far.example/a.png)"
    assert "![" not in inert("a ![x][y] and \\![x](http://far.example)")


@pytest.mark.parametrize(
    "words",
    ["5 < 6 and **bold**", "see [1] and [the page](https://example.org)", "a table | of | cells", "x [[1]](#c1)"],
)
def test_what_is_harmless_stays_as_it_is(words: str) -> None:
    """Figures, marks and links to the web."""
    assert inert(words) == words
