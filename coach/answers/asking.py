"""What to ask for, why, and the steps there: the package once, its reason, the plan, the next step."""

from __future__ import annotations

from coach.answers.advice import write_craft
from coach.answers.answered import write_answered
from coach.answers.beside import said_terms
from coach.answers.desk import Desk, name_of
from coach.answers.package import backed, cited, listed, package_of, said_of, value_of
from coach.answers.per_hour import hours_held, write_per_hour
from coach.answers.standing import main_part, meaning_of
from coach.dialogue.deals import part_of
from coach.evidence.levers import rank_levers
from coach.scripts.own import by_when
from coach.standing.footing import by_the_hour, by_the_year
from coach.standing.package import AskFor, Package
from coach.standing.position import sayable


def aims_by_guide(desk: Desk) -> bool:
    """Whether the figure to go for is asked of the guide of one employer, the one in focus if there is one, before any
    figure was told."""
    own = desk.now.deal.options
    found = {g.company for g in desk.evidence.guides if not g.is_playbook}
    return (
        len(found) == 1
        and (not own or found <= {*own})
        and desk.question.intent == "strategy_target"
        and not (desk.now.deal.offer or desk.now.current)
    )


def write_ask(desk: Desk) -> bool:
    """The package to ask for, once: main part, plan B in another part, and where to stop."""
    made = package_of(desk)
    if desk.now.deal.status == "agreed" and not desk.say.spent("view_agreed_more"):
        desk.draft.say(desk.say.say("view_agreed_more"))
        return True
    if made is None and (opened := open_ask(desk)):
        ask = f"{value_of(desk, opened)} {name_of(opened.component)}"
        desk.draft.say(desk.say.say("ask_open", ask=ask, how=backed(desk, opened.formula).removesuffix(", rounded")))
        return True
    if made is None or (
        (key := f"package {made.main.component} {made.main.value:g}") in desk.say.shown
        and not (desk.reading.does("ask_target") or any(c.matter == "what_ask" for c in desk.reading.clauses))
    ):
        return False
    desk.say.said.append(key)
    why = {
        "wish": ", your own number",
        "rival": f", which is what {made.rival} offers",
        "strategy": ", as the guide's strategy has it for this row",
        "equal": ", which is what you make now by the year",
        "named": _named(desk),
        "band": ", in the upper part of the band",
        "no_band": over_of(desk, made),
    }[made.why]
    lines = [_main_ask(desk, made, why)]
    if reason := _argument(desk, made):
        lines.append(reason)
    if terms := desk.now.deal.open_terms:
        lines.append(desk.say.say("ask_terms", terms=said_terms(desk, terms)))
    if made.fallback:
        lines.append(desk.say.say("ask_fallback", fallback=said_of(desk, made.fallback)))
    elif not desk.now.deal.terms_of("wished", "asked", "refused") and not desk.say.spent("ask_fallback_review"):
        lines.append(desk.say.say("ask_fallback_review"))
    if made.walk_away and desk.now.floor:
        lines.append(desk.say.say("ask_floor", floor=said_of(desk, made.walk_away)))
    if made.advice and not desk.say.spent("ask_advice"):
        gap = desk.derived(made.advice.at_stake, made.main.component, "what the market supports − your wish")
        more = value_of(desk, made.advice.supported) + cited(desk, made.advice.supported)
        lines.append(desk.say.say("ask_advice", wish=value_of(desk, made.main), more=more, gap=gap))
    desk.draft.say(" ".join(lines))
    if "Write the message" not in desk.choices:
        desk.choices.append("Write the message")
    return True


def _main_ask(desk: Desk, made: Package, why: str) -> str:
    """What to ask for; without a band a step that is the person's to choose."""
    mains = " and ".join(f"{said_of(desk, a)}" for a in made.said) if len(made.said) > 1 else ""
    if mains:
        return (
            desk.say.say("ask_main", ask=mains, part="", why=why)
            .replace(" on ,", ",")
            .replace(" in ,", ",")
            .replace("  ", " ")
            .replace(" in,", ",")
            .replace(" on .", ".")
            .replace(" in .", ".")
        )
    if made.why == "no_band" and made.main.component in ("base", "total"):
        key = "ask_step" if share_of(desk, made) else "ask_step_bare"
        ask = f"{value_of(desk, made.main)} {name_of(made.main.component)}"
        return desk.say.say(key, ask=ask, share=share_of(desk, made))
    why += cited(desk, made.main)
    return desk.say.say("ask_main", ask=value_of(desk, made.main), part=name_of(made.main.component), why=why)


