from __future__ import annotations

import pytest

from tests.loaders.text.articles.stories import ends, of


def test_a_place_has_a_mechanism() -> None:
    found = of("机制", "青石县探索建立“廉情月报”制度、权力清单制度。")
    assert [ends(f, "mechanism", "place") for f in found] == [
        ("廉情月报制度", "青石县"), ("权力清单制度", "青石县"),
    ]  # fmt: skip


def test_the_six_measures_are_listed() -> None:
    (fact,) = of("机制", "澜陵市出台办法，形成一案一通报、一案一谈话“六个一”以案促改机制。")
    assert ends(fact, "mechanism", "measures") == ("六个一以案促改机制", ("通报", "谈话"))


def test_a_mechanism_on_trial_has_its_place_and_organ() -> None:
    (fact,) = of("机制", "这是澜陵市纪委监委在青石县试点推行的重要案件审议制度。")
    assert ends(fact, "mechanism", "place", "actor") == (
        "重要案件审议制度", "青石县", "澜陵市纪委监委",
    )  # fmt: skip


def test_lists_are_checked() -> None:
    (fact,) = of("机制", "澜陵市将“两清单”落实情况列入监督清单进行常态化检查。")
    assert ends(fact, "mechanism", "place", "checked_by") == ("两清单", "澜陵市", "监督清单")


@pytest.mark.parametrize(
    "body",
    ["青石县拟建立“廉情月报”制度。", "要建立健全家访制度。", "“青石县建立家访制度，有用。”"],
)
def test_a_plan_is_no_mechanism(body: str) -> None:
    assert of("机制", body) == []


def test_documents_measures_and_visits_are_mechanisms_of_their_place() -> None:
    body = (
        "为推动以案促改，澜陵市纪委监委制定了《一案一建议工作办法（试行）》《谈话工作提示》。"
        "全市纪检监察机关深入开展廉政家访。这是该市常态化开展“一案一剖析一回访”的缩影。"
        "市纪委监委建立了“一份建议、一套方案、一抓到底”的责任机制。"
    )
    assert [ends(f, "mechanism", "place") for f in of("机制", body)] == [
        ("《一案一建议工作办法（试行）》", "澜陵市"), ("《谈话工作提示》", "澜陵市"),
        ("廉政家访", "澜陵市"), ("一案一剖析一回访", "澜陵市"),
        ("一份建议、一套方案、一抓到底的责任机制", "澜陵市"),
    ]  # fmt: skip
    assert of("机制", "澜陵市纪委监委拟出台《谈话工作办法》。") == []
    assert of("机制", "澜陵市认真贯彻《党内监督条例》。") == []


def test_a_way_of_working_that_has_a_name_is_a_mechanism() -> None:
    body = "澜陵市纪委探索推行案件教育“六面工作法”，创新“室组地”联动模式，制定出台《家访通知》。"
    assert [ends(f, "mechanism") for f in of("机制", body)] == [
        ("室组地联动模式",), ("《家访通知》",),
    ]  # fmt: skip


def test_each_mechanism_of_a_list_is_one() -> None:
    body = "澜陵市委出台《若干措施》，建立一把手谈话提醒、述责述廉、重大事项记录等制度。"
    assert [ends(f, "mechanism") for f in of("机制", body)] == [
        ("《若干措施》",), ("一把手谈话提醒制度",), ("述责述廉制度",), ("重大事项记录制度",),
    ]  # fmt: skip


def test_lists_of_powers_are_a_mechanism() -> None:
    (fact,) = of("机制", "澜陵市制定县处级一把手权力清单和负面清单，梳理事项12项。")
    assert ends(fact, "mechanism", "place") == ("县处级一把手权力清单和负面清单", "澜陵市")


def test_each_place_of_a_sentence_has_its_own_mechanism() -> None:
    told = "青石县推行权力清单制度；白石县建立重大事项“双报告”制度。"
    assert [ends(f, "place", "mechanism") for f in of("机制", told)] == [
        ("青石县", "权力清单制度"), ("白石县", "双报告制度"),
    ]  # fmt: skip


def test_a_list_may_end_with_the_number_of_its_mechanisms() -> None:
    told = "青石县建立家访台账、问题反馈、跟踪回访三项机制。"
    assert [f.ends["mechanism"] for f in of("机制", told)] == [
        "家访台账机制", "问题反馈机制", "跟踪回访机制",
    ]  # fmt: skip
