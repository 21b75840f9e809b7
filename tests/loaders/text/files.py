"""Files of every format that texts come in, small and made here."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str, part: str = "word/document.xml") -> Path:
    """A Word document with this XML in its body."""
    source = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, source)
    return path


def paragraph(words: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def pdf(path: Path, pages: Sequence[Sequence[str]], *, locked: bool = False) -> Path:
    """A PDF with these lines on each page; `locked` asks for a password that nobody knows."""
    font = 3 + 2 * len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{_refs(range(3, font, 2))}] >>",
    ]
    for number, lines in enumerate(pages):
        objects += _page(lines, 4 + 2 * number, font)
    objects += [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [{font + 1} 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        f"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor {font + 2} 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    lock = ""
    if locked:
        signs = "00" * 32
        lock = (
            " /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
            f"/O <{signs}> /U <{signs}> >>"
        )
    path.write_bytes(_joined(objects, lock))
    return path


def _refs(numbers: Sequence[int]) -> str:
    return " ".join(f"{n} 0 R" for n in numbers)


def _page(lines: Sequence[str], content: int, font: int) -> list[str]:
    shown = "".join(
        f"BT /F1 12 Tf 50 {780 - 20 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
        for row, line in enumerate(lines)
    )
    return [
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        f"/Resources << /Font << /F1 {font} 0 R >> >> /Contents {content} 0 R >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}endstream",
    ]


def _joined(objects: Sequence[str], lock: str) -> bytes:
    written = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        written
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {size} /Root 1 0 R{lock} >>\nstartxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )
