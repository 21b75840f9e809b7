"""What a workbook's zip directory says, looked at before anything is unpacked."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from graph.errors import InvalidData

UNPACKED_LIMIT: Final = 2 * 1024**3
RATIO_LIMIT: Final = 200
"""Times the packed size that a part may unpack to; sheets of one repeated value reach about 100."""
RATIO_FROM: Final = 10 * 1024**2
"""Unpacked size from which the ratio counts; small parts do no harm."""
ENTRIES_LIMIT: Final = 10_000
OLE_MARK: Final = bytes.fromhex("d0cf11e0a1b11ae1")


def check_archive(path: Path) -> None:
    """Raise `InvalidData` unless the file is a zip of sound size with a workbook in it."""
    with path.open("rb") as file:
        mark = file.read(8)
    if not mark:
        raise InvalidData(f"{path.name} 是空文件", remedy="检查导出是否成功，或不装入这个文件")
    if mark == OLE_MARK:
        raise InvalidData(
            f"{path.name} 是加密的工作簿或旧版 .xls 格式，不能读",
            remedy="用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx",
        )
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except BadZipFile:
        raise InvalidData(
            f"{path.name} 不是 .xlsx 工作簿，或文件已损坏",
            remedy="用 Excel 或 WPS 打开并另存为 .xlsx",
        ) from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise InvalidData(f"{path.name} 里没有工作簿", remedy="用 Excel 或 WPS 打开并另存为 .xlsx")
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > ENTRIES_LIMIT
        or unpacked > UNPACKED_LIMIT
        or any(
            part.file_size > RATIO_FROM
            and part.file_size > RATIO_LIMIT * max(part.compress_size, 1)
            for part in parts
        )
    ):
        raise InvalidData(
            f"{path.name} 解压后大得不正常（{unpacked // 1024**2} MB，{len(parts)} 个部件），"
            "可能是压缩炸弹，没有打开",
            remedy="确认文件来源；确是大表的，另存为 CSV 再装入",
        )
