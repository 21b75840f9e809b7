"""What the beginning of a résumé says of the person."""

from __future__ import annotations

import pytest

from loaders.text.resumes.intro import facts


def told(text: str) -> dict[str, str]:
    return {fact.kind: fact.value for fact in facts(text)}


def test_the_usual_beginning() -> None:
    text = (
        "林一鸣，男，汉族，1965年3月生，甲省青川县人，1987年7月参加工作，1985年6月加入中国共产党。"
    )
    assert told(text) == {
        "sex": "男", "ethnicity": "汉族", "birth": "1965-03", "native_place": "甲省青川县",
        "joined_party": "1985-06", "joined_work": "1987-07",
    }  # fmt: skip
    assert [text[f.start : f.end] for f in facts(text)][:3] == ["男", "汉族", "1965年3月"]


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("林一鸣，1965.03出生，", "1965-03"), ("林一鸣（1965年3月—），", "1965-03"),
        ("林一鸣，生于1965年3月5日，", "1965-03-05"), ("出生年月：1965-03", "1965-03"),
        ("林一鸣，１９６５年３月生，", "1965-03"), ("林一鸣，1965年出生在甲省青川县。", "1965"),
        ("林一鸣，1965年生产队会计。", ""), ("林一鸣，男。", ""),
    ],
)  # fmt: skip
def test_birth(text: str, birth: str) -> None:
    assert told(text).get("birth", "") == birth


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("林一鸣，籍贯甲省青川，", "甲省青川"), ("林一鸣，男，甲省青川人。", "甲省青川"),
        ("祖籍：甲省青川县，", "甲省青川县"), ("1965年3月生于甲省青川县。", "甲省青川县"),
        ("林一鸣，1965年，出生在甲省青川县。", "甲省青川县"),
        ("林一鸣，甲省青川（今云溪）人，", "甲省青川（今云溪）"),
        ("林一鸣，男。1980.01-1985.02 白石机械厂工人、班长", ""),
        ("林一鸣，男，项目负责人，", ""),
    ],
)  # fmt: skip
def test_native_place(text: str, place: str) -> None:
    assert told(text).get("native_place", "") == place


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("周岚，女，苗族", "女"),
        ("周岚，女性，", "女"),
        ("周岚（女）", "女"),
        ("周岚（女，苗族），其妹周青（男）", "女"),
        ("周岚，苗族，其兄林一鸣（男）", ""),
        ("周岚，男女老少皆知", ""),
        ("子女二人", ""),
    ],
)
def test_sex(text: str, sex: str) -> None:
    assert told(text).get("sex", "") == sex
