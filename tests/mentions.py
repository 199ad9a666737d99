"""Random mentions, the hostile ones among them, and what filters leave of them: by pandas and plain Python alone.

Nothing here imports what it checks, but for the values that filters hold. A value is unknown where it is None.
"""

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from random import Random

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from analysis.crowd import Crowd
from analysis.filters import Filters
from nlp.rules import Rules

FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[phase for phase in Phase if phase is not Phase.explain],
)

# The last moments of a Sunday that ends a week, a month and a year; a leap day; a Monday inside a month.
EDGES = [
    datetime(2023, 12, 31),
    datetime(2024, 1, 1),
    datetime(2024, 1, 8),
    datetime(2024, 2, 29),
    datetime(2024, 3, 1),
]
STEPS = [
    timedelta(hours=-1), timedelta(seconds=-1), timedelta(microseconds=-1), timedelta(0), timedelta(seconds=1),
    timedelta(hours=1), timedelta(hours=13, minutes=30),
]  # fmt: skip
MOMENTS = [edge + step for edge in EDGES for step in STEPS]
SOME = [f"{digit * 8}-0000-4000-8000-000000000000" for digit in "1af"]
PRECISIONS = ["second", "minute", "day", "week", None]
TEXTS = [
    None, "", "续航很好", "电池鼓包 O'Brien's 100%", 'he said "No" twice', "MiXeD case ÉCOLE", "under_score", "100% 😀👍🏽 好评",
    "转发微博", "转发A", "//@甲: 原文//@乙: 更早", "同意//@甲:原文", "转发微博\n//@甲：原文", "  // @a: b", "RT @a: b", "a\\b\nc", "<script>alert(1)</script>",
    "$since {name} ? ; --", "'; DROP TABLE mention; --", "∅", "转发微博\u200b//@甲:乙", "#新品# 不错[哈哈] #新品#", "😀[哈哈]",
]  # fmt: skip
LISTS = [None, [], ["甲"], ["甲", "乙"], ["乙", "甲", "甲"], ["O'Brien"], ["%"]]
# Words by their ids, as they are derived.
IDS = {int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) >> 1: word for word in ("续航", "电池", "o'brien")}
TOKENS = [None, [], [*IDS], [*IDS][:1], [*IDS][1:], [*IDS][1:] * 2]
# One of an aspect, as they are derived.
FELT = [None, [], ["甲:1"], ["甲:-1"], ["甲:0", "乙:-1"], ["O'Brien:1", "甲:-1"], ["%:-1"], ["a:b:1", "甲:1"]]
VALUES: dict[str, list] = {
    "platform": [None, "weibo", "x", "O'Brien", "论坛"],
    "kind": [None, "post", "repost", "repost", "comment", "article", "review", "ticket"],
    "author_id": [None, None, "1", "2", "O'Brien"],
    "author_name": [None, "甲", "1", "乙 😀"],
    "author_followers": [None, 0, 10, 3_000_000_000],
    "author_kind": [None, "person", "kol", "media", "official", "brand"],
    "verified": [None, True, False],
    "gender": [None, "f", "女", " Male ", "保密", "x"],
    "published_at": MOMENTS,
    "precision": ["second", "second", *PRECISIONS],
    "title": [None, None, "", "Title 标题", "100%"],
    "text": TEXTS,
    "likes": [None, 0, 1, 9, 10**6],
    "comments": [None, 0, 4, 99],
    "reposts": [None, 0, 6, 1000],
    "favourites": [None, 5],
    "views": [None, 0, 12, 10**9],
    "reach": [None, 7],
    "counts_are": [None, "final", "final", "snapshot", "capped"],
    "region": [None, "广东", "O'Brien", "_"],
    "language": [None, "zh", "en"],
    "root_id": [None, *SOME],
    "parent_id": [None, None, *SOME],
    "brands": LISTS,
    "products": LISTS,
    "keyword_sets": LISTS,
    "queries": LISTS,
    "emotion": [None, "喜", "怒"],
    "import_id": [None, *SOME],
    "aspects": LISTS,
    "aspect_sentiments": FELT,
    "intent": [None, "praise", "inquiry", "complaint", "other"],
    "sentiment": [None, -1, 0, 1],
    "export_sentiment": [None, None, -1, 0, 1],
    "model_sentiment": [None, -1, 0, 1],
    "sentiment_by": [None, "export", "model"],
    "p_negative": [None, 0.0, 0.1 + 0.2, 0.3, 1.0],
    "story_id": [None, *SOME],
    "text_id": [None, *SOME],
    "cascade_id": [None, *SOME],
    "segment": [None, "core", "potential", "kol"],
    "topic_id": [None, "t1", "t2", "O'Brien"],
    "tokens": TOKENS,
    "source_name": [None, None, "江屿日报", " O'Brien ", ""],
    "url": [None, "https://www.example.com/a", "http://News.example.com:80/x?y#z", "javascript:alert(1)"],
}
# The formats of the imports.
EXPORTS = dict(zip(SOME, ("table", "O'Brien <b>", "table"), strict=True))
# Status, owner and which answer of the library was used; without a status a mention is not in the ledger.
SAID = [("pending", None), ("pending", "小林"), ("working", "O'Brien"), ("replied", "小林", SOME[0]), ("closed", None, SOME[1]), ("none", "小林"), (None, None)]
TYPES = {
    "author_followers": pa.int64(), "verified": pa.bool_(), "published_at": pa.timestamp("us"), "likes": pa.int64(),
    "comments": pa.int64(), "reposts": pa.int64(), "favourites": pa.int64(), "views": pa.int64(), "reach": pa.int64(), "sentiment": pa.int8(), "export_sentiment": pa.int8(), "model_sentiment": pa.int8(),
    "line": pa.int64(), "part": pa.int32(), "collected_at": pa.timestamp("us"), "imported_at": pa.timestamp("us"),
    "at": pa.timestamp("us"), "undoes": pa.timestamp("us"), "replied_at": pa.timestamp("us"), "since": pa.timestamp("us"), "until": pa.timestamp("us"), "undone_at": pa.timestamp("us"),
    **dict.fromkeys(("brands", "products", "keyword_sets", "queries", "aspects", "aspect_sentiments"), pa.list_(pa.string())),
    **dict.fromkeys(("rows", "bytes", "read", "added", "merged", "rejected"), pa.int64()), "seconds": pa.float64(),
    "p_negative": pa.float64(), **dict.fromkeys(("tokens", "repeated"), pa.list_(pa.int64())), "id": pa.int64(),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Stored:
    """Rows of tables, as frames of Python objects; there is an import of each id that mentions name."""

    mention: pd.DataFrame
    sighting: pd.DataFrame
    view_topic_of: pd.DataFrame
    handling: pd.DataFrame
    correction: pd.DataFrame

    @property
    def ids(self) -> pd.Series:
        return self.mention["mention_id"]


def stored_of(records: list[dict]) -> Stored:
    """From mentions; `seen_in` of one are further imports that hold it, `view_topics` its topics in views, `handled` what was
    said of it: status, owner and which answer was used, one after the other, `corrected` the times at which its sentiment was corrected.
    """
    unknown = set().union(*records) - {"mention_id", "seen_in", "view_topics", "handled", "corrected", *VALUES}
    if unknown:
        raise KeyError(f"{unknown} would not be stored")
    sightings = [
        {"mention_id": r["mention_id"], "import_id": i, "line": 2, "part": 0}
        for r in records
        for i in r.get("seen_in", ())
    ]
    topics = [{"mention_id": r["mention_id"], "topic_id": t} for r in records for t in r.get("view_topics", ())]
    handled = [
        {"mention_id": r["mention_id"], "status": status, "owner": owner, "reply_id": reply[0] if reply else None, "at": MOMENTS[0] + timedelta(days=n)}
        for r in records
        for n, (status, owner, *reply) in enumerate(r.get("handled", ()))
    ]
    corrected = [{"mention_id": r["mention_id"], "field": "sentiment", "at": at} for r in records for at in r.get("corrected", ())]
    return Stored(
        _frame(records, ["mention_id", *VALUES]),
        _frame(sightings, ["mention_id", "import_id", "line", "part"]),
        _frame(topics, ["mention_id", "topic_id"]),
        _frame(handled, ["mention_id", "status", "owner", "reply_id", "at"]),
        _frame(corrected, ["mention_id", "field", "at"]),
    )


def _frame(records: list[dict], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame([[record.get(name) for name in columns] for record in records], columns=columns, dtype=object)


def plain(count: int = 1, **values: object) -> list[dict]:
    """Mentions that are alike but for their ids; what is not named is unknown."""
    return [
        {"mention_id": _uuid(n), "published_at": datetime(2024, 3, 1), "precision": "second", **values}
        for n in range(count)
    ]


def numbered(records: list[dict]) -> list[dict]:
    """The same records with ids of their own, in their order."""
    return [{**record, "mention_id": _uuid(n)} for n, record in enumerate(records)]


def _uuid(number: int) -> str:
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def sample(count: int) -> Stored:
    """Random mentions, always the same."""
    random = Random(20240301)
    records = []
    for _ in range(count):
        record = {name: random.choice(choices) for name, choices in VALUES.items()}
        record["mention_id"] = _uuid(random.getrandbits(128))
        record["seen_in"] = random.sample(SOME, random.choice([0, 0, 1, 2]))
        record["view_topics"] = random.sample(["a.1", "O'Brien"], random.choice([0, 1, 1, 2]))
        record["handled"] = random.choices(SAID, k=random.choice([0, 0, 1, 2]))
        record["corrected"] = random.sample(MOMENTS[:3], random.choice([0, 0, 1, 2]))
        records.append(record)
    # So that threads begin in the store.
    for record, id_ in zip(records, SOME, strict=False):
        record |= {"mention_id": id_, "kind": "post", "author_kind": "person", "root_id": None, "parent_id": None}
    return stored_of(records)


SAMPLE = sample(300)


def stores(*, max_size: int = 25) -> st.SearchStrategy[Stored]:
    """Random stores of a few mentions."""
    # Loaders store no text with white space around it.
    text = st.text(st.characters(exclude_categories=["Cs", "Z"], exclude_characters="\0"), max_size=12).map(
        lambda t: t.strip(BLANK)
    )
    columns = {name: st.sampled_from(choices) for name, choices in VALUES.items()}
    columns["text"] = columns["text"] | text
    columns["mention_id"] = st.integers(0, 2**128 - 1).map(_uuid) | st.sampled_from(SOME)
    columns["seen_in"] = st.lists(st.sampled_from(SOME), max_size=2, unique=True)
    columns["view_topics"] = st.lists(st.sampled_from(["a.1", "O'Brien"]), max_size=2, unique=True)
    columns["handled"] = st.lists(st.sampled_from(SAID), max_size=3)
    columns["corrected"] = st.lists(st.sampled_from(MOMENTS[:3]), max_size=2, unique=True)
    records = st.lists(
        st.fixed_dictionaries(columns), min_size=4, max_size=max_size, unique_by=lambda record: record["mention_id"]
    )
    return records.map(stored_of)


@lru_cache
def shipped() -> str:
    """Of the rules that every store begins with."""
    return Rules.of({}).version


def enriched(stored: Stored) -> pd.DataFrame:
    """The mentions as if enriched by the shipped rules: a program that is started over the store leaves them as they are."""
    repeated = pd.Series([_repeated(tokens) for tokens in stored.mention["tokens"]], stored.mention.index, dtype=object)
    return stored.mention.assign(enriched_by=shipped(), repeated=repeated)


def put(cursor: duckdb.DuckDBPyConnection, stored: Stored) -> None:
    insert(cursor, "mention", enriched(stored))
    for table in ("sighting", "view_topic_of", "handling", "correction"):
        insert(cursor, table, getattr(stored, table))
    insert(cursor, "word", pd.DataFrame({"id": [*IDS], "token": [*IDS.values()]}))
    imports = sorted(set(stored.mention["import_id"].dropna()))
    insert(cursor, "import", pd.DataFrame({"import_id": imports, "export": [EXPORTS.get(one, "table") for one in imports]}))


def _repeated(tokens: list[int] | None) -> list[int] | None:
    return sorted(id_ for place, id_ in enumerate(tokens or ()) if id_ in tokens[:place]) or None


def insert(cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """The frame's rows into a table; a column of the table that the frame lacks is NULL."""
    schema = pa.schema([(name, TYPES.get(name, pa.string())) for name in frame.columns])
    cursor.register("frame", pa.Table.from_pandas(frame, schema=schema, preserve_index=False))
    cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM frame")
    cursor.unregister("frame")


# What filters leave.


def author_key(row: object) -> str | None:
    """Platform and account id, or the name where there is no id."""
    who = row.author_id if row.author_id is not None else row.author_name and f"@{row.author_name}"
    return who and f"{row.platform or ''}:{who}"


def outlet(row: object) -> str | None:
    """Of an article or a media account: the site of an article of the news, else the account."""
    if row.kind != "article" and row.author_kind != "media":
        return None
    site, account = ((name or "").strip(" ") or None for name in (row.source_name, row.author_name))
    found = re.match(r"https?://(?:www\.)?([^/:?#]+)", row.url or "", re.IGNORECASE)
    host = found and found[1].lower()
    own = row.kind == "article" and row.platform in (None, "news")
    return site or host or account if own else account or site or host


def gender(row: object) -> str | None:
    told = (row.gender or "").strip(" ")
    known = {"f": "female", "女": "female", "male": "male", "保密": None, "": None}
    return known.get(told.lower(), told)


def _each(of: Callable[[object], object]) -> Callable[[Stored], list[set]]:
    return lambda stored: [{of(row)} for row in stored.mention.itertuples()]


def _single(column: str) -> Callable[[Stored], list[set]]:
    return lambda stored: [{value} for value in stored.mention[column]]


def _several(column: str) -> Callable[[Stored], list[set]]:
    return lambda stored: [set(value or [None]) for value in stored.mention[column]]


# Topics, emoticons and emoji, as Python reads the same marks.
FACE = "[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55][\ufe0f\U0001f3fb-\U0001f3ff]*"
SIGN = re.compile(rf"#(?:[^#\t\n\f\r ]+#|\w+)|\[[^\[\]\t\n\f\r ]{{1,8}}\]|[\U0001f1e6-\U0001f1ff]{{2}}|{FACE}(?:\u200d{FACE})*")


def signs_of(row: object) -> list[str]:
    return SIGN.findall("\n".join(part for part in (row.title, row.text) if part is not None))


def _band(number: float | None, *ends: int) -> int | None:
    """The greatest of the ends that it reaches."""
    return None if number is None else max(end for end in ends if end <= number)


def _followers(stored: Stored) -> list[set]:
    return [{_band(followers, 0, 1_000, 10_000, 100_000, 1_000_000)} for followers in stored.mention["author_followers"]]


def _lengths(stored: Stored) -> list[set]:
    return [{_band(None if text is None else len(text), 0, 20, 60, 140)} for text in stored.mention["text"]]


def _reposts(stored: Stored) -> list[set]:
    rows = stored.mention[["reposts", "counts_are"]].itertuples(index=False)
    return [{_band(None if kind == "snapshot" else count, 0, 1, 10, 100, 1_000, 10_000)} for count, kind in rows]


def _day_parts(stored: Stored) -> list[set]:
    rows = stored.mention[["published_at", "precision"]].itertuples(index=False)
    return [{at.hour - at.hour % 6 if precision in ("second", "minute") else None} for at, precision in rows]


def _hours(stored: Stored) -> list[set]:
    rows = stored.mention[["published_at", "precision"]].itertuples(index=False)
    return [{at.hour if precision in ("second", "minute") else None} for at, precision in rows]


def _weekdays(stored: Stored) -> list[set]:
    rows = stored.mention[["published_at", "precision"]].itertuples(index=False)
    return [{at.weekday() + 1 if precision in ("second", "minute", "day") else None} for at, precision in rows]


def newcomers(stored: Stored, filters: object) -> list[str | None]:
    """Of each mention whether its author is new in the window of the filters: they leave no mention of theirs before it."""
    keys = [author_key(row) for row in stored.mention.itertuples()]
    if filters.since is None:
        return [key and "new" for key in keys]
    before = left(stored, replace(filters, since=None, until=filters.since, newcomers=()))
    known = {key for key, kept in zip(keys, before, strict=True) if kept}
    return [key and ("returning" if key in known else "new") for key in keys]


@lru_cache(maxsize=64)
def members(stored: Stored, crowd: Crowd) -> frozenset:
    """The authors of a crowd: all of its mentions, who name both brands, or one most before and the other most now."""
    now = _naming(stored, crowd.filters)
    if crowd.one is None:
        return frozenset(now)
    if crowd.before is None:
        return frozenset(key for key, counts in now.items() if counts[crowd.one] and counts[crowd.other])
    before, compared = _naming(stored, crowd.before), set(crowd.filters.brands)
    return frozenset(key for key in now.keys() & before.keys() if (_mostly(before[key], compared), _mostly(now[key], compared)) == (crowd.one, crowd.other))


def _naming(stored: Stored, filters: object) -> dict[str, Counter]:
    """In how many mentions that the filters leave each known author names each brand."""
    found: dict[str, Counter] = {}
    for row, kept in zip(stored.mention.itertuples(), left(stored, filters), strict=True):
        if kept and (key := author_key(row)):
            found.setdefault(key, Counter()).update(set(row.brands or ()))
    return found


def _mostly(counts: Counter, compared: set) -> str | None:
    ranked = sorted(((count, brand) for brand, count in counts.items() if brand in compared), reverse=True)
    return ranked[0][1] if len(ranked) == 1 or (ranked and ranked[0][0] > ranked[1][0]) else None


def _words(stored: Stored) -> list[set]:
    return [{IDS[id_] for id_ in ids or ()} or {None} for ids in stored.mention["tokens"]]


def _signs(stored: Stored) -> list[set]:
    return [set(signs_of(row)) or {None} for row in stored.mention.itertuples()]


def _imports(stored: Stored) -> list[set]:
    seen = stored.sighting.groupby("mention_id")["import_id"].agg(set).to_dict()
    found = (
        {first, *seen.get(id_, ())} - {None} for id_, first in zip(stored.ids, stored.mention["import_id"], strict=True)
    )
    return [imports or {None} for imports in found]


def _roots(stored: Stored) -> list[set]:
    return [{id_ if root is None else root} for id_, root in zip(stored.ids, stored.mention["root_id"], strict=True)]


def _view_topics(stored: Stored) -> list[set]:
    known = stored.view_topic_of.groupby("mention_id")["topic_id"].agg(set).to_dict()
    return [known.get(id_, {None}) for id_ in stored.ids]


def _handled(column: str) -> Callable[[Stored], list[set]]:
    def of(stored: Stored) -> list[set]:
        latest = stored.handling.groupby("mention_id").tail(1).set_index("mention_id")
        known = latest[latest["status"].notna()][column].to_dict()
        return [{known.get(id_)} for id_ in stored.ids]

    return of


def _labelled(stored: Stored) -> list[set]:
    rows = stored.mention[["export_sentiment", "import_id"]].itertuples(index=False)
    return [{EXPORTS.get(import_id) if label is not None else None} for label, import_id in rows]


def _corrected(stored: Stored) -> list[set]:
    known = stored.correction.groupby("mention_id")["at"].agg(set).to_dict()
    return [known.get(id_, {None}) for id_ in stored.ids]


def is_official(row: object) -> bool:
    return row.author_kind in ("official", "brand")


def target(row: object) -> str | None:
    """What a mention answers: its parent, else the root of its thread."""
    above = row.parent_id if row.parent_id is not None else row.root_id
    return None if above == row.mention_id else above


def thread(row: object) -> str:
    return next(id_ for id_ in (row.root_id, row.parent_id, row.mention_id) if id_ is not None)


def answers(stored: Stored, as_of: datetime | None = None) -> list[str | None]:
    """Of each mention answered or unanswered by what is published as of then; None where its thread is not known or it is
    nothing to answer, nor where nobody is official.
    """
    everything = list(stored.mention.itertuples())
    rows = [row for row in everything if as_of is None or row.published_at <= as_of]
    comments = [row for row in rows if row.kind == "comment" and target(row) is not None]
    begun, inside = {target(row) for row in comments}, {thread(row) for row in comments if target(row) != thread(row)}
    answered = {target(row) for row in rows if is_official(row) and row.kind in ("comment", "repost", "post")}
    found, officials = [], any(map(is_official, rows))
    for row in everything:
        known = officials and (row.mention_id in begun if thread(row) == row.mention_id else thread(row) in inside)
        told = known and not is_official(row) and row.kind in ("post", "comment", "repost", "review")
        found.append(("answered" if row.mention_id in answered else "unanswered") if told else None)
    return found


def answerers(stored: Stored, as_of: datetime | None = None) -> list[set]:
    """Of each mention the keys of the official accounts that answered it by then, {None} where there is none."""
    found: dict[str, set] = {}
    for row in stored.mention.itertuples():
        if (as_of is None or row.published_at <= as_of) and is_official(row) and row.kind in ("comment", "repost", "post") and author_key(row):
            found.setdefault(target(row), set()).add(author_key(row))
    return [found.get(id_, {None}) for id_ in stored.ids]


def questions(stored: Stored, as_of: datetime | None = None) -> list[set]:
    """Of each inquiry published by then its story where that asks three times, else its topic and first aspect; {None} of all others."""
    rows = [row for row in stored.mention.itertuples() if row.intent == "inquiry" and (as_of is None or row.published_at <= as_of)]
    stories = Counter(row.story_id for row in rows if row.story_id is not None)
    found = {row.mention_id: row.story_id if stories[row.story_id] >= 3 else f"{row.topic_id or ''}|{(row.aspects or [''])[0]}" for row in rows}
    return [{found.get(id_)} for id_ in stored.ids]


# The values of each mention, {None} where unknown, by the name of the filter's field.
HELD: dict[str, Callable[[Stored], list[set]]] = {
    "brands": _several("brands"), "products": _several("products"), "keyword_sets": _several("keyword_sets"), "platforms": _single("platform"),
    "kinds": _single("kind"), "sentiments": _single("sentiment"), "export_sentiments": _single("export_sentiment"),
    "model_sentiments": _single("model_sentiment"), "label_exports": _labelled, "corrections": _corrected, "emotions": _single("emotion"),
    "languages": _single("language"), "authors": _each(author_key), "without_authors": _each(author_key), "crowds": lambda stored: [{key and "someone"} for key in map(author_key, stored.mention.itertuples())],
    "author_kinds": _single("author_kind"), "verified": lambda stored: [{None if value is None else int(value)} for value in stored.mention["verified"]], "genders": _each(gender), "outlets": _each(outlet),
    "followers": _followers, "lengths": _lengths, "reposts": _reposts, "day_parts": _day_parts, "hours": _hours, "weekdays": _weekdays, "newcomers": lambda stored: [{None if key is None else "new"} for key in map(author_key, stored.mention.itertuples())], "segments": _single("segment"), "regions": _single("region"), "topics": _single("topic_id"), "view_topics": _view_topics,
    "aspects": _several("aspects"), "aspect_sentiments": _several("aspect_sentiments"), "words": _words, "signs": _signs, "intents": _single("intent"), "roots": _roots, "cascades": _single("cascade_id"), "stories": _single("story_id"), "texts": _single("text_id"),
    "imports": _imports, "queries": _several("queries"), "precisions": _single("precision"),
    "statuses": _handled("status"), "owners": _handled("owner"), "replies": _handled("reply_id"), "answers": lambda stored: [{value} for value in answers(stored)],
    "answerers": answerers, "questions": questions,
}  # fmt: skip


@lru_cache(maxsize=64)
def held(stored: Stored, name: str) -> list[set]:
    return HELD[name](stored)


# What is published later tells something else of these.
TOLD_AS_OF: dict[str, Callable[[Stored, datetime], list[set]]] = {"answers": lambda stored, as_of: [{value} for value in answers(stored, as_of)], "answerers": answerers, "questions": questions}
# Fields of which a mention must have every value that is chosen.
ALL_OF = ("words", "signs")
# And none of these.
NONE_OF = ("without_authors",)
LIST_FIELDS = ("brands", "products", "keyword_sets", "aspects", "aspect_sentiments", "queries")
GROUPS = tuple(name for name in HELD if name not in ("crowds", "newcomers", "view_topics", "imports", "label_exports", "corrections", "statuses", "owners", "replies", "answers", "answerers", "questions", *ALL_OF, *NONE_OF))
BEFORE, SINCE = Filters(until=datetime(2024, 1, 8), brands=("甲", "乙", "O'Brien")), Filters(since=datetime(2024, 1, 8), brands=("甲", "乙", "O'Brien"))
CROWDS = [
    Crowd("甲", "O'Brien", Filters(sentiments=(-1, 0))), Crowd("O'Brien", "甲", SINCE, BEFORE), Crowd("乙", "%", Filters()), Crowd("甲", "甲", replace(SINCE, platforms=("x", None)), replace(BEFORE, platforms=("x", None))),
    Crowd("O'Brien", "%", Filters(crowds=(Crowd("甲", "乙", Filters(until=datetime(2024, 2, 29))),), as_of=datetime(2024, 3, 1))),
]  # fmt: skip
CHOICES: dict[str, list] = {
    **{name: ["甲", "乙", "O'Brien", "%", "nowhere", None] for name in LIST_FIELDS},
    "aspect_sentiments": ["甲:1", "甲:-1", "乙:-1", "a:b:1", "nowhere:1", None],
    "platforms": VALUES["platform"], "kinds": list(dict.fromkeys(VALUES["kind"])), "sentiments": VALUES["sentiment"],
    "export_sentiments": [None, -1, 0, 1], "model_sentiments": [None, -1, 0, 1], "label_exports": ["table", "O'Brien <b>", "x", None],
    "corrections": [*MOMENTS[:4], None],
    "emotions": VALUES["emotion"], "languages": VALUES["language"], "author_kinds": VALUES["author_kind"],
    **{name: [None, "weibo:1", "weibo:@甲", "weibo:@1", ":2", "x:1", "O'Brien:O'Brien", "论坛:@乙 😀"] for name in ("authors", "without_authors")},
    "verified": [1, 0, None], "genders": ["female", "male", "x", None], "outlets": ["甲", "江屿日报", "O'Brien", "news.example.com", None], "followers": [0, 1_000_000, None], "lengths": [0, 20, 140, None], "reposts": [0, 1, 1_000, None], "day_parts": [0, 12, 18, None],
    "hours": [0, 13, 23, None], "weekdays": [1, 7, None], "newcomers": ["new", "returning", None],
    "segments": VALUES["segment"], "regions": VALUES["region"], "topics": ["t1", "O'Brien", "t9", None], "view_topics": ["a.1", "O'Brien", "t9", None],
    "intents": VALUES["intent"], "roots": VALUES["root_id"], "cascades": VALUES["cascade_id"], "stories": VALUES["story_id"], "texts": VALUES["text_id"], "imports": VALUES["import_id"],
    "words": ["续航", "电池", "o'brien", "nowhere", None], "signs": ["#新品#", "[哈哈]", "😀", "👍🏽", "#nowhere", None],
    "precisions": PRECISIONS, "statuses": [None, "pending", "working", "replied", "closed", "none"], "owners": [None, "小林", "O'Brien", "nobody"], "replies": [*SOME[:3], None],
    "crowds": [*CROWDS, None],
    "answers": [None, "answered", "unanswered"], "answerers": [None, "weibo:1", "weibo:@甲", ":2", "x:1", "论坛:@乙 😀"],
    "questions": [None, *SOME[:2], "t1|甲", "|", "t2|", "nowhere|"],
}  # fmt: skip
WORDS = ["续航", "o'brien", "100%", "no", "école", "_", "😀", "标题", "<script>", "\\", "'", "∅", "drop"]


def filter_values() -> st.SearchStrategy[dict[str, object]]:
    """Random arguments of Filters that often leave something: a window, up to two list fields, a word. None of newcomers: what that
    leaves depends on all the others.
    """
    several = st.sampled_from([name for name in CHOICES if name != "newcomers"]).flatmap(
        lambda name: st.tuples(
            st.just(name), st.lists(st.sampled_from(CHOICES[name]), min_size=2, max_size=4, unique=True).map(tuple)
        )
    )
    early, late = MOMENTS[: len(STEPS) * 2], MOMENTS[-len(STEPS) * 2 :]
    window = {
        "since": st.sampled_from(early),
        "until": st.sampled_from(late),
        "as_of": st.sampled_from(MOMENTS[len(STEPS) :]),
    }
    return st.builds(
        lambda fields, window, keyword: {**dict(fields), **window, "keyword": keyword},
        st.lists(several, max_size=2),
        st.fixed_dictionaries({}, optional=window),
        st.sampled_from(["", "", "", "", *WORDS]),
    )


def left(stored: Stored, filters: object) -> np.ndarray:
    """Whether each mention is left by the filters. A keyword is one plain word here."""
    published = stored.mention["published_at"].to_numpy("datetime64[us]")
    keep = np.ones(len(published), dtype=bool)
    if filters.since is not None:
        keep &= published >= np.datetime64(filters.since)
    if filters.until is not None:
        keep &= published < np.datetime64(filters.until)
    if filters.as_of is not None:
        keep &= published <= np.datetime64(filters.as_of)
    for name in HELD:
        if chosen := getattr(filters, name):
            keep &= SPECIAL[name](stored, filters) if name in SPECIAL else _has(stored, name, frozenset(chosen), filters.as_of if name in TOLD_AS_OF else None)
    if filters.keyword:
        word = filters.keyword.lower()
        keep &= np.array([any(word in part for part in parts) for parts in searched(stored)], dtype=bool)
    return keep


def _new(stored: Stored, filters: object) -> np.ndarray:
    return np.array([value in filters.newcomers for value in newcomers(stored, filters)], dtype=bool)


def _known(crowd: Crowd, as_of: datetime | None) -> Crowd:
    """What is known of it at a moment."""
    if as_of is None:
        return crowd
    sides = [side and replace(side, as_of=as_of if side.as_of is None or side.as_of > as_of else side.as_of) for side in (crowd.filters, crowd.before)]
    return Crowd(crowd.one, crowd.other, *sides)


def _in_crowds(stored: Stored, filters: object) -> np.ndarray:
    found = {None} & {*filters.crowds}
    found.update(*(members(stored, _known(crowd, filters.as_of)) for crowd in filters.crowds if crowd is not None))
    return np.array([author_key(row) in found for row in stored.mention.itertuples()], dtype=bool)


# What is left by a value that stands in no mention, but follows from others.
SPECIAL: dict[str, Callable[[Stored, object], np.ndarray]] = {"newcomers": _new, "crowds": _in_crowds}


@lru_cache(maxsize=512)
def _has(stored: Stored, name: str, chosen: frozenset, as_of: datetime | None) -> np.ndarray:
    told = held(stored, name) if as_of is None else TOLD_AS_OF[name](stored, as_of)
    if name in ALL_OF:
        return np.array([chosen <= values for values in told], dtype=bool)
    if name in NONE_OF:
        return np.array([chosen.isdisjoint(values) for values in told], dtype=bool)
    return np.array([not chosen.isdisjoint(values) for values in told], dtype=bool)


def matching(stored: Stored, filters: object) -> Stored:
    """What the filters leave."""
    return replace(stored, mention=stored.mention[left(stored, filters)])


def searched(stored: Stored) -> list[list[str]]:
    """Where a keyword is looked for: title and text of each mention, case aside."""
    rows = stored.mention[["title", "text"]].itertuples(index=False)
    return [[part.lower() for part in row if part is not None] for row in rows]


def grouped(stored: Stored, by: str | None, chosen: tuple = ()) -> dict[object, list[datetime]]:
    """Times of publication by value: a mention of several values stands under each, of none under None. Of a filtered
    list field only the chosen values.
    """
    groups: dict[object, list[datetime]] = {}
    several = held(stored, by) if by else [{None}] * len(stored.ids)
    for moment, values in zip(stored.mention["published_at"], several, strict=True):
        for value in values:
            if by not in LIST_FIELDS or not chosen or value in chosen:
                groups.setdefault(value, []).append(moment)
    return groups


def in_order(counts: dict) -> list[tuple]:
    """Values and their counts, the most frequent first, then by value, unknown last."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] if item[0] is not None else ""))


# Counts of single mentions.

REPOSTED = {"", "转发微博", "快转微博", "轉發微博", "Repost", "repost", "转发", "转发A", "分享", "//"}
BLANK = " \t\n\r\xa0\u200b\u3000\ufeff"


def is_pure_repost(row: object) -> bool:
    """A repost without words of its own."""
    if row.kind != "repost":
        return False
    if row.text is None or row.text.startswith("RT @"):
        return True
    return re.split(r"//\s*@", row.text)[0].strip(BLANK) in REPOSTED


def engagement(row: object) -> int | None:
    """Likes + comments + reposts, unknown where none of them counts."""
    known = [count for count in (row.likes, row.comments, row.reposts) if count is not None]
    return sum(known) if known and row.counts_are != "snapshot" and not is_pure_repost(row) else None


def heat(row: object) -> float:
    weights = ((0.2, row.likes), (0.4, row.comments), (0.4, row.reposts), (0.1, row.views))
    return 1 + sum(weight * math.log(1 + (count or 0)) for weight, count in weights)


def total(counts: list[int | None]) -> int | None:
    """Their sum, unknown where none is known."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
