"""What every page has: its head, its style and script, and who is at it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.context import LocalContext

from coach.conversations.store import Conversations
from coach.conversations.values import Conversation, Desk
from coach.reply import Gap
from coach.turn import Coach
from coach.ui.chart import CSS
from coach.ui.gate import Sender, always
from coach.ui.service import Service
from coach.ui.texts import escaped, part, text
from index.errors import Unwritable, UserError

# A page's name among the texts, and its address.
PAGES = (("ask", "/"), ("scripts", "/scripts"), ("rehearse", "/rehearse"), ("playbook", "/playbook"))
LOCAL = "local"
ANONYMOUS = "anon:"  # what the owner of a page is called by that has only a browser's cookie
REFUSED = "coach.refused"  # where a request's scope holds the reason for which a call of the API was refused
AT_AN_ADDRESS = 10  # times as many questions as one visitor's are taken from all at one address, as many may share it
# What a page holds until it is opened, and again where the server was started anew below it.
UNOPENED = Conversation(id="?")
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# For actions: each tap counts, one after the other.
EACH: dict[str, Any] = {**QUIET, "trigger_mode": "multiple", "concurrency_limit": 1}
_STYLES = ("style.css", "parts.css", "strip.css", "room.css", "talk.css", "modes.css", "rehearse.css")
_SCRIPTS = ("page.js", "tips.js", "room.js", "talk.js")
SCRIPT_AT = "/coach.js"
ICON = Path(__file__).parent / "icon.png"  # 512 by 512 pixels
# "system-ui" is left out: on some Linux desktops it is a font much wider than the rest.
_FONTS = ("-apple-system", "BlinkMacSystemFont", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "monospace")


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages show: the coach, the kept conversations, and the limits and counts of the service."""

    coach: Coach
    store: Conversations
    service: Service = field(default_factory=Service)


def owner_of(request: gr.Request | None) -> str:
    """Whose page it is: the signed-in user or the browser; without a server around the page, the one at the machine."""
    return (getattr(request, "username", None) or LOCAL) if request else LOCAL


def present(site: Site, request: gr.Request | None, held: Conversation) -> Conversation:
    """The conversation as it is kept by now, which another step may have changed since `held` was read."""
    if held.id == UNOPENED.id:
        return site.store.latest(owner_of(request))
    try:
        return site.store.read(owner_of(request), held.id) if held.id else held
    except UserError:  # deleted elsewhere, or somebody else is at the page by now
        return _gone()


