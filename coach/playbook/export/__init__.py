"""A playbook -> Markdown, Word or PDF, with clickable citations, the date of the data and the disclaimer."""

from __future__ import annotations

from typing import Literal

from coach.playbook.book import Playbook

Format = Literal["md", "docx", "pdf"]
FORMATS: tuple[Format, ...] = ("md", "docx", "pdf")


def export(playbook: Playbook, form: Format) -> bytes:
    """The document in one format; the vendor of a format is loaded only for it."""
    if form == "md":
        from coach.playbook.export.markdown import to_markdown

        return to_markdown(playbook).encode("utf-8")
    if form == "docx":
        from coach.playbook.export.word import to_docx

        return to_docx(playbook)
    from coach.playbook.export.pdf import to_pdf

    return to_pdf(playbook)
