"""Word documents: headings, lists, tables and the places where text hides."""

import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers.docx import read


def _saved(document: docx.document.Document, path: Path) -> Path:
    document.save(str(path))
    return path


def _texts(path: Path) -> list[str]:
    return [line for section in read(path).sections for line in section.text.split("\n")]


def test_headings_by_style_make_the_path_and_the_first_one_the_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("停车规则", 1)
    document.add_heading("收费", 2)
    document.add_paragraph("每小时5元。")
    reading = read(_saved(document, tmp_path / "a.docx"))
    assert reading.title == "停车规则"
    assert [(section.path, section.text) for section in reading.sections] == [(("收费",), "每小时5元。")]


def test_headings_without_a_style_are_known_by_their_numbering(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("一、活动时间", "11月20日开始。", "二、领券:11月18日起在小程序领取。"):
        document.add_paragraph(text)
    sections = read(_saved(document, tmp_path / "a.docx")).sections
    assert sections[0].path == ("一、活动时间",)
    assert sections[0].text == "11月20日开始。\n二、领券:11月18日起在小程序领取。"


def test_every_table_row_carries_its_headers(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows,
        (("等级", "门槛", "停车"), ("银卡", "5,000元", "1小时"), ("金卡", "", "2小时")),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert _texts(_saved(document, tmp_path / "a.docx")) == [
        "等级: 银卡; 门槛: 5,000元; 停车: 1小时",
        "等级: 金卡; 停车: 2小时",
    ]


def test_merged_header_cells_become_joined_names_and_merged_values_are_repeated(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    texts = (("楼层", "营业时间", ""), ("", "平日", "周末"), ("L1", "10:00", "11:00"), ("", "10:30", "11:30"))
    for row, values in zip(table.rows, texts, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert _texts(_saved(document, tmp_path / "a.docx")) == [
        "楼层: L1; 营业时间/平日: 10:00; 营业时间/周末: 11:00",
        "楼层: L1; 营业时间/平日: 10:30; 营业时间/周末: 11:30",
    ]


def test_a_list_of_properties_needs_no_header(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("活动时间", "2026-11-20 起"), ("地点", "中庭")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert _texts(_saved(document, tmp_path / "a.docx")) == ["活动时间: 2026-11-20 起", "地点: 中庭"]


def test_a_header_with_a_remark_that_has_a_figure_is_a_header(tmp_path: Path) -> None:
    document = docx.Document()
    rows = [
        ("等级", "条件（近12个月累计消费）", "每日免费泊车", "生日礼"),
        ("蓝卡", "注册即得", "无", "蛋糕券"),
        ("紫卡", "满3,000元", "2小时", "餐券"),
    ]
    table = document.add_table(3, 4)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert _texts(_saved(document, tmp_path / "levels.docx")) == [
        "等级: 蓝卡; 条件（近12个月累计消费）: 注册即得; 每日免费泊车: 无; 生日礼: 蛋糕券",
        "等级: 紫卡; 条件（近12个月累计消费）: 满3,000元; 每日免费泊车: 2小时; 生日礼: 餐券",
    ]


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("拨打120", "取来AED"):
        document.add_paragraph(text, style="List Number")
    assert _texts(_saved(document, tmp_path / "a.docx")) == ["1. 拨打120", "2. 取来AED"]


def test_hidden_places_are_read_and_hidden_text_is_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("看得见")
    document.paragraphs[0].add_run("看不见").font.hidden = True
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>内容控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    document.element.body.insert(
        2,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:ins w:id='1' w:author='x'><w:r><w:t>新加</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='x'><w:r><w:delText>删去</w:delText></w:r></w:del>"
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        ),
    )
    assert _texts(_saved(document, tmp_path / "a.docx")) == ["看得见", "内容控件", "新加", "文本框"]


def _with_parts(path: Path, body: str, **parts: str) -> Path:
    """A Word document with this body and these parts (footnotes, styles, ...) beside it."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = "".join(f'<Relationship Id="{n}" Type="{kind}/{n}" Target="{n}.xml"/>' for n in parts)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{links}</Relationships>'
        )
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {space}>{inner}</w:{name}>")
    return path


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_notes_are_marked_where_they_stand_and_follow_their_paragraph(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>停车免费</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>下一段。</w:t></w:r><w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    )
    foot = f'<w:footnote w:type="separator" w:id="0">{_p("线")}</w:footnote><w:footnote w:id="2">{_p("限前30分钟。")}</w:footnote>'
    end = f'<w:endnote w:id="1">{_p("见总则。")}</w:endnote>'
    path = _with_parts(tmp_path / "a.docx", body, footnotes=foot, endnotes=end)
    assert _texts(path) == [
        "停车免费〔注1〕。",
        "〔注1〕限前30分钟。",
        "下一段。〔尾注1〕",
        "〔尾注1〕见总则。",
    ]


def test_a_note_in_a_table_follows_the_table_and_one_in_a_heading_leaves_the_heading_clean(
    tmp_path: Path,
) -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    heading = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>收费</w:t></w:r>{mark}</w:p>'
    cell = f"<w:p><w:r><w:t>5元</w:t></w:r>{mark.replace('1', '2')}</w:p>"
    table = f"<w:tbl>{_row(_p('时段'), _p('价格'))}{_row(_p('平日'), cell)}</w:tbl>"
    notes = f'<w:footnote w:id="1">{_p("2026年起。")}</w:footnote><w:footnote w:id="2">{_p("每小时。")}</w:footnote>'
    path = _with_parts(tmp_path / "a.docx", heading + table, footnotes=notes)
    assert read(path).title == "收费"
    assert _texts(path) == ["〔注1〕2026年起。", "时段: 平日; 价格: 5元〔注2〕", "〔注2〕每小时。"]


def test_strict_documents_read_like_the_others(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("规则", 1)
    document.add_paragraph("每天10:00开门。")
    plain = _saved(document, tmp_path / "plain.docx")
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(strict, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            for area in (b"officeDocument", b"wordprocessingml", b"drawingml"):
                old = b"http://schemas.openxmlformats.org/" + area + b"/2006/"
                data = data.replace(old, b"http://purl.oclc.org/ooxml/" + area + b"/")
            made.writestr(name, data)
    assert b"schemas.openxmlformats.org/wordprocessingml" not in zipfile.ZipFile(strict).read(
        "word/document.xml"
    )
    assert read(strict) == read(plain)


def test_deleted_rows_are_out_and_inserted_ones_are_in(tmp_path: Path) -> None:
    deleted = _row(_p("旧"), _p("1")).replace(
        "<w:tr>", '<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr>'
    )
    inserted = _row(_p("新"), _p("2")).replace(
        "<w:tr>", '<w:tr><w:trPr><w:ins w:id="2" w:author="x"/></w:trPr>'
    )
    path = _with_parts(tmp_path / "a.docx", f"<w:tbl>{_row(_p('项'), _p('值'))}{deleted}{inserted}</w:tbl>")
    assert _texts(path) == ["项: 新; 值: 2"]


def test_a_table_in_a_cell_follows_as_a_table_of_its_own(tmp_path: Path) -> None:
    inner = f"<w:tbl>{_row(_p('时段'), _p('价格'))}{_row(_p('平日'), _p('5元'))}</w:tbl>"
    outer = f"<w:tbl>{_row(_p('楼层'), _p('说明'))}{_row(_p('B1'), _p('见下表') + inner)}</w:tbl>"
    path = _with_parts(tmp_path / "a.docx", outer)
    assert _texts(path) == ["楼层: B1; 说明: 见下表", "时段: 平日; 价格: 5元"]


def test_the_table_of_contents_is_left_out_and_signs_are_kept(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    signs = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>已</w:t><w:softHyphen/><w:t>办</w:t>'
        "<w:noBreakHyphen/><w:t>理</w:t></w:r></w:p>"
    )
    path = _with_parts(tmp_path / "a.docx", _p("收费 3", '<w:pStyle w:val="T1"/>') + signs, styles=style)
    assert _texts(path) == ["☑已办-理"]


def test_lists_go_on_counting_where_word_does_and_start_anew_where_told(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="7"/>{anew if n == 3 else ""}</w:num>'
        for n in (1, 2, 3)
    )
    body = "".join(
        _p(f"请做好第{n}件事,然后报告。", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n}"/></w:numPr>')
        for n in (1, 2, 3)
    )
    path = _with_parts(tmp_path / "a.docx", body, numbering=numbering)
    assert [text[:3] for text in _texts(path)] == ["（一）", "（二）", "（一）"]


def test_a_document_with_parts_missing_is_read_all_the_same(tmp_path: Path) -> None:
    plain = _saved(_one_paragraph("还在。"), tmp_path / "plain.docx")
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(broken, "w") as made:
        for name in given.namelist():
            if name not in (
                "word/styles.xml",
                "word/theme/theme1.xml",
                "docProps/core.xml",
                "[Content_Types].xml",
            ):
                made.writestr(name, given.read(name))
    assert _texts(broken) == ["还在。"]


def test_a_document_that_breaks_off_is_read_up_to_there_and_says_so(tmp_path: Path) -> None:
    plain = _saved(_one_paragraph("前半段。"), tmp_path / "plain.docx")
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(broken, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data[: data.index(b"<w:sectPr")] if name == "word/document.xml" else data)
    assert _texts(broken) == ["前半段。"]
    assert "Damaged part" in read(broken).warnings[0]


def _one_paragraph(text: str) -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph(text)
    return document