def opening(
    site: Site, request: gr.Request | None, shown: Callable[[Conversation], tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    """What a page shows when it is opened; and anew where something was said or changed while that was on its way.

    Who types at once would else see the answer taken away again by what was read before it. The last step shows
    nothing: Gradio sends what it showed once more when all is done, over whatever has been typed since.
    """
    held = site.store.latest(owner_of(request))
    yield (values := shown(held))
    while (now := site.store.latest(owner_of(request))) != held:
        held = now
        yield (values := shown(held))
    yield tuple(gr.skip() for _ in values)


def keep(site: Site, request: gr.Request | None, held: Conversation, *, talk: bool = False) -> Conversation:
    """Keep the desk, and with `talk` the exchanges as they now stand; where it was deleted elsewhere, an empty
    conversation is left.
    """
    try:
        said, since = held.talk if talk else None, max(0, len(held.talk) - 2) if _key(held) else 0
        key = site.store.keep(owner_of(request), _key(held), held.desk, said, since, held.base)
    except Unwritable as error:
        return _unkept(held, error)
    except UserError:
        return _gone()
    return replace(held, id=key, base=held.desk)


def add(site: Site, request: gr.Request | None, held: Conversation) -> Conversation:
    """Keep the desk and the last exchange as one more; where the conversation went on elsewhere meanwhile, with what
    was said there.
    """
    if not _key(held) and len(held.talk) > 1:  # what was said before could not be kept
        return keep(site, request, held, talk=True)
    try:
        key, place = site.store.add(owner_of(request), _key(held), held.desk, held.talk[-1], held.base)
        return (
            replace(held, id=key, base=held.desk)
            if place == len(held.talk)
            else site.store.read(owner_of(request), key)
        )
    except Unwritable as error:
        return _unkept(held, error)
    except UserError:
        return _gone()


def missed(site: Site, gaps: tuple[Gap, ...]) -> None:
    """Count what no guide holds; where nothing can be kept, that was told with the conversation."""
    with suppress(Unwritable):
        site.store.missed(gaps)


def _unkept(held: Conversation, error: Unwritable) -> Conversation:
    """The same conversation in this page alone; whoever is at it is told, and it is kept as a new one once that can be."""
    gr.Warning(str(error))
    return replace(held, id="")


def _key(held: Conversation) -> str:
    return "" if held.id == UNOPENED.id else held.id


def _gone() -> Conversation:
    gr.Warning(text("frame.gone"))
    return Conversation()


def with_desk(held: Conversation, **changes: Any) -> Conversation:  # noqa: ANN401 - the fields of Desk
    """The conversation with its desk changed."""
    return replace(held, desk=Desk.model_validate({**dict(held.desk), **changes}))


def counted(site: Site, request: gr.Request | None, size: int = 0) -> None:
    """Count a question of `size` characters; TooFastError where it is one too many of this visitor, or of all at their
    address that are not signed in.

    A browser that drops its cookie is a new visitor, at the same address.
    """
    owner, rates = owner_of(request), site.service.rates
    rates.check(owner, size=size)
    client = getattr(request, "client", None)
    if client and owner.startswith(ANONYMOUS):
        rates.check(f"all at {client.host}", AT_AN_ADDRESS, size)


def sender_of(request: gr.Request | None) -> Sender:
    """Who takes turns with others: a signed-in user, or a browser among those at its address."""
    owner, client = owner_of(request), getattr(request, "client", None)
    return (str(client.host), owner) if client and owner.startswith(ANONYMOUS) else (owner, "")


def waits_of(site: Site, request: gr.Request | None) -> Callable[[], bool]:
    """Whether somebody is still there for the answer to a request that is just being worked on."""
    readers, since = site.service.readers, time.monotonic()
    streams = (LocalContext.event_id.get(None), getattr(request, "session_hash", None))
    named = tuple(s for s in streams if s)
    return (lambda: readers.waits(named, since)) if readers and named else always


def told(step: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the step gives
    """Take a step; what the user can mend is shown, and a bug raises."""
    try:
        return step()
    except UserError as error:
        raise gr.Error(str(error), print_exception=False) from error


def actions(name: str = "act") -> gr.Textbox:
    """The hidden box by which a button of our own HTML (`data-act`, to box `data-to`) reaches its handler, as JSON."""
    return gr.Textbox(elem_id=name, show_label=False, label=text("frame.action"), container=False, elem_classes="sent")


def action(value: str) -> dict[str, Any]:
    """What a button asked for; anything else than our own JSON asks for nothing."""
    try:
        asked = json.loads(value or "{}")
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def act(do: str, **of: object) -> str:
    """The attribute of a button that asks for `do`."""
    return f'data-act="{escape(json.dumps({"do": do, **of}))}"'


def head(here: str, lead: str = "", *, talks: bool = False, signs_out: bool = False) -> str:
    """The head of a page: the way past it, the name, a sentence, the way to the other pages and the talks, and out
    where somebody is signed in.
    """
    opener = f'<a id="open-talks" href="#talks">{escaped("frame.talks")}</a>' if talks else ""
    said = f"<p>{escape(lead)}</p>" if lead else ""
    out = f'<form method="post" action="/logout" id="leave"><button>{escaped("frame.sign_out")}</button></form>'
    leave = out if signs_out else ""
    return (
        f'<header class="top"><a class="skip" href="#talk">{escaped("frame.skip")}</a><h1>{escaped("frame.title")}</h1>'
        f"{ways(here)}{leave}{opener}{said}</header>"
        '<span id="told" role="status" class="unseen"></span><div id="answered" role="status" class="unseen"></div>'
    )


def ways(here: str) -> str:
    """The way to each page, the one `here` marked."""
    links = "".join(
        f'<a href="{at}"{" aria-current=page" if at == here else ""}>{escaped(f"frame.{name}")}</a>'
        for name, at in PAGES
    )
    return f'<nav aria-label="{escaped("frame.pages")}">{links}</nav>'


def theme() -> gr.themes.Base:
    """A calm theme with the system's own fonts, so that nothing is fetched."""
    return gr.themes.Soft(primary_hue="teal", neutral_hue="slate", font=_FONTS, font_mono=_MONO)


def style() -> str:
    """The page's style and the address of its script as part of its head: `css_paths` would repeat them in a way that
    overrules media queries.
    """
    folder = Path(__file__).parent
    css = "\n".join([*((folder / name).read_text(encoding="utf-8") for name in _STYLES), CSS])
    return f'<style>{css}</style><script src="{SCRIPT_AT}" defer></script>'


def script(*, microphone: bool = False) -> str:
    """What the pages do by themselves; the server gives it at `SCRIPT_AT`, so that no script stands in the page.

    With a `microphone` a message can be dictated.
    """
    folder = Path(__file__).parent
    may = f"window.coachMayListen = {str(microphone).lower()};\nwindow.coachTexts = {json.dumps(part('script'))};\n"
    return may + "\n".join((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)
