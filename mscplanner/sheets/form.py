"""The fields of a sheet that is filled in on the screen.

They are written as plain objects and not by the form of the PDF library, which draws every field
in Helvetica or Zapf Dingbats. A field has no border, no ground and, while it is empty, no picture:
printed empty, the sheet is the paper sheet. What is typed is set in the font of the sheets, which
goes in whole (4.5 MB), so that viewers that look into the file first (Acrobat, Firefox, those
on Linux) show Chinese on a computer without a Chinese font; Chrome and Edge take the system's.
"""

import zlib
from functools import lru_cache
from typing import Any, NamedTuple

from mscplanner.sheets.engine import PDF
from mscplanner.sheets.fonts import REGULAR, face_data

_FONT = "Sheet"
_FONT_NAME = "NotoSansSC-Regular"
_PRINTED = 4
_MULTILINE, _NO_SCROLLING = 1 << 12, 1 << 23
_PLAIN, _SMALL = 10.0, 9.0
_LOW, _LINE = 13.0, 1.45
"""Below this height text is small, in points; and the height of a line of it, in its size."""
_WIDE = 80.0
"""In narrower fields text has one line, in points."""
_TICKED = b"q 1.6 w 1 J 1 j 3.4 9.2 m 7.2 4.4 l 13.8 13.2 l S Q"


class Blank(NamedTuple):
    """A place to write in.

    Attributes:
        name: Of its field, within the part of the book: ``step-3.actual``; it depends neither on
            the language nor on the paper.
        tip: What it is for, in the languages of the sheet.
    """

    name: str
    tip: str


class Box(NamedTuple):
    """Where a field stands, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class Form:
    """The fields of one document; ``finish`` writes what they share."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._groups: dict[str, Any] = {}
        self._fields: list[Any] = []
        self._ticked: Any = None
        self._count = 0

    def text(self, part: str, blank: Blank, box: Box) -> None:
        """Add a field for text to the page that is open; what does not fit cannot be typed."""
        height, width = box.top - box.bottom, box.right - box.left
        lines = width >= _WIDE and height >= 2 * _SMALL * _LINE
        size = _SMALL if height < _LOW or (lines and height < 3 * _PLAIN * _LINE) else _PLAIN
        self._add(
            part,
            blank,
            box,
            {
                "FT": PDF.PDFName("Tx"),
                "Ff": _NO_SCROLLING | (_MULTILINE if lines else 0),
                "DA": PDF.PDFString(f"/{_FONT} {size:g} Tf 0 g"),
            },
        )

    def tick(self, part: str, blank: Blank, box: Box) -> None:
        """Add a check box to the page that is open."""
        off = PDF.PDFName("Off")
        if self._ticked is None:
            pictures = {"Yes": self._picture(_TICKED, box), "Off": self._picture(b"", box)}
            self._ticked = self._canvas._doc.Reference(PDF.PDFDictionary({"N": PDF.PDFDictionary(pictures)}))
        self._add(part, blank, box, {"FT": PDF.PDFName("Btn"), "V": off, "AS": off, "AP": self._ticked})

    def finish(self) -> None:
        """Write what all fields share: their names, the font, and how text is set."""
        if not self._fields:
            return
        fonts = PDF.PDFDictionary({_FONT: _font(self._canvas._doc)})
        self._canvas._doc._catalog.AcroForm = PDF.PDFDictionary(
            {
                "Fields": PDF.PDFArray(self._fields),
                "DR": PDF.PDFDictionary({"Font": fonts}),
                "DA": PDF.PDFString(f"/{_FONT} {_PLAIN:g} Tf 0 g"),
            }
        )

    def _picture(self, drawn: bytes, box: Box) -> Any:
        width, height = round(box.right - box.left, 2), round(box.top - box.bottom, 2)
        about = {
            "Type": PDF.PDFName("XObject"),
            "Subtype": PDF.PDFName("Form"),
            "BBox": PDF.PDFArray([0, 0, width, height]),
            "Resources": PDF.PDFDictionary({}),
        }
        return self._canvas._doc.Reference(PDF.PDFStream(PDF.PDFDictionary(about), drawn, []))

    def _add(self, part: str, blank: Blank, box: Box, more: dict[str, Any]) -> None:
        # A dot parts the groups of a name, so that none may stand in the id of a part.
        *groups, last = part.replace(".", "_"), *blank.name.split(".")
        self._count += 1
        key = f"field {self._count}"
        field = PDF.PDFDictionary(
            {
                "Type": PDF.PDFName("Annot"),
                "Subtype": PDF.PDFName("Widget"),
                "T": PDF.PDFString(last),
                "TU": PDF.PDFString(blank.tip),
                "F": _PRINTED,
                "Rect": PDF.PDFArray([round(each, 2) for each in box]),
                **more,
            }
        )
        # The library gives out its number with the annotation; tab order is the order of drawing.
        self._canvas._addAnnotation(field, key)
        reference = self._canvas._doc.refAnnotation(key)
        self._put(groups, field, reference)

    def _put(self, groups: list[str], field: Any, reference: Any) -> None:
        if not groups:
            self._fields.append(reference)
            return
        path = ".".join(groups)
        if path not in self._groups:
            kids: list[Any] = []
            group = PDF.PDFDictionary({"T": PDF.PDFString(groups[-1]), "Kids": PDF.PDFArray(kids)})
            self._groups[path] = group
            self._put(groups[:-1], group, self._canvas._doc.Reference(group))
        group = self._groups[path]
        field["Parent"] = self._canvas._doc.Reference(group)
        group["Kids"].sequence.append(reference)


