from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of


def told(*paragraphs: str) -> list[tuple[object, ...]]:
    return [ends(f, "person", "organization", "post", "former") for f in of("任职", *paragraphs)]


def test_every_post_of_a_speaker_is_told() -> None:
    assert told("“要常提醒。”澜陵市委常委，市纪委书记、监委主任林一鸣说。") == [
        ("林一鸣", "澜陵市委", "常委", False),
        ("林一鸣", "澜陵市纪委", "书记", False),
        ("林一鸣", "澜陵市监委", "主任", False),
    ]


def test_a_verb_before_the_body_is_no_part_of_it() -> None:
    assert told("青石县委书记周岚到县水利局局长何远家中开展家访。")[1] == (
        "何远", "青石县水利局", "局长", False,
    )  # fmt: skip


@pytest.mark.parametrize("verb", ["亲自约谈", "会见", "走访", "查处", "慰问", "前往", "调研"])
def test_a_verb_that_the_tagger_takes_for_a_part_of_the_body_is_none(verb: str) -> None:
    (*_, last) = told(f"青石县委书记周岚{verb}县财政局局长何远。")
    assert last == ("何远", "青石县财政局", "局长", False)


def test_what_stands_before_a_body_within_its_clause_is_no_part_of_it() -> None:
    green = ("周岚", "青石县财政局", "局长", True)
    assert told("会议深刻反思和汲取青石县财政局原局长周岚案件教训。") == [green]
    assert told("这是近日青石县财政局原局长周岚在忏悔录中的话。") == [green]
    (*_, entrusted) = told("青石县委书记方正委托白石县纪委书记林一鸣对干部开展提醒谈话。")
    assert entrusted == ("林一鸣", "白石县纪委", "书记", False)
    assert told("远远就看到我们市白石镇党委书记何远，他来了。") == [
        ("何远", "澜陵市白石镇党委", "书记", False)
    ]


def test_a_group_that_an_organ_sends_out_is_one_body() -> None:
    assert told("青石县纪委、监委派驻第一纪检监察组组长林一鸣带队检查。") == [
        ("林一鸣", "青石县纪委、监委派驻第一纪检监察组", "组长", False)
    ]


def test_a_group_that_is_stationed_in_a_body_is_called_after_it() -> None:
    body = "驻县水利局纪检监察组组长林一鸣、县水利局局长周岚到会。"
    assert told("青石县召开会议。", body) == [
        ("林一鸣", "驻青石县水利局纪检监察组", "组长", False),
        ("周岚", "青石县水利局", "局长", False),
    ]
    assert told("青石县召开会议。", "县纪委监委驻县水利局纪检监察组组长林一鸣到会。") == [
        ("林一鸣", "青石县纪委监委驻县水利局纪检监察组", "组长", False)
    ]


def test_who_is_newly_appointed_is_of_the_body_that_follows() -> None:
    found = told("澜陵市召开会议。", "新任市交通运输局党组书记林一鸣到会。", "市纪委书记周岚讲话。")
    assert [post[1] for post in found] == ["澜陵市交通运输局", "澜陵市纪委"]


def test_a_place_beside_a_name_is_nobody() -> None:
    body = "青石县纪委查处了县水利局原局长林一鸣、平乐县政协原副主席周岚等一批案件。"
    assert told(body) == [
        ("林一鸣", "青石县水利局", "局长", True), ("周岚", "平乐县政协", "副主席", True),
    ]  # fmt: skip


def test_what_a_sentence_names_later_is_not_meant_before() -> None:
    body = "县水利局局长林一鸣、白石县财政局局长周岚到会。"
    assert [post[1] for post in told("青石县召开会议。", body)] == ["青石县水利局", "白石县财政局"]


def test_a_word_that_reaches_across_a_name_hides_no_body() -> None:
    """The tagger takes 林一鸣和县交通局 for one name."""
    body = "县水利局局长林一鸣和县交通局局长何远到会。"
    assert [post[1] for post in told("青石县召开会议。", body)] == ["青石县水利局", "青石县交通局"]


def test_an_adverb_behind_a_title_is_nobody() -> None:
    assert told("邀请部分县直单位的党委（党组）书记陆续参加访谈。") == []


def test_a_bare_former_post_belongs_to_the_place_of_the_sentence() -> None:
    body = "省纪委领导参加澜陵市干部大会，利用原副市长、市公安局原局长方正严重违纪违法案开展教育。"
    assert told(body) == [
        ("方正", "澜陵市", "副市长", True), ("方正", "澜陵市公安局", "局长", True),
    ]  # fmt: skip


def test_a_post_is_told_once_however_its_place_is_written() -> None:
    assert len(told("澜陵市青石县委书记周岚到会。青石县委书记周岚讲话。")) == 1


def test_no_post_is_taken_from_words_that_name_none() -> None:
    assert told("面对回访的纪检监察干部，周某说了实话。") == []


