"""Posts with their bodies, as notices list them."""

from __future__ import annotations

import pytest

from loaders.text.notices import read_notice
from loaders.text.places import Surroundings, is_place, place_of, place_path
from loaders.text.posts import first_body, is_body
from tests.loaders.text.cases import Persons, one, posts, read, shown, text


def test_a_title_without_a_body_has_that_of_the_title_before() -> None:
    assert posts("澜陵市财政局党组书记、局长林一鸣") == [
        ("澜陵市财政局", "党组书记", False),
        ("澜陵市财政局", "局长", False),
    ]


def test_former_holds_for_all_titles_of_the_body() -> None:
    assert posts("澜陵市财政局原党组书记、局长林一鸣") == [
        ("澜陵市财政局", "党组书记", True),
        ("澜陵市财政局", "局长", True),
    ]


def test_former_ends_with_the_body() -> None:
    assert posts("澜陵市政协原副主席、澜陵市供销社主任林一鸣") == [
        ("澜陵市政协", "副主席", True),
        ("澜陵市供销社", "主任", False),
    ]


def test_former_may_stand_in_front_of_a_body_that_is_no_more() -> None:
    assert posts("澜陵市原粮食局局长林一鸣") == [("澜陵市粮食局", "局长", True)]
    assert posts("原澜陵市粮食局局长林一鸣") == [("澜陵市粮食局", "局长", True)]


def test_names_that_contain_the_sign_of_former_are_kept() -> None:
    assert posts("平原县财政局局长林一鸣") == [("平原县财政局", "局长", False)]


def test_a_second_body_of_the_same_place_is_written_without_it() -> None:
    assert posts("河北省澜陵市委原常委、统战部原部长林一鸣") == [
        ("河北省澜陵市委", "常委", True),
        ("河北省澜陵市委统战部", "部长", True),
    ]
    assert posts("河北省发展改革委原党组成员、粮食和物资储备局原局长林一鸣") == [
        ("河北省发展改革委", "党组成员", True),
        ("河北省粮食和物资储备局", "局长", True),
    ]


def test_the_party_committee_of_a_corps_is_written_out() -> None:
    assert posts("新疆生产建设兵团党委原常委、政法委原书记林一鸣") == [
        ("新疆生产建设兵团党委", "常委", True),
        ("新疆生产建设兵团党委政法委", "书记", True),
    ]


def test_a_unit_beside_another_is_not_within_it() -> None:
    assert posts("青石县住房城乡建设局人事科科长、后勤办副主任林一鸣") == [
        ("青石县住房城乡建设局人事科", "科长", False),
        ("青石县住房城乡建设局后勤办", "副主任", False),
    ]


def test_the_head_of_a_government_is_of_the_place() -> None:
    assert posts("青石县委副书记、县长林一鸣") == [
        ("青石县委", "副书记", False),
        ("青石县", "县长", False),
    ]
    assert posts("澜陵市副市长、青石县委书记林一鸣") == [
        ("澜陵市", "副市长", False),
        ("青石县委", "书记", False),
    ]
    assert posts("澜陵地委委员、行署专员林一鸣")[1][1] == "专员"


def test_a_governor_beside_the_government_is_of_the_government() -> None:
    assert posts("河北省政府原党组成员、副省长林一鸣") == [
        ("河北省政府", "党组成员", True),
        ("河北省政府", "副省长", True),
    ]


def test_a_governor_named_behind_a_lower_body_is_of_the_place_that_was_told() -> None:
    (case,) = read("澜陵市青石县委书记、市长助理、副市长林一鸣受贿案。林一鸣受贿。")
    assert shown(case.posts)[-1] == ("澜陵市", "副市长", False)


def test_a_seat_of_a_place_is_one_in_its_committee() -> None:
    assert posts("白石镇党委书记林一鸣") == [("白石镇党委", "书记", False)]
    assert posts("澜陵粮食集团公司党委书记、董事长林一鸣")[0] == (
        "澜陵粮食集团公司", "党委书记", False,
    )  # fmt: skip


