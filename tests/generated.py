"""Large files, made in a moment: they take long enough to be left, stopped or killed while they are read."""

import csv
from pathlib import Path

HEADER = ["正文", "链接", "平台", "作者", "发布时间", "点赞数", "备注"]


def write(path: Path, *, rows: int, length: int = 20) -> Path:
    """A table of `rows` mentions with notes of `length` characters beside their short texts, four weeks from 2025-03-01 on."""
    note = "续航不错，" * (length // 5)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(
            [f"{n} 续航不错", f"https://example.com/{n}", "新闻", f"作者{n % 977}", f"2025-03-{n % 28 + 1:02d} {n % 24:02d}:{n % 60:02d}:00", n % 100, note]
            for n in range(rows)
        )  # fmt: skip
    return path
