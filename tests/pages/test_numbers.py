"""Every number of the pages about mentions, of the demo and of real exports, against pandas over the rows of the store."""

import math
import re
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests import recounted, visits
from tests.pages.conftest import opened
from tests.recounted import change, percent, points
from tests.visits import bars, compact, data, numbers, said, table, visit

SAMPLES = ("TCL电视_2021.csv", "华为.csv", "OPPO.csv")
STOPPED = set(tomllib.loads((Path(__file__).parents[2] / "config" / "stop_words.toml").read_text(encoding="utf-8"))["stop_words"])
WEIGHTS = {"likes": 0.2, "comments": 0.4, "reposts": 0.4, "views": 0.1}


@pytest.fixture(scope="module", params=["demo", *SAMPLES])
def rows(request, tmp_path_factory) -> Iterator[pd.DataFrame]:
    """The rows of a store that is the program's meanwhile."""
    if request.param == "demo":
        store = request.getfixturevalue("found").store
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GUANLAN_STORE", store.url)
            with store.cursor() as cursor:
                yield recounted.rows(cursor)
    else:
        path = request.getfixturevalue("samples") / "weibo-search" / request.param
        with opened(tmp_path_factory.mktemp("sample"), [path]) as store, store.cursor() as cursor:
            yield recounted.rows(cursor)


class Seen:
    """A window, its mentions, and those of the equally long one before where the data reaches back."""

    def __init__(self, rows: pd.DataFrame, days: int | None) -> None:
        self.all, self.newest = rows, rows["published_at"].max()
        last = self.newest.normalize() + timedelta(days=1)
        self.until = last.to_pydatetime()
        first = rows["published_at"].min().normalize().to_pydatetime()
        self.since = self.until - timedelta(days=days) if days else first
        self.link = {"since": f"{self.since:%Y-%m-%d}", "until": f"{self.until - timedelta(days=1):%Y-%m-%d}"}
        self.now = recounted.within(rows, self.since, self.until)
        elapsed = self.newest + timedelta(seconds=1) - self.since
        start = self.since - (self.until - self.since)
        self.before = recounted.within(rows, start, start + elapsed) if start >= first else None
        shift = timedelta(weeks=math.ceil((self.until - self.since) / timedelta(weeks=1)))
        whole = (self.until - self.since) % timedelta(weeks=1) == timedelta(0)
        self.weekdays = None if whole or self.since - shift < first else recounted.within(rows, self.since - shift, self.since - shift + elapsed)


@pytest.fixture(scope="module", params=[None, 7, 10], ids=["all", "7 days", "10 days"])
def seen(request, rows) -> Seen:
    return Seen(rows, request.param)


@pytest.fixture(scope="module")
def overview(seen) -> AppTest:
    return visit(grain="day", **seen.link)


@pytest.fixture(scope="module")
def sentiment(seen) -> AppTest:
    return visit("sentiment", grain="day", by="platforms", **seen.link)


def deltas(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.delta for metric in app.metric}


def total(frame: pd.DataFrame, name: str) -> float:
    return sum(value for value in frame[name] if value is not None)


def test_the_kpis_of_the_overview(seen, overview):
    frame, before = seen.now, seen.before
    engagement = compact(total(frame, "engagement")) if frame["engagement"].notna().any() else "–"
    capped = ((frame["counts_are"] == "capped") & frame["engagement"].notna()).any()
    assert numbers(overview) == {
        "声量 · 条": compact(len(frame)),
        "负面占比 · %": percent(recounted.negative_share(frame), "样本不足"),
        "净情感度 · %": percent(recounted.net(frame), "样本不足"),
        "互动量 · 次": f"{'≥ ' if capped else ''}{engagement}",
        "热度 · 分": compact(total(frame, "heat")),
    }
    changes = ["", "", "", "", ""]
    if before is not None and len(before):
        engaged = before["engagement"].notna().any() and engagement != "–"
        changes = [
            change(len(frame), len(before)),
            points(recounted.negative_share(frame), recounted.negative_share(before)),
            points(recounted.net(frame), recounted.net(before)),
            change(total(frame, "engagement"), total(before, "engagement")) if engaged else "",
            change(round(total(frame, "heat"), 6), round(total(before, "heat"), 6)),
        ]
    elif before is not None:  # the heat and the engagement of nothing are unknown
        changes[0] = f"0 → {len(frame):,}"
    assert list(deltas(overview).values()) == changes
    details = [f"精确值 {len(frame):,}", f"作者 {frame['author'].nunique():,} 位", f"情感已知 {len(recounted.known(frame)):,} 条",
               f"正面或负面 {len(recounted.polar(frame)):,} 条", f"{frame['engagement'].notna().sum():,} 条有计数，采集时的值",
               f"{frame[['likes', 'comments', 'reposts']].notna().all(axis=1).sum():,} 条信息计数齐全，采集时的值"]  # fmt: skip
    if seen.weekdays is not None and len(seen.weekdays) >= 5:
        details.append(f"较同星期 {change(len(frame), len(seen.weekdays))}")
    small_print = "\n".join(said(overview))
    assert [text for text in details if text not in small_print] == []