def test_a_remark_in_brackets_may_stand_before_the_name() -> None:
    assert posts("澜陵市财政局副局长（主持工作）林一鸣") == [("澜陵市财政局", "副局长", False)]


def test_what_a_deputy_is_in_charge_of_is_no_body() -> None:
    told = "青石县委书记林一鸣搞政绩工程问题。分管副县长周岚受到诫勉谈话。"
    assert [shown(c.posts) for c in read(told)] == [
        [("青石县委", "书记", False)],
        [("青石县", "副县长", False)],
    ]


def test_a_title_holds_for_the_names_beside_the_first() -> None:
    cases = read(
        "青石县林业局局长林一鸣，副局长周岚、苏晓监管不力问题。林一鸣、周岚受到诫勉谈话，苏晓被诫勉。"
    )
    assert [(c.name, shown(c.posts)) for c in cases] == [
        ("林一鸣", [("青石县林业局", "局长", False)]),
        ("周岚", [("青石县林业局", "副局长", False)]),
        ("苏晓", [("青石县林业局", "副局长", False)]),
    ]


def test_a_body_within_that_of_the_case_is_told_with_it() -> None:
    (case,) = read(
        "青石大学离退休工作办公室虚报经费问题。离退休工作办公室主任林一鸣虚报经费。"
        "林一鸣受到党内警告处分。"
    )
    assert shown(case.posts) == [("青石大学离退休工作办公室", "主任", False)]


def test_the_head_of_a_school_named_by_number() -> None:
    assert posts("澜陵市青石一中校长林一鸣") == [("澜陵市青石一中", "校长", False)]


def test_a_title_may_hold_the_last_sign_of_its_body() -> None:
    assert posts("青石县财政局长林一鸣") == [("青石县财政局", "局长", False)]


def test_several_titles_are_joined_by_concurrently() -> None:
    assert posts("青石县白石镇东村党总支书记兼村委会主任林一鸣") == [
        ("青石县白石镇东村党总支", "书记", False),
        ("青石县白石镇东村村委会", "主任", False),
    ]


def test_one_title_may_be_of_two_bodies() -> None:
    assert posts("澜陵市第一、第三粮库原主任林一鸣") == [
        ("澜陵市第一粮库", "主任", True),
        ("澜陵市第三粮库", "主任", True),
    ]
    assert posts("澜陵市粮食公司、澜陵市油脂公司原经理林一鸣") == [
        ("澜陵市粮食公司", "经理", True),
        ("澜陵市油脂公司", "经理", True),
    ]
    assert posts("时任原澜陵市粮食公司、澜陵市油脂公司经理林一鸣")[0] == (
        "澜陵市粮食公司", "经理", True,
    )  # fmt: skip


def test_a_level_stands_for_the_place_told_before() -> None:
    (case,) = read(
        "青石县林业局公款宴请问题。县林业局局长林一鸣违规宴请，林一鸣受到党内警告处分。",
    )
    assert shown(case.posts) == [("青石县林业局", "局长", False)]


def test_the_same_body_is_told_by_a_word_for_its_sort() -> None:
    (case,) = read(
        "青石县林业局违规宴请问题。2019年，该局时任党组书记、局长林一鸣公款宴请。"
        "林一鸣受到党内警告处分。",
    )
    assert shown(case.posts) == [
        ("青石县林业局", "党组书记", True),
        ("青石县林业局", "局长", True),
    ]
    around = Surroundings()
    around.learn_body("澜陵市第一中学")
    assert around.whole("该校党委") == "澜陵市第一中学党委"
    assert around.whole("该单位") == "澜陵市第一中学"
    assert around.whole("该局") is None


def test_a_bare_title_is_of_the_body_that_the_case_is_about() -> None:
    (case,) = read("青石县林业局违规宴请问题。局长林一鸣公款宴请。林一鸣受到党内警告处分。")
    assert shown(case.posts) == [("青石县林业局", "局长", False)]


