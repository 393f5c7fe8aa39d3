"""A playbook -> Markdown; every mark links to its citation at the end."""

from __future__ import annotations

from coach.playbook.book import Playbook, PlaybookBlock
from coach.playbook.export.words import MARK, cited, foot, spoken
from coach.reply.inert import inert


def to_markdown(playbook: Playbook) -> str:
    """The document as GitHub-flavoured Markdown."""
    made, disclaimer = foot(playbook)
    parts = [f"# {inert(playbook.title)}: negotiation playbook", made]
    for section in playbook.sections:
        parts.append(f"## {inert(section.title)}")
        parts.extend(inert(_block(b)) for b in section.blocks)
    used = {int(n) for p in parts for n in MARK.findall(p)}
    notes = [f'{c.number}. <a id="c{c.number}"></a>{inert(cited(c))}' for c in playbook.citations if c.number in used]
    parts = [MARK.sub(r"[[\1]](#c\1)", p) for p in parts]
    if notes:
        parts += ["## Citations", "\n".join(notes)]
    return "\n\n".join([*parts, f"*{disclaimer}*"]) + "\n"


def _block(block: PlaybookBlock) -> str:
    match block.kind:
        case "list":
            return "\n".join(f"- {line}" for line in block.lines)
        case "quote":
            return "\n>\n".join("> " + p.replace("\n", "  \n> ") for p in block.lines)
        case "table":
            head, *rows = block.rows
            return "\n".join(
                [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(r)} |" for r in rows)]
            )
        case "bars":
            return "\n".join(f"- {spoken(b)}" for b in block.bars)
        case _:
            return "\n\n".join(block.lines)
