"""Texts -> fields -> statements: what each kind of fact says, and what cannot be said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.attestation import Place
from graph.errors import InvalidData
from graph.memory_store import MemoryStore
from graph.proposals import Proposal, count, listed, source_text
from loaders import identity
from loaders.text.proposing.files import propose_files
from loaders.text.proposing.kinds import KINDS, kind_of
from loaders.text.proposing.notices import seated, stage_of
from loaders.text.proposing.source import Source, sentence
from tests.loaders.text.texts import RESUME, notice, resume

PLACE = Place("d" * 20, "第1行 第1–3字", "林一鸣")


def said(kind: str, **fields: str) -> dict[str, list[dict[str, tuple[object, ...]]]]:
    """What a fact says, by kind of record."""
    found: dict[str, list[dict[str, tuple[object, ...]]]] = {}
    for statement in kind_of(kind).statements(fields, PLACE, 0.9):
        assert (statement.place, statement.confidence) == (PLACE, 0.9)
        found.setdefault(statement.kind, []).append(dict(statement.properties))
    return found


def proposed(path: Path, genre: str) -> list[Proposal]:
    store = MemoryStore()
    propose_files(store, [path], genre)
    return listed(store, limit=1000)


def told(proposals: list[Proposal], kind: str) -> list[dict[str, str]]:
    return [dict(one.fields) for one in proposals if one.kind == kind]


def test_a_notice_tells_posts_cases_and_what_was_decided(tmp_path: Path) -> None:
    found = proposed(notice(tmp_path), "notice")
    assert told(found, "任职") == [
        {"姓名": "林一鸣", "单位": "甲县财政局党组", "职务": "书记", "此后不任": "2022-05-06"},
        {"姓名": "林一鸣", "单位": "甲县财政局", "职务": "局长", "此后不任": "2022-05-06"},
        {"姓名": "周岚", "单位": "白石镇党委", "职务": "副书记"},
        {"姓名": "苏晓", "单位": "白石镇党委", "职务": "书记"},
    ]
    assert [(one["姓名"], one["案次"], one["涉及问题"]) for one in told(found, "案件")] == [
        ("林一鸣", "1", "违规收受礼品礼金"),
        ("周岚", "2", "违规收受礼品礼金、违规操办婚丧喜庆"),
    ]  # 苏晓 is not the subject of the case
    assert [(o["姓名"], o["环节"], o["结果"], o["日期"]) for o in told(found, "处分")] == [
        ("林一鸣", "党纪处分", "开除党籍", "2022-03"),
        ("林一鸣", "政务处分", "开除公职", "2022-03"),
        ("林一鸣", "移送审查起诉", "移送检察机关", "2022-03"),
        ("周岚", "党纪处分", "严重警告", "2022-01"),
    ]
    assert told(found, "谈话") == [{"类型": "诫勉", "日期": "2022-01", "谈话对象": "苏晓"}]


def test_a_proposal_has_its_words_and_their_place(tmp_path: Path) -> None:
    store = MemoryStore()
    done = propose_files(store, [notice(tmp_path)], "notice")
    assert (done.texts, done.new, done.known) == (1, count(store, "waiting"), 0)
    (one,) = [p for p in listed(store) if p.fields.get("结果") == "严重警告"]
    text = source_text(store, one.document)
    assert text is not None
    assert text.body[one.start : one.end] == "党内严重警告"
    first, last = sentence(text.body, one.start, one.end)
    assert text.body[first:last].startswith("2022年1月，周岚受到")
    assert text.body[first:last].endswith("诫勉谈话处理。")
    assert {s.place.quote for s in one.statements} == {"党内严重警告"}
    assert text.document.properties["title"] == ("澜陵市纪委监委公开通报2起典型问题",)
    assert text.document.properties["date"] == ("2022-05-06",)
    again = propose_files(store, [notice(tmp_path)], "notice")
    assert (again.new, again.known) == (0, done.new)


def test_a_resume_tells_who_and_each_post(tmp_path: Path) -> None:
    found = proposed(resume(tmp_path), "resume")
    assert told(found, "个人情况") == [
        {
            "姓名": "林一鸣", "性别": "男", "民族": "汉族", "出生": "1965-03", "籍贯": "甲县",
            "参加工作": "1985-07", "入党": "1987-06",
        }
    ]  # fmt: skip
    posts = told(found, "任职")
    assert [(p["单位"], p["职务"], p["起"], p.get("止")) for p in posts] == [
        ("甲县财政局", "副局长", "2003-05", "2006-08"),
        ("甲县财政局", "局长", "2006-08", "2016-11"),
        ("乙市审计局", "副局长", "2016-11", None),
    ]
    assert (posts[2]["性质"], posts[2]["见于"]) == ("挂职", "2016-11")
    person = identity.by_id("Person", "姓名与出生年月", "林一鸣", "1965-03")
    assert all(any(s.record == person for s in one.statements) for one in found)


def test_each_resume_of_a_table_is_a_document_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "简历.jsonl"
    rows = [{"name": name, "resume": RESUME.replace("林一鸣", name)} for name in ("苏晓", "周岚")]
    lines = [json.dumps(row, ensure_ascii=False) for row in (*rows, {"name": "", "resume": "无"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    store = MemoryStore()
    done = propose_files(store, [path], "resume", lambda *_: None)
    assert (done.texts, len(done.documents)) == (2, 2)
    assert sum(done.notes.values()) == 1
    assert all("简历" in title for title in done.documents.values())


def test_what_has_no_stage_of_a_case_is_counted(tmp_path: Path) -> None:
    text = (
        "1.甲县财政局局长林一鸣违规用车问题。2021年5月，林一鸣被取消退休待遇。\n"
        "2.乙县教育局局长苏晓违规吃喝问题。"
    )
    done = propose_files(MemoryStore(), [notice(tmp_path, text)], "notice")
    assert [note[:10] for note in done.notes] == ["处理没有对应的案件环"]


def test_what_cannot_be_said_is_counted_with_its_reason() -> None:
    source = Source("d" * 20, "文.txt", "文", None, "0", "林一鸣任局长")
    told = source.read("任职", {"姓名": "林一鸣", "职务": "局长", "单位": None}, 0, 6, 0.9)
    assert told == "“任职”缺少“单位”，未提出"


def test_an_unknown_genre_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="没有“诗”这种文体"):
        propose_files(MemoryStore(), [notice(tmp_path)], "诗")


@pytest.mark.parametrize(
    ("kind", "words", "stage"),
    [
        ("开除党籍", "开除党籍", "党纪处分"), ("警告", "党内警告", "党纪处分"),
        ("政务记过", "政务记过", "政务处分"), ("开除公职", "开除公职", "政务处分"),
        ("其他", "行政警告", "政务处分"), ("其他", "党纪政务处分", "党纪处分"),
        ("移送检察机关", "移送司法机关", "移送审查起诉"),
        ("判处有期徒刑", "有期徒刑十年", "判决"), ("其他", "并处罚金", "判决"),
        ("其他", "免职", "组织处理"), ("其他", "引咎辞职", "组织处理"),
        ("取消退休待遇", "取消其退休待遇", None),
    ],
)  # fmt: skip
def test_the_stage_of_a_sanction(kind: str, words: str, stage: str | None) -> None:
    assert stage_of(kind, words) == stage


def test_a_seat_in_a_party_group_belongs_to_the_group() -> None:
    assert seated("甲局", "党组副书记") == ("甲局党组", "副书记")
    assert seated("甲局党组", "党组书记") == ("甲局党组", "党组书记")
    assert seated("", "党组书记") == ("", "党组书记")
    assert seated("甲局", "局长") == ("甲局", "局长")


def test_a_post_says_person_body_post_and_tenure() -> None:
    found = said(
        "任职", 姓名="林一鸣", 单位="青川市委", 职务="市委书记", 起="2003年5月",
        止="2006-08-31", 性质="代理", 兼任="是",
    )  # fmt: skip
    assert found["Person"] == [{"name": ("林一鸣",)}]
    assert found["Post"] == [{"title": ("书记",)}]
    assert found["POST_OF"] == [{}]
    assert found["HOLDS"] == [
        {"concurrent": (True,), "since": ("2003-05",), "until": ("2006-09-01",)}
    ]
    fields = {"姓名": "林一鸣", "单位": "青川市委", "职务": "代市长", "免职": "2006-08-31"}
    (holds,) = [s for s in kind_of("任职").statements(fields, PLACE, 1.0) if s.kind == "HOLDS"]
    assert holds.properties == {"until": ("2006-08-31",)}


def test_a_person_of_a_text_is_known_in_it_only_unless_born_on_a_known_month() -> None:
    (alone,) = kind_of("个人情况").statements({"姓名": "林一鸣", "性别": "男"}, PLACE, 1.0)
    assert alone.record == identity.named("Person", "林一鸣", PLACE.document)
    (born,) = kind_of("个人情况").statements({"姓名": "林一鸣", "出生": "1965.3"}, PLACE, 1.0)
    assert born.record == identity.by_id("Person", "姓名与出生年月", "林一鸣", "1965-03")


def test_a_body_meets_that_of_tables_where_its_name_tells_its_place() -> None:
    fields = {"姓名": "林一鸣", "单位": "青川市财政局", "职务": "局长"}
    bodies = {
        unit: next(
            s.record for s in kind_of("任职").statements({**fields, "单位": unit}, PLACE, 1.0)
            if s.kind == "Organization"
        )
        for unit in ("青川市财政局", "财政局")
    }  # fmt: skip
    assert bodies["青川市财政局"] == identity.named("Organization", "青川市财政局", "")
    assert bodies["财政局"] == identity.named("Organization", "财政局", PLACE.document)


def test_a_case_and_its_decisions_are_one_of_each_person_in_a_document() -> None:
    case = said(
        "案件", 姓名="林一鸣", 案次="1", 单位职务="甲局局长", 涉及问题="收受礼金", 金额="2万元",
        行为起="2017", 行为止="2020-05-31", 通报时间="2022-05",
    )  # fmt: skip
    assert case["Case"] == [
        {
            "title": ("林一鸣案",), "allegation": ("收受礼金；2万元",), "reported": ("2022-05",),
            "conduct": ("2017/2020-06-01",),
        }
    ]  # fmt: skip
    assert case["SUBJECT_OF"] == [{"post": ("甲局局长",)}]
    decided = said(
        "处分", 姓名="林一鸣", 案次="1", 环节="党纪处分", 结果="开除党籍", 日期="2022-03",
        机关="甲县纪委",
    )  # fmt: skip
    assert decided["EVENT_OF"] == [{"on": ("2022-03",)}]
    assert decided["DECIDED_BY"] == [{"on": ("2022-03",)}]
    one, other = (
        next(s.record for s in kind_of(kind).statements(fields, PLACE, 1.0) if s.kind == "Case")
        for kind, fields in (
            ("案件", {"姓名": "林一鸣", "案次": "1"}),
            ("处分", {"姓名": "林一鸣", "案次": "1", "环节": "判决", "结果": "有期徒刑十年"}),
        )
    )
    assert one == other


def test_a_talk_names_everyone_in_his_part() -> None:
    found = kind_of("谈话").statements(
        {
            "类型": "廉政家访", "谈话人": "苏晓、周岚", "谈话人职务": "乙县委书记",
            "谈话对象": "林一鸣", "家属": "钱某", "称谓": "妻",
            "委托机关": "乙市纪委", "日期": "2014-05",
        },
        PLACE, 1.0,
    )  # fmt: skip
    parts = [s for s in found if s.kind == "PARTICIPATED"]
    assert [s.facet for s in parts] == ["谈话人", "谈话人", "谈话对象", "家属"]
    assert parts[3].properties == {"on": ("2014-05",), "kinship": ("妻",)}
    assert [s.properties for s in found if s.kind == "ENTRUSTED_BY"] == [{"on": ("2014-05",)}]


def test_of_several_who_reported_each_has_a_report_of_his_own() -> None:
    found = kind_of("述责").statements(
        {
            "报告人": "苏晓、周岚", "全会": "乙市纪委全会", "日期": "2014-05",
            "举办机关": "乙市纪委",
            "评议结果": "好",
        },
        PLACE, 1.0,
    )  # fmt: skip
    reports = {s.record for s in found if s.kind == "Evaluation"}
    assert {s.properties["result"] for s in found if s.kind == "Evaluation"} == {("好",)}
    assert {s.target for s in found if s.kind == "REPORTED_AT"} == reports
    assert len(reports) == 2
    assert [s.properties for s in found if s.kind == "REPORTED_AT"] == [{"on": ("2014-05",)}] * 2
    assert {s.source for s in found if s.kind == "HELD_BY"} == reports


@pytest.mark.parametrize(
    ("kind", "fields", "message", "remedy"),
    [
        ("任职", {"姓名": "林一鸣", "单位": "甲局"}, "缺少“职务”", "补上：职务="),
        ("任职", {"姓名": " ", "单位": "甲局", "职务": "局长"}, "缺少“姓名”", "补上"),
        ("个人情况", {"姓名": "林一鸣", "出生": "65年"}, "“出生”写作“65年”", "写成 2014"),
        ("个人情况", {"姓名": "林一鸣", "性别": "南"}, "“性别”写作“南”", "男"),
        ("个人情况", {"姓名": "林一鸣"}, "什么也没有说", "籍贯"),
        ("个人情况", {"姓名": "林\x00一"}, "“姓名”含有控制字符", "重新填写"),
        ("处分", {"姓名": "甲", "环节": "处份", "结果": "警告"}, "“环节”写作“处份”", "党纪处分"),
        ("案件", {"姓名": "甲", "行为起": "2020", "行为止": "2019"}, "“行为起”“行为止”", "核对"),
        ("案件", {"姓名": "甲", "年龄": "50"}, "没有“年龄”这一项", "可用"),
    ],
)
def test_what_cannot_be_said_names_the_field_and_what_to_do(
    kind: str, fields: dict[str, str], message: str, remedy: str
) -> None:
    with pytest.raises(InvalidData, match=message) as refused:
        kind_of(kind).statements(fields, PLACE, 1.0)
    assert remedy in refused.value.remedy


def test_two_ends_or_ends_in_the_wrong_order_are_refused() -> None:
    held = {"姓名": "林一鸣", "单位": "甲局", "职务": "局长", "起": "2010"}
    with pytest.raises(InvalidData, match="只能写一个"):
        kind_of("任职").statements({**held, "止": "2012", "免职": "2012"}, PLACE, 1.0)
    with pytest.raises(InvalidData, match="“起”“止”：结束"):
        kind_of("任职").statements({**held, "止": "2009"}, PLACE, 1.0)
    with pytest.raises(InvalidData, match="没有“诗”这一类"):
        kind_of("诗")


def test_masked_names_are_nobody() -> None:
    assert KINDS["谈话"].people({"谈话人": "吴某、苏晓", "谈话对象": "王*"}) == ("苏晓",)


@pytest.mark.parametrize(
    ("body", "start", "end", "shown"),
    [
        ("甲。乙任局长。丙。", 2, 4, "乙任局长。"), ("没有句号", 1, 2, "没有句号"),
        ("标题\n  甲任职！\n乙", 5, 6, "甲任职！"), ("甲。乙", 1, 2, "甲。"),
        ("甲" * 1000, 500, 501, "甲" * 801),
    ],
)  # fmt: skip
def test_the_sentence_around_words(body: str, start: int, end: int, shown: str) -> None:
    first, last = sentence(body, start, end)
    assert body[first:last] == shown


def test_a_clue_says_where_it_went_and_which_case_came_of_it() -> None:
    found = said(
        "线索", 编号="线索1", 被反映人="林一鸣", 单位职务="甲局局长", 反映问题="收受礼金",
        性质="苗头性问题", 收到日期="2014-05", 受理机关="甲县纪委", 移出机关="甲县纪委",
        移交至="乙市纪委", 移交日期="2014-06", 处置方式="初步核实", 立案对象="林一鸣",
    )  # fmt: skip
    assert found["Clue"][0]["problem"] == ("收受礼金",)
    assert found["ABOUT"] == [{"post": ("甲局局长",)}]
    assert found["RECEIVED_BY"] == [{"on": ("2014-05",)}]
    assert found["PASSED_TO"] == [{"on": ("2014-06",), "sender": ("甲县纪委",)}]
    assert (len(found["LED_TO"]), len(found["SUBJECT_OF"])) == (1, 1)


def test_a_deliberation_says_who_spoke_on_whose_case() -> None:
    found = said(
        "审议", 议题="林一鸣案", 日期="2016-03-01", 召开机关="乙市纪委", 当事人="林一鸣",
        成员="苏晓、周岚", 成员职务="市纪委常委", 发言类别="检视反思", 发言内容="应更早提醒",
    )  # fmt: skip
    assert found["CONSIDERED"] == [{"on": ("2016-03-01",)}]
    assert [given["post"] for given in found["ATTENDED"]] == [("市纪委常委",)] * 2
    assert found["SPOKE_AT"][1] == {"on": ("2016-03-01",), "content": ("应更早提醒",)}
    silent = said("审议", 议题="林一鸣案", 成员="苏晓", 出席情况="缺席")
    assert "SPOKE_AT" not in silent


def test_a_measure_has_case_owner_target_and_campaign() -> None:
    found = said(
        "以案促改", 类别="整改", 内容="清查账目", 当事人="林一鸣", 责任人="苏晓", 责任单位="甲局",
        对象="甲局、乙局", 时限="2017-01", 专项行动="粮食系统专项整治",
    )  # fmt: skip
    assert found["ReformAction"] == [
        {"measure": ("整改",), "content": ("清查账目",), "due": ("2017-01",)}
    ]
    assert {kind: len(found[kind]) for kind in ("PROMPTED", "OWNED_BY", "TARGETS", "PART_OF")} == {
        "PROMPTED": 1, "OWNED_BY": 2, "TARGETS": 2, "PART_OF": 1,
    }  # fmt: skip


def test_a_campaign_meets_that_of_tables() -> None:
    fields = {
        "名称": "粮食系统专项整治", "系统": "粮食", "开展期间起": "2016", "当事人": "林一鸣",
        "对象": "甲局",
    }  # fmt: skip
    found = kind_of("专项行动").statements(fields, PLACE, 1.0)
    (campaign,) = [s for s in found if s.kind == "Campaign"]
    assert campaign.record == identity.by_id("Campaign", "专项行动", "粮食系统专项整治")
    assert campaign.properties["period"] == ("2016/",)
    assert {"TARGETS", "PROMPTED"} <= {s.kind for s in found}
    with pytest.raises(InvalidData, match="“开展期间起”“开展期间止”"):
        kind_of("专项行动").statements({**fields, "开展期间止": "2015"}, PLACE, 1.0)
