"""Which body a post is of where other words stand around it, or only part of its name."""

from __future__ import annotations

import pytest

from tests.loaders.text.cases import one, posts, read, shown


def test_what_is_told_of_the_holder_is_no_part_of_his_body() -> None:
    case = one("澜陵市纪委给予对此制止不力、负有领导责任的青石县委副书记、县长林一鸣党内警告处分。")
    assert shown(case.posts) == [("青石县委", "副书记", False), ("青石县", "县长", False)]


def test_those_who_held_one_post_after_the_other_hold_the_post() -> None:
    cases = read(
        "青石县白石镇原党委书记周岚等人失职失责问题。",
        "周岚和前后两任镇党委副书记林一鸣、苏晓失察。林一鸣受到党内警告处分。",
    )
    assert [(c.name, shown(c.posts)) for c in cases] == [
        ("周岚", [("青石县白石镇党委", "书记", True)]),
        ("林一鸣", [("青石县白石镇党委", "副书记", False)]),
    ]


def test_a_verb_in_front_of_a_post_is_no_part_of_the_body() -> None:
    case = next(
        c
        for c in read(
            "青石县白石镇青山村党支部书记林一鸣失职问题。",
            "林一鸣仍安排村会计周岚出具证明。2020年5月，林一鸣、周岚分别受到党内警告处分。",
        )
        if c.name == "周岚"
    )
    assert shown(case.posts) == [("青石县白石镇青山村", "会计", False)]


def test_a_seat_in_the_committee_of_a_department_is_a_title_of_it() -> None:
    assert posts("澜陵市林业局党组原书记、局长林一鸣") == [
        ("澜陵市林业局", "党组书记", True),
        ("澜陵市林业局", "局长", True),
    ]
    assert posts("澜陵市监狱七监区党支部书记、监区长林一鸣") == [
        ("澜陵市监狱七监区", "党支部书记", False),
        ("澜陵市监狱七监区", "监区长", False),
    ]
    assert posts("青石县白石镇党委原书记林一鸣") == [("青石县白石镇党委", "书记", True)]


def test_the_director_beside_the_party_seat_of_a_street_is_that_of_the_street() -> None:
    assert posts("澜陵市白石街道党工委委员、副主任林一鸣") == [
        ("澜陵市白石街道党工委", "委员", False),
        ("澜陵市白石街道", "副主任", False),
    ]


def test_a_village_may_be_named_without_the_places_above_it() -> None:
    assert posts("青山村党支部书记、村委会主任林一鸣") == [
        ("青山村党支部", "书记", False),
        ("青山村村委会", "主任", False),
    ]


def test_the_district_of_a_relative_name_may_stand_behind_a_preposition() -> None:
    case = one(
        "澜陵市纪委近日对青石区2名干部公车私用问题作出处理。",
        "给予时任区委常委、副区长，现任区人大常委会副主任林一鸣党内警告处分。",
    )
    assert shown(case.posts) == [
        ("青石区委", "常委", True),
        ("青石区", "副区长", True),
        ("青石区人大常委会", "副主任", False),
    ]
    assert [s.kind for s in case.sanctions] == ["警告"]


@pytest.mark.parametrize(
    ("head", "post"),
    [
        ("青石县白石镇青山村护河员", ("青石县白石镇青山村", "护河员", False)),
        ("青石县白石镇党群办干事", ("青石县白石镇党群办", "干事", False)),
        ("青石县白石镇西山片区包片负责人", ("青石县白石镇西山片区", "包片负责人", False)),
        ("青石县公安局交警", ("青石县公安局", "交警", False)),
        ("青石县粮食储备库出纳会计", ("青石县粮食储备库", "出纳会计", False)),
    ],
)
def test_titles_of_those_who_serve_below(head: str, post: tuple[str, str, bool]) -> None:
    assert posts(f"{head}林一鸣") == [post]


def test_posts_behind_a_name_end_where_their_verb_follows() -> None:
    case = one(
        "2012年，澜陵市政府召开会议。林一鸣作为青石县政府分管副县长参加会议，会后未部署。",
        "林一鸣受到党内警告处分。",
    )
    assert shown(case.posts) == [("青石县政府", "副县长", False)]


def test_a_long_unit_of_the_body_before_is_within_it() -> None:
    cases = read(
        "澜陵市安监局副调研员林一鸣、职业安全健康监督管理科科长周岚公款旅游问题。",
    )
    assert [shown(c.posts) for c in cases] == [
        [("澜陵市安监局", "副调研员", False)],
        [("澜陵市安监局职业安全健康监督管理科", "科长", False)],
    ]


def test_a_province_named_in_short_is_written_out_before_its_bodies() -> None:
    case = one("湖南日报记者报道，省林业局局长林一鸣受到党内警告处分。")
    assert shown(case.posts) == [("湖南省林业局", "局长", False)]