def test_a_secretary_is_of_his_committee_whoever_was_named_before() -> None:
    found = told("青石县水利局局长何某说，县委书记周岚找他谈话。")
    assert found[1] == ("周岚", "青石县委", "书记", False)
    (*_, last) = told("澜陵市委书记同新任青石县委书记林一鸣进行谈话。")
    assert last == ("林一鸣", "青石县委", "书记", False)


def test_a_place_ends_before_what_is_told_of_it() -> None:
    found = told("青石镇的感慨源自于白石市刚刚结束的市委书记方正的谈话。")
    assert found == [("方正", "白石市委", "书记", False)]


def test_who_acts_in_a_post_holds_it() -> None:
    found = told("青石县召开会议。", "县委常委、县纪委书记、县监委代主任林一鸣说。")
    assert [post[1:3] for post in found] == [
        ("青石县委", "常委"), ("青石县纪委", "书记"), ("青石县监委", "代主任"),
    ]  # fmt: skip


def test_a_list_of_posts_is_read_across_what_joins_them() -> None:
    found = told("澜陵市委秘书长、市主体办主任林一鸣，澜陵集团原党委书记、董事长兼总经理方正到会。")
    assert [post[:3] for post in found] == [
        ("林一鸣", "澜陵市委", "秘书长"), ("林一鸣", "澜陵市主体办", "主任"),
        ("方正", "澜陵集团", "党委书记"), ("方正", "澜陵集团", "董事长"),
        ("方正", "澜陵集团", "总经理"),
    ]  # fmt: skip


def test_a_marker_before_the_body_is_part_of_the_post() -> None:
    assert told("回顾与时任青石县委书记周岚进行的谈话，林某感慨。") == [
        ("周岚", "青石县委", "书记", True)
    ]


def test_a_long_name_is_no_other_word() -> None:
    assert told("白石集团原董事长上官一鸣，白石学院原院长方正到案。")[0][0] == "上官一鸣"


def test_a_level_that_is_said_twice_is_one() -> None:
    (post,) = told("澜陵市三家单位被该市市委书记方正约谈。")
    assert post == ("方正", "澜陵市委", "书记", False)


def test_a_province_in_short_is_written_out_before_its_bodies() -> None:
    (post,) = told("湖北各地开展约谈。省第九地质大队党委书记方正说，立即整改。")
    assert post[1] == "湖北省第九地质大队"


def test_a_body_that_is_of_some_city_is_none() -> None:
    assert told("从全市最年轻的县级市委副书记林某某，到局长何某，都来投案。") == []


def test_a_seat_is_of_the_committee_of_the_entry_before() -> None:
    found = told("青石县白石镇党委书记方正，党委副书记、镇长林一鸣，青石县直属机关工委委员何远。")
    assert [post[:3] for post in found] == [
        ("方正", "青石县白石镇党委", "书记"), ("林一鸣", "青石县白石镇党委", "副书记"),
        ("林一鸣", "青石县白石镇", "镇长"), ("何远", "青石县直属机关工委", "委员"),
    ]  # fmt: skip


def test_the_discipline_secretary_of_a_list_is_of_the_commission() -> None:
    found = told("澜陵市委常委、纪委书记林一鸣，白石镇党委委员、纪委书记方正到会。")
    assert [post[1:3] for post in found] == [
        ("澜陵市委", "常委"), ("澜陵市纪委", "书记"),
        ("白石镇党委", "委员"), ("白石镇纪委", "书记"),
    ]  # fmt: skip


def test_a_year_behind_a_title_is_nobody() -> None:
    assert told("市纪委听取各县党委书记年度落实责任情况的报告。") == []


def test_a_committee_whose_place_is_not_named_is_one_still() -> None:
    assert [post[1:3] for post in told("省委常委、纪委书记林一鸣说，省纪委副书记方正指出。")] == [
        ("省委", "常委"), ("省纪委", "书记"), ("省纪委", "副书记"),
    ]  # fmt: skip


def test_what_leads_over_to_a_case_is_no_part_of_the_body() -> None:
    body = (
        "青石县委书记周岚走进何某家中，通报县交通局原局长陆某违纪案。"
        "临河区委通报区交通局原局长方某违纪案。"
    )
    assert [post[:2] for post in told(body)][1:] == [
        ("陆某", "青石县交通局"), ("方某", "临河区交通局"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "body"),
    [
        ("县委书记林一鸣受市委委托，同县水利局局长苏晓谈话。", "青石县水利局"),
        ("有人来信称县水利局局长苏晓收钱。", "青石县水利局"),
        ("县委委托县水利局局长苏晓到会。", "青石县水利局"),
        ("县委教育工委书记苏晓到会。", "青石县委教育工委"),
    ],
)
def test_a_verb_in_front_of_a_bare_level_makes_no_place(told: str, body: str) -> None:
    found = of("任职", "青石县推进整改。" + told)
    assert [fact.ends["organization"] for fact in found if fact.ends["person"] == "苏晓"] == [body]


