"""Pages of fpdf2 whose parts are tagged: headings, paragraphs, lists and tables as a screen reader tells them.

fpdf2 tags figures alone; what is overridden here are inner parts of it, so its version is pinned and a test reads what
comes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fpdf import FPDF
from fpdf.structure_tree import StructElem, StructTreeRoot

_COLUMN = "<</O /Table /Scope /Column>>"


class _Element(StructElem):  # type: ignore[misc]
    """An element of the tree; `a` are its attributes, written as they stand."""

    def __init__(self, kind: str, parent: Any, kids: list[Any], page: Any) -> None:  # noqa: ANN401 - fpdf2's own
        super().__init__(struct_type=f"/{kind}", parent=parent, kids=kids, page_number=page.index() if page else None)
        self.pg = page if kids else None
        self.a = _COLUMN if kind == "TH" else None


class _Tree:
    """The document's parts, one in another; fpdf2 writes what it gives."""

    def __init__(self) -> None:
        self.struct_tree_root = StructTreeRoot()
        self.doc_struct_elem = _Element("Document", self.struct_tree_root, [], None)
        self.struct_tree_root.k.append(self.doc_struct_elem)
        self.inside = [self.doc_struct_elem]
        self.elements: list[_Element] = []
        self.count: Counter[int] = Counter()

    def add(self, kind: str, page: Any, kids: list[Any]) -> _Element:  # noqa: ANN401 - as above
        """One more element of what is open."""
        made = _Element(kind, self.inside[-1], kids, page)
        self.inside[-1].k.append(made)
        self.elements.append(made)
        return made

    def marked(self, kind: str, page: Any) -> int:  # noqa: ANN401 - as above
        """One more element for what is written next on a page: its number there."""
        number = self.count[page.index()]
        self.count[page.index()] += 1
        page.struct_parents = page.index() - 1
        self.struct_tree_root.parent_tree.nums[page.struct_parents].append(self.add(kind, page, [number]))
        return number

    def empty(self) -> bool:
        """Whether nothing was tagged."""
        return not self.elements

    def __iter__(self) -> Iterator[Any]:
        """The root first, as fpdf2 wants them."""
        yield from (self.struct_tree_root, self.doc_struct_elem, self.struct_tree_root.parent_tree, *self.elements)


class TaggedPages(FPDF):  # type: ignore[misc]
    """Pages on which all that is written is either tagged or an ornament."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - fpdf2's own
        super().__init__(**kwargs)
        self.struct_builder = self.tree = _Tree()
        self._open = ""

    @contextmanager
    def tagged(self, kind: str, room: float) -> Iterator[None]:
        """What is written inside is one P, H1, TD …; a part that goes on overleaf is one on each page.

        It begins on the next page where less than `room` (in millimetres) is left, at least that of its first line.
        """
        if self.will_page_break(room):
            self.add_page()
        self._begin(kind)
        yield
        self._out("EMC")
        self._open = ""

    @contextmanager
    def grouped(self, kind: str) -> Iterator[None]:
        """What is tagged inside stands together: a list, a table, a row."""
        self.tree.inside.append(self.tree.add(kind, self.pages[self.page], []))
        yield
        self.tree.inside.pop()

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """What is drawn inside is told to nobody, as it says nothing, or nothing that words do not say."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def add_page(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - fpdf2's own
        """A new page; what is being written goes on there."""
        kind = self._open
        if kind:
            self._out("EMC")
        super().add_page(*args, **kwargs)
        if kind:
            self._begin(kind)

    def _begin(self, kind: str) -> None:
        number = self.tree.marked(kind, self.pages[self.page])
        self._out(f"/{kind} <</MCID {number}>> BDC")
        self._open = kind