def test_a_verb_and_whom_it_was_given_to_end_before_the_body() -> None:
    case = one("青石县经信局给县节能办科长林一鸣行政记过处分。")
    assert [title for _, title, _ in shown(case.posts)] == ["科长"]
    assert shown(case.posts)[0][0].endswith("县节能办")
    case = one(
        "近日，澜陵市纪委监委通报了青石县白石镇综治办副主任林一鸣截留资金问题。",
        "林一鸣受到党内警告处分。",
    )
    assert shown(case.posts) == [("青石县白石镇综治办", "副主任", False)]


def test_a_body_just_named_may_be_repeated_in_short() -> None:
    cases = read(
        "白石街道办事处副主任林一鸣，办事处安监办原主任周岚、苏晓，办事处经贸办主任夏光失职失责问题。",
    )
    assert [shown(c.posts) for c in cases] == [
        [("白石街道办事处", "副主任", False)],
        [("白石街道办事处安监办", "主任", True)],
        [("白石街道办事处安监办", "主任", True)],
        [("白石街道办事处经贸办", "主任", False)],
    ]
    assert posts("临江新区科创园区管委会主任、管委会办公室主任林一鸣") == [
        ("临江新区科创园区管委会", "主任", False),
        ("临江新区科创园区管委会办公室", "主任", False),
    ]


def test_a_body_of_a_larger_place_is_not_one_of_the_smaller() -> None:
    assert posts("白石镇党委书记、区水务局副局长林一鸣") == [
        ("白石镇党委", "书记", False),
        ("区水务局", "副局长", False),
    ]
    assert posts("白石乡党委委员、乡村振兴办主任林一鸣") == [
        ("白石乡党委", "委员", False),
        ("白石乡乡村振兴办", "主任", False),
    ]


def test_a_stationed_group_is_a_body() -> None:
    assert posts("时任澜陵市纪委派驻市水务局纪检组组长林一鸣") == [
        ("澜陵市纪委派驻市水务局纪检组", "组长", True)
    ]


def test_the_place_with_which_a_paragraph_begins_is_that_of_its_short_names() -> None:
    cases = read(
        "督查组到白石镇和青山镇督查。",
        "白石镇环境恶劣。镇党委书记林一鸣受到诫勉谈话。",
        "青山镇垃圾堆放。镇党委书记周岚受到诫勉谈话。",
    )
    assert [shown(c.posts) for c in cases] == [
        [("白石镇党委", "书记", False)],
        [("青山镇党委", "书记", False)],
    ]


def test_whoever_gives_is_no_part_of_the_list() -> None:
    case = one(
        "青石县白沙中学虚报人数问题。",
        "县教育局和县委、县政府给予该校校长林一鸣行政记过处分，免去其校长职务。",
    )
    assert shown(case.posts) == [("青石县白沙中学", "校长", False)]
    case = one("免去澜陵市矿业公司董事长林某职务。")
    assert shown(case.posts) == [("澜陵市矿业公司", "董事长", False)]


def test_a_bare_title_of_a_school_is_of_the_school_that_was_named() -> None:
    cases = read(
        "澜陵市第九中学乱收费，澜陵市教育局给予校长林某行政撤职处分。",
        "另一起是：青石县白沙小学向学生收费，县纪委、监察局给予副校长周某行政记过处分。",
        "澜陵市教育局对校长苏某诫勉谈话。",
    )
    assert [shown(c.posts) for c in cases[:2]] == [
        [("澜陵市第九中学", "校长", False)],
        [("青石县白沙小学", "副校长", False)],
    ]
    assert shown(one("澜陵市对校长林某诫勉谈话。").posts) == [("", "校长", False)]


def test_a_bare_title_is_of_the_body_of_whom_the_sentence_before_names() -> None:
    cases = read(
        "青石县扶贫办主任林一鸣失职失责。林一鸣受到政务撤职处分；主任科员周某受到政务警告处分。"
    )
    assert [shown(c.posts) for c in cases] == [
        [("青石县扶贫办", "主任", False)],
        [("青石县扶贫办", "主任科员", False)],
    ]


def test_the_village_is_written_once_before_its_secretary() -> None:
    assert posts("白石镇青山村村支部书记林一鸣") == [("白石镇青山村", "支部书记", False)]


def test_the_party_group_of_an_organ_is_that_of_the_organ_and_not_of_its_office() -> None:
    assert posts("澜陵市政协副秘书长、办公厅主任、机关党组成员林一鸣") == [
        ("澜陵市政协", "副秘书长", False),
        ("澜陵市政协办公厅", "主任", False),
        ("澜陵市政协机关", "党组成员", False),
    ]
    assert posts("澜陵市政协办公厅副主任兼委员联络工作室主任、机关党组成员林一鸣") == [
        ("澜陵市政协办公厅", "副主任", False),
        ("澜陵市政协办公厅委员联络工作室", "主任", False),
        ("澜陵市政协机关", "党组成员", False),
    ]


