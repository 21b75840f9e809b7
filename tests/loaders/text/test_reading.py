from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graph.errors import InvalidData
from loaders.text.reading import LONGEST_PARAGRAPH, read_text
from loaders.text.text import Text
from tests.loaders.text.files import WORD, docx, paragraph, pdf

WORDS = "青石县林业局局长林一鸣受到党内警告处分。"


def written(folder: Path, content: bytes, name: str = "通报.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refused(path: Path) -> InvalidData:
    with pytest.raises(InvalidData) as caught:
        read_text(path)
    assert path.name in caught.value.message
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    told = read_text(written(tmp_path, f"通报\n{WORDS}\n".encode(encoding)))
    assert told.body == f"通报\n{WORDS}\n"
    assert (told.file, told.title) == ("通报.txt", "通报")


def test_line_ends_and_unseen_signs_are_made_one(tmp_path: Path) -> None:
    told = read_text(written(tmp_path, "标题\r\n林\u200b一鸣\r受\u00ad到\u2028处分".encode()))
    assert told.body == "标题\n林一鸣\n受到\n处分"
    assert told.line(told.body.index("受")) == 3
    assert told.place(told.body.index("受")) == "第3行"


def test_signs_that_look_alike_are_alike_in_the_plain_form_only(tmp_path: Path) -> None:
    told = read_text(written(tmp_path, "２０２０年,艾力•江收受３.６万元(折合)".encode()))
    assert told.body == "２０２０年,艾力•江收受３.６万元(折合)"
    assert told.plain == "2020年，艾力·江收受3.6万元（折合）"
    quote = told.quote(0, 5)
    assert (quote.start, quote.end, quote.words) == (0, 5, "２０２０年")


def test_blank_lines_are_no_paragraphs(tmp_path: Path) -> None:
    told = read_text(written(tmp_path, "标题\n\n　　正文。  \n".encode()))
    assert [told.body[start:end] for start, end in told.paragraphs()] == ["标题", "正文。"]


@pytest.mark.parametrize("content", [b"", b"  \n\t\n", "\ufeff".encode()])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "没有文字" in refused(written(tmp_path, content)).message


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="找不到文件"):
        read_text(tmp_path / "没有.txt")
    with pytest.raises(InvalidData, match="文件夹"):
        read_text(tmp_path)


def test_bytes_of_no_encoding_are_refused_with_what_to_do(tmp_path: Path) -> None:
    error = refused(written(tmp_path, WORDS.encode() + b"\xff\xff\xff" + WORDS.encode()))
    assert "UTF-8" in error.remedy
    assert "映射" not in error.remedy


def test_what_is_mostly_control_signs_is_no_text(tmp_path: Path) -> None:
    assert "控制字符" in refused(written(tmp_path, b"\x01\x02\x03\x04abc" * 100)).message


def test_a_few_control_signs_are_dropped(tmp_path: Path) -> None:
    told = read_text(written(tmp_path, (WORDS * 20 + "\x07\x1b").encode()))
    assert told.body == WORDS * 20


def test_a_line_that_is_no_paragraph_is_refused_with_its_number(tmp_path: Path) -> None:
    line = "林" * (LONGEST_PARAGRAPH + 1)
    error = refused(written(tmp_path, f"标题\n{line}\n".encode()))
    assert "第2行" in error.message
    assert "50,001" in error.message
    huge = written(tmp_path, ("林一鸣" * (10 << 20)).encode()[: 10 << 20])
    assert "第1行" in refused(huge).message