def test_a_change_of_a_share_is_judged_only_where_it_is_clear(seen, overview):
    if seen.before is None or None in (recounted.negative_share(seen.now), recounted.negative_share(seen.before)):
        return
    shares = [recounted.negative_share(frame) for frame in (seen.now, seen.before)]
    clear = recounted.differ(shares[0], recounted.voices(recounted.known(seen.now)), shares[1], recounted.voices(recounted.known(seen.before)))
    (metric,) = [metric for metric in overview.metric if metric.label == "负面占比 · %"]
    assert metric.proto.color == {1: metric.proto.RED, -1: metric.proto.GREEN, 0: metric.proto.GRAY}[clear]


def test_the_trend_of_the_overview(seen, overview):
    expected = []
    for start, frame in recounted.buckets(seen.now, seen.since, seen.until, seen.newest, "day").items():
        share = recounted.negative_share(frame)
        low, high = recounted.interval(share, recounted.known(frame)) if share is not None else (None, None)
        counts = [recounted.of(frame, sentiment) for sentiment in (-1, 0, 1, None)]
        expected.append([start, len(frame), *counts, *map(near, (share, low, high)), start.date() < seen.newest.date()])
    assert data(overview, "volume") == expected


def near(value: float | None) -> object:
    return None if value is None else pytest.approx(value, abs=1e-9)


def test_the_issues(seen, overview):
    found = [(value, frame) for value, frame in recounted.split(seen.now, "keyword_sets") if value is not None]
    found.sort(key=lambda pair: (-recounted.of(pair[1], -1), -len(pair[1]), pair[0].encode()))
    if not found:
        assert "监测清单中的问题与话题在此均未出现。可在系统设置中定义。" in said(overview)
        return
    before = [None if seen.before is None else len(recounted.having(seen.before, "keyword_sets", value)) for value, _frame in found]
    assert data(overview, "issues") == [
        [value, len(frame), then, recounted.of(frame, -1), len(recounted.known(frame)), near(recounted.negative_share(frame))]
        for (value, frame), then in zip(found, before, strict=True)
    ][:8]
    shown = table(overview, "list_issues")
    for row, (_value, frame) in zip(shown, found, strict=False):
        daily = recounted.buckets(frame, seen.since, seen.until, seen.newest, "day").values()
        assert list(row[-1]) == [len(day) for day in daily]


@pytest.mark.parametrize("key", ["platforms", "kinds"])
def test_the_mixes(seen, overview, key):
    found = recounted.split(seen.now, key)
    assert [row[1:] for row in data(overview, key)] == [
        [len(frame), near(len(frame) / len(seen.now)) if len(seen.now) >= 30 else None] for _value, frame in found
    ]
    assert [row[1] for row in bars(overview, key)] == [len(frame) for _value, frame in found][:12]


def test_the_authors(seen, overview):
    known = seen.now[seen.now["author"].notna()]
    most = sorted(known["author"].value_counts().items(), key=lambda pair: (-pair[1], pair[0].encode()))[:10]
    expected = []
    for author, count in most:
        engaged = [value for value in known[known["author"] == author]["engagement"] if value is not None]
        expected.append([count, sum(engaged) if engaged else None])
    assert [row[2:] for row in data(overview, "authors_top")][: len(most)] == expected


@pytest.mark.parametrize("key", ["negative", "spread"])
def test_the_lists_below(seen, overview, key):
    frame = seen.now[seen.now["sentiment"] == -1] if key == "negative" else seen.now
    if frame.empty:
        return
    if key == "negative":
        values = sorted(frame["heat"], reverse=True)
        counts = [sum(w * math.log(1 + (value or 0)) for w, value in zip(WEIGHTS.values(), row, strict=True)) for row in frame[list(WEIGHTS)].itertuples(index=False)]
        assert values == pytest.approx(sorted((1 + c for c in counts), reverse=True))
    else:
        values = sorted((reposts if engaged is not None and reposts is not None else -1 for reposts, engaged in zip(frame["reposts"], frame["engagement"], strict=True)), reverse=True)
    lists = [element.value for element in overview.dataframe if element.key and element.key.startswith(f"list_{key}")]
    if not any(value > 0 for value in values):
        assert lists == []
        return
    (shown,) = lists
    assert len(shown) == min(5, sum(value > 0 for value in values))
    keyed = {(row.published_at, _line(row)): row for row in frame.itertuples()}
    found = [keyed[where] for where in zip(shown["时间"], shown["内容"], strict=True)]
    if key == "negative":
        assert [row.heat for row in found] == pytest.approx(values[:5])
    else:
        assert [row.reposts for row in found] == [value for value in values if value > 0][:5]


