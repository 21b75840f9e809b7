"""What no cell of a table that people keep holds on purpose."""

from __future__ import annotations

import re
from typing import Final

from loaders.conversion import BadValue
from loaders.seen import Cells

LONGEST: Final = 32_767
"""Characters of a cell: what Excel allows, so that a rejects file can be mended in it."""
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def check_cells(cells: Cells) -> None:
    """Raise `BadValue` for the first cell that is too long or has a control character.

    Such characters are seen by nobody, make two names of one, and steer a terminal. Tabs, line ends
    and the breaks that Word leaves (U+000B, U+000C) are space.
    """
    joined = "".join(cells.values())
    if len(joined) <= LONGEST and not _CONTROL.search(joined):
        return
    for header, text in cells.items():
        found = _CONTROL.search(text)
        if found:
            shown = _CONTROL.sub("\ufffd", text)
            reason = f"含有看不见的控制字符（U+{ord(found[0]):04X}）"
            raise BadValue(header, shown, reason, "删去这个字符或重新填写这一格")
        if len(text) > LONGEST:
            reason = f"有{len(text):,}字，一格最多{LONGEST:,}字"
            raise BadValue(header, text, reason, "删减内容；长文另存为文件")
