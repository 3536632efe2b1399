"""Files that attack their reader, or are broken: made by this script, none of them kept anywhere.

Each entry of BOMBS writes one file; its name ends with the suffix under which the file is handed in.
"""

from __future__ import annotations

import gzip
import io
import os
import socket
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx

Maker = Callable[[Path], None]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def office(kind: str) -> dict[str, bytes]:
    """The parts of a small good file of a kind."""
    made = io.BytesIO()
    if kind == "docx":
        document = docx.Document()
        document.add_paragraph("停车规则")
        document.add_table(1, 2).cell(0, 0).text = "甲"
        document.save(made)
    elif kind == "xlsx":
        book = openpyxl.Workbook()
        book.active.append(["品牌", "楼层"])
        book.active.append(["云杉书店", "L1"])
        book.save(made)
    else:
        deck = pptx.Presentation()
        deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "复盘"
        deck.save(made)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def with_part(kind: str, name: str, change: Callable[[bytes], bytes]) -> Maker:
    def make(path: Path) -> None:
        parts = office(kind)
        parts[name] = change(parts.get(name, b""))
        packed(path, parts)

    return make


def replaced(kind: str, name: str, old: str, new: str) -> Maker:
    def change(data: bytes) -> bytes:
        assert old.encode() in data, (kind, name, old)
        return data.replace(old.encode(), new.encode(), 1)

    return with_part(kind, name, change)


def put_before_root(kind: str, name: str, declaration: str) -> Maker:
    def change(data: bytes) -> bytes:
        start = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
        return data[:start] + declaration.encode() + data[start:]

    return with_part(kind, name, change)


def body(inner: str) -> Maker:
    """A Word document with this body."""
    document = f"<w:document {W}><w:body>{inner}</w:body></w:document>"
    return with_part("docx", "word/document.xml", lambda _: document.encode())


def sheet(inner: str, after: str = "") -> Maker:
    """A workbook whose sheet holds these rows."""
    data = f"<worksheet {MAIN}><sheetData>{inner}</sheetData>{after}</worksheet>"
    return with_part("xlsx", "xl/worksheets/sheet1.xml", lambda _: data.encode())


def raw(data: bytes) -> Maker:
    return lambda path: (path.write_bytes(data), None)[1]


def text(content: str) -> Maker:
    return raw(content.encode("utf-8", "surrogatepass"))


def cut(kind: str, share: float) -> Maker:
    def make(path: Path) -> None:
        packed(path, office(kind))
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return make


def flipped(kind: str) -> Maker:
    """A file with every 97th byte of its middle turned over."""

    def make(path: Path) -> None:
        packed(path, office(kind))
        data = bytearray(path.read_bytes())
        for place in range(len(data) // 4, 3 * len(data) // 4, 97):
            data[place] ^= 0xFF
        path.write_bytes(bytes(data))

    return make


# -- archives ----------------------------------------------------------------------------------------


def inflating(path: Path) -> None:
    packed(path, {**office("docx"), "word/media/a.xml": bytes(150 * 2**20)})


def nested_archives(path: Path) -> None:
    data = bytes(2**20)
    for level in range(12):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(4):
                archive.writestr(f"{level}-{copy}.zip", data)
        data = made.getvalue()
    path.write_bytes(data)


def own_copy(path: Path) -> None:
    """An archive that seems to hold itself: the directory lists the whole file as a stored entry."""
    name = b"a.zip"
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 200, 200, len(name), 0, 0, 0, 0, 0, 0
    )
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 200, 200, len(name), 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(name), len(local), 0)
    path.write_bytes(local + central + name + end)


def overlapping_entries(path: Path) -> None:
    """Two thousand directory entries that all point at the same packed bytes."""
    packed(path, {"[Content_Types].xml": b"x", "word/document.xml": bytes(2**20)})
    data = path.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    second = data.index(b"PK\x01\x02", start + 4)
    many = data[start:second] + data[second:end] * 1_500
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1_501, 1_501, len(many), start, 0)
    path.write_bytes(data[:start] + many + tail)


def lying_sizes(path: Path) -> None:
    """The directory says that a part of 50 MB has ten bytes."""
    packed(path, {**office("docx"), "word/document.xml": b"<a>" + bytes(50 * 2**20)})
    data = bytearray(path.read_bytes())
    place = data.rindex(b"word/document.xml") - 46
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))


