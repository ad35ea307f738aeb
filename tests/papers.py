"""Files of laws that tests build: Word documents and PDFs, byte by byte."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document of this body; `parts` are styles, numbering, footnotes, core."""
    names = {
        "styles": "word/styles.xml",
        "numbering": "word/numbering.xml",
        "footnotes": "word/footnotes.xml",
    }
    relations = "".join(
        f'<Relationship Id="r{at}" Target="{part}.xml" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{part}"/>'
        for at, part in enumerate(names)
        if part in parts
    )
    space = 'xmlns="' + _PACKAGE + '/relationships"'
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>'
            + "".join(
                f'<Override PartName="/{names[part]}" ContentType="{types}.{part}+xml"/>'
                for part in parts
            )
            + "</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {space}><Relationship Id="a" Target="word/document.xml" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/document.xml", f"<w:document {W} {EXTRA}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f"<Relationships {space}>{relations}</Relationships>"
        )
        for part, text in parts.items():
            archive.writestr(names[part], f"<w:{part} {W}>{text}</w:{part}>")
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )


def listed(text: str, depth: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def pdf(*pages: str, encrypt: str = "") -> bytes:
    """Return a PDF of these content streams, one a page, with Helvetica as F1; `encrypt` is put into its trailer."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(page.encode('cp1252'))} >>\nstream\n{page}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for at, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n".encode() + body.encode("cp1252") + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {encrypt} >>\n"
            f"startxref\n{start}\n%%EOF\n"
        ).encode()
    )


def lines(*texts: str, top: int = 780, left: int = 72, step: int = 14, size: int = 11) -> str:
    """Return the content stream that prints texts under each other."""

    def safe(text: str) -> str:
        return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

    return "\n".join(
        f"BT /F1 {size} Tf {left} {top - step * at} Td ({safe(text)}) Tj ET"
        for at, text in enumerate(texts)
        if text
    )


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
ODF_TEXT = "application/vnd.oasis.opendocument.text"


def odt(body: str, styles: str = "", named: str = "", **parts: str | bytes) -> bytes:
    """Return an OpenDocument text of this body; `styles` are its own, `named` those of styles.xml, `parts` others."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODF_TEXT, zipfile.ZIP_STORED)
        archive.writestr("content.xml", parts.pop("content", content))
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {ODF}><office:styles>{named}</office:styles>"
            "</office:document-styles>",
        )
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return out.getvalue()
