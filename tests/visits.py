"""Visits to the app as AppTest makes them, and what stands on its pages."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Dataframe, Widget
from streamlit.util import AttributeDictionary

import language
from tests.counted import Mention
from tests.pages.links import felt

# Streamlit looks for components among all installed packages, at every visit: they are the same ones each time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# It compiles the pages anew at every visit, too.
ScriptCache.get_bytecode = staticmethod(ScriptCache().get_bytecode)

MAIN = str(Path(__file__).resolve().parents[1] / "frame" / "main.py")
PAGES = ("overview", "sentiment", "audit", "topics", "words", "mentions", "handling", "propagation", "competitors", "audiences", "risks", "imports", "settings")
CHARTS = {"overview": ("volume", "platforms", "kinds", "authors_top"), "sentiment": ("course", "groups", "aspects", "emotions", "intents"), "topics": ("topics", "topic_course", "crossing"), "words": ("cloud",)}
MENTIONS = {"zh": "#### {} 条信息", "en": "#### {} mentions"}

NAMES = {
    "zh": {
        "weibo": "微博", "xiaohongshu": "小红书", "douyin": "抖音", "zhihu": "知乎", "bilibili": "哔哩哔哩", "news": "新闻",
        "post": "帖子", "repost": "转发", "comment": "评论", "article": "文章", 1: "正面", 0: "中性", -1: "负面",
    },
    "en": {
        "weibo": "Weibo", "xiaohongshu": "Xiaohongshu", "douyin": "Douyin", "zhihu": "Zhihu", "bilibili": "Bilibili", "news": "News",
        "post": "Post", "repost": "Repost", "comment": "Comment", "article": "Article", 1: "Positive", 0: "Neutral", -1: "Negative",
    },
}  # fmt: skip


def visit(page: str = "overview", **link: str | list[str]) -> AppTest:
    """The first visit to a page, by a link with these parameters."""
    app = AppTest.from_file(MAIN, default_timeout=30)
    for name, value in link.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    return run(app)


def run(app: AppTest) -> AppTest:
    # AppTest names the options of widgets outside a visit, where nobody's language is known.
    lang = app.session_state["lang"] if "lang" in app.session_state else language.DEFAULT  # noqa: SIM401 (AppTest has no get)
    language.follow(lambda: lang)
    app.run()
    assert not app.exception, app.exception
    return app


def numbers(app: AppTest) -> dict[str, str]:
    """The KPIs of the overview by label."""
    return {metric.label: metric.value for metric in app.metric}


def said(app: AppTest) -> list[str]:
    """The headline and all small print, as it reads without the marks that keep Markdown from reading it."""
    return [element.value.replace("\\", "").replace("\u2060", "") for element in (*app.markdown, *app.caption)]


def chart(app: AppTest, key: str) -> dict:
    """The figure of a chart as it goes to the browser."""
    found = [element for element in app.get("plotly_chart") if element.key == f"chart_{key}"]
    assert len(found) == 1, [element.key for element in app.get("plotly_chart")]
    return json.loads(found[0].proto.spec)


def nodes(node: object) -> Iterator[object]:
    """An element of a page and all that stands in it."""
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def strings(message: Message, without: set[str]) -> Iterator[str]:
    """Every text of an element, those of the fields `without` left out."""
    for field, value in message.ListFields():
        if field.name in without:
            continue
        for part in [value] if isinstance(value, str | bytes | int | float | Message) else value:
            if isinstance(part, Message):
                yield from strings(part, without)
            elif field.type == FieldDescriptor.TYPE_STRING:
                yield part


def columns_of(app: AppTest, key: str = "volume") -> dict[str, list[tuple[str, float]]]:
    """The bars of a trend by the name of their sentiment: (start of the bucket, height)."""
    bars = [trace for trace in chart(app, key)["data"] if trace["type"] == "bar"]
    return {trace["name"]: list(zip(trace["x"], trace["y"], strict=True)) for trace in bars}


def bars(app: AppTest, key: str) -> list[tuple[str, float, str]]:
    """The bars of a ranking: (name, length, number at its end)."""
    figure = chart(app, key)
    (trace,) = figure["data"]
    return list(zip(figure["layout"]["yaxis"]["ticktext"], trace["x"], trace["text"], strict=True))


def click(app: AppTest, key: str, *mark: int | None) -> AppTest:
    """Choose the mark of a row of a chart's table, and of one sentiment where it has several, as a click in the browser would."""
    app.session_state[f"chart_{key}"] = AttributeDictionary({"selection": {"points": [{"customdata": list(mark)}]}})
    return run(app)