def test_at_that_time_holds_for_all_who_are_listed() -> None:
    cases = read(
        "澜陵市三名干部违规聚餐问题。2022年，时任澜陵市财政局党组书记、局长林一鸣，"
        "审计局副局长周岚（另案处理），教育局局长苏晓违规聚餐。林一鸣、周岚、苏晓受到党内警告处分。",
    )
    assert [(c.name, c.posts[0].marker, c.posts[0].former) for c in cases] == [
        ("林一鸣", "时任", True),
        ("周岚", "时任", True),
        ("苏晓", "时任", True),
    ]


def test_who_holds_a_post_now_does_not_formerly() -> None:
    (case,) = read("青石县林业局现任局长林一鸣公款宴请问题。林一鸣受到党内警告处分。")
    assert [(p.former, p.marker) for p in case.posts] == [(False, "现任")]


@pytest.mark.parametrize(
    "sentence",
    [
        "林一鸣同志作为青石县交通局局长，负有领导责任，决定给予林一鸣同志党内警告处分。",
        "林一鸣，青石县交通局局长，公款吃喝，受到党内警告处分。",
        "林一鸣（青石县交通局局长）公款吃喝，给予林一鸣党内警告处分。",
        "林一鸣身为青石县交通局局长，公款吃喝，对林一鸣进行通报批评。",
    ],
)
def test_posts_may_stand_behind_the_name(sentence: str) -> None:
    case = one(f"青石县交通局公款吃喝问题。{sentence}")
    assert shown(case.posts) == [("青石县交通局", "局长", False)]
    assert case.quote.words == "林一鸣"


def test_words_at_the_head_of_a_clause_are_no_name_by_themselves() -> None:
    told = "青石县交通局公款吃喝问题。经查，局长办公会议研究，其行为受到党内警告处分。"
    assert read_notice(text(told), Persons) == []


def test_a_post_is_quoted_with_what_governs_it() -> None:
    case = one("时任澜陵市财政局局长林一鸣违规吃喝问题。林一鸣违规吃喝。")
    assert [(p.quote.words, p.organization, p.title) for p in case.posts] == [
        ("时任澜陵市财政局局长", "澜陵市财政局", "局长")
    ]


def test_a_body_that_no_one_tells_leaves_its_place_empty() -> None:
    (case,) = read("2020年，局长林一鸣公款吃喝。林一鸣受到党内警告处分。")
    assert [(p.organization, p.title, p.confidence) for p in case.posts] == [("", "局长", 0.6)]


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("河北省澜陵市青石县财政局", ["河北省", "河北省澜陵市", "河北省澜陵市青石县"]),
        ("广西桂州市委", ["广西", "广西桂州市"]),
        ("德南市陵城区城市管理局", ["德南市", "德南市陵城区"]),
        ("青石县仁村镇仁村村党支部", ["青石县", "青石县仁村镇", "青石县仁村镇仁村村"]),
        ("新桥乡共和村“两委”", ["新桥乡", "新桥乡共和村"]),
        ("青石县红旗镇红旗村党支部", ["青石县", "青石县红旗镇", "青石县红旗镇红旗村"]),
        ("澜陵市红旗区教育局", ["澜陵市", "澜陵市红旗区"]),
        ("红旗街道办事处", ["红旗街道"]),
        ("青石旗乡村振兴局", ["青石旗"]),
        ("江西省石德镇市政府", ["江西省", "江西省石德镇市"]),
        ("青石县石德镇市监所", ["青石县", "青石县石德镇"]),
        ("澜陵高新技术产业开发区管委会", ["澜陵高新技术产业开发区"]),
        ("天全县委", ["天全县"]),
        ("白石镇推进村党支部", ["白石镇", "白石镇推进村"]),
        ("黑石自然保护区管理局", []),
        ("主城区管理局", []),
        ("中国农业银行", []),
    ],
)
def test_the_places_in_front_of_a_name(name: str, steps: list[str]) -> None:
    assert [name[: step.end] for step in place_path(name)] == steps
    assert place_of(name) == (steps[-1] if steps else "")