def _named(desk: Desk) -> str:
    """Where a figure that they named themselves comes from; one of a later stage is wanted from the start."""
    base = part_of(desk.now.deal.offer, "base")
    if base is not None and base.later:
        return " from the start, the figure that they have named for later themselves"
    return ", the figure that they have named themselves"


OUT = 1.12  # over present pay, where a new job has named no figure yet


def open_ask(desk: Desk) -> AskFor | None:
    """What to have ready before anybody has offered anything: present pay and a step; None where an offer or a wish is
    held, or pay is not."""
    pay = part_of(desk.now.current, "base") or part_of(desk.now.current, "total")
    if pay is None or desk.now.deal.offer or desk.now.target or desk.now.deal.kind == "raise" or pay.currency == "%":
        return None
    if by_the_hour((pay,)) and any(by_the_year(d.offer) for d in desk.now.others):
        return None  # somebody offers pay by the year: a step on the pay for an hour is no ask there
    whole = pay.high * OUT
    value = round(whole * 2) / 2 if whole < _BY_THE_HOUR else sayable(whole, pay.currency)
    percent = round((OUT - 1) * 100)
    return AskFor(pay.component, value, pay.currency, pay.period, f"your pay + {percent}%, rounded")


_BY_THE_HOUR = 500.0  # pay below this is said to the half


def share_of(desk: Desk, made: Package) -> str:
    """How far an ask is over what they offer, as a share with what it is of; "" where that is nothing."""
    return over_of(desk, made).removeprefix(", ")


def over_of(desk: Desk, made: Package) -> str:
    """How far an ask is over what they offer, or over what the person makes, as the end of a sentence."""
    held = made.offered or part_of(desk.now.current, made.main.component)
    if held is None or not held.high or held.currency == "%" or made.main.value <= held.high:
        return ""
    share = round((made.main.value / held.high - 1) * 100)
    whose = "they offer" if part_of(desk.now.deal.offer, made.main.component) else "you make now"
    said = desk.figure(f"{share}%", "derived", made.main.component, "%", share, share, "ask ÷ what is there − 1")
    return f", {said} over what {whose}" if share else ""


def _argument(desk: Desk, made: Package) -> str:
    """The guide's lever that carries the ask, once in a talk; one that rests on another offer only where there is
    one."""
    if desk.row is None or desk.say.spent("ask_reason"):
        return ""
    guide = desk.row[0]
    ranked = rank_levers(guide, desk.situation, made.main.component)
    if not ranked or (ranked[0].needs_offer and not desk.situation.competing):
        return ""
    lever = ranked[0].lever
    desk.choices.append(f"Script for “{lever.title}”")
    title = desk.draft.quote(guide, lever.title, "script", lever.lines, lever.title)
    return desk.say.say("ask_reason", lever=title, mark=desk.draft.cite(guide, lever.lines, lever.title))


def write_next(desk: Desk) -> bool:
    """One next step that fits where the talk stands."""
    deal, part = desk.now.deal, main_part(desk)
    if part is None or not deal.offer:
        if (opened := open_ask(desk)) and not desk.say.spent("next_open"):
            desk.draft.say(desk.say.say("next_open", ask=f"{value_of(desk, opened)} {name_of(opened.component)}"))
            return True
        if deal.status == "asked":
            desk.draft.say(desk.say.say("next_wait"))
            return True
        tell = "next_tell_raise" if deal.kind == "raise" or desk.reading.talk == "raise" else "next_tell"
        if not desk.say.spent(tell) and not desk.now.current:
            desk.draft.say(desk.say.say(tell))
            return True
        if desk.now.current and not desk.now.target and not desk.say.spent("next_raise"):
            desk.draft.say(desk.say.say("next_raise"))
            return True
        return False
    meaning = meaning_of(desk, part, band=False)
    if meaning.over_wish is not None and meaning.over_wish >= 0:
        desk.draft.say(desk.say.say("next_decide", part=name_of(part.component), now=desk.theirs(part)))
    elif deal.status == "asked":
        desk.draft.say(desk.say.say("next_wait"))
    elif deal.status in ("answered", "refused"):
        return write_answered(desk)  # they have answered: what is left of it is the next step
    elif desk.now.target and not desk.say.spent("next_write"):
        desk.draft.say(desk.say.say("next_write"))
        desk.choices.append("Write the message")
    elif write_ask(desk):
        return True
    elif not desk.say.spent("next_number") and not desk.reading.asks:
        desk.draft.say(desk.say.say("next_number"))  # no answer to a question
    else:
        return False
    return True


_REASONS = 2  # of the person's own deeds: more of them weaken the best ones