def _font(document: Any) -> Any:
    """Return the font of what is typed, with all its characters, by the numbers of its glyphs."""
    face, name = face_data(REGULAR), PDF.PDFName(_FONT_NAME)
    packed = _packed()
    described = PDF.PDFDictionary(
        {
            "Type": PDF.PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": 4,
            "FontBBox": PDF.PDFArray([round(each) for each in face.bbox]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent),
            "Descent": round(face.descent),
            "CapHeight": round(face.capHeight),
            "StemV": round(face.stemV),
            "FontFile2": _stream(document, packed.file, Length1=packed.length),
        }
    )
    system = {"Registry": PDF.PDFString("Adobe"), "Ordering": PDF.PDFString("Identity"), "Supplement": 0}
    glyphs = PDF.PDFDictionary(
        {
            "Type": PDF.PDFName("Font"),
            "Subtype": PDF.PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDF.PDFDictionary(system),
            "FontDescriptor": document.Reference(described),
            "DW": 1000,
            "W": PDF.PDFArray([PDF.PDFArray(each) if isinstance(each, list) else each for each in packed.widths]),
            "CIDToGIDMap": PDF.PDFName("Identity"),
        }
    )
    return document.Reference(
        PDF.PDFDictionary(
            {
                "Type": PDF.PDFName("Font"),
                "Subtype": PDF.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDF.PDFName("Identity-H"),
                "DescendantFonts": PDF.PDFArray([document.Reference(glyphs)]),
                "ToUnicode": _stream(document, packed.letters),
            }
        )
    )


def _stream(document: Any, packed: bytes, **more: int) -> Any:
    about = PDF.PDFDictionary({"Filter": PDF.PDFName("FlateDecode"), **more})
    return document.Reference(PDF.PDFStream(about, packed, []))


class _Packed(NamedTuple):
    """The font as it goes into a file.

    Attributes:
        length: Of the file before it was packed, in bytes.
        letters: Which character each glyph shows.
        widths: Of glyphs that are not as wide as a Chinese character: the first one's number, then a list.
    """

    file: bytes
    length: int
    letters: bytes
    widths: list[int | list[int]]


@lru_cache(maxsize=1)
def _packed() -> _Packed:
    face = face_data(REGULAR)
    shown: dict[int, int] = {}
    for code in sorted(code for code in face.charToGlyph if code <= 0xFFFF):
        shown.setdefault(face.charToGlyph[code], code)
    data = bytes(face._ttf_data)
    letters = zlib.compress(_letters(sorted(shown.items())))
    return _Packed(zlib.compress(data), len(data), letters, _widths({g: face.charWidths[c] for g, c in shown.items()}))


def _widths(widths: dict[int, float]) -> list[int | list[int]]:
    found: list[int | list[int]] = []
    last = -2
    for glyph in sorted(each for each, width in widths.items() if round(width) != 1000):
        group = found[-1] if glyph == last + 1 else []
        if isinstance(group, list):
            if not group:
                found += [glyph, group]
            group.append(round(widths[glyph]))
        last = glyph
    return found


def _letters(glyphs: list[tuple[int, int]]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(glyphs), 100):
        some = glyphs[start : start + 100]
        lines.append(f"{len(some)} beginbfchar")
        lines += [f"<{glyph:04X}> <{code:04X}>" for glyph, code in some]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