def climbing_names(path: Path) -> None:
    packed(path, {**office("docx"), "../../../../tmp/atrium-bomb.txt": b"x", "/etc/atrium-bomb": b"x"})


def unknown_packing(path: Path) -> None:
    packed(path, office("docx"))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\x08\x00", b"\x63\x00"))


def locked_entries(path: Path) -> None:
    packed(path, office("xlsx"))
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(bytes(data))


def many_parts(path: Path) -> None:
    packed(path, {**office("pptx"), **{f"ppt/slides/x{n}.xml": b"<x/>" for n in range(5_000)}})


# -- Office ------------------------------------------------------------------------------------------


def deep_tables(depth: int) -> Maker:
    inner = "<w:p><w:r><w:t>底</w:t></w:r></w:p>"
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc><w:p><w:r><w:t>旁</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    return body(inner)


def circular_styles(path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/><w:basedOn w:val="S{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    parts = office("docx")
    parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>".encode()
    paragraph = '<w:p><w:pPr><w:pStyle w:val="S1"/></w:pPr><w:r><w:t>绕圈</w:t></w:r></w:p>'
    parts["word/document.xml"] = f"<w:document {W}><w:body>{paragraph * 2_000}</w:body></w:document>".encode()
    packed(path, parts)


def odd_numbering(path: Path) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{"9" * 400}"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{"%1%2%3%4" * 5_000}"/></w:lvl>'
        for n in range(9)
    )
    parts = office("docx")
    parts["word/numbering.xml"] = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>'
    items = "".join(item.format(n % 12) for n in range(3_000))
    parts["word/document.xml"] = f"<w:document {W}><w:body>{items}</w:body></w:document>".encode()
    packed(path, parts)


def circular_relations(path: Path) -> None:
    """Slides whose relationships lead to each other and back to the presentation."""
    parts = office("pptx")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["ppt/slides/_rels/slide1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/slideLayout" Target="../slideLayouts/slideLayout2.xml"/>'
        f'<Relationship Id="rId2" Type="{kind}/slide" Target="slide1.xml"/>'
        f'<Relationship Id="rId3" Type="{kind}/notesSlide" Target="slide1.xml"/>'
        f'<Relationship Id="rId4" Type="{kind}/officeDocument" Target="../presentation.xml"/></Relationships>'
    ).encode()
    packed(path, parts)


def outside_relations(kind: str, rels: str, address: str) -> Maker:
    """A template, picture and sheet that lie at an address: nothing may be fetched."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="out{number}" Type="{base}/{word}" Target="{address}" TargetMode="External"/>'
        for number, word in enumerate(
            ("attachedTemplate", "image", "oleObject", "frame", "externalLink", "styles")
        )
    )
    return replaced(kind, rels, "</Relationships>", f"{links}</Relationships>")


def dead_relations(path: Path) -> None:
    parts = office("docx")
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b'Target="styles.xml"', b'Target="../NULL"'
    )
    packed(path, parts)


def many_strings(path: Path) -> None:
    """One long text, shown by very many cells."""
    parts = office("xlsx")
    parts["xl/sharedStrings.xml"] = f"<sst {MAIN}><si><t>{'长' * 200_000}</t></si></sst>".encode()
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_000))
    parts["xl/worksheets/sheet1.xml"] = (
        f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()
    )
    parts.setdefault("xl/sharedStrings.xml", b"")
    packed(path, parts)


def wide_rows() -> Maker:
    cells = "".join('<c t="inlineStr"><is><t>格</t></is></c>' for _ in range(300_000))
    return sheet(f'<row r="1">{cells}</row><row r="2">{cells}</row>')


def diagonal() -> Maker:
    """A cell in every row and every column: few cells, a grid without end."""
    letters = [openpyxl.utils.get_column_letter(n) for n in range(1, 16_001)]
    rows = "".join(f'<row r="{n}"><c r="{c}{n}"><v>{n}</v></c></row>' for n, c in enumerate(letters, 1))
    return sheet(rows)


def many_merges() -> Maker:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}"><v>1</v></c></row>' for n in range(1, 3_000)
    )
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 20_000
    return sheet(rows, f"<mergeCells>{merges}</mergeCells>")


def heavy_styles(path: Path) -> None:
    parts = office("xlsx")
    formats = "".join(f'<numFmt numFmtId="{n + 200}" formatCode="{"[h]0.0#" * 500}"/>' for n in range(2_000))
    styles = "".join(f'<xf numFmtId="{n % 2_000 + 200}" fontId="{n}"/>' for n in range(100_000))
    parts["xl/styles.xml"] = (
        f"<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
    ).encode()
    packed(path, parts)


def drawing(path: Path) -> None:
    parts = office("xlsx")
    space = "http://schemas.openxmlformats.org/drawingml/2006/"
    box = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>框</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    parts["xl/drawings/drawing1.xml"] = (
        f'<xdr:wsDr xmlns:xdr="{space}spreadsheetDrawing" xmlns:a="{space}main">{box * 100_000}</xdr:wsDr>'
    ).encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
        b'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    packed(path, parts)


def old_workbook(path: Path) -> None:
    """The header of an OLE file whose tables point at themselves."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 0, 0, 4096, 0, 1, 0, 1) + struct.pack("<I", 0) * 109
    path.write_bytes(
        header[:512] + struct.pack("<I", 0) * 128 + "Workbook".encode("utf-16-le") + bytes(5_000)
    )


