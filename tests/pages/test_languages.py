"""Every page in every language: no text of ours is left in another one.

The mentions of the store are Latin words that begin with zq, so that whatever else is read is ours.
"""

import csv
import io
import json
import re
import tomllib
import xml.etree.ElementTree
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache

import pytest
from google.protobuf.message import Message
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from analysis.audit import audits, drawn, key
from language import DEFAULT, LANGUAGES, traditional
from loaders import aliases
from loaders.exports import EXPORTS
from nlp.codes import normal
from store.audit import draw, label
from store.connect import Store
from store.handling import STATUSES, say
from tests.pages.conftest import opened
from tests.pages.test_imports import drop
from tests.test_structure import ROOT, assigned, table
from tests.topics import stand, topic
from tests.visits import choose, click, nodes, run, strings, visit
from ui.ask import shown
from ui.words import in_a_cell

HEADER = (
    "title", "text", "url", "platform", "author", "followers", "published_at", "likes", "comments", "reposts", "views", "sentiment",
    "region", "query", "language",
)  # fmt: skip
PLATFORMS = ("Sina Weibo", "RedNote", "Douyin", "Zhihu", "News", "Twitter", "zqforum", "")
SENTIMENTS = ("positive", "negative", "neutral", "negative", "")
IN_THE_FILE = {*HEADER, *PLATFORMS, *SENTIMENTS}
# What an English page and a Chinese one have both: formats, options, codes, units, names, and what is no text of ours.
ALIKE = re.compile(
    r"(?<![A-Za-z])(?:SQL|SQLite|TOML|UTF|UTC|JSON|csv|CSV|HTML|PNG|GEXF|GraphML|PageRank|Gephi|networkx|CR|xlsx|json|jsonl|zip|App|KOL|ID|AND|OR|NOT|ln|Enter|lanxi|MB|KB|Wilson|Newcombe|Benjamini|Hochberg|Holt|NPMI|Cohen|Beta|Jeffreys)(?![A-Za-z])"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|config/\w+\.toml|\{\w+\}|data/|--[\w-]+|[A-Z][a-z]+/[A-Z]\w+|\{\w+\}|https?://\S+|:material/\w+:|:[\w-]+(?=\[)|zq[\w.]*|…\w*"
)
LEXICONS = [tomllib.loads((ROOT / "config" / f"{table}s.toml").read_text(encoding="utf-8"))[table] for table in ("aspect", "intent", "emotion")]
REPLIES = tomllib.loads((ROOT / "config" / "replies.toml").read_text(encoding="utf-8"))["reply"]
LISTS = [row[name] for rows in (*LEXICONS, REPLIES) for row in rows for name in ("words", "with", "without") if name in row]
# Words of the shipped lexicons, in every language: as they stand in a cell, and quoted one by one.
SHIPPED_CELLS = {in_a_cell(words) for words in LISTS}
SHIPPED_WORDS = {normal(word).strip() for words in LISTS for word in words}
# Parts of a mention's text that decided: on a colour in the text, and as cells.
COLOURED = re.compile(r":(?:red|green)-background\[\**([^]]*?)\**\]")
DECIDED = {"Part of the text", "片段", traditional("片段")}
QUOTED = re.compile("[“「]([^”」]+)[”」]")
# Answers of the shipped library with the facts of any mention.
FILLED = [re.compile(re.sub(r"\\{\w+\\}", ".*", re.escape(row["text"]))) for row in REPLIES]
SHIPPED_ACCOUNTS = (ROOT / "config" / "accounts.toml").read_text(encoding="utf-8")
FORMATS = {export.name for export in EXPORTS} | {aliases.NAME}
# Proper names, of tools and of platforms, are the same in every language.
PROPER = re.compile("|".join(map(re.escape, sorted({export.tool for export in EXPORTS} - {"customer-service tickets"} | {"Facebook", "Instagram", "YouTube", "TikTok", "Reddit", "Google Play", "App Store"}, key=len, reverse=True))))
# Chinese on an English page: what exports hold and people type.
EXAMPLES = re.compile("100万\\+|3小时前|小米粥|小米|、|【|】|发布时间")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# What of an element nobody reads: addresses, keys, statements of SQL, values that are typed.
MECHANICAL = {
    "id", "icon", "type", "language", "tag", "page", "page_script_hash", "query_string", "format", "deferred_file_id", "theme",
    "uuid", "styles", "code_text", "default", "value", "min", "max", "url", "spec", "config", "columns", "raw_values", "set_value",
    "markup", "align", "color", "anchor", "element_id", "form_id", "key", "shortcut", "selection_default",
}  # fmt: skip
READ_IN_FIGURES = {"text", "name", "ticktext", "hovertext", "hovertemplate", "texttemplate", "ticksuffix", "tickprefix"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("latin")
    with (folder / "zqfile.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *map(_row, range(400))])
    with opened(folder, [folder / "zqfile.csv"]) as store:
        with store.cursor() as cursor:
            ids = [row[0] for row in cursor.execute("SELECT CAST(mention_id AS VARCHAR) FROM mention WHERE platform = 'weibo' ORDER BY 1 LIMIT 40").fetchall()]
        for place, status in enumerate(STATUSES):
            say(store, ids[place::8], status=status, owner="zqowner", reply="zqreply", note="zqnote")
        stand(store, [topic("t1", "zqone · zqtwo"), topic("t2", "zqthree", pinned=True)], {"t1": "contains(text, 'zqword1')", "t2": "contains(text, 'zqword7')"})
        yield store


def _row(n: int) -> list[object]:
    at = datetime(2025, 3, 3) + timedelta(hours=5 * n % (41 * 24), minutes=n % 60)
    return [
        f"zqtitle {n % 9}", f"zqtext zqword{n % 13} {n}", f"https://zq.example/{n}", PLATFORMS[n % 8], f"zqauthor{n % 17}",
        n % 5 * 1000, f"{at:%Y-%m-%d %H:%M}", n % 7, n % 5 or "", n % 3, n, SENTIMENTS[n % 5], f"zqland{n % 4}" if n % 5 else "", "zqquery", ("en", "ko", "")[n % 3],
    ]  # fmt: skip


PAGES = tuple(name for entries in table("frame/main.py", "PAGES").values() for name, *_rest in entries)
(WITHOUT_FILTERS,) = assigned("frame/main.py", "WITHOUT_FILTERS")
FILTERED = tuple(page for page in PAGES if page not in WITHOUT_FILTERS)
SECTIONS = (*table("ui/drafts.py", "NAMES"), *table("pages/settings.py", "OTHERS"))


def seen(page: str, lang: str, **link: str) -> AppTest:
    """A page as its link in a language shows it; the default language is in no link."""
    return visit(page, **link, **({} if lang == DEFAULT else {"lang": lang}))


def of_a_mention(lang: str) -> AppTest:
    return choose(seen("mentions", lang), "list_mentions", 0)


def with_a_file(lang: str) -> AppTest:
    content = "zqtime,zqsaid,zqcount\n" + "\n".join(f"2025-03-{day:02},zqtext {day},{day}" for day in range(1, 20))
    return drop(seen("imports", lang), ("zqother.csv", content.encode()))


def with_labels(lang: str) -> AppTest:
    """An audit of what one platform has, with the labels that a first visit gave."""
    app = seen("audit", lang, platforms="weibo")
    filters = app.session_state["filters"]
    with shown().cursor() as cursor:
        there = audits(cursor, filters).rows
    if not there:
        audit = draw(shown(), key(filters), *filters.selection(), size=100)
        with shown().cursor() as cursor:
            places = [row["place"] for row in drawn(cursor, filters, audit_id=str(audit)).rows]
        for place in places[:-1]:
            label(shown(), audit, place, (-1, 0, 1, 2)[place % 4] if place < 5 else -1)
    return run(click(seen("audit", lang, platforms="weibo"), "confusion", 0))


def with_a_rule(lang: str) -> AppTest:
    app = seen("settings", lang)
    key = f"grid_brand_{app.session_state['_grids']['brand']['turn']}"
    added = [{"name": "zqbrand", "words": "zqword1", "ours": True}]
    app.session_state[key] = {"edited_rows": {}, "added_rows": added, "deleted_rows": []}
    return run(app)


LINKS = {
    **{page: (page, {}) for page in PAGES},
    **{f"{page}, filtered": (page, {"platforms": "weibo", "sentiments": "-1", "keyword": "zqword1"}) for page in FILTERED},
    **{f"{page}, nothing there": (page, {"keyword": "zqnowhere"}) for page in FILTERED},
    **{f"settings, {section}": ("settings", {"section": section}) for section in SECTIONS},
    "hours": ("overview", {"since": "2025-03-05T09:00:00", "until": "2025-03-05T21:30:00"}),
    "weeks": ("overview", {"grain": "week"}),
    "a link that asks for what there is not": ("overview", {"platforms": "zqnope"}),
    "a topic": ("topics", {"topic": "t1", "crisis": "zqword12", "since": "2025-03-20", "until": "2025-04-01"}),
    "an empty ledger": ("handling", {"statuses": "∅"}),
    "a keyword that is none": ("overview", {"keyword": '"zqword'}),
}  # fmt: skip
VIEWS: dict[str, Callable[[str], AppTest]] = {
    **{name: lambda lang, page=page, link=link: seen(page, lang, **link) for name, (page, link) in LINKS.items()},
    "a mention": of_a_mention,
    "a mention that is handled": lambda lang: choose(seen("handling", lang), "list_ledger", 0),
    "several that are handled": lambda lang: choose(seen("handling", lang), "list_ledger", 0, 1, 2),
    "a file to be mapped": with_a_file,
    "a rule that is typed": with_a_rule,
    "an audit": with_labels,
}


def in_figure(part: object, key: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name != "template":
                yield from in_figure(value, name)
    elif isinstance(part, list):
        for one in part:
            yield from in_figure(one, key)
    elif isinstance(part, str) and key in READ_IN_FIGURES:
        yield re.sub(r"%\{[^}]*\}|</?\w+>", " ", part)


def in_table(element: object) -> Iterator[str]:
    """Headers, and the texts of cells; a header that is not the column's own name is told beside the data."""
    told = json.loads(element.proto.columns or "{}")
    for column in element.value:
        yield told.get(column, {}).get("label") or str(column)
        yield from filter(None, [told.get(column, {}).get("help")])
        if column not in DECIDED:
            yield from (cell for cell in element.value[column] if isinstance(cell, str))


def read(app: AppTest) -> set[str]:
    """All that is read on a page but the names of the languages."""
    found = set()
    for node in (*nodes(app.main), *nodes(app.sidebar)):
        proto = getattr(node, "proto", None)
        if not isinstance(proto, Message):
            continue
        found |= set(strings(proto, MECHANICAL))
        if node.type == "plotly_chart":
            found |= set(in_figure(json.loads(proto.spec)))
            (dictionary,) = json.loads(proto.config)["locales"].values()
            found |= set(dictionary["dictionary"].values())
        if node.type in ("arrow_data_frame", "dataframe"):
            found |= set(in_table(node))
    texts = {PROPER.sub("zq", COLOURED.sub(r"\1", text).replace("\\", "").replace("\u2060", "")) for text in found} - set(LANGUAGES.values()) - SHIPPED_CELLS
    texts = {QUOTED.sub(lambda quoted: "zq" if normal(quoted[1]) in SHIPPED_WORDS else quoted[0], text) for text in texts}
    return {text for text in texts if f'"{text}"' not in SHIPPED_ACCOUNTS and not shipped_answer(text)}


def shipped_answer(text: str) -> bool:
    """Whole, or its beginning."""
    return any(answer.fullmatch(text) for answer in FILLED) or (text.endswith("…") and any(row["text"].startswith(text[:-1]) for row in REPLIES))


def english(text: str) -> str:
    """The words of Latin letters that are no names and not of the mentions."""
    return "" if text in IN_THE_FILE or text in FORMATS else " ".join(re.findall(r"[A-Za-z]{2,}", ALIKE.sub(" ", text)))


@pytest.fixture(scope="module", params=VIEWS)
def view(request: pytest.FixtureRequest, store: Store) -> Callable[[str], set[str]]:
    """language -> what is read in a view."""
    return cache(lambda lang: read(VIEWS[request.param](lang)))


def test_an_english_page_has_no_chinese(view):
    texts = view("en")
    assert len(texts) > 8
    assert sorted(text for text in texts if CHINESE.search(EXAMPLES.sub("", text))) == []


@pytest.mark.parametrize("lang", ["zh", "zh-Hant"])
def test_a_chinese_page_has_no_english(view, lang):
    texts = view(lang)
    assert len(texts) > 8
    assert {text: words for text in texts if (words := english(text))} == {}


def test_a_page_in_traditional_chinese_has_no_simplified(view):
    assert {text: wanted for text in view("zh-Hant") if (wanted := traditional(text)) != text} == {}


# What is taken away.

FILES = {"guanlan-audit.csv": "an audit", "guanlan-ledger.csv": "handling", "guanlan-ledger.xlsx": "handling", "guanlan-tickets.xlsx": "imports"}


def cells(name: str, content: bytes) -> set[str]:
    """What is read in a file, without ids; of the template, whose columns are those of exports, what it says of them."""
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        return {row[place] for row in rows for place, title in enumerate(rows[0]) if title != "mention_id"}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = "xl/comments1.xml" if "xl/comments1.xml" in book.namelist() else "xl/sharedStrings.xml"
        return {element.text for element in xml.etree.ElementTree.fromstring(book.read(part)).iter() if element.tag.endswith("}t") and element.text}


@pytest.fixture(scope="module", params=FILES)
def file(request: pytest.FixtureRequest, store: Store) -> Callable[[str], set[str]]:
    """language -> what is read in a file of a view, made as for a browser: later, in a thread that belongs to no visit."""
    name, add = request.param, MediaFileManager.add_deferred

    @cache
    def made(lang: str) -> set[str]:
        offered = {}

        def kept(manager: MediaFileManager, make: Callable[[], bytes], *told: object, **more: object) -> str:
            offered[more["file_name"]] = make
            return add(manager, make, *told, **more)

        with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as pool:
            patch.setattr(MediaFileManager, "add_deferred", kept)
            VIEWS[FILES[name]](lang)
            return cells(name, pool.submit(offered[name]).result())

    return made


def test_a_file_is_in_the_language_of_its_reader(file):
    assert min(len(file(lang)) for lang in LANGUAGES) > 8
    assert sorted(text for text in file("en") if CHINESE.search(EXAMPLES.sub("", text))) == []
    assert {text: words for lang in ("zh", "zh-Hant") for text in file(lang) if (words := english(text))} == {}
    assert {text: wanted for text in file("zh-Hant") if (wanted := traditional(text)) != text} == {}
