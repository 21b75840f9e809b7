"""`python -m examples.prefecture [FOLDER] [--seed N]`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from examples.prefecture.world import SEED, write_files


def main() -> None:
    """Writes the files and says how many rows."""
    parser = ArgumentParser(prog="python -m examples.prefecture", description=__doc__)
    default = Path(__file__).parent.parent / "files"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    made = write_files(options.folder, options.seed)
    files = {table.file for table in made}
    print(f"{options.folder}：{len(files)} 个文件，{sum(len(t.rows) for t in made)} 行")


if __name__ == "__main__":
    main()
