"""Between the present employer's counter-offer and the new job: what the money says, and what it does not."""

from __future__ import annotations

from coach.answers.advice import write_craft
from coach.answers.beside import fresh_terms, said_terms
from coach.answers.desk import Desk
from coach.answers.package import capital
from coach.dialogue.deals import Deal, part_of
from coach.scripts.kinds import kind_of_words
from coach.standing.sums import NoSumError, difference, later_years, without_bonus
from coach.standing.worth import currency_of, in_currency, worth
from coach.understanding.context import called_alike
from coach.understanding.reading import Clause

_NEAR = 0.5  # so near to an example, in cosine, that it tells what is on the person's mind
_WEIGHS = ("stay_reason", "stay_promises", "stay_writing")  # what else there is to weigh, in this order


def is_mine(desk: Desk, deal: Deal) -> bool:
    """Whether a deal is what the present employer offers for staying."""
    employer = desk.now.employer
    return deal.kind == "counter" or bool(employer and deal.company and called_alike(deal.company, employer))


def stays(desk: Desk) -> bool:
    """Whether one of the two sides to choose between is the present employer."""
    return any(is_mine(desk, d) and d.offer for d in (desk.now.deal, *desk.now.others))


def write_stay(desk: Desk) -> bool:
    """Stay or go: the money once, what the person has on their mind, then what else there is to weigh."""
    said = [_chosen(desk) or _money(desk), _on_mind(desk)]
    if any(said):
        return True
    if not stays(desk):
        return False
    for key in _WEIGHS:
        if _say(desk, key):
            return True
    return write_craft(desk, "view_stay") or _say(desk, "stay_same")


def _say(desk: Desk, key: str, **fields: str) -> bool:
    if desk.say.spent(key):
        return False
    desk.draft.say(capital(desk.say.say(key, **fields)))
    return True


def _chosen(desk: Desk) -> bool:
    """Who has decided is not talked out of it."""
    mine = next((d for d in desk.now.deals if is_mine(desk, d)), None)
    if mine is None or mine.status not in ("accepted", "declined"):
        return False
    new = next((d.company for d in desk.now.deals if d is not mine and d.company), "the new employer")
    return _say(desk, "stay_chosen" if mine.status == "accepted" else "stay_left", company=new)


def _on_mind(desk: Desk) -> bool:
    """A view of each thing that the message itself brings up about staying."""
    figures = {a.clause for a in desk.reading.amounts}
    told = (c for n, c in enumerate(desk.reading.clauses) if n not in figures and _may_ask(c))
    found = (kind_of_words("stay", c.text, _NEAR) for c in told)
    if terms := fresh_terms(desk, "term_wished", "term_asked"):
        return _say(desk, "stay_term", terms=said_terms(desk, terms))
    said = [_say(desk, f"stay_{kind}") for kind in dict.fromkeys(k for k in found if k and k != "none")]
    return any(said)


def _may_ask(clause: Clause) -> bool:
    """Whether a clause is a question or a story: the figures and the wish for words are answered elsewhere."""
    return not clause.matter.startswith("words_") and not any(map(clause.does, ("pay", "ask_words")))


def _money(desk: Desk) -> bool:
    """What the money says, once for each pair of figures."""
    deals = (desk.now.deal, *desk.now.others)
    mine = next((d for d in deals if is_mine(desk, d) and d.offer), None)
    new = next((d for d in deals if d is not mine and d.offer), None)
    here, there = part_of(mine.offer, "base") if mine else None, part_of(new.offer, "base") if new else None
    if mine is None or new is None or here is None or there is None or here.period != there.period:
        return False
    gap, company = there.high - here.high, new.company or "the new job"
    key = f"stay {here.high:g} {there.high:g}"
    if key in desk.say.shown:
        return False
    desk.say.said.append(key)
    if any(part_of(d.offer, "bonus") for d in (mine, new)) and (said := _with_bonus(desk, mine, new)):
        return said
    if not gap:
        return _say(desk, "stay_even", company=company)
    over = desk.derived(abs(gap), "base", "the new offer − the counter-offer", there.currency) + _PER.get(
        there.period, ""
    )
    return _say(desk, "stay_less" if gap > 0 else "stay_more", gap=over, company=company)


def _with_bonus(desk: Desk, mine: Deal, new: Deal) -> bool:
    """What the money says with the bonus, and on sure pay alone; False where the two do not add up."""
    try:
        here, there = (worth(in_currency(d.offer, currency_of(d.offer))) for d in (mine, new))
        full, _ = difference(later_years(there), later_years(here))
        sure, _ = difference(without_bonus(there), without_bonus(here))
    except NoSumError:
        return False
    company = new.company or "the new job"
    said = [desk.derived(abs(s.value), "total", s.formula, s.unit) for s in (full, sure)]
    if full.value * sure.value < 0:
        sides = (company, "staying") if full.value > 0 else ("staying", company)
        return _say(desk, "stay_turns", ahead=sides[0], other=sides[1], gap=said[0], sure=said[1])
    if not full.value or not sure.value:
        return False
    return _say(
        desk, "stay_less_bonus" if full.value > 0 else "stay_more_bonus", company=company, gap=said[0], sure=said[1]
    )


_PER = {"month": " a month", "week": " a week", "day": " a day", "hour": " an hour"}
