"""Exports whose every text tries to be something else than text."""

import csv
import io
from pathlib import Path

PWN = "window.__pwned=1"
LONG = "长" * 100_000
PAYLOADS = {
    "a script": f"<script>{PWN}</script>",
    "a picture that fails": f'<img src="x" onerror="{PWN}">',
    "a picture without a dimension": f"<svg/onload={PWN}>",
    "a frame": '<iframe src="https://evil.example/frame"></iframe>',
    "entities that become markup": f"&lt;img src=x onerror={PWN}&gt;",
    "a Markdown picture": "![x](https://evil.example/pixel.png)",
    "a Markdown link": f"[win](javascript:{PWN})",
    "an address": "https://evil.example/auto",
    "an address in brackets": "<https://evil.example/brackets>",
    "Markdown marks": "# **bold** _it_ `code` ~~no~~ > :red[red] :material/warning: :smile: | a | b |",
    "a formula of TeX": r"$\href{https://evil.example/tex}{x}$ $$x$$",
    "equals": '=HYPERLINK("https://evil.example/sheet","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-1+1|cmd",
    "at": "@SUM(1+1)",
    "a tab before a formula": "\t=1+1",
    "a new line before a formula": "\n=1+1",
    "a wide equals": "　=1+1",
    "a Plotly link": f'<a href="javascript:{PWN}">x</a><br><b>b</b>',
    "a Plotly template": "%{customdata} %{x}<extra>no</extra>",
    "a quote of SQL": "'; DROP TABLE mention; --",
    "a double quote of SQL": '" OR 1=1 --',
    "names of SQL": "$since {selection} {after} ?",
    "braces": "{x} {0} {count} {} %s %(a)s ${HOME} {{7*7}}",
    "from right to left": "\u202egnp.exe\u202c \u2066x\u2069",
    "nothing to see": "\u200b\u200d\ufeff a \u00ad",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 ❤️ 🇨🇳",
    "a null character": "a\x00b",
    "control characters": "a\x01\x1b[31mb\x7f",
    "unknown": "∅",
    "a path": "../../etc/passwd",
}
NAME = f"<img src=x onerror={PWN}> ![x](https:evil.example) {{x}} $y$ '\"`.csv"
EXTRA = [
    'a"b',
    "{x}",
    "'; DROP TABLE mention; --",
    f"<img src=x onerror={PWN}>",
    "=1+1",
    "@line",
    "line",
    "part",
    "batch",
    "![x](y)",
]
HEADER = [
    "标题",
    "正文",
    "链接",
    "平台",
    "作者",
    "发布时间",
    "点赞数",
    "情感倾向",
    "IP属地",
    "关键词",
    "品牌",
    "产品",
    "情绪",
    "来源",
]
WEIBO_HEADER = (
    "id,bid,user_id,用户昵称,微博正文,话题,转发数,评论数,点赞数,发布时间,发布工具,retweet_id,ip,user_authentication,"
    "评论人ID,评论人昵称,评论时间,评论内容,点赞次数"
).split(",")


def write(folder: Path) -> list[Path]:
    """A table with each payload in every field, twice: with an address and without; and posts with comments."""
    return [_write(folder / NAME, table()), _write(folder / f"weibo {NAME}", weibo())]


def table() -> list[list[object]]:
    rows: list[list[object]] = [[*HEADER, *EXTRA]]
    for number, (name, text) in enumerate(PAYLOADS.items()):
        for address in (f"https://example.com/{number}", text):
            said = [
                text,
                f"{text} {name}",
                address,
                text,
                text,
                f"2025-03-{number % 20 + 1:02d} 08:{number:02d}:00",
                number,
            ]
            rows.append([*said, *[text] * 7, *[text] * len(EXTRA)])
    rows.append(
        [
            "",
            LONG,
            "https://example.com/long",
            "新闻",
            "名" * 5000,
            "2025-03-21 08:00:00",
            10**6,
            *[""] * 7,
            *[LONG[:1000]] * len(EXTRA),
        ]
    )
    # Two records that are rejected: what is kept of them is shown too.
    rows += [
        [text, text, "", text, text, "", 1, *[text] * 7, *[text] * len(EXTRA)] for text in list(PAYLOADS.values())[:2]
    ]
    return rows


def weibo() -> list[list[object]]:
    rows: list[list[object]] = [WEIBO_HEADER]
    for number, text in enumerate(PAYLOADS.values()):
        mid = 5140000000000011 + number * 10**9
        post = [
            mid,
            "",
            10**9 + number,
            text,
            text,
            text,
            1,
            1,
            1,
            f"2025-03-{number % 20 + 1:02d} 09:{number:02d}",
            text,
            "",
            text,
            text,
        ]
        rows.append(
            [*post, 2 * 10**9 + number, text, f"Sun Mar {number % 20 + 1:02d} 10:00:{number:02d} +0800 2025", text, 1]
        )
    return rows


def _write(path: Path, rows: list[list[object]]) -> Path:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    path.write_bytes(buffer.getvalue().encode())
    return path