def _line(row: object) -> str:
    line = " ".join((row.title or row.text or "").split()) or "（无正文）"
    return line if len(line) <= 160 else f"{line[:160]}…"


def test_the_light(seen, overview):
    end = min(seen.until, (seen.newest + timedelta(seconds=1)).to_pydatetime())
    day = recounted.known(recounted.within(seen.all, end - timedelta(days=1), end))
    days = [recounted.known(recounted.within(seen.all, end - timedelta(days=n + 1), end - timedelta(days=n))) for n in range(1, 29)]
    typical = pd.Series([len(one) for one in days if len(one)]).median()
    base = pd.concat([one for one in days if len(one) <= 3 * typical or not len(one)])
    told = "\n".join(said(overview))
    if len(day) < 30:
        assert f"截至 {end:%Y-%m-%d %H:%M} 的 24 小时信息过少（情感已知 {len(day)} 条），无法判断。" in told
    elif len(base) < 200 or seen.all["published_at"].min() > end - timedelta(days=15):
        assert "此前四周的信息不足以比较" in told
    else:
        share, usual = recounted.of(day, -1) / len(day), recounted.of(base, -1) / len(base)
        error = math.sqrt(usual * (1 - usual) / recounted.voices(day) + 0.04**2)
        assert f"截至 {end:%Y-%m-%d %H:%M} 的 24 小时负面占比 {percent(share)}，此前 28 天常态带 {percent(max(usual - 2 * error, 0))} – {percent(min(usual + 2 * error, 1))}" in told
        z = (share - usual) / error
        assert ("明显偏高" if z >= 3.5 else "偏高" if z > 2 else "常态") in told


def test_the_kpis_of_sentiment(seen, sentiment):
    frame = seen.now
    assert numbers(sentiment).items() >= {
        "负面占比 · %": percent(recounted.negative_share(frame), "样本不足"),
        "净情感度 · %": percent(recounted.net(frame), "样本不足"),
        "观点分歧度 · %": percent(recounted.disagreement(frame), "样本不足"),
        "投诉占比 · %": percent(complaining(frame)[0], "样本不足"),
        "情感已知率 · %": percent(len(recounted.known(frame)) / len(frame) if len(frame) >= 30 else None, "样本不足"),
    }.items()


def complaining(frame: pd.DataFrame) -> tuple[float | None, pd.DataFrame]:
    """The complaint share, and those whose intent is known."""
    known = frame[frame["intent"].notna()]
    return ((known["intent"] == "complaint").mean() if len(known) >= 30 else None), known


def test_a_change_of_the_complaint_share_is_told_in_points_and_judged_where_it_is_clear(seen, sentiment):
    (metric,) = [metric for metric in sentiment.metric if metric.label == "投诉占比 · %"]
    (share, known), (earlier, known_before) = complaining(seen.now), complaining(seen.before) if seen.before is not None else (None, None)
    assert metric.delta == points(share, earlier)
    if share is not None and earlier is not None:
        clear = recounted.differ(share, recounted.voices(known), earlier, recounted.voices(known_before))
        assert metric.proto.color == {1: metric.proto.RED, -1: metric.proto.GREEN, 0: metric.proto.GRAY}[clear]


def test_the_aspects(seen, sentiment):
    named = [(aspect, part) for aspect, part in recounted.split(seen.now, "aspects") if aspect is not None]
    if not named:
        assert "这些信息均未提及词表中的方面。" in said(sentiment)
        return
    expected = []
    for aspect, frame in named:
        parts = recounted.feels(seen.now, aspect)
        before = None if seen.before is None else recounted.balance(recounted.feels(seen.before, aspect))[0]
        share = len(frame) / len(seen.now) if len(seen.now) >= 30 else None
        expected.append([len(frame), near(share), *map(len, parts.values()), *map(near, recounted.balance(parts)), near(before)])
    assert [row[1:] for row in data(sentiment, "aspects")] == expected


