"""What other programs may ask of the coach: plain functions from text to JSON, the same for HTTP, MCP and an agent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from coach.answers.scripts import named_lever, show
from coach.dialogue.budget import few
from coach.dialogue.told import situation_after
from coach.dialogue.turn import Turn
from coach.evidence.job import job_of
from coach.evidence.levers import rank_levers
from coach.evidence.retrieve import retrieve
from coach.phrasing import Channel, Length, Style, Tone
from coach.phrasing.texts import words
from coach.rehearsal.coaching import rehearse_for
from coach.rehearsal.scenario import Setup
from coach.reply import Reply
from coach.reply.draft import Draft, render
from coach.scripts.compose import Case, compose
from coach.turn import Coach
from coach.understanding.incoming import NAME, read
from coach.understanding.question import understand
from coach.understanding.situation import Situation
from coach.understanding.written import is_written, read_written
from index.errors import UserError
from index.rows import rows_of

MOST_TURNS, MOST_GUIDES = 20, 50
_HALF = 1900  # characters: two of them and the words around them are one message


class Tools:
    """The functions over one coach. Each takes and returns plain JSON values; UserError says what cannot be done and
    why.
    """

    def __init__(self, coach: Coach, given: list[Reply] | None = None) -> None:
        """Use `coach` for every call; each reply is also added to `given`."""
        self.coach = coach
        self.given = given if given is not None else []

    def all(self) -> tuple[Callable[..., Any], ...]:
        """Every function, in the order they are listed."""
        return (
            self.ask, self.find_guides, self.get_band, self.compare, self.evaluate_offer, self.draft_script, self.rehearse,
        )  # fmt: skip

    def ask(self, question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """Answer a question on salaries, levers, premiums, levels, strategy or sources from the guides, every figure
        cited.

        Args:
            question: What to find out, naming a company and a role.
            history: Earlier turns as {"role": "user" or "assistant", "content": text}.
        """
        turns = tuple((h.get("role", "user"), h.get("content", "")) for h in history or ())
        return self._said(self.coach.reply(Turn(question, turns)))

    def ask_events(self, question: str, history: list[dict[str, str]] | None = None) -> Iterator[dict[str, Any]]:
        """Answer like `ask`, step by step: what was understood, each move, sentence and script, and the whole reply.

        Args:
            question: What to find out, naming a company and a role.
            history: Earlier turns as {"role": "user" or "assistant", "content": text}.
        """
        turns = tuple((h.get("role", "user"), h.get("content", "")) for h in history or ())
        with closing(self.coach.events.stream(Turn(question, turns))) as events:  # type: ignore[type-var]
            for event in events:
                yield event.to_json()

    def find_guides(self, query: str = "") -> list[dict[str, Any]]:
        """List the guides there are for a company, a role or both; all of them for an empty query (50 at most).

        Args:
            query: A company, a role, or both, as people write them.
        """
        library, query = self.coach.library, read(query, NAME)
        if query.strip():
            found = retrieve(understand(f"{query}: total pay", library.names), library).guides
            slugs = [g.slug for g in found] or [s for s in library.slugs() if _all_in(query, s)]
        else:
            slugs = list(library.slugs())
        guides = [g for s in slugs[:MOST_GUIDES] if not (g := library.guide(s)).is_playbook]
        return [
            {"guide": g.slug, "company": g.company_name, "role": g.role_name, "regions": [b.region.label for b in g.bands if b.region]}
            for g in guides
        ]  # fmt: skip

    def get_band(self, company: str, role: str, region: str = "", level: str = "") -> dict[str, Any]:
        """Return one pay row of a guide: low and high of base, stock, bonus and total, with currency and line.

        Args:
            company: The company, as people write it.
            role: The role, as people write it.
            region: The place, where the guide has more than one.
            level: The level, where the guide has more than one.
        """
        guide, band = job_of(Situation(company=company, role=role, region=region, level=level), self.coach.library)
        row = next(
            r for r in rows_of(guide) if r["line"] == band.line and r["region_raw"] == (band.region_text or None)
        )
        return {"guide": guide.slug, **row}

    def compare(self, first: str, second: str) -> dict[str, Any]:
        """Compare what two jobs pay, side by side, currencies apart.

        Args:
            first: A company, role and place, such as "Ally Financial data engineer in Charlotte".
            second: The other one.
        """
        return self._said(
            self.coach.reply(Turn(f"Compare the total pay: {read(first, _HALF)} vs {read(second, _HALF)}"))
        )

    def evaluate_offer(self, offer: str) -> dict[str, Any]:
        """Say where an offer stands in the guide's band, part by part, and what to push first.

        Args:
            offer: Company, role, place and the figures of the offer: in words, or a situation as JSON or YAML.
        """
        if is_written(offer):
            told = read_written(offer, "offer")
            return self._said(self.coach.reply(Turn("Is that a good offer?", situation=told)))
        return self._said(self.coach.reply(Turn(f"{read(offer, _HALF * 2).rstrip('. ')}. Is that a good offer?")))

    def draft_script(
        self,
        situation: str,
        kind: str = "counter_call",
        tone: Tone = "direct",
        length: Length = "full",
        channel: Channel = "call",
    ) -> dict[str, Any]:
        """Write what to say in a negotiation, every figure traced, nothing claimed that the situation does not hold.

        Args:
            situation: The job, the offer and what the person has done: in words, or a situation as JSON or YAML.
            kind: A kind of script (counter_call, counter_email, raise_meeting, pushback_best_offer …) or words of a lever's title.
            tone: How it sounds: warm, direct or formal.
            length: How long it is: one (line), short or full.
            channel: Where it is said: call, email or chat.
        """
        told, kind = self._told(situation), read(kind, NAME)
        guide, band = job_of(told, self.coach.library)
        ranked = rank_levers(guide, told)
        known = words().kinds
        lever = (ranked[0].lever if ranked else None) if kind in known else named_lever(kind, guide)
        if kind not in known and lever is None:
            raise UserError(f"“{kind}” is neither a kind of script ({', '.join(known)}) nor a lever of the guide.")
        style = Style(tone, length, channel if kind != "counter_email" else "email")
        draft = Draft("lever_script")
        name = kind if kind in known else "lever"
        show(
            compose(name, Case(guide, band, told, style, lever), draft), guide, None if kind in known else lever, draft
        )
        return self._said(render(draft))

    def rehearse(
        self, situation: str, turns: list[str], seed: int = 1, persona: str = "warm", difficulty: str = "medium"
    ) -> dict[str, Any]:
        """Play turns of a candidate against a seeded recruiter: answers, feedback with better lines, and the scorecard
        at the end.

        Args:
            situation: The job, the offer and what the person has done: in words, or a situation as JSON or YAML.
            turns: What the candidate says, turn by turn (20 at most); an empty list gives the opening.
            seed: The same seed gives the same recruiter.
            persona: warm, budget-bound, hard-nosed or rookie.
            difficulty: easy, medium or hard.
        """
        if len(turns) > MOST_TURNS:
            raise UserError(f"That is {len(turns)} turns; at most {MOST_TURNS} are played.")
        setup = Setup(seed, persona, difficulty)  # type: ignore[arg-type]
        session = rehearse_for(self._told(situation), self.coach.library, _known(setup))
        for said in turns:
            if not session.rehearsal.over:
                session = session.said(said)
        return session.to_json()

    def _said(self, reply: Reply) -> dict[str, Any]:
        self.given.append(reply)
        return reply.to_json()

    def _told(self, words: str) -> Situation:
        if is_written(words):
            return read_written(words)
        return situation_after(Situation(), few(read(words), self.coach.library.names)[0], self.coach.library.names)


def _all_in(query: str, slug: str) -> bool:
    return all(w in slug for w in query.casefold().split())


def _known(setup: Setup) -> Setup:
    """The setup, if its persona and difficulty are ones there are."""
    from coach.rehearsal.scenario import DIFFICULTIES, PERSONAS

    if setup.persona not in PERSONAS or setup.difficulty not in DIFFICULTIES:
        raise UserError(f"Choose a persona of {', '.join(PERSONAS)} and a difficulty of {', '.join(DIFFICULTIES)}.")
    return replace(setup)