def test_former_reaches_over_what_is_held_together() -> None:
    assert posts("白石镇青山村原党支部书记兼村委会主任林一鸣") == [
        ("白石镇青山村党支部", "书记", True),
        ("白石镇青山村村委会", "主任", True),
    ]


def test_who_is_called_responsible_has_his_post_behind_that() -> None:
    case = one("澜陵大学对主要负责人培训部主任林一鸣给予行政警告处分。")
    assert [title for _, title, _ in shown(case.posts)] == ["主任"]
    assert shown(case.posts)[0][0].endswith("培训部")


def test_what_stands_beside_a_post_and_is_none_is_no_part_of_the_body() -> None:
    cases = read(
        "参训学员、时任澜陵市财政局局长林一鸣，违规组织市林业局副局长周岚外出聚餐。",
        "给予林一鸣、周岚党内警告处分。",
    )
    assert [shown(c.posts) for c in cases] == [
        [("澜陵市财政局", "局长", True)],
        [("澜陵市林业局", "副局长", False)],
    ]
    case = one(
        "澜陵市纪委通报2起问题，其中一项便是青石县林业局局长林一鸣违规提供酒水的问题。",
        "林一鸣受到党内警告处分。",
    )
    assert shown(case.posts) == [("青石县林业局", "局长", False)]


def test_a_committee_of_a_place_that_is_not_told_is_still_one() -> None:
    assert posts("时任村党支部书记林一鸣") == [("村党支部", "书记", True)]
    case = one("应青石县委原书记林一鸣要求，县里挪用资金。林一鸣受到开除党籍处分。")
    assert shown(case.posts) == [("青石县委", "书记", True)]


def test_a_body_may_act_on_a_holiday() -> None:
    case = one(
        "青石县民政局中秋节违规发放月饼问题。",
        "2020年9月，党组书记、局长林一鸣受到党内警告处分。",
    )
    assert shown(case.posts) == [
        ("青石县民政局", "党组书记", False),
        ("青石县民政局", "局长", False),
    ]


def test_the_committee_of_a_district_is_named_as_others_are() -> None:
    cases = read(
        "澜陵市青石区盲目决策问题。",
        "2019年，时任青石区委书记林一鸣、时任白石区委书记周岚盲目决策。区委书记苏晓未制止。",
        "林一鸣、周岚、苏晓受到党内警告处分。",
    )
    assert [shown(c.posts) for c in cases] == [
        [("青石区委", "书记", True)],
        [("白石区委", "书记", True)],
        [("白石区委", "书记", False)],
    ]


@pytest.mark.parametrize(
    ("post", "told"),
    [
        ("副局长", ("青石县水利局", "副局长", False)),
        ("办公室主任", ("青石县水利局办公室", "主任", False)),
        ("规划股股长", ("青石县水利局规划股", "股长", False)),
        ("县水利局副局长", ("青石县水利局", "副局长", False)),
        ("水利局办公室主任", ("青石县水利局办公室", "主任", False)),
        ("水利局水政大队队长", ("青石县水利局水政大队", "队长", False)),
        ("县水利局水政大队队长", ("青石县水利局水政大队", "队长", False)),
        ("副县长", ("青石县", "副县长", False)),
    ],
)
def test_a_post_in_the_story_belongs_to_the_body_of_the_heading(
    post: str, told: tuple[str, str, bool]
) -> None:
    cases = read(
        "青石县水利局局长林一鸣公车私用问题。2020年，林一鸣多次用公车接送家人。",
        f"林一鸣受到党内警告处分；{post}周岚因监管不力受到诫勉谈话处理。",
    )
    assert shown(cases[1].posts) == [told]


@pytest.mark.parametrize(
    ("unit", "post", "told"),
    [
        ("青石县水务公司", "公司经理", ("青石县水务公司", "经理", False)),
        ("青石县水务公司", "该公司财务部经理", ("青石县水务公司财务部", "经理", False)),
        ("青山引水工程白石分局", "分局党委书记", ("青山引水工程白石分局", "党委书记", False)),
        ("青山引水工程白石分局", "该局局长", ("青山引水工程白石分局", "局长", False)),
        ("青石县公路中心白石分中心", "该分中心主任", ("青石县公路中心白石分中心", "主任", False)),
        ("青石县公路中心白石分中心", "分中心科长", ("青石县公路中心白石分中心", "科长", False)),
    ],
)
@pytest.mark.parametrize("lead", ["", "经"])
def test_a_kind_of_body_in_the_story_is_that_of_the_heading(
    unit: str, post: str, told: tuple[str, str, bool], lead: str
) -> None:
    case = one(f"{unit}文山会海问题。2020年，{lead}{post}林一鸣同意开会。林一鸣受到党内警告处分。")
    assert shown(case.posts) == [told]