def repeated_sheet(path: Path) -> None:
    """An OpenDocument sheet of a hundred bytes that says it has 16 billion filled cells."""
    spaces = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name='a'>"
        + '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>满</text:p></table:table-cell>'
        "</table:table-row>"
        * 5
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    packed(
        path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    )


# -- mails -------------------------------------------------------------------------------------------

_MAIL = "From: a@example.com\r\nMIME-Version: 1.0\r\nSubject: x\r\n"


def nested_mail(depth: int) -> Maker:
    opening = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth)
    )
    return text(f"{_MAIL}{opening}Content-Type: text/plain\r\n\r\n到底了\r\n")


def mails_in_mails(depth: int) -> Maker:
    return text(f"{_MAIL}Content-Type: message/rfc822\r\n\r\n" * depth + f"{_MAIL}\r\n最里面\r\n")


def many_mail_parts(path: Path) -> None:
    part = "--b\r\nContent-Type: text/plain\r\n\r\n字\r\n"
    path.write_text(f'{_MAIL}Content-Type: multipart/mixed; boundary="b"\r\n\r\n{part * 20_000}--b--\r\n')


# -- no ordinary files -------------------------------------------------------------------------------


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("missing"))


def itself(path: Path) -> None:
    path.symlink_to(path)


_TEXTS = {
    "spaces": "停" + " " * 900_000 + "车",
    "dots": "目录" + "." * 900_000 + "x",
    "digits": "1" * 900_000 + "x",
    "brackets": "[" * 400_000 + "(" * 400_000,
    "stars": "**a " * 200_000,
    "ticks": "`" * 800_000,
    "numbered": "1." * 400_000,
    "clauses": "第" * 500_000 + "条",
    "dashes": "|" + "-" * 500_000 + "x\n" + "a|b\n" + "|-" * 300_000 + "x",
    "hashes": "# " + "# " * 400_000 + "x",
    "colons": "停:" * 400_000,
    "spread": "停 " * 400_000 + "x",
    "comment": "<!-- " * 150_000,
    "tags": "<a " * 250_000,
}