@pytest.mark.parametrize("by", ["emotions", "intents"])
def test_the_emotions_and_intents(seen, sentiment, by):
    found = recounted.shares(seen.now, by)
    if not seen.now[recounted.COLUMNS[by]].notna().any():
        assert "这些信息均未判断。" in said(sentiment)
        return
    assert [row[1:] for row in data(sentiment, by)] == [[count, *map(near, rest)] for _value, count, *rest in found]
    assert [row[1] for row in bars(sentiment, by)] == [count for _value, count, *_rest in found][:12]


def felt(frame: pd.DataFrame) -> list[object]:
    """As the tables have it: counts, shares, intervals, disagreement apart."""
    share, balance = recounted.negative_share(frame), recounted.net(frame)
    low, high = recounted.interval(share, recounted.known(frame)) if share is not None else (None, None)
    ends = recounted.interval((1 + balance) / 2, recounted.polar(frame)) if balance is not None else (None, None)
    net_low, net_high = (None if end is None else 2 * end - 1 for end in ends)
    counts = [recounted.of(frame, sentiment) for sentiment in (-1, 0, 1, None)]
    return [len(frame), *counts, *map(near, (share, low, high, balance, net_low, net_high))]


def test_the_groups(seen, sentiment):
    found = recounted.split(seen.now, "platforms")
    assert [row[1:] for row in data(sentiment, "groups")] == [
        [*felt(frame), near(recounted.disagreement(frame))] for _value, frame in found
    ]


def test_the_course_of_the_groups(seen, sentiment):
    largest = [frame for _value, frame in recounted.split(seen.now, "platforms")[:6]]
    found: dict[str, list] = {}
    for row in data(sentiment, "course"):
        found.setdefault(row[0], []).append(row[2:-1])
    expected = [[felt(day) for day in recounted.buckets(frame, seen.since, seen.until, seen.newest, "day").values()] for frame in largest]
    assert len(found) == len(expected) and all(days in expected for days in found.values())


def test_the_contributions(seen, sentiment):
    if seen.before is None or recounted.net(seen.now) is None or recounted.net(seen.before) is None:
        return
    expected = recounted.contributions(seen.now, seen.before)
    rows = data(sentiment, "contributions")
    assert sorted(row[1] for row in rows) == pytest.approx(sorted(expected.values()), abs=1e-9)
    assert sum(row[1] for row in rows) == pytest.approx(recounted.net(seen.now) - recounted.net(seen.before))
    assert sum(row[6] or 0 for row in rows) == len(recounted.polar(seen.now))


def test_the_words(seen):
    app = visit("words", **seen.link)
    expected = recounted.words(seen.now, seen.before, STOPPED)
    if not expected:
        assert list(app.get("plotly_chart")) == []
        return
    assert data(app, "cloud") == [[near(value) if isinstance(value, float) else value for value in row] for row in expected]
    grown = sorted((row for row in expected if seen.before is not None and (row[-1] or 0) >= 3), key=lambda row: -row[-1])
    named = "、".join(f"“{row[0]}”" for row in (grown or expected)[:6])
    assert f"#### {'比上期明显说得更多' if grown else '说得最多'}：{named}。" in said(app)


def test_the_list_of_mentions(seen):
    app = visit("mentions", **seen.link)
    assert visits.counted(app) == len(seen.now)
    latest = sorted(seen.now["published_at"], reverse=True)[:50]
    assert [row[0] for row in table(app, "list_mentions")] == [moment.to_pydatetime() for moment in latest]


def test_the_whole_window_is_the_newest_day_back_to_the_first(rows):
    seen = Seen(rows, None)
    assert len(seen.now) == len(rows) and seen.before is None and isinstance(seen.since, datetime)


@pytest.mark.parametrize("kind, column", [("brand", "brands"), ("product", "products"), ("problem", "keyword_sets"), ("topic", "keyword_sets")])
def test_the_rules_of_the_watchlist_match_what_the_rows_carry(rows, kind, column):
    app = visit("settings", section="watchlist")
    app.session_state["_kind"] = kind
    app = visits.run(app)
    shown = [element for element in app.dataframe if re.fullmatch(rf"matches_{kind}(_\d+)?", element.key or "")]
    if not shown:
        assert not any(rows[column])
        return
    counts = {row[0]: row[1] for row in visits.rows(shown[0].value)}
    assert counts == {name: f"{len(recounted.having(rows, column, name)):,}" for name in counts}


def test_the_receipts_add_up_to_the_rows(rows):
    history = table(visit("imports"), "history")
    read = [row[4] for row in history]
    assert [added + merged + rejected for *_file, added, merged, rejected in (row[:8] for row in history)] == read
    assert sum(row[5] for row in history) == len(rows)
    assert min(row[8] for row in history) == rows["published_at"].min() and max(row[9] for row in history) == rows["published_at"].max()
