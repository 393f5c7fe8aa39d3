"""Guide + row + situation + style -> one script: moves chosen, figures derived and traced, blanks left where nothing is known."""

from __future__ import annotations

import re

from coach.draft import Draft
from coach.phrasing.phrases import Kind, Variant, chosen, phrases, spelt
from coach.reply import Figure
from coach.scripts import Script
from coach.scripts.asks import SPOKEN, Ask, Case, ask_of, figure_of
from coach.scripts.tailor import Tailored, tailor
from coach.situation import OtherOffer, Part, Situation
from index.guide import BLANK, Component
from index.money import money_in


def compose(kind: str, case: Case, draft: Draft) -> Script:
    """Write one script; its figures are slots of `draft`. KeyError where there is no such kind."""
    held = phrases()
    made = held.kinds[kind]
    uses_lever = "reason_guide" in (*made.one, *made.short, *made.full) or kind == "lever"
    tailored = tailor(case.lever, case.situation) if case.lever and uses_lever else Tailored()
    ask = ask_of(made, case, tailored, draft)
    fields = _fields(case, made, ask, tailored, draft)
    facts = _facts(case, ask, fields, made)
    channel = made.channel or case.style.channel
    body = _said(getattr(made, case.style.length), made, case, facts, fields)
    paragraphs = _laid_out(body, channel, case, facts, fields)
    text = [spelt(p, case.style.spelling) for p in paragraphs]
    blanks = tuple(dict.fromkeys(b for p in text for b in BLANK.findall(_without_slots(p))))
    return Script(
        kind,
        made.title,
        tuple(text),
        blanks,
        _notes(case, tailored, ask if ask and any(ask.text in p for p in text) else None, draft, asks=ask is None),
    )


def _without_slots(text: str) -> str:
    return re.sub(r"\[\[F\d+\]\]", "", text)


def _fields(case: Case, kind: Kind, ask: Ask | None, tailored: Tailored, draft: Draft) -> dict[str, str]:
    situation, guide, band = case.situation, case.guide, case.band
    component: Component = ask.component if ask else (kind.component or "base")  # type: ignore[assignment]
    fields = {
        "company": guide.company_name, "role": guide.role_name, "deadline": situation.deadline,
        "component": SPOKEN[component], "ask": ask.text if ask else f"[your figure for the {SPOKEN[component]}]",
        "place": f" in {band.region.label.partition(' (')[0]}" if band and band.region else "",
        "reason": _reason(case, tailored, draft), "own": re.sub(r"^my ", "", case.style.mention, flags=re.I) or _own(situation, tailored), "theirs": "", "standing": "", "band": "",
        "other": "", "other_figure": "",
    }  # fmt: skip
    fields["own_sentence"] = _sentence(fields["own"])
    fields["guides_ask"] = ""
    if ask is None and case.lever and tailored.asks:
        fields["guides_ask"] = draft.quote(guide, " ".join(tailored.asks), "script", case.lever.lines, case.lever.title)
    _offered(case, kind, component, fields, draft)
    unsaid = {*case.style.left_out, guide.company_name.casefold()}
    others = [o for o in situation.competing if o.company.casefold() not in unsaid and not _weaker(o, situation)]
    if others:
        fields["other"] = others[0].company
        part = next(
            (p for p in others[0].parts if p.component in ("total", component)), next(iter(others[0].parts), None)
        )
        if part:
            name = {"total": "total compensation", "signing": "sign-on"}.get(part.component, part.component)
            fields["other_figure"] = f" at {draft.add(_users(case, part))} {name}"
    return fields


def _weaker(other: OtherOffer, situation: Situation) -> bool:
    """Whether another offer is lower than the one in hand in what both state: to name it would speak against the ask."""
    mine = {p.component: p for p in situation.offer}
    both = [(p, mine[p.component]) for p in other.parts if p.component in mine]
    alike = [
        (p, m)
        for p, m in both
        if p.period == m.period and (p.currency == m.currency or not (p.currency and m.currency))
    ]
    return bool(alike) and all(p.low < m.low for p, m in alike)


def _reason(case: Case, tailored: Tailored, draft: Draft) -> str:
    """Up to two of the guide's own sentences that anyone may say, quoted with their figures registered."""
    if not case.lever:
        return ""
    most = 2 if case.style.length == "full" else 1
    said = " ".join(tailored.reasons[:most])
    return draft.quote(case.guide, said, "script", case.lever.lines, case.lever.title)


def _own(situation: Situation, tailored: Tailored) -> str:
    """What the user has said they did, as the end of a sentence; the guide's own phrasing where its blank was theirs."""
    if situation.achievements:
        words = situation.achievements[0]
        return re.sub(r"^i(?:['’]ve| have)?\s+(?:also |personally |just )?", "I ", words, flags=re.I)
    if tailored.own:
        return tailored.own[0].rstrip(".")
    if situation.skills:
        years = f"{situation.years:g} years of " if situation.years else "experience in "
        return f"{years}{situation.skills[0]}"
    return ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""


