"""What every reader gives back: the text of a file as blocks, with what could not be made sure."""

from __future__ import annotations

from dataclasses import dataclass

_RAISED = str.maketrans("0123456789" + "٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)


@dataclass(frozen=True)
class Block:
    """One paragraph, table row or note of a file, in the order of reading.

    Only Akoma Ntoso says what a unit is: there a block with a `kind` opens a unit of that `depth` with its own
    number and title, and blocks without a kind that follow carry on the unit they stand in.
    """

    text: str  # as a reader sees it, automatic numbers in front; line breaks within the paragraph as \n
    heading: int = 0  # 1 to 6 where the format marks a heading
    kind: str = (
        ""  # preamble, part, article, paragraph, item, closing, schedule: only where markup says so
    )
    number: str = ""  # the number that markup keeps apart, then not repeated in the text
    title: str = ""  # the heading that markup keeps apart, then not repeated in the text
    depth: int = 0  # nesting given by markup or list level, 0 = outermost
    page: int = 0  # page of a PDF, from 1
    row: bool = False  # a row of a table, its cells separated by tabs
    note: bool = False  # a footnote or endnote, or what a file says of itself
    #: how far from the margin it begins, in a unit of the format's own: only larger or smaller within one file says
    #: something
    indent: int = 0

    def printed(self) -> str:
        """Return number, title and text in their order."""
        return "\n".join(
            part
            for part in (" ".join(text for text in (self.number, self.title) if text), self.text)
            if part
        )


def raised(text: str) -> str:
    """Return the text of a raised run, its figures as raised signs: article 206¹ is not article 2061."""
    return text.translate(_RAISED) if text.strip().isdecimal() else text


@dataclass(frozen=True)
class Mended:
    """One kind of damage to Arabic words in a file: how many were mended, or left as they are."""

    kind: str  # key of `doubts` in the language files
    words: int
    examples: tuple[
        tuple[str, str], ...
    ]  # as it was and as it is; the same twice where it was left


@dataclass(frozen=True)
class SourceText:
    """All that a reader found in one file."""

    blocks: tuple[Block, ...]
    format: str  # docx, odt, pdf, html, text, markdown, akn
    file: str  # name without folders
    sha256: str
    language: str = ""  # code that the file states
    ocr: bool = False  # read off pictures by a machine
    title: str = ""
    doubts: tuple[
        str, ...
    ] = ()  # keys of `doubts` in the language files: what the reader is not sure of
    mended: tuple[Mended, ...] = ()  # damaged Arabic; every kind of it is among the doubts too

    def joined(self) -> str:
        """Return the whole text in the order of reading."""
        return "\n".join(block.printed() for block in self.blocks)


@dataclass(frozen=True)
class Found:
    """What the reader of one format returns; `read_source` adds what it knows of the file."""

    blocks: tuple[Block, ...]
    doubts: tuple[str, ...] = ()
    language: str = ""
    title: str = ""
    ocr: bool = False