def test_a_body_may_be_named_by_the_end_of_a_name_that_stands_before() -> None:
    cases = read(
        "青石白水集团有限公司东湾分公司经理林一鸣、白水集团有限公司工程部部长周岚受贿问题。"
    )
    assert shown(cases[1].posts) == [("青石白水集团有限公司工程部", "部长", False)]
    cases = read("青石白水集团东湾分公司经理林一鸣、白水集团工程部原部长周岚受贿问题。")
    assert shown(cases[1].posts) == [("青石白水集团工程部", "部长", True)]


def test_the_sign_for_by_is_no_part_of_the_body_behind_it() -> None:
    case = one("2020年，经青石县水利局局长林一鸣同意违规聚餐。林一鸣受到党内警告处分。")
    assert shown(case.posts) == [("青石县水利局", "局长", False)]
    assert posts("经开区财政局局长林一鸣") == [("经开区财政局", "局长", False)]


def test_the_place_of_one_case_is_none_of_the_next() -> None:
    cases = read(
        "近日，澜陵市纪委监委通报2起典型问题。",
        "1.白石市教育局局长林一鸣公款吃喝问题。林一鸣受到党内警告处分。",
        "2.市公路中心主任周岚公车私用问题。周岚受到党内警告处分。",
    )
    assert shown(cases[1].posts) == [("澜陵市公路中心", "主任", False)]


@pytest.mark.parametrize("former", ["时任", "原", ""])
def test_what_is_told_of_one_is_no_part_of_the_body_of_the_next(former: str) -> None:
    cases = read(
        "青石县水利局局长林一鸣失职问题。",
        f"2020年，白石镇水利所副所长周岚查处不力、{former}所长苏晓把关不严。周岚、苏晓被诫勉。",
    )
    assert [shown(c.posts) for c in cases[1:]] == [
        [("白石镇水利所", "副所长", False)],
        [("白石镇水利所", "所长", bool(former))],
    ]


@pytest.mark.parametrize(
    ("before", "post", "told"),
    [
        ("青石县公安局交警支队车辆管理所所长", "二大队大队长", "青石县公安局交警支队二大队"),
        ("青石集团海外事业部经理", "驻长沙代表处首席代表", "青石集团驻长沙代表处"),
        ("青石县法院审判委员会委员", "民三庭庭长", "青石县法院民三庭"),
        ("青石县检察院副检察长", "反贪污贿赂局局长", "青石县检察院反贪污贿赂局"),
        ("澜陵市白石镇党委委员", "人大主席团主席", "澜陵市白石镇人大主席团"),
        ("澜陵市经开区管委会党工委委员", "副主任", "澜陵市经开区管委会"),
        ("澜陵市东湖新区管委会党工委委员", "公园城市建设局局长", "澜陵市东湖新区公园城市建设局"),
        ("青石县白石镇青山村党支部书记", "文书", "青石县白石镇青山村"),
        ("青石县殡仪馆馆长", "殡仪馆财务股股长", "青石县殡仪馆财务股"),
        ("澜陵大学副校长", "附属医院院长", "澜陵大学附属医院"),
        ("青石县白石镇青山村党支部书记", "驻村工作队队长", "青石县白石镇青山村"),
        ("青石集团有限公司安环部主任", "下属白石船务有限公司经理", "白石船务有限公司"),
    ],
)
def test_the_body_of_a_post_beside_another(before: str, post: str, told: str) -> None:
    cases = read(f"{before}林一鸣、{post}周岚失职问题。林一鸣、周岚受到党内警告处分。")
    assert [case.posts[0].organization for case in cases][1:] == [told]


def test_the_political_conference_is_no_part_of_a_place() -> None:
    assert posts("政协澜陵市青石县委员会副主席，县工商联主席林一鸣") == [
        ("政协澜陵市青石县委员会", "副主席", False),
        ("澜陵市青石县工商联", "主席", False),
    ]


def test_who_heads_a_body_is_not_of_the_unit_told_before_him() -> None:
    cases = read(
        "青石县医保局待遇科科长林一鸣失职问题。2020年，林一鸣失职。"
        "林一鸣受到党内警告处分；时任分管副局长周岚被诫勉。"
    )
    assert shown(cases[1].posts) == [("青石县医保局", "副局长", True)]
    assert posts("青石银行有限公司党委书记、行长林一鸣")[1][0] == "青石银行有限公司"


def test_who_has_retired_holds_the_post_told_behind_that() -> None:
    assert posts("退休干部原青石县水利局副局长林一鸣") == [("青石县水利局", "副局长", True)]
    assert posts("退休干部、青石县水利局原副局长林一鸣") == [("青石县水利局", "副局长", True)]
