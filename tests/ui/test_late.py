"""On a line on which the page hears of everything late, no question is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.test_page import answered, ask, needs_browser, visit

LATE = """
const fetched = window.fetch;
window.joined = 0;
window.fetch = async (...asked) => {
  const response = await fetched(...asked);
  if (String(asked[0]?.url ?? asked[0]).includes("/queue/join")) window.joined += 1;
  if (!String(asked[0]?.url ?? asked[0]).includes("/queue/data")) return response;
  const late = new TransformStream({
    transform(chunk, to) { setTimeout(() => { try { to.enqueue(chunk); } catch {} }, 250); },
    flush() { return new Promise(done => setTimeout(done, 260)); },
  });
  return new Response(response.body.pipeThrough(late), { status: response.status, headers: response.headers });
};
"""


@needs_browser
@pytest.mark.parametrize("after", [0, 1])
def test_a_question_that_is_sent_as_the_page_opens_is_answered(address: str, browser: Any, after: int) -> None:
    """Whenever it is sent, after so many things that the page asks for itself: Gradio ends their stream about then."""
    with visit(browser, address, before=LATE) as page:
        page.wait_for_function("n => window.joined >= n", arg=after)
        ask(page, "what base does northwind pay a data engineer in new york?")
        answered(page, "$170K–$215K")