def _offered(case: Case, kind: Kind, component: Component, fields: dict[str, str], draft: Draft) -> None:
    """The offered figure beside its band, where the two are on one footing; current pay and the floor are never said."""
    from coach.offer import stand

    part = next((p for p in case.situation.offer if p.component == component), None)
    if part is None or case.band is None or "raise" in (case.situation.talk, kind.talk):
        return
    standing = stand(part, case.band, case.situation.offer)
    if not standing or standing.band_how or standing.how or standing.position >= 1:
        return
    where = {"below": "below", "within": "in the lower half of" if standing.position < 0.5 else "within"}[
        standing.verdict
    ]
    value = standing.pay.percent if standing.unit == "%" else standing.pay.amount
    if value is None:
        return
    fields["theirs"] = draft.add(_users(case, part))
    fields["standing"] = where
    fields["band"] = draft.pay(case.guide, case.band, standing.pay, value)


def _users(case: Case, part: Part) -> Figure:
    pay = case.band.pay(part.component) if case.band else None
    unit = part.currency or (pay.amount.unit if pay and pay.amount else "")
    return figure_of(case, part.component, unit, part.low, part.high, "user")


def _facts(case: Case, ask: Ask | None, fields: dict[str, str], kind: Kind) -> frozenset[str]:
    facts = {
        "offer": bool(case.situation.offer), "other": bool(fields["other"]), "own": bool(fields["own"]),
        "deadline": bool(fields["deadline"]), "reason": bool(fields["reason"]), "raise": kind.talk == "raise" or case.situation.talk == "raise",
        "above": bool(ask and ask.above), "theirs": bool(fields["theirs"]),
    }  # fmt: skip
    return frozenset(name for name, holds in facts.items() if holds)


def _said(
    moves: tuple[str | Variant, ...], kind: Kind, case: Case, facts: frozenset[str], fields: dict[str, str]
) -> list[str]:
    """The moves of one length as paragraphs. Variants written one after another are one move; "short" is the short form."""
    out: list[str] = []
    group: list[Variant] = []
    for move in (*moves, ""):
        if isinstance(move, Variant):
            group.append(move)
            continue
        if group:
            out.append(chosen(tuple(group), case.style.tone, facts))
            group = []
        if move == "short":
            out.append(chosen(tuple(v for v in kind.short if isinstance(v, Variant)), case.style.tone, facts))
        elif move in ("ask", "ask_line") and fields["guides_ask"]:
            out.append("{guides_ask}")
        elif move:
            out.append(chosen(phrases().variants(move), case.style.tone, facts))
    return [p for text in out if (p := _filled(text, fields, case, facts))]


def _filled(text: str, fields: dict[str, str], case: Case, facts: frozenset[str]) -> str:
    if "{reason_own_short}" in text:
        text = text.replace("{reason_own_short}", chosen(phrases().reason_own_short, case.style.tone, facts))
    if "{reason}" in text and not fields["reason"]:
        return ""
    return re.sub(r" {2,}", " ", re.sub(r"\{(\w+)\}", lambda m: fields[m[1]], text)).strip()


def _laid_out(body: list[str], channel: str, case: Case, facts: frozenset[str], fields: dict[str, str]) -> list[str]:
    """Greeting and sign-off where the channel has them; written channels have no stage directions."""
    held = phrases()
    if channel != "call":
        body = [p for p in body if not p.startswith("(")]
    elif case.style.length == "short":
        body = [" ".join(p for p in body if not p.startswith("("))]
    greeting = held.greeting.get(channel, ())
    closing = held.sign_off.get(channel, ())
    if case.style.length == "one":
        return body[:1]
    return [
        *([_filled(chosen(greeting, case.style.tone, facts), fields, case, facts)] if greeting else []),
        *body,
        *([_filled(chosen(closing, case.style.tone, facts), fields, case, facts)] if closing else []),
    ]


def _notes(case: Case, tailored: Tailored, ask: Ask | None, draft: Draft, *, asks: bool) -> tuple[str, ...]:
    notes = []
    if "offer" in tailored.dropped:
        notes.append(
            "I left out what the guide's script says of another offer or other talks"
            + ("; yours is in instead." if case.situation.competing else ", because you have not told me of any.")
        )
    weaker = [o.company for o in case.situation.competing if _weaker(o, case.situation)]
    if weaker:
        notes.append(
            f"I left out your offer from {' and '.join(weaker)}: it is lower than this one, so naming it would not help you."
        )
    if "self" in tailored.dropped:
        notes.append("I left out what it claims about experience that you have not told me of.")
    if ask:
        notes.append(ask.note)
        own = [a for a in tailored.asks if money_in(a)]
        if own and case.lever and not ask.levers:
            words = draft.quote(case.guide, own[0], "script", case.lever.lines, case.lever.title)
            notes.append(f"The guide's own words for it: “{words}”")
    elif asks and case.band is None:
        notes.append("Tell me the place (and the level) and I can put a figure into it.")
    return tuple(notes)
