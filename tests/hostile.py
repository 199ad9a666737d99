"""Exports that want to be more than text: in a page, a spreadsheet, a query, a file name."""

import csv
from pathlib import Path

SCRIPT = "<script>window.__pwned = 1</script>"
PAYLOADS = {
    "script": SCRIPT,
    "image": "<img src=x onerror='window.__pwned=1'>",
    "svg": "<svg/onload=window.__pwned=1>",
    "remote image": "![x](http://evil.example/pixel.png)",
    "link": "[按这里](javascript:window.__pwned=1)",
    "plotly": "<b>粗</b><a href='javascript:window.__pwned=1'>甲</a><br>",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE mention; --",
    "braces": "{0} {x} {__class__} %s %(x)s",
    "latex": "$\\frac{1}{0}$ :red[红] :material/face: `code`",
    "directions": "\u202e反着写\u202c \u200b\u200d零宽",
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈" * 20,
    "null": "中\x00间",
    "long": "长" * 100_000,
}
NAME = "<img src=x onerror=window.__pwned=1> =1+1.csv"
HEADER = ["标题", "正文", "链接", "平台", "作者", "发布时间", "点赞数", "IP属地", '列"的<b>名字</b>{x}', "=1+1"]


def write(folder: Path) -> Path:
    """A table with each payload in every text column; its records are a minute apart."""
    path = folder / NAME
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for minute, payload in enumerate(PAYLOADS.values()):
            short = payload[:300]
            writer.writerow(
                [short, payload, "javascript:window.__pwned=1", short, short, f"2025-03-01 10:{minute:02}", short, short, short, short]
            )
    return path
