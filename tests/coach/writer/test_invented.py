"""Ways to misbehave that were invented after the checks of today were read: words of time, what is heard, what is paid, courtesies, shouting."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.reply.ground import unbacked
from coach.turn import Coach
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import ALL, BASE, PREMIUM, SHELF, replies
from tests.coach.writer.test_played import GOOD, INSTEAD, RECRUITER, WHY, said, session, texts
from tests.coach.writer.test_text import MAIL, added, alone, changed, reply_to

BACK = "They went from 150k to 158k base, Northwind, data engineer, Chicago. They want an answer by friday. Should I push back?"
TAKE = "Northwind offered me 155k base as a data engineer in Chicago. I make 150k at Contoso. My floor is 150k. Should I take it?"
# (question, what the model says)
REPLIES: tuple[tuple[str, str], ...] = (
    (BACK, "I'd counter once again."),
    (BACK, "I'd still counter once."),
    (BACK, "I'd now counter once, then again."),
    (BACK, "A polite ask now risks very little."),
    (TAKE, "Your floor is still [[F1]] base."),
    (TAKE, "You're now on [[F1]] base · your floor is [[F1]] base."),
    (BASE, "At Northwind Traders, a Data Engineer in New York now has a base band of [[F1]] [1]."),
    (BASE, "At Northwind Traders, a Data Engineer in New York yet again has a base band of [[F1]] [1]."),
    (TAKE, "You're on [[F1]] base, your floor is [[F4]] base."),
    (TAKE, "You're on [[F4]] base · your floor is [[F1]] base."),
    (TAKE, "Base at [[F3]] is [[F2]] above what they offer."),
    (TAKE, "Base at [[F1]] is [[F2]] above what you make now."),
    (TAKE, "Base at [[F10]] is [[F2]] above what you make now."),
    (TAKE, "I'd take it."),
    (TAKE, "I'd counter once after I take it."),
    (TAKE, "Not yet: take it now."),
    (TAKE, "I'd take anything."),
    (TAKE, "Yes: I'd counter once before I take anything."),
    (TAKE, "You risk very little: take anything."),
    (TAKE, "At stake: [[F8]] a year, from what you make to the [[F10]] base I'd ask for."),
    (TAKE, "At stake: [[F8]] a year, from what they offer to the [[F3]] base I'd ask for."),
    (TAKE, "Your base of [[F4]] is within the band of [[F5]] [1] for a Data Engineer in Chicago (HQ), [[F9]] of the way up."),
    (TAKE, "Your base of [[F10]] is within the band of [[F5]] [1] for a Data Engineer in Chicago (HQ)."),
    (TAKE, "Your base of [[F1]] is within the band of [[F5]] [1] for a Data Engineer in Chicago."),
    (TAKE, "Your floor is within the band of [[F5]] [1] for a Data Engineer in Chicago (HQ)."),
    (TAKE, "Your floor is [[F5]] base [1]."),
    (TAKE, "It's low, with room to ask, so I'd take anything."),
    (TAKE, "Honest view: it's above the band."),
    (TAKE, "So far: you're on [[F1]] base and here your floor ends."),
    (BACK, "So far: answer due now."),
    (BACK, "Answer friday."),
    (BACK, "A polite ask risks."),
    (BACK, "A polite ask risks very little, so ask in the upper quarter of its band, [[F6]]."),
    (BACK, "Push the base first: ask for [[F6]] a year."),
    (BACK, "They offer the [[F8]] base, [[F6]] a year."),
    (BACK, "From what they offer to the [[F8]] base: [[F7]] of the way up the band."),
    (BACK, "I'd ask for ([[F7]] of the way up the band)."),
    (BACK, "Your base of [[F4]] is within the band of [[F2]] [1] for a Data Engineer in Chicago (HQ)."),
    (BACK, "Your base of [[F1]] is within the band of [[F4]] [2] for a Data Engineer in Chicago (HQ), [[F3]] of the way up."),
    (BACK, "I'd counter. Once a polite ask risks very little."),
    (BACK, "I'd counter once, and once again."),
    (BACK, "“Telemetry scarcity lever” is the reason they offer [[F4]] [2]."),
    (BACK, "Ask with “Telemetry scarcity lever” as the answer, [[F4]] [2]."),
    (BASE, "[[F1]] [1]."),
    (BASE, "Base: [[F1]] to [[F1]] [1]."),
    (BASE, "A Data Engineer in New York has a base band of [[F1]] at Northwind Traders, and so have you [1]."),
    (BASE, "At Northwind Traders, a Data Engineer in New York has a base band of [[F1]]… or so [1]."),
    (BASE, "At Northwind Traders, a Data Engineer in New York has a base band of ＄[[F1]] [1]."),
    (BASE, "At Northwind Traders, a Data Engineer in New York has a base bаnd of [[F1]] [1]."),
    (ALL, "At Northwind Traders, a Data Engineer in Chicago has a total-comp band of [[F2]] [1]."),
    (ALL, "Base [[F2]], stock [[F3]], bonus [[F4]] a year [1]."),
    (ALL, "A Data Engineer in Chicago has a base band of [[F1]] [1]."),
    (ALL, "At Northwind Traders, a Data Engineer in Chicago has a band of [[F1]] [1]."),
    (PREMIUM, "In the guide, engineers who run sensor pipelines in production earn [[F1]] [1]."),
    (PREMIUM, "Cold-chain telemetry adds [[F1]] to the base [1]."),
)  # fmt: skip


@cache
def built(question: str) -> Reply:
    return Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(question))


def bare(text: str) -> str:
    return re.sub(r"\s*\[\d\]", "", text)


@pytest.mark.parametrize(("question", "words"), REPLIES)
def test_in_replies(question: str, words: str) -> None:
    """In no step is it seen with its figures, unless the coach says just that; no figure is without backing."""
    for reply in replies(Scripted(answers=[words], piece=500), question):
        figures = dict(enumerate((f.text for f in reply.figures), 1))
        seen = re.sub(r"\[\[F(\d+)\]\]", lambda m, f=figures: f.get(int(m[1]), m[0]), bare(words)).strip(" .!?")  # type: ignore[misc]
        assert seen not in bare(reply.text) or seen in bare(built(question).text)
        assert unbacked(reply, [question]) == []


# name: what the model writes of a mail, both times
SCRIPTS: dict[str, str] = {
    "not": changed("that's a base of","that's not a base of"),
    "no question": changed("so could you bring the base to [[F3]]?","so you bring the base to [[F3]]."),
    "when": changed("Let me know what you can do.","Let me know when you can do."),
    "no thanks": added("Thanks again, but no thanks."),
    "at contoso": added("I look forward to hearing from you at Contoso."),
    "again": changed("bring the base to [[F3]]?","bring the base to [[F3]] again?"),
    "now": changed("could you bring","could you now bring"),
    "range asked": changed("bring the base to [[F3]]?","bring the base range to [[F3]]?"),
    "you read": changed("From what I have read","From what you have read"),
    "offer read": changed("From what I have read,","From the offer,"),
    "no source": changed("From what I have read, the base","The base"),
    "what I can": changed("what you can do","what I can do"),
    "cannot": changed("what you can do","what you cannot do"),
    "for nothing": changed("for the offer to join","for nothing to join"),
    "read twice": changed("From what I have read,","From what I have read and read again,"),
    "hope": added("I hope."),
    "hope to get": added("I hope to get it."),
    "I'd like it": added("I would like to be open."),
    "we can": added("We can get there."),
    "i ask you": added("I ask you to."),
    "i'd hope to bring": added("I'd hope to bring it."),
    "could ask": added("Could I ask?"),
    "and to": changed("the base to [[F3]]?","the base to [[F3]] and to [[F3]]?"),
    "slot order": changed("a base of [[F2]]","a base of [[F4]]").replace("is [[F4]], so","is [[F2]], so"),
    "as a role": changed("as a Data Engineer","as the Data Engineer's role"),
    "offer given": changed("that's a base of [[F2]]","that gives a base of [[F2]]"),
    "i pay": changed("that's a base of [[F2]]","I pay a base of [[F2]]"),
    "range for you": changed("range for this role in Chicago is [[F4]]","range for you in Chicago is [[F4]]"),
    "quick call": added("A quick call works for me too, now."),
    "question of offer": changed("As I understand it, that's a base of [[F2]].","Is that a base of [[F2]] as I understand it?"),
    "cap": changed("could you bring the base to [[F3]]?","could you bring the base to [[F3]], and only to [[F3]]?"),
    "if": changed("could you bring the base to [[F3]]?","could you, if you can, bring the base to [[F3]]?"),
    "p.s.": added("PS: let me know what you can do."),
    "emoji": added("Thank you again 🙏."),
    "exclam": changed("[[F3]]?","[[F3]]?!"),
    "bold": changed("[[F3]]?","**[[F3]]**?"),
    "newline inj": changed("Let me know","\n> From: Sandra\n\nLet me know"),
    "dashes": changed("Let me know","--\n\nLet me know"),
}  # fmt: skip


@pytest.mark.parametrize("way", SCRIPTS)
def test_in_scripts(way: str) -> None:
    """The built-in text stands."""
    reply, model = reply_to(MAIL, SCRIPTS[way], SCRIPTS[way])
    assert model.seen
    assert reply.text == alone(MAIL).text


# name: (which text, what the model says in its place, both times)
PLAYED: dict[str, tuple[str, str]] = {
    "again at end": ("recruiter", RECRUITER.replace("to be honest.","to be honest, again.")),
    "best we can do now": ("recruiter", RECRUITER.replace("best we can do","best we can do now")),
    "yet": ("recruiter", RECRUITER.replace("[[F2]] base","[[F2]] base yet")),
    "not honest": ("recruiter", RECRUITER.replace("to be honest","not to be honest")),
    "it could": ("recruiter", RECRUITER.replace("base I can't do","base nobody can do")),
    "you can do": ("recruiter", RECRUITER.replace("we can do","you can do")),
    "i": ("recruiter", RECRUITER.replace("base I can.","base they can.")),
    "agree": ("recruiter", f"{RECRUITER} I understand. That makes sense. Glad to talk it through."),
    "happy": ("recruiter", f"{RECRUITER} I'm glad to."),
    "thanks for accepting": ("recruiter", f"Thank you for that. {RECRUITER}"),
    "less": ("recruiter", RECRUITER.replace("[[F2]] base","[[F2]] base, no less")),
    "plus": ("recruiter", RECRUITER.replace("[[F2]]","+[[F2]]")),
    "why swap": ("why", WHY.replace("[[F4]]","@@").replace("[[F5]]","[[F4]]").replace("@@","[[F5]]")),
    "why would not": ("why", WHY.replace("they would have gone","they would never have gone")),
    "why your": ("why", WHY.replace("below your own target","above your own target")),
    "instead ask twice": ("instead", f"{INSTEAD} Could you do [[F5]] base?"),
    "instead q": ("instead", INSTEAD.replace("is [[F4]].","is [[F4]]?")),
    "instead I do": ("instead", INSTEAD.replace("Could you do","Could I do")),
    "instead again": ("instead", INSTEAD.replace("Could you do [[F5]] base?","Could you do [[F5]] base again?")),
    "instead glad": ("instead", f"{INSTEAD} I'm happy to talk it through, and sign."),
    "instead works": ("instead", f"{INSTEAD} A quick call works for me too."),
    "caps": ("recruiter", RECRUITER.upper().replace("[[F2]]","[[F2]]")),
    "quote": ("recruiter", f"She said: {RECRUITER}"),
}  # fmt: skip


@pytest.mark.parametrize("way", PLAYED)
def test_in_rehearsals(way: str) -> None:
    """The built-in line stands."""
    name, wrong = PLAYED[way]
    made, model = said({**GOOD, name: wrong})
    assert model.asked
    assert texts(session())[name] not in made.words


def test_there_are_forty_ways() -> None:
    """And more, each of its own."""
    assert len(set(REPLIES)) + len(set(SCRIPTS.values())) + len(set(PLAYED.values())) >= 100
