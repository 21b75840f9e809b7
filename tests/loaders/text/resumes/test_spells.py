"""What résumés say, one way of writing at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.resumes.spell import CONCLUDED, INHERITED, PRINTED, Spell
from loaders.text.resumes.spells import spells

NAME = "林一鸣"
Told = tuple[str | None, str | None, str, str]


def read(text: str) -> list[Spell]:
    return spells(NAME, text)


def told(text: str) -> list[Told]:
    """Beginning, end, body and post of each spell."""
    return [(s.since, s.until, s.organization, s.post) for s in read(text)]


def held(text: str) -> list[tuple[str, str]]:
    """Body and post of each spell."""
    return [(s.organization, s.post) for s in read(text)]


@pytest.mark.parametrize(
    "written",
    [
        "2001.03-2003.05 {}", "2001.03—2003.05，{}", "2001.03——2003.05　{}", "2001.03－2003.05：{}",
        "2001.3--2003.5 {}", "2001/03~2003/05 {}", "2001-03-2003-05 {}",
        "2001年3月至2003年5月，任{}",
        "２００１．０３－２００３．０５ {}", "（2001.03—2003.05）{}", "2001年3月2003年5月，{}",
        "2001年03月-2003年05月在{}", "● 2001.03 — 2003.05 {}",
    ],
)  # fmt: skip
def test_periods_are_written_in_many_ways(written: str) -> None:
    text = written.format("澜陵市财政局局长")
    assert told(text) == [("2001-03", "2003-05", "澜陵市财政局", "局长")]


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("2001年3月—5月", "2001-03", "2001-05"),
        ("2001—2003年", "2001", "2003"),
        ("2001.03.05-2003.05.06", "2001-03-05", "2003-05-06"),
        ("2001-03-05—2003-05-06", "2001-03-05", "2003-05-06"),
        ("2001年3月5日至5月8日", "2001-03-05", "2001-05-08"),
        ("2001年3月5日至8日", "2001-03-05", "2001-03-08"),
        ("1999-2003.05", "1999", "2003-05"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, since: str, until: str) -> None:
    assert told(f"{written} 澜陵市财政局局长") == [(since, until, "澜陵市财政局", "局长")]


@pytest.mark.parametrize("written", ["2001.03-至今", "2001.03－今", "2001.03-", "2001.03至现在"])
def test_an_open_end_attests_on_the_day_of_writing(written: str) -> None:
    (spell,) = read(f"{written} 澜陵市财政局局长")
    assert (spell.since, spell.until, spell.still) == ("2001-03", None, True)


def test_an_open_end_that_another_entry_follows_is_no_today() -> None:
    first, second = read("2001.03- 澜陵市财政局局长\n2003.05- 青川县委书记")
    assert (first.still, second.still) == (False, True)


def test_what_is_on_no_calendar_is_left_out_and_said() -> None:
    (month,) = read("2001.13-2003.05 澜陵市财政局局长")
    assert (month.since, month.until, month.doubt) == ("2001", "2003-05", "没有 13 月")
    (day,) = read("2001.02.30-2003.05.01 澜陵市财政局局长")
    assert (day.since, day.doubt) == ("2001-02", "2001-02-30 不在日历上")
    (back,) = read("2003.05-2001.03 澜陵市财政局局长")
    assert (back.since, back.until, back.confidence) == ("2003-05", None, CONCLUDED)
    assert "早于开始" in back.doubt


def test_a_beginning_alone_lasts_until_the_next_entry_but_that_is_concluded() -> None:
    first, second = read("2001.03 澜陵市财政局局长\n2003.05 澜陵市委副书记")
    assert (first.until, first.concluded, first.confidence) == ("2003-05", True, CONCLUDED)
    assert (second.until, second.concluded, second.confidence) == (None, False, PRINTED)


def test_entries_out_of_order_conclude_nothing() -> None:
    first, _ = read("2001.03 澜陵市财政局局长\n1999.05 澜陵市委副书记")
    assert first.until is None


def test_overlapping_entries_stand_side_by_side() -> None:
    assert told("2001.03-2004.05 澜陵市副市长\n2003.01-2006.02 青川县委书记") == [
        ("2001-03", "2004-05", "澜陵市政府", "副市长"),
        ("2003-01", "2006-02", "青川县委", "书记"),
    ]


def test_several_entries_may_stand_on_one_line() -> None:
    line = "1999.01-2001.02，青川县林场副场长；2001.02-2003.03，青川县林业局局长、党组书记；"
    assert told(line) == [
        ("1999-01", "2001-02", "青川县林场", "副场长"),
        ("2001-02", "2003-03", "青川县林业局", "局长"),
        ("2001-02", "2003-03", "青川县林业局党组", "书记"),
    ]


def test_running_text_tells_posts_behind_verbs() -> None:
    text = "林一鸣，1960年3月出生，1985年6月入党。2001年3月任澜陵市市长，2003年5月任市委书记。"
    assert told(text) == [
        ("2001-03", "2003-05", "澜陵市政府", "市长"),
        ("2003-05", None, "澜陵市委", "书记"),
    ]


def test_running_text_tells_posts_behind_a_date_after_which_they_were_held() -> None:
    text = (
        "1965年后，在澜陵工学院机械专业学习；1970年后，青川县纤维厂技术员；1976年后，任县经委干部；"
        "1980年5月起，县人大常委会副主任；1984年以后城市面貌一新。"
    )
    assert told(text) == [
        ("1965", "1970", "澜陵工学院机械专业", "学习"),
        ("1970", "1976", "青川县纤维厂", "技术员"),
        ("1976", "1980-05", "青川县经委", "干部"),
        ("1980-05", None, "青川县人大常委会", "副主任"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("澜陵市委副书记、市长", ["澜陵市委 副书记", "澜陵市政府 市长"]),
        ("澜陵市委副书记，市政府市长、党组书记",
         ["澜陵市委 副书记", "澜陵市政府 市长", "澜陵市政府党组 书记"]),
        ("甲省澜陵市青川县委副书记、县长",
         ["甲省澜陵市青川县委 副书记", "甲省澜陵市青川县政府 县长"]),
        ("甲省委副书记、省长", ["甲省委 副书记", "甲省政府 省长"]),
        ("澜陵地委副书记、行署专员", ["澜陵地委 副书记", "澜陵地区行署 专员"]),
        ("澜陵市委常委、组织部部长，市委党校校长",
         ["澜陵市委 常委", "澜陵市委组织部 部长", "澜陵市委党校 校长"]),
        ("澜陵市委组织部副部长、部务委员", ["澜陵市委组织部 副部长", "澜陵市委组织部 部务委员"]),
        ("澜陵市财政局预算科科员、副科长、科长",
         ["澜陵市财政局预算科 科员", "澜陵市财政局预算科 副科长", "澜陵市财政局预算科 科长"]),
        ("澜陵市财政局预算科科长、国库科科长",
         ["澜陵市财政局预算科 科长", "澜陵市财政局国库科 科长"]),
        ("澜陵财政局长", ["澜陵财政局 局长"]),
        ("甲县发展和改革局（物价局）局长", ["甲县发展和改革局(物价局) 局长"]),
        ("共青团青川县委书记", ["共青团青川县委 书记"]),
        ("青川县人大常委会主任、党组书记", ["青川县人大常委会 主任", "青川县人大常委会党组 书记"]),
        ("中共青川县委书记、县人武部第一政委", ["青川县委 书记", "青川县人武部 第一政委"]),
        ("白石集团公司董事长、党委书记，销售处处长",
         ["白石集团公司 董事长", "白石集团公司党委 书记", "白石集团公司销售处 处长"]),
        ("白石机械厂铸造车间工人、班长",
         ["白石机械厂铸造车间 工人", "白石机械厂铸造车间 班长"]),
        ("青川县云溪镇镇长", ["青川县云溪镇政府 镇长"]),
        ("湾泉州委副书记、州长", ["湾泉州委 副书记", "湾泉州政府 州长"]),
        ("澜陵市委、市政府副秘书长", ["澜陵市委 副秘书长", "澜陵市政府 副秘书长"]),
        ("在青川县云溪乡插队", ["青川县云溪乡 插队"]),
        ("澜陵市长", ["澜陵市政府 市长"]),
        ("澜陵市副书记", ["澜陵市委 副书记"]),
        ("澜陵地区专员", ["澜陵地区行署 专员"]),
        ("青川县秘书", ["青川县 秘书"]),
        ("青川县财政局党组书记、局长", ["青川县财政局党组 书记", "青川县财政局 局长"]),
        ("白石机械厂副厂长、副书记", ["白石机械厂 副厂长", "白石机械厂 副书记"]),
        ("青川县委书记、办公室主任", ["青川县委 书记", "青川县委办公室 主任"]),
        ("澜陵市副市长【兼】", ["澜陵市政府 副市长"]),
        ("青川县委书记（按㎞计）", ["青川县委 书记"]),
        ("澜陵市行政公署专员", ["澜陵市行政公署 专员"]),
        ("青川县委办公室主任、县财政局局长、党组成员",
         ["青川县委办公室 主任", "青川县财政局 局长", "青川县财政局党组 成员"]),
        ("青川县副县长、财政局局长", ["青川县政府 副县长", "青川县财政局 局长"]),
        ("澜陵市委书记、党组书记", ["澜陵市委 书记", "澜陵市政府党组 书记"]),
        ("乙市委书记、统战部部长，人大常委会副主任",
         ["乙市委 书记", "乙市委统战部 部长", "乙市人大常委会 副主任"]),
        ("乙市委宣传部部长、政法委书记", ["乙市委宣传部 部长", "乙市委政法委 书记"]),
        ("北安自治区党委常委、组织部部长", ["北安自治区党委 常委", "北安自治区党委组织部 部长"]),
        ("澜陵地区行署副专员、秘书长", ["澜陵地区行署 副专员", "澜陵地区行署 秘书长"]),
        ("澜陵市人民政府副秘书长、办公室主任、研究室主任",
         ["澜陵市人民政府 副秘书长", "澜陵市人民政府办公室 主任", "澜陵市人民政府研究室 主任"]),
        ("白石机械厂第一车间主任、第二车间主任",
         ["白石机械厂第一车间 主任", "白石机械厂第二车间 主任"]),
        ("中国白石公司云溪分公司经理、国家计委外资司副司长",
         ["中国白石公司云溪分公司 经理", "国家计委外资司 副司长"]),
        ("武警甲省总队司令员，人民大学教授", ["武警甲省总队 司令员", "人民大学 教授"]),
        ("青川县委书记兼县人武部党委第一书记",
         ["青川县委 书记", "青川县人武部党委 第一书记"]),
        ("青川县农机厂厂办副主任兼修造厂党委书记",
         ["青川县农机厂厂办 副主任", "修造厂党委 书记"]),
        ("澜陵市计委副主任兼市外资办主任、党组成员",
         ["澜陵市计委 副主任", "澜陵市外资办 主任", "澜陵市外资办党组 成员"]),
        ("澜陵开发区管委会主任、党工委书记",
         ["澜陵开发区管委会 主任", "澜陵开发区党工委 书记"]),
        ("青川县（县级市）委书记等职务", ["青川县委 书记"]),
        ("市委书记", ["市委 书记"]),
        ("党组书记", ["党组 书记"]),
        ("青川县副县长候选人，拟任澜陵市财政局局长人选", []),
        ("提名澜陵市市长", []),
        ("不再担任澜陵市市长", []),
        ("负责财政方面工作，分管工业", []),
        ("被判处有期徒刑，时为澜陵市市长", []),
        ("澜陵市财政局", ["澜陵市财政局 "]),
    ],
)  # fmt: skip
def test_a_body_is_named_once_and_meant_by_what_follows(text: str, expected: list[str]) -> None:
    assert [f"{body} {post}" for body, post in held(f"2001.03-2003.05 {text}")] == expected


def test_a_level_means_the_place_named_before() -> None:
    text = "2001.03-2003.05 澜陵市副市长\n2003.05-2006.01 市委书记、市人大常委会主任"
    assert held(text)[1:] == [("澜陵市委", "书记"), ("澜陵市人大常委会", "主任")]
    (_, spell, _) = read(text)
    assert (spell.confidence, spell.organization) == (INHERITED, "澜陵市委")


def test_a_county_of_the_last_city_is_forgotten_in_the_next_province() -> None:
    assert held("1999.01-2001.02 甲省青川县县长\n2001.02-2003.01 乙省澜陵市委书记、市长")[1:] == [
        ("乙省澜陵市委", "书记"), ("乙省澜陵市政府", "市长"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "then", "expected"),
    [
        ("澜陵地区财政局副局长", "地委副书记、专员", ["澜陵地委 副书记", "澜陵地区行署 专员"]),
        ("澜陵地区财政局副局长", "行署副专员", ["澜陵地区行署 副专员"]),
        ("青川县委书记", "县长", ["青川县政府 县长"]),
        ("甲省澜陵市市长", "省政协副主席", ["甲省政协 副主席"]),
        ("白云盟委书记", "盟长", ["白云盟政府 盟长"]),
        ("青川县财政局局长", "乙市委书记", ["乙市委 书记"]),
    ],
)
def test_an_entry_leans_on_the_places_of_those_before(
    before: str, then: str, expected: list[str]
) -> None:
    found = held(f"1990.01-1992.01 {before}\n1992.01-1993.01 {then}")
    assert [f"{body} {post}" for body, post in found[1:]] == expected


def test_a_meeting_names_the_place_of_what_it_decides() -> None:
    text = "2006年1月5日，青川县人大常委会会议上被任命为副县长。"
    assert told(text) == [("2006-01-05", None, "青川县政府", "副县长")]


def test_who_acts_is_secondment_or_concurrent_is_told_apart() -> None:
    assert [
        (s.organization, s.post, s.nature, s.concurrent)
        for s in read(
            "2001.03-2002.01 澜陵市委副书记、代市长\n"
            "2002.01-2003.01 澜陵市副市长兼青川县委书记\n"
            "2003.01-2004.01 澜陵市副市长（兼）\n"
            "2004.01-2005.01 挂职任乙市市长助理\n"
            "2005.01-2006.01 青川县副县长（挂职）\n"
            "2006.01-2007.01 澜陵市财政局副局长（主持工作）"
        )
    ] == [
        ("澜陵市委", "副书记", "正式", False),
        ("澜陵市政府", "代市长", "代理", False),
        ("澜陵市政府", "副市长", "正式", False),
        ("青川县委", "书记", "正式", True),
        ("澜陵市政府", "副市长", "正式", True),
        ("乙市政府", "市长助理", "挂职", False),
        ("青川县政府", "副县长", "挂职", False),
        ("澜陵市财政局", "副局长", "主持工作", False),
    ]


def test_a_dated_note_of_leading_is_a_spell_of_its_own() -> None:
    regular, led = read("2001.03-2006.05 澜陵市副市长（2002.01-2002.06主持市政府工作）")
    assert (regular.nature, regular.since, regular.until) == ("正式", "2001-03", "2006-05")
    assert (led.nature, led.since, led.until) == ("主持工作", "2002-01", "2002-06")
    assert regular.end < led.end


def test_brackets_tell_what_was_beside() -> None:
    text = (
        "1998.07-2001.03 青川县委书记"
        "（其间：1999.09—2000.07在省委党校学习；2000.01—2000.12挂职任乙市市长助理）"
    )
    assert told(text) == [
        ("1998-07", "2001-03", "青川县委", "书记"),
        ("1999-09", "2000-07", "省委党校", "学习"),
        ("2000-01", "2000-12", "乙市政府", "市长助理"),
    ]


def test_a_line_of_meanwhile_ends_nothing() -> None:
    text = (
        "1998.07 青川县委书记\n其间：1999.02-1999.12 挂职任甲省财政厅副处长\n2001.03 澜陵市副市长"
    )
    assert told(text)[0] == ("1998-07", "2001-03", "青川县委", "书记")
    assert told(text)[1] == ("1999-02", "1999-12", "甲省财政厅", "副处长")


@pytest.mark.parametrize(
    ("note", "since", "until"),
    [
        ("至2004.01", "2001-03", "2004-01"), ("2002.05起", "2002-05", "2006-05"),
        ("2002.05-2003.06", "2002-05", "2003-06"), ("至1999.01", "2001-03", "2006-05"),
        ("2008.01起", "2001-03", "2006-05"), ("分管工业", "2001-03", "2006-05"),
    ],
)  # fmt: skip
def test_a_note_dates_the_one_post_before_it(note: str, since: str, until: str) -> None:
    first, second = told(f"2001.03-2006.05 澜陵市委常委、青川县委书记（{note}）")
    assert first == ("2001-03", "2006-05", "澜陵市委", "常委")
    assert second == (since, until, "青川县委", "书记")


def test_study_is_told_apart() -> None:
    assert told("1985.09-1989.07 在甲省大学经济系学习") == [
        ("1985-09", "1989-07", "甲省大学经济系", "学习")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001年3月20日，澜陵市第三届人民代表大会第一次会议选举林一鸣为澜陵市市长。",
         [("2001-03-20", None, "澜陵市政府", "市长")]),
        ("2006年1月，免去林一鸣的澜陵市市长职务。", [(None, "2006-01", "澜陵市政府", "市长")]),
        ("2006年1月，林一鸣同志不再担任澜陵市委书记职务。",
         [(None, "2006-01", "澜陵市委", "书记")]),
        ("2006年1月5日，澜陵市人大常委会会议决定任命林一鸣为副市长。",
         [("2006-01-05", None, "澜陵市政府", "副市长")]),
        ("2006年1月，周岚当选为澜陵市市长，林一鸣出席会议。", []),
        ("2006年1月，林一鸣被提名为澜陵市市长候选人。", []),
        ("2008年5月，林一鸣因涉嫌受贿被逮捕。", []),
        ("2008年5月，经查，林一鸣担任乙市副市长、市长期间，违反纪律。", []),
        ("2008年5月，林一鸣涉嫌受贿，被免去澜陵市市长职务。",
         [(None, "2008-05", "澜陵市政府", "市长")]),
        ("2008年5月，林一鸣在担任澜陵市市长时作了报告。", []),
        ("2008年5月，林一鸣被评为先进工作者。", []),
        ("2003年7月，离休。", []),
    ],
)  # fmt: skip
def test_events_are_told_by_their_verbs(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


def test_the_day_of_a_removal_is_the_first_day_out() -> None:
    (spell,) = read("2006年1月，免去林一鸣的澜陵市市长职务。")
    assert spell.removed


def test_lists_without_dates_say_only_whether_they_are_held_now() -> None:
    first, second, now = read("曾任青川县委书记、澜陵市副市长。现任澜陵市委书记。")
    assert (first.since, first.until, first.still) == (None, None, False)
    assert (second.organization, second.post) == ("澜陵市政府", "副市长")
    assert (now.organization, now.still) == ("澜陵市委", True)


def test_words_are_quoted_where_they_stand() -> None:
    text = "2001.03—2003.05　澜陵市委副书记、市长"
    assert [text[s.start : s.end] for s in read(text)] == ["2001.03—2003.05　澜陵市委副书记", text]


def test_radicals_of_pdf_files_are_read_as_characters() -> None:
    assert held("2001.03-2003.05 青川县⻩桥镇镇⻓") == [("青川县黄桥镇政府", "镇长")]


@given(
    st.text(
        alphabet="年月日至今0123456789.-—（）()、，。；兼任市委县长书记副原其间林一鸣 \n曾现",
        max_size=80,
    )
)
def test_no_text_is_too_odd(text: str) -> None:
    for spell in read(text):
        assert 0 <= spell.start < spell.end <= len(text)


@pytest.mark.parametrize(
    ("head", "repeated", "times", "count"),
    [
        ("", "2001.03-2003.05 ", 3_000, 0),
        ("2001.03-2003.05 澜陵市", "副书记、", 5_000, 5_000),
        ("2001.03-2003.05 澜陵市市长", "(2001.03", 5_000, 1),
        ("", "（", 50_000, 0),
        ("", "2001年3月任甲县县长。", 2_000, 2_000),
        ("2001.03-2003.05 ", "甲", 50_000, 0),
    ],
)
def test_a_paragraph_without_end_ends_soon(
    head: str, repeated: str, times: int, count: int
) -> None:
    assert len(read(head + repeated * times)) == count
