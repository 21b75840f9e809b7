"""The told part of the ten years: what docs and tests can cite. It does not depend on the seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from examples.prefecture.careers import People, Person, Tenure
from examples.prefecture.jobs import Job


@dataclass(frozen=True, slots=True)
class Told:
    """A spell in a job; `posts` picks some of its posts by number, empty: all of them."""

    who: str
    job: str
    start: date
    last: date | None
    nature: str = "正式"
    posts: tuple[int, ...] = ()
    concurrent: bool = False


def _d(text: str) -> date:
    return date.fromisoformat(text)


def _told(who: str, job: str, start: str, last: str, nature: str = "正式",
          posts: tuple[int, ...] = (), concurrent: bool = False) -> Told:  # fmt: skip
    end = None if last == "今" else _d(last)
    return Told(who, job, _d(start), end, nature, posts, concurrent)


STORY = (
    # 市委书记: vacant from 2021-05-15 to 2021-07-31, said so by a source.
    _told("顾承岳", "市委书记", "2012-03-15", "2016-08-31"),
    _told("陆景川", "市委书记", "2016-09-01", "2021-05-14"),
    _told("沈砚舟", "市委书记", "2021-08-01", "今"),
    # 市长: acting before the congress elects; nothing recorded from 2017-12-29 to 2018-01-11.
    _told("陆景川", "市长", "2013-02-20", "2016-08-31"),
    _told("宋秉衡", "市长", "2016-09-02", "2017-01-10", "代理", (0,)),
    _told("宋秉衡", "市长", "2016-09-02", "2017-12-28", posts=(1, 2)),
    _told("宋秉衡", "市长", "2017-01-11", "2017-12-28", posts=(0,)),
    _told("沈砚舟", "市长", "2018-01-12", "2018-03-04", "代理", (0,)),
    _told("沈砚舟", "市长", "2018-01-12", "2021-07-31", posts=(1, 2)),
    _told("沈砚舟", "市长", "2018-03-05", "2021-07-31", posts=(0,)),
    _told("何清峤", "市长", "2021-08-10", "2021-09-26", "代理", (0,)),
    _told("何清峤", "市长", "2021-08-10", "今", posts=(1, 2)),
    _told("何清峤", "市长", "2021-09-27", "今", posts=(0,)),
    # 市纪委书记.
    _told("韩守恺", "市纪委书记", "2013-06-10", "2017-11-20"),
    _told("姚以澄", "市纪委书记", "2017-11-21", "2021-10-15"),
    _told("钟令仪", "市纪委书记", "2021-10-16", "今"),
    # 芷阳区委书记 sits in the standing committee above.
    _told("汪叔桓", "芷阳区委书记", "2013-05-08", "2016-10-07"),
    _told("郑云阶", "芷阳区委书记", "2016-10-08", "2020-11-20"),
    _told("郑云阶", "市委常委", "2016-10-08", "2020-11-20", concurrent=True),
    _told("崔弘毅", "芷阳区委书记", "2020-11-21", "今"),
    _told("崔弘毅", "市委常委", "2020-11-21", "今", concurrent=True),
    # Moves between counties.
    _told("苏景行", "荻浦县政府正职", "2013-09-12", "2017-03-08"),
    _told("苏景行", "蓼川县委书记", "2017-03-09", "2020-06-09"),
    _told("苏景行", "荻浦县委书记", "2020-06-20", "今"),
    _told("卢允谷", "荻浦县政府正职", "2017-03-09", "2021-07-19"),
    _told("夏若荻", "荻浦县政府正职", "2021-07-20", "今"),
    _told("尹伯樵", "荻浦县委书记", "2013-04-18", "2017-02-27"),
    _told("江维屿", "荻浦县委书记", "2017-02-28", "2020-06-19"),
    # 蓼川县委书记: the roster says 2020-07-10, the records 2020-06-10.
    _told("傅延楷", "蓼川县委书记", "2013-11-05", "2017-03-08"),
    _told("程望舒", "蓼川县委书记", "2020-06-10", "今"),
    # 蘅川县委书记: two certain heads in June 2019.
    _told("方知远", "蘅川县委书记", "2015-01-10", "2019-06-30"),
    _told("魏成蹊", "蘅川县委书记", "2019-06-01", "今"),
    _told("杜怀瑾", "蘅川县委书记", "2012-08-01", "2015-01-09"),
    # 柘阳县长: the end of the first is unknown.
    _told("秦望川", "柘阳县政府正职", "2014-03-01", "2017-04-30"),
    _told("黎克勤", "柘阳县政府正职", "2017-05-18", "2021-06-30"),
    _told("薛映荷", "柘阳县政府正职", "2021-07-01", "今"),
    # 棠川县长: nothing recorded from 2017-07-01 to 2017-10-08.
    _told("贾世勋", "棠川县政府正职", "2013-12-02", "2017-06-30"),
    _told("阎秉文", "棠川县政府正职", "2017-10-09", "2018-01-17", "代理", (0,)),
    _told("阎秉文", "棠川县政府正职", "2017-10-09", "2021-08-02", posts=(1, 2)),
    _told("阎秉文", "棠川县政府正职", "2018-01-18", "2021-08-02", posts=(0,)),
    _told("尚静筠", "棠川县政府正职", "2021-08-03", "今"),
    # 泠溪县纪委书记: vacant from 2018-11-05 to 2019-02-27, said so by a source.
    _told("余克砺", "泠溪县纪委书记", "2013-07-01", "2018-11-04"),
    _told("龚书棠", "泠溪县纪委书记", "2019-02-28", "今"),
    # 市财政局: secretary of the party group and director are two for half a year.
    _told("高若谷", "澜陵市财政局", "2013-10-15", "2018-04-09", posts=(1,)),
    _told("高若谷", "澜陵市财政局", "2013-10-15", "2018-10-15", posts=(0,)),
    _told("罗明叙", "澜陵市财政局", "2018-04-10", "今", posts=(1,)),
    _told("罗明叙", "澜陵市财政局", "2018-10-16", "今", posts=(0,)),
    # The reform of 2019-02-15: two departments become 文化和旅游局.
    _told("唐以宁", "澜陵市文化和旅游局", "2016-05-20", "2019-02-14", posts=(0, 1)),
    _told("唐以宁", "澜陵市文化和旅游局", "2019-02-15", "2022-03-31", posts=(2,)),
    _told("邵启庭", "澜陵市旅游发展委员会", "2015-06-01", "2019-02-14"),
    _told("邵启庭", "澜陵市文化和旅游局", "2019-02-15", "2022-03-31", posts=(3,)),
    _told("莫曼漪", "澜陵市文化和旅游局", "2022-04-01", "今", posts=(2, 3)),
    _told("戴仲圃", "澜陵市文化和旅游局", "2012-06-01", "2016-05-19", posts=(0, 1)),
    _told("白其衍", "澜陵市旅游发展委员会", "2012-02-01", "2015-05-31"),
    # The zone: party head and administrative head are one person, then two.
    _told("贺怀峤", "开发区", "2017-03-20", "2020-06-30"),
    _told("武守桓", "开发区", "2012-11-01", "2017-03-19"),
    _told("侯敬衡", "开发区", "2020-07-01", "今", posts=(0,)),
    _told("马延坤", "开发区", "2020-07-01", "今", posts=(1,)),
    # 市交通运输局: in charge without being director.
    _told("段泽垣", "澜陵市交通运输局", "2013-01-20", "2019-09-10"),
    _told("田望津", "澜陵市交通运输局", "2019-09-11", "2020-05-06", "主持工作", (0,)),
    _told("田望津", "澜陵市交通运输局", "2020-05-07", "今"),
    # Secondments.
    _told("纪云舒", "副市长（挂职）", "2017-04-01", "2019-03-31", "挂职"),
    _told("毛令璇", "荻浦县副县长（挂职）", "2019-07-15", "2021-07-14", "挂职"),
    _told("赖从垣", "雾岭苗族自治县副县长（挂职）", "2018-05-08", "2020-05-07", "挂职"),
    # Same names: two in one county at the same time, others in two places.
    _told("李文衡#1", "蘅川县财政局副职1", "2012-05-01", "今"),
    _told("李文衡#2", "蘅川县鹭陂镇正职", "2012-09-01", "今"),
    _told("张晓岚#1", "澜陵市审计局副职1", "2012-03-01", "今"),
    _told("张晓岚#2", "鹭川区教育局副职2", "2013-04-01", "今"),
    _told("刘建垣#1", "桐陵县公安局", "2013-01-15", "今"),
    _told("刘建垣#2", "泠溪县委宣传部", "2013-11-11", "今"),
)  # fmt: skip
WOMEN = ("钟令仪", "夏若荻", "薛映荷", "尚静筠", "龚书棠", "莫曼漪", "毛令璇", "张晓岚")


def told_names() -> set[str]:
    """All names of the story, without the marks that tell namesakes apart."""
    return {told.who.split("#")[0] for told in STORY}


def told_tenures(jobs: dict[str, Job], people: People) -> list[Tenure]:
    """The tenures of the story; a post is left out where its body was not there (see records)."""
    persons: dict[str, Person] = {}
    tenures = []
    for told in STORY:
        job = jobs[told.job]
        if told.who not in persons:
            name = told.who.split("#")[0]
            sex = "女" if name in WOMEN else "男"
            persons[told.who] = people.born(job.level, told.start, name, sex)
        numbers = told.posts or tuple(range(len(job.seats)))
        tenures += [
            Tenure(
                persons[told.who],
                job.seats[number],
                told.start,
                told.last,
                told.nature,
                told.concurrent,
                number == numbers[0],
                job.level,
            )
            for number in numbers
        ]
    return tenures