def test_what_somebody_is_now_may_be_told_behind_his_name() -> None:
    before = "白石镇党委书记林一鸣到会。"
    assert told(before, "林一鸣现任青石县水利局党组书记、局长。")[1:] == [
        ("林一鸣", "青石县水利局", "党组书记", False), ("林一鸣", "青石县水利局", "局长", False),
    ]  # fmt: skip


def test_a_post_is_quoted_with_the_name_wherever_it_stands() -> None:
    facts = of("任职", "白石镇党委书记林一鸣到会。", "林一鸣现任青石县水利局党组书记、局长。")
    assert [fact.quote.words for fact in facts] == [
        "白石镇党委书记林一鸣", "林一鸣现任青石县水利局党组书记",
        "林一鸣现任青石县水利局党组书记、局长",
    ]  # fmt: skip


def test_what_somebody_came_to_do_is_no_post() -> None:
    assert told("青石县纪委书记周岚到县水利局督导，局长何远汇报。")[1:] == [
        ("何远", "青石县水利局", "局长", False)
    ]


def test_who_is_new_in_a_post_is_of_the_body_before_that_word() -> None:
    (*_, last) = told("青石县委书记周岚约谈县水利局新任局长林一鸣。")
    assert last == ("林一鸣", "青石县水利局", "局长", False)


@pytest.mark.parametrize("post", ["局长", "副局长", "原局长", "镇长"])
def test_a_bare_title_is_of_no_body_that_cannot_have_it(post: str) -> None:
    (*_, last) = told(f"青石县委书记周岚约谈{post}林一鸣。")
    assert last == ("林一鸣", "", post.removeprefix("原"), post.startswith("原"))


def test_a_unit_beside_a_name_is_nobody() -> None:
    body = "青石县水利局原副局长林一鸣、国土所原所长周岚到会。"
    assert [post[0] for post in told(body)] == ["林一鸣", "周岚"]


def test_the_whole_post_is_told_though_the_bare_one_came_before() -> None:
    body = "局长林一鸣到会。", "青石县水利局局长林一鸣讲话。"
    assert [post[1] for post in told(*body)] == ["", "青石县水利局"]


def test_a_place_may_end_in_a_sign_that_joins() -> None:
    assert told("永和县召开会议。", "县委书记周岚讲话。") == [("周岚", "永和县委", "书记", False)]
    (_, last) = told("青石县召开会议。", "县水利局局长周岚和县林业局局长何远到会。")
    assert last == ("何远", "青石县林业局", "局长", False)


def test_members_beside_whom_somebody_is_named_are_others() -> None:
    body = "青石县委书记周岚与班子成员、县水利局局长何远谈话。"
    assert told(body)[1:] == [("何远", "青石县水利局", "局长", False)]


@pytest.mark.parametrize("post", ["代县长", "副县长", "常务副县长"])
def test_who_acts_for_the_head_of_a_county_is_of_no_other_county(post: str) -> None:
    body = f"县委副书记、{post}林一鸣，县委常委、县纪委书记周岚到会。"
    assert [told_of[1] for told_of in told("青石县召开会议。", body)] == [
        "青石县委", "青石县", "青石县委", "青石县纪委",
    ]  # fmt: skip


def test_secretaries_of_towns_are_of_no_body_that_is_named() -> None:
    assert told("青石县召开会议。", "乡镇党委书记林一鸣到会。") == []


def test_a_body_may_have_a_sign_that_joins_in_its_name() -> None:
    who = "青石县委书记周岚与县发展和改革局局长林一鸣、县教育体育局局长何远谈话。"
    assert told(who)[1] == ("林一鸣", "青石县发展和改革局", "局长", False)


def test_a_body_that_is_named_by_its_sort_alone_is_not_told() -> None:
    assert told("集团总经理周岚到会。") == [("周岚", "", "总经理", False)]
    assert told("局党组成员、副局长林一鸣到会。") == [
        ("林一鸣", "", "党组成员", False), ("林一鸣", "", "副局长", False),
    ]  # fmt: skip


def test_what_was_considered_is_no_part_of_the_body() -> None:
    (post,) = told("校党委会先后两次研究审议继续教育学院原院长林一鸣案。")
    assert post == ("林一鸣", "继续教育学院", "院长", True)


def test_a_bare_title_is_not_of_the_body_whose_case_is_spoken_of() -> None:
    found = told("会议审议青石县水利局原局长林一鸣案，党组书记周岚发言。")
    assert found[1] == ("周岚", "", "党组书记", False)


def test_who_is_or_was_in_a_post_is_of_the_body_before_that_word() -> None:
    (*_, last) = told("青石县委书记周岚约谈县水利局现任局长林一鸣。")
    assert last == ("林一鸣", "青石县水利局", "局长", False)
    (*_, last) = told("青石县委书记周岚约谈县水利局时任局长林一鸣。")
    assert last == ("林一鸣", "青石县水利局", "局长", True)