def choose(app: AppTest, key: str, *chosen: int) -> AppTest:
    """Choose rows of a table."""
    app.session_state[_table(app, key).key] = {"selection": {"rows": list(chosen)}}
    return run(app)


def table(app: AppTest, key: str) -> list[list[object]]:
    """The rows of a table that can be chosen from, unknown as None, without the columns that are not shown at first."""
    found = _table(app, key)
    return rows(found.value.drop(columns=hidden(found), errors="ignore"))


def hidden(found: Dataframe) -> list[str]:
    """The columns that a reader may take from a table's menu."""
    return [name for name, told in json.loads(found.proto.columns or "{}").items() if told.get("hidden")]


def _table(app: AppTest, key: str) -> Dataframe:
    """A list of mentions has a number in its key, which grows whenever it holds others."""
    (found,) = [element for element in app.dataframe if re.fullmatch(rf"{key}(_\d+)?", element.key or "")]
    return found


def data(app: AppTest, key: str) -> list[list[object]]:
    """The rows behind a chart or the issues, which are only looked at."""
    (found,) = [node for node in nodes(_quiet(app, key)) if node.type == "dataframe"]
    return rows(found.value)


def _quiet(app: AppTest, key: str) -> object:
    """The row of what stands behind a number or a chart."""
    (found,) = [node for node in nodes(app.main) if getattr(getattr(node, "proto", None), "id", "").endswith(f"-quiet_{key}")]
    return found


def opened(app: AppTest, key: str) -> int | None:
    """How many mentions the link under a number or a chart opens; None where it has none."""
    links = links_to_mentions(_quiet(app, key))
    assert len(links) < 2
    return behind(links[0]) if links else None


def links_to_mentions(place: object) -> list[str]:
    return [node.proto.query_string for node in nodes(place) if node.type == "page_link" and node.proto.label == "查看原文"]


def behind(link: str) -> int:
    """How many mentions a link to them opens."""
    app = visit("mentions", **parse_qs(link, keep_blank_values=True))
    return 0 if "**没有符合筛选条件的信息。**" in said(app) else counted(app)


def rows(frame: pd.DataFrame) -> list[list[object]]:
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


def in_list(mention: Mention, lang: str = "zh") -> list[object]:
    """The row of a mention in a list of them: its title or the beginning of its text, on one line."""
    line = " ".join((mention.title or mention.text).split()) or {"zh": "（无正文）", "en": "(no text)"}[lang]
    return [
        mention.at, NAMES[lang][mention.platform], NAMES[lang][mention.kind], NAMES[lang].get(felt(mention)),
        mention.author_name, line if len(line) <= 160 else f"{line[:160]}…", mention.likes, mention.comments, mention.reposts,
    ]  # fmt: skip


def field(app: AppTest, label: str) -> Widget:
    """What a person chooses from, by its label."""
    (found,) = [e for e in (*app.multiselect, *app.selectbox, *app.segmented_control) if e.label == label]
    return found


def counted(app: AppTest, lang: str = "zh") -> int:
    """How many mentions the page of mentions says there are."""
    before, after = MENTIONS[lang].split("{}")
    (heading,) = [element.value for element in app.markdown if element.value.startswith("#### ")]
    return int(heading.removeprefix(before).removesuffix(after).replace(",", ""))


def listed(app: AppTest, pages: int = 1000) -> list[list[object]]:
    """The rows of the list of mentions, page after page, or of its first `pages`, without what it is sorted by besides."""
    rows = table(app, "list_mentions")
    while (pages := pages - 1) and not app.button(key="next").disabled:
        app.button(key="next").click()
        rows += table(run(app), "list_mentions")
    return [row[:9] for row in rows]


def compact(value: float, lang: str = "zh") -> str:
    """The number as a person would shorten it: 1.2万, 12.3k."""
    for factor, unit in [(10**8, "亿"), (10**4, "万")] if lang == "zh" else [(10**9, "B"), (10**6, "M"), (10**3, "k")]:
        if value >= factor:
            return f"{round(value / factor, 1):,}".removesuffix(".0") + unit
    return f"{round(value, 1):,}".removesuffix(".0")