def write_why(desk: Desk) -> bool:
    """Why this figure and this part: how it was worked out, with its source."""
    made = package_of(desk)
    if made is None:
        return False
    part = name_of(made.main.component)
    own = [d.strip(" .!,;") for d in desk.now.deeds[-_REASONS:]]
    reasons = [desk.say.say("why_own", deeds=listed(tuple(f"“{d}”" for d in own)))] if own else []
    if made.main.formula and made.why == "no_band" and not reasons:
        said = [desk.say.say("why_blind", ask=said_of(desk, made.main), how=backed(desk, made.main.formula))]
    elif made.main.formula:
        said = [
            *reasons,
            desk.say.say(
                "why_from" if reasons else "why_figure",
                ask=said_of(desk, made.main),
                formula=backed(desk, made.main.formula) + cited(desk, made.main),
            ),
        ]
    else:
        meaning = meaning_of(desk, made.main.part, again=True, wish=False)
        said = [
            *reasons,
            desk.say.say(
                "why_wish" if desk.now.deal.offer else "why_wish_pay",
                formula=f"It is {listed(meaning.phrases)}." if meaning.phrases else "",
            ),
        ]
    if hours_held(desk) and write_per_hour(desk):
        desk.draft.say(" ".join(said))
        return True
    said.append(desk.say.say("why_part" if made.main.component == "base" else "why_part_other", part=part))
    desk.draft.say(" ".join(said))
    return True


def write_plan(desk: Desk) -> bool:
    """The next steps in order, from what is known: the ask, the words, the date, the letter; after a yes, what makes it
    hold."""
    status, made = desk.now.deal.status, package_of(desk)
    if status in ("accepted", "agreed"):
        steps = list(_HOLDS)
    elif made is None and desk.now.current and not desk.now.deal.offer and status in ("answered", "refused"):
        steps = _after_no()
    elif made is None:
        return write_next(desk) or write_craft(desk)
    else:
        steps = _raise_steps(desk, made) if desk.now.deal.kind == "raise" else _offer_steps(desk, made)
    desk.draft.say(f"{desk.say.say('plan')}\n\n" + "\n".join(f"{n}. {s}" for n, s in enumerate(steps, 1)))
    desk.choices.append("Write the message")
    return True


_HOLDS = (
    "Ask for the letter today, with every point that was agreed in it.",
    "Read it line by line against what was said; a difference is put right before you sign, by one short mail.",
    "Hand in your notice once it is signed by both sides and any checks are done.",
    "Tell anybody else who is waiting for you, warmly and on the same day.",
)


def _after_no() -> list[str]:
    """The steps after a no to a raise, where nothing else is left to ask."""
    return [
        "Thank them, and ask what you would have to show for it, who decides, and when the next budget is made.",
        "Agree on a day to talk about it again, three to six months ahead, and on what will count by then.",
        "Sum both up in one line by mail the same day, so that it's a plan and no hope.",
        "Look once at what other employers pay for your work: it's the one thing that changes where you stand.",
    ]


def _offer_steps(desk: Desk, made: Package) -> list[str]:
    terms = desk.now.deal.open_terms
    asks = listed((said_of(desk, made.main), *((said_terms(desk, terms),) if terms else ())))
    steps = [f"Ask once for {asks}, in one short message or call; I can write it."]
    if made.fallback:
        steps.append(f"If they say no to that, move to {said_of(desk, made.fallback)}.")
    if made.walk_away and desk.now.floor:
        steps.append(f"Know your line: below {said_of(desk, made.walk_away)} you'd rather say no.")
    waiting = next((d for d in desk.now.others if d.company and not d.offer and d.status != "withdrawn"), None)
    if waiting and desk.now.deadline:
        by = by_when(desk.now.deadline)
        steps.insert(
            0, f"Tell {waiting.company} today that you have to answer {by}, and ask whether they can decide before."
        )
    if desk.now.deadline:
        due = f"They want an answer {by_when(desk.now.deadline)}"
        steps.append(f"{due}: ask a day before, and for more time in writing if you need it.")
    return [*steps, "Get every agreed figure into the letter before you sign or resign."]


def _raise_steps(desk: Desk, made: Package) -> list[str]:
    """The steps to a raise, from the case to the date."""
    answered = desk.now.deal.status in ("answered", "refused")
    first = (
        ["Thank them, and ask what you would have to show for it, who decides, and when."]
        if answered
        else ["Put on half a page what you do now that you didn't when your pay was set, and what came of it.",
              "Ask for twenty minutes to talk about your pay, so that nobody is taken by surprise."]
    )  # fmt: skip
    ask = f"Say the figure once, {said_of(desk, made.main)}, with your two best results, and then be quiet."
    return [*first, ask, "Leave with a date, and sum it up in one line by mail the same day."]
