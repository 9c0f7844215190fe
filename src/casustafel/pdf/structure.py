"""The structure tree: what each part of a document is, and which marks on a page belong to it.

A `Node` belongs to the document as it was written, so that both halves of a paragraph that runs
over two pages are one element. While pages are drawn a `StructureTree` turns nodes into elements
and notes their marked content; at the end it writes StructTreeRoot and ParentTree (ISO 32000-1
§14.7). Only standard tags are used, so that no role map is needed.
"""

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

TAGS = frozenset(
    {"Document", "H1", "H2", "H3", "P", "Figure"}
    | {"L", "LI", "Lbl", "LBody"}
    | {"Table", "THead", "TBody", "TR", "TH", "TD"}
)


class Node:
    """A part of a document. `tag` is one of TAGS; only the node Document has no parent.

    `scope` (TH): "Column" or "Row". `alt` (Figure): the words for whoever cannot see it.
    `numbering` (L): "Disc" or "Decimal". `box` (Figure): left, bottom, right, top in points.
    """

    __slots__ = ("alt", "box", "numbering", "parent", "scope", "tag")

    def __init__(
        self,
        tag: str,
        parent: "Node | None" = None,
        *,
        scope: str | None = None,
        alt: str | None = None,
        numbering: str | None = None,
    ) -> None:
        if tag not in TAGS:
            raise ValueError(f"{tag} is not a tag that documents use")
        self.tag = tag
        self.parent = parent
        self.scope = scope
        self.alt = alt
        self.numbering = numbering
        self.box: tuple[float, float, float, float] | None = None

    def attributes(self) -> str:
        """Return the entries of the element that say more than its tag, in PDF syntax."""
        found = ""
        if self.scope:
            found += f"/A<</O/Table/Scope/{self.scope}>>"
        if self.numbering:
            found += f"/A<</O/List/ListNumbering/{self.numbering}>>"
        if self.box:
            corners = " ".join(f"{value:.2f}" for value in self.box)
            found += f"/A<</O/Layout/Placement/Block/BBox[{corners}]>>"
        if self.alt:
            found += f"/Alt<FEFF{self.alt.encode('utf-16-be').hex().upper()}>"
        return found


class _Element(PDFObject):  # type: ignore[misc]
    """One structure element. A kid is another element, or (page index, marked-content id)."""

    __RefOnly__ = 1

    def __init__(self, node: Node, parent: "_Element | None") -> None:
        self.node = node
        self.parent = parent
        self.kids: list[_Element | tuple[int, int]] = []
        self.name = ""

    def format(self, document: PDFDocument) -> bytes:
        numbers = document.idToObjectNumberAndVersion
        home = next((kid[0] for kid in self.kids if isinstance(kid, tuple)), None)
        kids: list[str] = []
        for kid in self.kids:
            if isinstance(kid, _Element):
                kids.append(f"{numbers[kid.name][0]} 0 R")
            elif kid[0] == home:
                kids.append(str(kid[1]))
            else:
                page = numbers[f"Page{kid[0] + 1}"][0]
                kids.append(f"<</Type/MCR/Pg {page} 0 R/MCID {kid[1]}>>")
        parent = self.parent.name if self.parent else StructureTree.ROOT
        on = f"/Pg {numbers[f'Page{home + 1}'][0]} 0 R" if home is not None else ""
        inside = f"/K[{' '.join(kids)}]" if kids else ""
        return (
            f"<</Type/StructElem/S/{self.node.tag}/P {numbers[parent][0]} 0 R{on}{inside}"
            f"{self.node.attributes()}>>"
        ).encode("ascii")


class _Root(PDFObject):  # type: ignore[misc]
    """StructTreeRoot with its ParentTree: per page the elements of its marks, in order."""

    __RefOnly__ = 1

    def __init__(self, top: str, pages: Sequence[Sequence[_Element]]) -> None:
        self._top = top
        self._pages = pages

    def format(self, document: PDFDocument) -> bytes:
        numbers = document.idToObjectNumberAndVersion
        entries = " ".join(
            f"{index}[{' '.join(f'{numbers[element.name][0]} 0 R' for element in marks)}]"
            for index, marks in enumerate(self._pages)
        )
        return (
            f"<</Type/StructTreeRoot/K[{numbers[self._top][0]} 0 R]"
            f"/ParentTree<</Nums[{entries}]>>/ParentTreeNextKey {len(self._pages)}>>"
        ).encode("ascii")


class StructureTree:
    """The elements of one file, grown while its pages are drawn."""

    ROOT = "StructTreeRoot"

    def __init__(self) -> None:
        self._elements: dict[Node, _Element] = {}
        self._pages: list[list[_Element]] = [[]]

    def declare(self, node: Node) -> _Element:
        """Give the node its place in the reading order, after what was declared before it."""
        element = self._elements.get(node)
        if element is None:
            parent = self.declare(node.parent) if node.parent else None
            element = self._elements[node] = _Element(node, parent)
            element.name = f"StructElem{len(self._elements)}"
            if parent:
                parent.kids.append(element)
        return element

    def mark(self, node: Node) -> int:
        """Return the marked-content id of a new piece of the node on the page being drawn."""
        element = self.declare(node)
        marks = self._pages[-1]
        marks.append(element)
        element.kids.append((len(self._pages) - 1, len(marks) - 1))
        return len(marks) - 1

    def end_page(self) -> int:
        """Close the page being drawn and return its key in the ParentTree."""
        self._pages.append([])
        return len(self._pages) - 2

    def write(self, document: PDFDocument, top: Node) -> PDFObject:
        """Register all elements with the file and return the root; `top` is the Document."""
        for element in self._elements.values():
            document.Reference(element, element.name)
        root = _Root(self.declare(top).name, self._pages[:-1])
        document.Reference(root, self.ROOT)
        return root