def test_a_file_too_large_for_an_article_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(65 << 20)
    assert "65 MB" in refused(path).message


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>通报两起问题-青石县纪委</title>
<meta name="PubDate" content="2022-05-06 10:00"><style>p {{color: red}}</style></head><body>
<nav><ul><li>首页。</li><li>要闻。</li></ul></nav>
<div class="main"><h1>通报两起问题</h1><div id="text"><p>林一鸣受到<b>党内</b>警告处分。</p>
<p style="display: none">看不见。</p><p>周岚受到诫勉。<br>其他人员受到处理。</p><p hidden>没有。</p>
<script>var x = "周岚。苏晓。";</script></div></div>
<div><a href="#">其他新闻。</a><a href="#">更多新闻。</a></div><footer>版权所有。</footer>
</body></html>"""


def page(folder: Path, source: str, name: str = "通报.html", encoding: str = "utf-8") -> Text:
    return read_text(written(folder, source.encode(encoding), name))


def test_of_a_page_the_article_is_read(tmp_path: Path) -> None:
    told = page(tmp_path, PAGE.format(charset="utf-8"))
    assert told.body == "林一鸣受到党内警告处分。\n周岚受到诫勉。\n其他人员受到处理。"
    assert told.title == "通报两起问题"
    assert (told.published, told.published_by) == ("2022-05-06", "网页标记")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "gb18030"), ("nonsense", "utf-8")],
)
def test_a_page_may_lie_about_its_encoding(tmp_path: Path, declared: str, encoding: str) -> None:
    told = page(tmp_path, PAGE.format(charset=declared), encoding=encoding)
    assert told.body.startswith("林一鸣")
    assert told.encoding == encoding


def test_a_page_is_told_by_its_content_too(tmp_path: Path) -> None:
    source = '<?xml version="1.0"?>\n<!-- x --><html><body><p>林一鸣。</p></body></html>'
    assert page(tmp_path, source, "下载.txt").body == "林一鸣。"


def test_a_page_without_sentences_is_read_whole(tmp_path: Path) -> None:
    told = page(
        tmp_path,
        "<html><body><!-- c --><table><tr><td>林一鸣</td><td>局长</td></tr></table></body></html>",
    )
    assert told.body == "林一鸣\n局长"
    assert told.title == "林一鸣"


@pytest.mark.parametrize(
    "source", ["<html></html>", "<html><body><script>1</script></body></html>", "<!-- -->"]
)
def test_a_page_without_words_is_refused(tmp_path: Path, source: str) -> None:
    assert "没有正文" in refused(written(tmp_path, source.encode(), "空.html")).message


def test_markup_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<html><body>" + "<div>" * 50_000 + "林一鸣受到处分。"
    assert "没有正文" in refused(written(tmp_path, deep.encode(), "深.html")).message


def test_broken_markup_ends_in_words(tmp_path: Path) -> None:
    broken = "<html><body><p>林一鸣受到<b>处分。<p>周岚<i>受到诫勉。<table><tr><td>完。"
    assert page(tmp_path, broken).body == "林一鸣受到处分。\n周岚受到诫勉。\n完。"


def test_a_word_document_is_read_with_its_changes_accepted(tmp_path: Path) -> None:
    body = (
        paragraph("通报 & 公开")
        + "<w:p><w:r><w:t>林一</w:t></w:r><w:r><w:t>鸣</w:t><w:tab/><w:t>局长</w:t><w:br/></w:r>"
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>受到处分</w:t></w:r></w:ins>"
        "<w:r><w:noBreakHyphen/></w:r></w:p>"
        "<w:tbl><w:tr><w:tc>" + paragraph("甲格") + "</w:tc><w:tc>" + paragraph("乙格")
        + "</w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>框外</w:t><w:txbxContent>" + paragraph("框内")
        + "</w:txbxContent></w:r></w:p>"
    )  # fmt: skip
    told = read_text(docx(tmp_path / "通报.docx", body))
    assert told.body == "通报 & 公开\n林一鸣\t局长\n受到处分-\n甲格\n乙格\n框外\n框内"
    assert told.encoding == "docx"


def test_an_archive_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    other = docx(tmp_path / "表.xlsx", "", part="xl/workbook.xml")
    assert "不是 Word 文档" in refused(other).message


def test_a_broken_word_document_is_refused(tmp_path: Path) -> None:
    whole = docx(tmp_path / "通报.docx", paragraph(WORDS)).read_bytes()
    assert "损坏" in refused(written(tmp_path, whole[: len(whole) // 2], "半.docx")).message
    with zipfile.ZipFile(tmp_path / "坏.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:p>")
    assert "内容损坏" in refused(tmp_path / "坏.docx").message


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    content = bytearray(docx(tmp_path / "通报.docx", paragraph(WORDS)).read_bytes())
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flag] |= 1
    assert "密码" in refused(written(tmp_path, bytes(content), "锁.docx")).message


def test_a_document_with_a_password_is_refused(tmp_path: Path) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    locked = head + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "密码" in refused(written(tmp_path, locked, "密.docx")).message
    assert "旧格式" in refused(written(tmp_path, head + b"\0" * 600, "旧.doc")).message


def test_an_archive_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    bomb = docx(tmp_path / "弹.docx", "<w:p/>" * (12 << 20))
    assert bomb.stat().st_size < 1 << 20
    assert "展开后过大" in refused(bomb).message


def test_entities_that_multiply_are_not_unfolded(tmp_path: Path) -> None:
    entities = "<!DOCTYPE d [<!ENTITY a '" + "林" * 1000 + "'>" + "".join(
        f"<!ENTITY {new} '{f'&{old};' * 100}'>" for old, new in zip("abcd", "bcde", strict=True)
    ) + "]>"  # fmt: skip
    with zipfile.ZipFile(tmp_path / "倍.docx", "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'{entities}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>好&e;</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    assert "内容损坏" in refused(tmp_path / "倍.docx").message


LINES = [
    "青石县纪委通报",
    "青石县林业局局长林一鸣违规收受礼品礼金问题。二〇一九年，林一鸣收受",
    "礼金三万元。",
    "- 1 -",
]


def test_a_pdf_is_read_page_by_page_and_its_lines_joined(tmp_path: Path) -> None:
    told = read_text(pdf(tmp_path / "通报.pdf", [LINES, ["第二页的文字。"]]))
    assert told.body.split("\n") == [
        "青石县纪委通报",
        "青石县林业局局长林一鸣违规收受礼品礼金问题。二〇一九年，林一鸣收受礼金三万元。",
        "第二页的文字。",
    ]
    assert told.place(told.body.index("第二页")) == "第2页"
    assert told.encoding == "pdf"


def test_latin_words_are_joined_with_a_space(tmp_path: Path) -> None:
    told = read_text(pdf(tmp_path / "通报.pdf", [["on the other hand", "there is more here."]]))
    assert told.body == "on the other hand there is more here."


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    assert "扫描件" in refused(pdf(tmp_path / "扫描.pdf", [[], []])).message


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    assert "密码" in refused(pdf(tmp_path / "密.pdf", [LINES], locked=True)).message


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    assert "完好" in refused(written(tmp_path, b"%PDF-1.4\nnothing", "坏.pdf")).message


@pytest.mark.parametrize("name", ["坏.pdf", "坏.docx", "坏.DOC", "坏.rtf"])
def test_what_is_called_a_document_and_holds_none_is_refused(tmp_path: Path, name: str) -> None:
    error = refused(written(tmp_path, b"{\\rtf1 words", name))
    assert "里面不是 PDF、DOCX 或网页" in error.message
    assert "另存" in error.remedy


def test_a_pdf_of_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.text.pdf.MOST_PAGES", 1)
    assert "2 页" in refused(pdf(tmp_path / "长.pdf", [LINES, LINES])).message


@pytest.mark.parametrize(
    ("lines", "name", "found"),
    [
        (["通报", "发布时间：2022-05-06 10:00", WORDS], "a.txt", ("2022-05-06", "文首")),
        (["通报", "2022年5月6日", WORDS], "a.txt", ("2022-05-06", "文首")),
        (["通报", "2014-09-05 来源：澜陵日报", WORDS], "a.txt", ("2014-09-05", "文首")),
        (["通报", "2014-09-05 16:13 来源：澜陵日报", WORDS], "a.txt", ("2014-09-05", "文首")),
        (["通报", "来源：澜陵日报 2014-09-05", WORDS], "a.txt", ("2014-09-05", "文首")),
        (["通报", "澜陵新闻 2018-07-25 22:18 大字", WORDS], "a.txt", ("2018-07-25", "文首")),
        (["通报", *[WORDS] * 6, "青石县纪委", "2022年5月6日"], "a.txt", ("2022-05-06", "落款")),
        (["通报", WORDS], "t20220506_1.txt", ("2022-05-06", "文件名")),
        (["通报", WORDS], "2022-05-06通报.txt", ("2022-05-06", "文件名")),
        (["通报", "2022年15月6日", WORDS], "a.txt", (None, "")),
        (["通报", WORDS], "a.txt", (None, "")),
    ],
)
def test_the_day_of_publication_is_where_such_days_stand(
    tmp_path: Path, lines: list[str], name: str, found: tuple[str | None, str]
) -> None:
    told = read_text(written(tmp_path, "\n".join(lines).encode(), name))
    assert (told.published, told.published_by) == found


def test_the_site_behind_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    assert (
        read_text(written(tmp_path, f"通报两起问题————头条\n{WORDS}".encode())).title
        == "通报两起问题"
    )
    assert read_text(written(tmp_path, f"{WORDS}\n{WORDS}".encode())).title == ""