BOMBS: dict[str, Maker] = {
    "inflating.docx": inflating,
    "nested.zip": nested_archives,
    "nested_as.docx": nested_archives,
    "own_copy.docx": own_copy,
    "overlapping.docx": overlapping_entries,
    "lying_sizes.docx": lying_sizes,
    "climbing.docx": climbing_names,
    "unknown_packing.docx": unknown_packing,
    "locked_entries.xlsx": locked_entries,
    "many_parts.pptx": many_parts,
    **{
        f"{word}_{kind}_{name.rpartition('/')[2]}.{kind}": put_before_root(kind, name, declaration)
        for word, declaration in (("laughs", LAUGHS), ("outside", OUTSIDE))
        for kind, names in (
            (
                "docx",
                (
                    "word/document.xml",
                    "word/styles.xml",
                    "word/_rels/document.xml.rels",
                    "[Content_Types].xml",
                ),
            ),
            ("xlsx", ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "docProps/core.xml")),
            ("pptx", ("ppt/presentation.xml", "ppt/slides/slide1.xml", "ppt/theme/theme1.xml")),
        )
        for name in names
    },
    "late_laughs.docx": put_before_root("docx", "word/document.xml", f"<!--{'x' * 9_000}-->{LAUGHS}"),
    "late_outside.xlsx": put_before_root(
        "xlsx", "xl/worksheets/sheet1.xml", f"<!--{'x' * 9_000}-->{OUTSIDE}"
    ),
    "deep_xml.docx": body("<w:p>" * 100_000),
    "deep_tables.docx": deep_tables(60),
    "tables_in_tables.docx": deep_tables(20),
    "empty_paragraphs.docx": body("<w:p/>" * 200_000 + "<w:p><w:r><w:t>末</w:t></w:r></w:p>"),
    "one_paragraph.docx": body("<w:p>" + "<w:r><w:t>字</w:t></w:r>" * 150_000 + "</w:p>"),
    "spans.docx": body(
        "<w:tbl>"
        + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc></w:tr>'
        * 2_000
        + "</w:tbl>"
    ),
    "odd_values.docx": body(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-7"/><w:vMerge w:val="?"/></w:tcPr><w:p><w:pPr><w:outlineLvl '
        'w:val="１"/></w:pPr><w:r><w:rPr><w:sz w:val="x"/><w:color w:val="zzz"/></w:rPr><w:t>怪</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    ),
    "circular_styles.docx": circular_styles,
    "odd_numbering.docx": odd_numbering,
    "long_heading.docx": body(
        f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>{"长" * 300_000}</w:t></w:r></w:p>'
        + "<w:tbl>"
        + "<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>"
        * 5_000
        + "</w:tbl>"
    ),
    "dead_relations.docx": dead_relations,
    "circular_relations.pptx": circular_relations,
    "many_shapes.pptx": replaced(
        "pptx",
        "ppt/slides/slide1.xml",
        "</p:spTree>",
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
        "<a:p><a:r><a:t>形</a:t></a:r></a:p></p:txBody></p:sp>" * 30_000 + "</p:spTree>",
    ),
    "deep_groups.pptx": replaced(
        "pptx",
        "ppt/slides/slide1.xml",
        "</p:spTree>",
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="x"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        * 200
        + "</p:grpSp>" * 200
        + "</p:spTree>",
    ),
    "wide.xlsx": wide_rows(),
    "diagonal.xlsx": diagonal(),
    "sparse.xlsx": sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    ),
    "dimension.xlsx": replaced("xlsx", "xl/worksheets/sheet1.xml", 'ref="A1:B2"', 'ref="A1:XFD1048576"'),
    "merges.xlsx": many_merges(),
    "merged_all.xlsx": sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "strings.xlsx": many_strings,
    "formulas.xlsx": sheet(
        "".join(f'<row r="{n}"><c r="A{n}"><f>{"A1+" * 20}1</f></c></row>' for n in range(1, 60_000))
    ),
    "odd_cells.xlsx": sheet(
        '<row r="-1"><c r="ZZZ99999999" t="s"><v>99999</v></c><c r="?" s="4e9"><v>1e999</v></c><c t="d"><v>x</v></c>'
        '<c t="b"><v/></c><c t="e"><v>#REF!</v></c><c><v>nan</v></c><c><v>真</v></c></row>'
    ),
    "styles.xlsx": heavy_styles,
    "drawing.xlsx": drawing,
    "columns.xlsx": replaced(
        "xlsx",
        "xl/worksheets/sheet1.xml",
        "<sheetData>",
        "<cols>" + '<col min="1" max="99999999" hidden="1"/>' * 2_000 + "</cols><sheetData>",
    ),
    "old.xls": old_workbook,
    "repeated.ods": repeated_sheet,
    "unclosed.html": text("<html><body>" + "<div>深" * 100_000),
    "unclosed_inline.html": text("<html><body>" + "<b>粗" * 100_000),
    "elements.html": text("<html><body>" + "<p>段</p>" * 300_000),
    "style_bomb.html": text("<style>" + "a{" * 100_000 + "/* " * 50_000 + "</style><p>看得见的文字</p>"),
    "inline_style.html": text(f'<p style="{"color:#fff;" * 50_000}">甲</p><p>看得见的文字</p>'),
    "data_uri.html": text(f'<img src="data:image/png;base64,{"A" * 8_000_000}"><p>图下的文字</p>'),
    "spans.html": text(
        "<table>"
        + "<tr>"
        + '<td rowspan="65534" colspan="65534">格</td>' * 2_000
        + "</tr>"
        + "<tr></tr>" * 200
        + "</table>"
    ),
    "attributes.html": text("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">很多属性</p>"),
    "tables.html": text("<table><tr><td>" * 5_000 + "里"),
    "repeated.html": text(
        "<html><body>"
        + "".join(f"<p>这一行和别的行都不一样,编号是{n},重复检查不能太慢。</p>" for n in range(15_000))
    ),
    "million_columns.csv": text("品牌," * 1_000_000 + "\n" + "a," * 1_000_000),
    "ragged.csv": text("a,b\n" * 3_000 + "x," * 16_000 + "y"),
    "one_header.csv": text("同名," * 10_000 + "\n" + ("值," * 10_000 + "\n") * 3),
    "long_line.csv": raw(b"a," * (9 * 2**20)),
    "open_quote.csv": text('a,"b\n' + "c,d\n" * 400_000),
    "titles.csv": text("只有一格\n" * 19_000 + "a,b\n"),
    "small_tables.csv": text("甲,乙\n一,二\n\n标题\n" * 5_000),
    "nulls.csv": raw("品牌,楼层\n云杉\0书店,L1\n".encode()),
    "utf7.txt": raw(b"+AGEAYg- +ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    "broken_utf16.txt": raw(b"\xff\xfe" + "营业时间".encode("utf-16-le") + b"\x00\xd8\x41"),
    "wide_no_bom.txt": raw("营业时间是十点".encode("utf-16-le")[:-1]),
    "surrogates.txt": text("停车\ud800场\udfff免费"),
    "overrides.txt": text("停车\u202e费免\u202c场\u2066x\u2069 " + "e" + "\u0301\u0489" * 50_000),
    **{
        f"{name}.{suffix}": text(content)
        for name, content in _TEXTS.items()
        for suffix in ("md", "txt", "html")
    },
    "nested.eml": nested_mail(1_000),
    "mails.eml": mails_in_mails(500),
    "parts.eml": many_mail_parts,
    "headers.eml": text("".join(f"X-{n}: {'y' * 50}\r\n" for n in range(100_000)) + _MAIL + "\r\n正文"),
    "header_words.eml": text(_MAIL.replace("x\r\n", "=?utf-8?q?" + "=E5" * 100_000 + "?=\r\n") + "\r\n正文"),
    "long_header.eml": text(_MAIL.replace("a@", "(" * 300_000 + "a@") + "\r\n正文"),
    "boundary.eml": text(f'{_MAIL}Content-Type: multipart/mixed; boundary="{"b" * 100_000}"\r\n\r\n正文'),
    "base64.eml": text(f"{_MAIL}Content-Transfer-Encoding: base64\r\n\r\n{'!@#=' * 100_000}"),
    "charset.eml": text(f"{_MAIL}Content-Type: text/plain; charset=rot13\r\n\r\nuryyb 你好"),
    **{
        f"cut_{int(share * 100)}.{kind}": cut(kind, share)
        for kind in ("docx", "xlsx", "pptx")
        for share in (0.01, 0.3, 0.6, 0.9, 0.99)
    },
    **{f"flipped.{kind}": flipped(kind) for kind in ("docx", "xlsx", "pptx")},
    "empty.docx": raw(b""),
    "one_byte.docx": raw(b"P"),
    "one_byte.csv": raw(b"\xff"),
    "one_byte.eml": raw(b"\0"),
    "squeezed.docx": raw(gzip.compress(bytes(2**24))),
    "program.docx": raw(b"MZ" + bytes(500)),
    "folder.docx": lambda path: path.mkdir(),
    "pipe.txt": pipe,
    "device.csv": device,
    "socket.html": listening,
    "nowhere.pdf": nowhere,
    "itself.xlsx": itself,
    "two\nlines.txt": text("换行的名字"),
    "\U0001f3ec商场.txt": text("表情的名字"),
    "长" * 82 + ".txt": text("很长的名字"),
    "\udcff\udcfe.txt": text("不是文字的名字"),
}

# What takes over two seconds on two busy cores.
SLOW = {
    "unclosed.html", "unclosed_inline.html", "spans.html", "repeated.html", "small_tables.csv", "long_line.csv",
    "empty_paragraphs.docx", "long_heading.docx", "odd_numbering.docx", "inflating.docx", "many_parts.pptx",
    "formulas.xlsx", "merges.xlsx", "stars.md",
}  # fmt: skip
