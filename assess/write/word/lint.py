"""Reads a Word template before it is used and says what is wrong with it, tag by tag and with the place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from assess.base.problems import Code, Location, Problem, problem
from assess.load.label_types import WordLintLabels
from assess.load.labels import labels
from assess.write.word.lint_names import Names
from assess.write.word.sandbox import Sandbox, jinja_source
from assess.write.word.tags import Tags

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PART = re.compile(r"word/(document|(?:header|footer)\d*|footnotes|endnotes)\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_XML = re.compile(r"<(/?)(w:[A-Za-z]+)\b[^>]*?(/?)>")
_OPENING = {"for", "if", "macro", "call", "filter", "set", "with", "autoescape"}
_FILES, _WHOLE, _ONE, _RATIO = 4_000, 200_000_000, 60_000_000, 300  # bounds of a package, unpacked


def lint(template: Path, kind: type, language: str = "en") -> list[Problem]:
    """Return everything that keeps the template from being filled in, reasons in `language`; [] if it is sound.

    `kind` is the type of what it is filled with, whose fields and properties it may name.
    """
    words = labels(language).word.lint
    try:
        with zipfile.ZipFile(template) as package:
            faults = list(_package(package, template, words))
            return faults or _parts(package, template, kind, words)
    except zipfile.BadZipFile:
        why = words.no_zip
    except (OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        why = getattr(error, "strerror", None) or str(error) or words.no_zip
    except Exception as error:  # zlib.error and its like: no library says which of them a damaged file brings about
        why = str(error)
    return [problem("template-damaged", Location(str(template)), why=why)]


def _package(package: zipfile.ZipFile, template: Path, words: WordLintLabels) -> Iterator[Problem]:
    """Yield what is wrong with the file as a package: its sizes, its content, and what it would run or fetch."""
    at, files = Location(str(template)), package.infolist()
    if _too_large(files):
        yield problem("template-damaged", at, why=words.too_large)
        return
    damaged = package.testzip()
    names = {file.filename for file in files}
    if damaged:
        yield problem("template-damaged", at, why=words.part_damaged.format(part=damaged))
    elif not {"[Content_Types].xml", "word/document.xml", "_rels/.rels"} <= names:
        yield problem("template-damaged", at, why=words.no_docx)
    elif _DOCX not in package.read("[Content_Types].xml"):
        yield problem("template-damaged", at, why=words.no_docx)
    else:
        yield from _unsafe(package, sorted(names), at, words)


def _too_large(files: list[zipfile.ZipInfo]) -> bool:
    bombs = any(
        file.file_size > _ONE
        or (file.file_size > 1_000_000 and file.file_size > _RATIO * file.compress_size)
        for file in files
    )
    return bombs or len(files) > _FILES or sum(file.file_size for file in files) > _WHOLE


def _unsafe(
    package: zipfile.ZipFile, names: list[str], at: Location, words: WordLintLabels
) -> Iterator[Problem]:
    for name in names:
        if name.endswith("vbaProject.bin"):
            yield problem("template-unsafe", at, why=words.macros)
        if name.endswith(".rels"):
            yield from _outside(package.read(name), at, words)
        elif name.endswith(".xml") and b"<!DOCTYPE" in package.read(name)[:2_000]:
            yield problem("template-unsafe", at, why=words.doctype.format(part=name))


def _outside(xml: bytes, at: Location, words: WordLintLabels) -> Iterator[Problem]:
    for relation in _tree(xml):
        harmless = relation.get("Type", "").endswith("/hyperlink")
        if relation.get("TargetMode") == "External" and not harmless:
            target = relation.get("Target", "")
            yield problem("template-unsafe", at, why=words.outside.format(target=target))


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(
        xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )


def _parts(
    package: zipfile.ZipFile, template: Path, kind: type, words: WordLintLabels
) -> list[Problem]:
    """Return the problems of the body, then of headers, footers and notes."""
    listed = sorted(
        filter(_PART.fullmatch, package.namelist()), key=lambda name: ("document" not in name, name)
    )
    faults: list[Problem] = []
    for name in listed:
        place = "body" if name == "word/document.xml" else Path(name).stem
        at = Location(str(template), cell=place)
        try:
            tree = _tree(package.read(name))
        except etree.XMLSyntaxError as error:
            faults.append(problem("template-damaged", at, why=f"{name}: {error}"))
            continue
        body = tree.find(f"{_W}body") if place == "body" else tree
        faults += _part(tree if body is None else body, at, kind, words)
    return faults


def _part(body: etree._Element, at: Location, kind: type, words: WordLintLabels) -> list[Problem]:
    broken: list[Problem] = []
    for paragraph in body.iter(f"{_W}p"):
        broken += _broken(paragraph, at, words)
    if broken:
        return broken
    source = jinja_source(etree.tostring(body, encoding="unicode"))
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", source.replace("\n", " "))
    reader = _Reader(source, at, kind, words)
    return reader.problems()


def _broken(paragraph: etree._Element, at: Location, words: WordLintLabels) -> Iterator[Problem]:
    """Yield the braces of a paragraph that are half of a tag."""
    text = "".join(text.text or "" for text in paragraph.iter(f"{_W}t", f"{_W}instrText"))
    for half in _MARK.findall(_TAG.sub("", text)):
        yield problem(
            "template-syntax",
            at,
            why=words.half.format(mark=half),
            where=f"{at.cell}: {_short(text)}",
        )


def _short(text: str, most: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


class _Reader:
    """Goes through one part of a template as Jinja sees it."""

    def __init__(self, source: str, at: Location, kind: type, words: WordLintLabels):
        self.source, self.at, self.kind, self.words = source, at, kind, words
        self.lines = source.split("\n")
        self.sandbox = Sandbox(Tags(None))

    def problems(self) -> list[Problem]:
        """Return broken tags, or else names that a report does not have, and whatever is not allowed."""
        try:
            tree = self.sandbox.parse(self.source)
            self.sandbox.compile(self.source)
        except TemplateSyntaxError as error:
            return [
                problem(
                    "template-syntax",
                    self.at,
                    why=error.message or "",
                    where=self.where(error.lineno),
                )
            ]
        crossed = list(self._crossed())
        forbidden = [
            self._fault("template-unsafe", self.words.other_file, node.lineno)
            for node in tree.find_all(
                (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
            )
        ]
        unknown = [self._named(*fault) for fault in Names(self.sandbox, self.kind).faults(tree)]
        return crossed + forbidden + unknown

    def _fault(self, code: Code, why: str, line: int) -> Problem:
        return problem(code, self.at, why=why, where=self.where(line))

    def _named(self, kind: str, name: str, nearest: str, line: int) -> Problem:
        if kind == "unsafe":
            return self._fault("template-unsafe", self.words.private.format(name=name), line)
        return problem(
            "template-variable", self.at, name=name, nearest=nearest, where=self.where(line)
        )

    def where(self, line: int) -> str:
        """Return the part and the text nearest to a line of the source."""
        for at in (*range(line - 1, -1, -1), *range(line, len(self.lines))):
            text = re.sub(r"<[^>]*>", "", self.lines[at]) if at < len(self.lines) else ""
            if text.strip():
                return f"{self.at.cell}: {_short(text)}"
        return self.at.cell

    def _crossed(self) -> Iterator[Problem]:
        """Yield blocks that open in one cell, row or paragraph and close in another: filled in, they would break it."""
        depth: list[str] = []
        blocks: list[tuple[int, str]] = []
        tokens = list(self.sandbox.lex(self.source))
        for index, (line, kind, value) in enumerate(tokens):
            if kind == "data":
                _follow(depth, value)
            elif kind == "block_begin":
                name = next(text for _, what, text in tokens[index + 1 :] if what == "name")
                if name.startswith("end") or name in ("else", "elif"):
                    if blocks and blocks[-1] != (len(depth), "/".join(depth)):
                        yield self._fault("template-syntax", self.words.crossed, line)
                        return
                    if name.startswith("end") and blocks:
                        blocks.pop()
                elif name in _OPENING and not (name == "set" and _inline(tokens, index)):
                    blocks.append((len(depth), "/".join(depth)))


def _follow(depth: list[str], xml: str) -> None:
    for closing, name, empty in _XML.findall(xml):
        if closing and depth:
            depth.pop()
        elif not closing and not empty:
            depth.append(name)


def _inline(tokens: list[tuple[int, str, str]], index: int) -> bool:
    """Tell whether a `set` gives its value in the same tag and so needs no end."""
    for _, kind, value in tokens[index + 1 :]:
        if kind == "block_end":
            return False
        if kind == "operator" and value == "=":
            return True
    return False