def test_a_place_is_told_from_a_body() -> None:
    assert is_place("河北省澜陵市")
    assert not is_place("河北省澜陵市委")
    assert is_body("澜陵市")
    assert is_body("粮油公司")
    assert not is_body("林一鸣")


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("青石县城市管理行政执法局对群众诉求推诿", "青石县城市管理行政执法局"),
        ("青石县财政局、审计局在工作中", "青石县财政局"),
        ("青石县在农村环境整治中层层加码", "青石县"),
        ("某公司违规发放津补贴", ""),
    ],
)
def test_whom_a_sentence_begins_with(sentence: str, body: str) -> None:
    assert first_body(sentence) == body


def test_now_in_front_of_a_post_is_no_part_of_its_body() -> None:
    assert posts("青石县医保局待遇科原科长、现四级主任科员林一鸣") == [
        ("青石县医保局待遇科", "科长", True),
        ("青石县医保局待遇科", "四级主任科员", False),
    ]
    cases = read("青石县白石镇原副镇长、现县水利局副局长林一鸣，现代集团工程师周岚受贿问题。")
    assert [shown(c.posts) for c in cases] == [
        [("青石县白石镇", "副镇长", True), ("青石县水利局", "副局长", False)],
        [("现代集团", "工程师", False)],
    ]


def test_a_helper_of_an_office_is_no_charge_of_it() -> None:
    assert posts("青石县城管局城关中队协管员林一鸣") == [("青石县城管局城关中队", "协管员", False)]
    cases = read("青石县城管局中队长林一鸣、协管员周岚受贿问题。")
    assert shown(cases[1].posts) == [("青石县城管局", "协管员", False)]


def test_a_chief_representative_is_called_so() -> None:
    assert posts("青石集团工程部原总经理、驻长沙代表处原首席代表林一鸣") == [
        ("青石集团工程部", "总经理", True),
        ("青石集团驻长沙代表处", "首席代表", True),
    ]


def test_posts_may_stand_in_brackets_before_the_name() -> None:
    assert posts("青石县水利局白石管理所原所长（现任县水利局水政监察大队副大队长）林一鸣") == [
        ("青石县水利局白石管理所", "所长", True),
        ("青石县水利局水政监察大队", "副大队长", False),
    ]
    assert posts("原青石县白石街道办事处主任（现县商务局局长）林一鸣") == [
        ("青石县白石街道办事处", "主任", True),
        ("青石县商务局", "局长", False),
    ]
    assert posts("青石县水利局办公室主任（时任白石镇副镇长）林一鸣") == [
        ("青石县水利局办公室", "主任", False),
        ("白石镇", "副镇长", True),
    ]
    assert posts("青石县水利局副局长（主持局党组全面工作并分管县防汛抗旱）林一鸣") == [
        ("青石县水利局", "副局长", False),
    ]


def test_a_member_of_the_party_may_be_called_so_behind_his_post() -> None:
    assert posts("青石县林业局护林员、中共党员林一鸣") == [("青石县林业局", "护林员", False)]


def test_a_remark_in_brackets_may_stand_behind_any_post_of_a_list() -> None:
    assert posts("青石县委常委、副县长（挂职）、县林业局党组书记（兼）林一鸣") == [
        ("青石县委", "常委", False),
        ("青石县", "副县长", False),
        ("青石县林业局", "党组书记", False),
    ]
    cases = read("青石县水利局局长（正处级）林一鸣，副局长周岚（主持工作），科长苏晓受贿问题。")
    assert [shown(c.posts) for c in cases] == [
        [("青石县水利局", "局长", False)],
        [("青石县水利局", "副局长", False)],
        [("青石县水利局", "科长", False)],
    ]
