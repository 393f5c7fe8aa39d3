"""What the craft says on a message, and whom to ask for what a coach may not say."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from coach.answers.craft import answer_craft
from coach.answers.desk import Desk
from coach.dialogue.deals import Dialogue
from coach.policy.table import complains
from coach.standing.footing import by_the_hour, by_the_year
from coach.understanding.reading import Clause, Reading
from index.shipped import shipped_yaml

# Scores from which what is found answers the message in nine of ten: of all documents, and of those that its matter
# tells. Below, a card is about something else more often than not.
_NEAR, _KNOWN = 0.65, 0.52
_AS_WELL = 0.15  # a probability from which the documents of a second matter may answer, too


def write_craft(desk: Desk, act: str = "", *, headed: bool = False, among: tuple[str, ...] = ()) -> bool:
    """What the craft says on the clauses that do `act` or ask about that matter, or on the message as a whole; nothing
    that was said before in this talk. `among` are the only documents that may answer."""
    asking = [c.text for c in desk.reading.clauses if (_is_about(c, act) if act else _asks_or_worries(c))]
    if not asking and any(map(complains, desk.reading.clauses)):
        asking = [words for matter, words in desk.before.asked_about if matter == act]
    several = len([c for c in desk.reading.clauses if c.matter]) > 1
    whole = () if asking and (several or act in _documents()) else (desk.reading.text,)
    shown = (*desk.say.shown, *desk.say.said)
    clear = _CLEAR if act or desk.reading.asks else _CLEARER
    raising = desk.now.deal.kind == "raise"
    near = [m for c in desk.reading.clauses if _is_about(c, act) for m, share in c.matters if share >= _AS_WELL]
    only = tuple(f"_playbook/{name}" for name in among)
    among = only or tuple(dict.fromkeys(d for m in (act, *near) for d in documents_of(m, raising=raising)))
    words = (*asking, *whole)
    # What is asked about tells the document, unless another one fits far better.
    clear = _FAR_CLEARER if among else clear
    key = "" if only else answer_craft(words, desk.library, desk.draft, shown, _NEAR, clear, headed=headed)
    if not key and among:
        key = answer_craft(words, desk.library, desk.draft, shown, _KNOWN, headed=headed, among=among)
    if key:
        desk.say.said.append(key)
    return bool(key)


def documents_of(matter: str, *, raising: bool) -> tuple[str, ...]:
    """The documents of craft that may answer a matter."""
    held = _documents().get(matter, {})
    return tuple(f"_playbook/{name}" for name in held.get("raise" if raising else "offer", held.get("offer", ())))


def passages_for(reading: Reading, now: Dialogue) -> tuple[str, ...]:
    """The documents of craft that may answer what a message surely asks about."""
    raising = now.deal.kind == "raise"
    matters = [c.matter for c in reading.clauses if c.matter]
    turned = now.deal.kind == "conversion" or (by_the_hour(now.current) and by_the_year(now.deal.offer))
    matters += ["conversion"] if turned else []
    return tuple(dict.fromkeys(d for m in matters for d in documents_of(m, raising=raising)))


@cache
def _documents() -> dict[str, dict[str, list[str]]]:
    held: dict[str, dict[str, list[str]]] = shipped_yaml(
        (files("coach.phrasing") / "documents.yaml").read_text(encoding="utf-8")
    )
    return held


_CLEAR, _CLEARER, _FAR_CLEARER = (
    0.03,
    0.06,
    0.12,
)  # how far the best document must be before the next one, asked and unasked


def _is_about(clause: Clause, act: str) -> bool:
    return clause.matter == act or clause.does(act)


def _asks_or_worries(clause: Clause) -> bool:
    return bool(clause.acts) and (clause.acts[0][0].startswith("ask_") or clause.acts[0][0] in ("feeling", "need"))


def write_professional(desk: Desk) -> bool:
    """One line on who to ask; what is not for a professional is answered by the craft, where it has it, under its own
    heading."""
    desk.draft.say(desk.say.say("pro", who="a lawyer, a tax adviser or your HR department, depending on the point"))
    write_craft(desk, "pro", headed=True)
    return True
