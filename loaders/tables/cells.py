"""A value of a workbook, a JSON or a Parquet file as the text that a person would read."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import orjson

EXACT_BELOW = 10**15
"""Excel keeps 15 digits; the last ones of a longer number are not what was typed."""


def cell_text(value: object) -> str:
    """The text of a value; nothing is "".

    Dates and moments become ISO dates, whole numbers lose their point, truth is 是 or 否, lists
    and mappings are compact JSON. Raises `ValueError`, saying why in Chinese, for what has no
    faithful text: raw bytes, and numbers whose digits were lost.
    """
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int():
            return str(value)
        case float():
            return _number_text(value)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="seconds" if value.second else "minutes")
        case timedelta():
            return _duration_text(value)
        case Decimal():
            return f"{value.normalize():f}"
        case list() | dict():
            return orjson.dumps(value, default=cell_text, option=orjson.OPT_NON_STR_KEYS).decode()
        case _:
            raise ValueError("不是文字、数字或日期")


def _number_text(value: float) -> str:
    if not value.is_integer():
        return repr(value)
    if abs(value) >= EXACT_BELOW:
        raise ValueError("是超过15位的数字，末几位已经丢失")
    return str(int(value))


def _duration_text(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
