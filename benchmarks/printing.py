"""A law of the tests as files of every format in which laws come: plain text, Markdown, web pages, Word."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from docx import Document
from docx.shared import Pt
from truth import Law

_WIDTH = 24  # points by which a page indents one level


def _text(law: Law, path: Path) -> None:
    path.write_text("\n\n".join(law.paragraphs) + "\n", encoding="utf-8")


def _markdown(law: Law, path: Path) -> None:
    paragraphs = [paragraph.replace("\n", "  \n") for paragraph in law.paragraphs]
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def _page(law: Law, path: Path, body: str) -> None:
    path.write_text(
        f'<!DOCTYPE html><html lang="{law.language}"><head><meta charset="utf-8">'
        f"<title>{escape(law.name)}</title></head><body>{body}</body></html>",
        encoding="utf-8",
    )


def _inner(paragraph: str) -> str:
    return escape(paragraph).replace("\n", "<br>")


def _paragraphs(law: Law, path: Path) -> None:
    _page(law, path, "\n".join(f"<p>{_inner(paragraph)}</p>" for paragraph in law.paragraphs))


def _margins(law: Law, path: Path) -> None:
    rows = zip(law.paragraphs, law.depths, strict=True)
    shown = (
        f'<p style="margin-left:{depth * _WIDTH}pt">{_inner(paragraph)}</p>'
        for paragraph, depth in rows
    )
    _page(law, path, "\n".join(shown))


def _lists(law: Law, path: Path) -> None:
    """Put what stands deeper into lists without signs of their own, one in the other."""
    body, open_lists = [], 0
    for paragraph, depth in zip(law.paragraphs, law.depths, strict=True):
        body += ["</li></ul>"] * (open_lists - depth)
        if depth and depth <= open_lists:
            body.append("</li><li>")
        body += ['<ul style="list-style:none"><li>'] * (depth - open_lists)
        body.append(f"<p>{_inner(paragraph)}</p>")
        open_lists = depth
    _page(law, path, "".join([*body, "</li></ul>" * open_lists]))


def _word(law: Law, path: Path, width: int = 0) -> None:
    document = Document()
    for paragraph, depth in zip(law.paragraphs, law.depths, strict=True):
        made = document.add_paragraph(paragraph)
        if width:
            made.paragraph_format.left_indent = Pt(width * depth)
    document.save(str(path))


def _indented(law: Law, path: Path) -> None:
    _word(law, path, _WIDTH)


#: Every format under its name in tables: the ending of the file, and what writes it.
FORMATS: dict[str, tuple[str, Callable[[Law, Path], None]]] = {
    "text": (".txt", _text),
    "markdown": (".md", _markdown),
    "html": (".html", _paragraphs),
    "html lists": (".html", _lists),
    "html margins": (".html", _margins),
    "docx": (".docx", _word),
    "docx indents": (".docx", _indented),
}


def printed(law: Law, form: str, folder: Path) -> Path:
    """Write a law in a format of `FORMATS` into a folder and return the file."""
    ending, write = FORMATS[form]
    path = folder / f"{law.name}-{form.replace(' ', '-')}{ending}"
    write(law, path)
    return path
