"""Every chart is drawn from its sample, and keeps what every chart promises."""

import json
from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest

from charts import theme
from charts.aligned import aligned
from charts.arrivals import arrivals
from charts.aspect_matrix import aspect_matrix
from charts.association import association
from charts.author_graph import PHONE as UPRIGHT
from charts.author_graph import author_graph
from charts.author_overlap import author_overlap
from charts.authors import top_authors
from charts.beside import beside
from charts.brand_ranking import brand_ranking
from charts.brand_replies import brand_replies
from charts.bursts import bursts
from charts.cascade import PHONE as SMALL
from charts.cascade import Look, cascade
from charts.cascade_growth import cascade_growth
from charts.cascades_compared import growth_compared, shapes_compared
from charts.cloud import PHONE
from charts.contributions import contributions
from charts.coordination import coordination
from charts.crossed import crossed
from charts.crossing import crossing
from charts.distinctive import distinctive
from charts.figures import beside as figure_beside
from charts.forecast import forecast
from charts.lead_lag import lead_lag
from charts.marks import mark
from charts.mix import mix
from charts.moved import moved
from charts.newcomers import newcomers
from charts.passion import passion
from charts.peaks import peaks
from charts.ranking import ranking
from charts.regions import province_squares, region_ranking
from charts.rhythm import rhythm
from charts.seasons import seasons
from charts.sentiment import (
    negative_over_time,
    net_over_time,
    sentiment_by,
    sentiment_over_time,
    small_multiples,
    volume_and_negative,
)
from charts.sides import sides
from charts.spread_factors import spread_factors
from charts.standing import standing
from charts.topic_course import topic_course
from charts.topics import PHONE as NARROW
from charts.topics import topic_map
from charts.voice import voice, voice_across, voice_over_time
from charts.volume import volume_by, volume_over_time
from charts.words import cloud

HOSTILE = "<img src=x onerror=alert(1)><br><a href='javascript:alert(1)'>%{x}</a>"

DAYS = pd.DataFrame(
    {
        "bucket": pd.date_range("2025-10-30", periods=5, freq="D"),
        "mentions": [120, 80, 0, 15000, 40],
        "complete": [False, True, True, True, False],
    }
)
HOURS = pd.DataFrame(
    {"bucket": pd.date_range("2025-11-01", periods=130, freq="h"), "mentions": range(130), "complete": True}
)
HOURS.loc[[0, 129], "complete"] = False
PLATFORMS = pd.concat(
    [
        DAYS.assign(group_key="weibo", group="Weibo"),
        DAYS.assign(group_key=HOSTILE, group=HOSTILE),
        DAYS.assign(group_key=None, group="Unknown"),
    ],
    ignore_index=True,
).sample(frac=1, random_state=1, ignore_index=True)
MARKS = pd.DataFrame(
    {
        "at": pd.to_datetime(["2025-10-31 09:00", "2025-11-03 20:00"]),
        "until": pd.to_datetime([None, "2025-11-04"]),
        "kind": [HOSTILE, "ours"],
        "title": [HOSTILE, "Recall"],
    }
)
SHARES = pd.DataFrame(
    {
        "label": ["Weibo", HOSTILE, "Unknown"],
        "key": ["weibo", HOSTILE, None],
        "mentions": [300, 20, 1],
        "share": [0.93, 0.06, None],
    }
)
AUTHORS = pd.DataFrame(
    {
        "author_name": ["Ann", HOSTILE, None],
        "platform": ["weibo", HOSTILE, None],
        "mentions": [12, 3, 1],
        "engagement": pd.array([100, None, 0], dtype="Int64"),
    }
)
BARS = pd.DataFrame(
    {
        "label": ["a", "b"],
        "mentions": [2, 1],
        "colour": [theme.INK] * 2,
        "end": ["2", "1"],
        "hover": ["a", "b"],
    }
)
FELT = DAYS.assign(
    positive=[20, 30, 0, 5000, 10],
    neutral=[40, 20, 0, 4000, 5],
    negative=[30, 20, 0, 3000, 5],
    unknown=[30, 10, 0, 3000, 20],
    positive_share=[2 / 9, 3 / 7, None, 5 / 12, None],
    neutral_share=[4 / 9, 2 / 7, None, 4 / 12, None],
    negative_share=[3 / 9, 2 / 7, None, 3 / 12, None],
    negative_low=[0.25, 0.2, None, None, None],
    negative_high=[0.4, 0.4, None, None, None],
    net=[-0.2, 0.2, None, 0.25, None],
    net_low=[-0.4, 0.1, None, None, None],
    net_high=[0.1, 0.3, None, None, None],
)
FELT_HOURS = pd.concat([FELT] * 26, ignore_index=True).assign(bucket=HOURS["bucket"], complete=HOURS["complete"])
FELT_GROUPS = pd.concat(
    [
        FELT.assign(group_key="weibo", group="Weibo"),
        FELT.assign(group_key=HOSTILE, group=HOSTILE),
        FELT.assign(group_key=None, group="Unknown"),
    ],
    ignore_index=True,
).sample(frac=1, random_state=1, ignore_index=True)
MOVED = pd.DataFrame(
    {
        "label": ["Weibo", HOSTILE, "Unknown"],
        "contribution": [-0.1, 0.02, 0.0],
        "net_before": [0.2, None, 0.1],
        "net_now": [-0.2, 0.1, None],
    }
)
MIXED = pd.DataFrame(
    {
        "label": ["Anger", HOSTILE, "None", "Unknown"],
        "mentions": [30, 20, 150, 7],
        "share": [0.15, 0.1, 0.75, None],
        "low": [0.11, None, 0.7, None],
        "high": [0.2, None, 0.8, None],
        "quiet": [False, False, True, True],
    }
)
CROSSED = pd.DataFrame(
    {
        "row": ["Negative"] * 3 + ["Neutral"] * 3 + [HOSTILE] * 3,
        "column": [HOSTILE, "Neutral", "Negative"] * 3,
        "mentions": [3, 20, 300, 0, 0, 0, 12000, 40, 5],
    }
)
SAID = pd.DataFrame(
    {
        "word": ["battery", HOSTILE, "续航", "😀"],
        "mentions": [120, 40, 40, 3],
        "share": [0.6, 0.2, 0.2, None],
        "stories": [100, 4, 40, 3],
        "net": [-0.4, 0.05, 0.3, None],
        "growth": [0.5, -0.3, 14.0, None],
        "z": [4.0, -3.2, 1.0, None],
        "lift": [2.1, None, 0.4, None],
    }
)
TYPICAL = pd.DataFrame(
    {
        "word": ["battery", HOSTILE, "续航"],
        "z": [12.5, 3.1, -4.0],
        "stories": [100, 6, 0],
        "stories_there": [3, 0, 20],
        "share": [0.5, 0.03, 0.0],
        "share_there": [0.01, 0.0, 0.1],
    }
)
BURSTS = pd.DataFrame(
    {
        "word": ["battery", HOSTILE],
        "since": pd.to_datetime(["2025-10-31 00:00", "2025-11-02 08:00"]),
        "until": pd.to_datetime(["2025-11-02", "2025-11-03"]),
        "weight": [1234.5, 2.25],
        "stories": [40, 5],
        "share": [0.4, 0.1],
        "usual": [0.05, 0.02],
        "goes_on": [False, True],
    }
)
TOPICS = pd.DataFrame(
    {
        "label": ["battery · heat", HOSTILE, "续航", "delivery"],
        "mentions": [120, 40, 41, 3],
        "share": [0.6, 0.2, 0.2, None],
        "change": [0.3, -0.02, None, 0.0],
        "net": [-0.9, 0.05, 0.3, None],
        "net_low": [-1.0, None, 0.1, None],
        "net_high": [-0.8, None, 0.5, None],
        "negative_share": [0.9, None, 0.2, None],
        "new": [True, False, False, False],
    }
)
GAINED = pd.concat(
    [
        DAYS.assign(group_key=key, group=name, all_mentions=20000, share=[0.1, 0.2, None, 0.75, 0.3], low=[0.05, None, None, 0.7, 0.2], high=[0.2, None, None, 0.8, 0.4])
        for key, name in (("t1", "battery · heat"), ("t2", HOSTILE))
    ],
    ignore_index=True,
).sample(frac=1, random_state=1, ignore_index=True)
SPREAD = pd.DataFrame(
    {
        "row_key": ["t1", "t1", "t1", "t2", "t2", "t2"],
        "row": ["battery", "battery", "battery", HOSTILE, HOSTILE, HOSTILE],
        "column_key": ["weibo", "x", None] * 2,
        "column": ["Weibo", HOSTILE, "Unknown"] * 2,
        "mentions": [300, 20, 0, 12000, 0, 5],
        "row_mentions": [320] * 3 + [12005] * 3,
        "share": [0.94, 0.06, 0.0, 0.99, 0.0, None],
        "net": [-0.4, None, None, 0.3, None, None],
    }
)
ASSOCIATED = pd.DataFrame(
    {
        "label": ["battery", HOSTILE, "续航"],
        "z": [12.5, 0.4, -4.0],
        "mentions": [300, 6, 0],
        "stories": [100, 6, 0],
        "topic_stories": [200, 20, 100],
        "share": [0.5, None, 0.0],
        "share_elsewhere": [0.05, 0.3, 0.35],
    }
)
AHEAD = pd.DataFrame(
    {
        "bucket": pd.date_range("2025-11-01", periods=5, freq="h"),
        "mentions": [3.0, 0.0, 12.0, None, None],
        "forecast": [None, None, None, 8.5, 0.25],
        "least": [None, None, None, 2.0, 0.0],
        "most": [None, None, None, 60.0, 3.0],
    }
)
STEPPED = pd.DataFrame(
    {
        "author": ["weibo:1", HOSTILE, None, "weibo:1"],
        "author_name": ["Ann", HOSTILE, None, "Ann"],
        "platform": ["weibo", HOSTILE, None, "weibo"],
        "platform_name": ["Weibo", HOSTILE, "Unknown", "Weibo"],
        "published_at": pd.to_datetime(["2025-11-01 10:00:07", "2025-11-01 10:00:00", "2025-11-01 10:02:00", "2025-11-01 10:00:09"]),
        "text": ["battery", HOSTILE, "续航", "😀"],
    }
)
EDGES = pd.DataFrame({"words": [["battery", "续航"], [HOSTILE, "😀"]], "mentions": [30, 2]})
ROUND = pd.DataFrame(
    {
        "x": [0.0, 1.6, -1.0, 0.3],
        "y": [0.0, 1.0, -1.0, 0.2],
        "authors": [1, 1, 1, 9],
        "author_name": ["Ann", HOSTILE, None, None],
        "platform": ["weibo", HOSTILE, None, None],
        "platform_name": ["Weibo", HOSTILE, "Unknown", "Unknown"],
        "received": [7, 1, 0, 2],
        "made": [0, 2, 1, 9],
        "caused": [9, 1, 0, 2],
        "sentiment": [-1.0, 0.0, None, 0.2],
        "community": [0, 1, 11, -1],
        "joined": [3, 2, 1, 1],
        "role": ["origin", "amplifier", "bridge", "ordinary"],
    }
)
PASSED_ON = pd.DataFrame({"reposter": [1, 2, 3], "source": [0, 0, 1], "reposts": [1, 4, 20]})
NODES = pd.DataFrame(
    {
        "node": range(6),
        "above": [-1, 0, 0, 1, 3, 2],
        "mention_id": ["a", "b", None, "c", "d", "e"],
        "author_name": ["Ann", HOSTILE, "Bo", None, "Cy", "Di"],
        "platform": ["weibo", HOSTILE, None, "weibo", "x", "weibo"],
        "published_at": pd.date_range("2025-11-01 09:00", periods=6, freq="7h"),
        "age": [0.0, 25200, 50400, 75600, 100800, 126000],
        "sentiment": [0.0, -1, None, 1, -1, 0],
        "text": ["x", HOSTILE, None, "续航", "y", "z"],
        "edge": [None, "explicit", "parsed", "inferred", "unattached", "explicit"],
        "depth": [0, 1, 1, 2, 3, 2],
        "descendants": [5, 2, 1, 1, 0, 0],
        "role": ["origin", "amplifier", "ordinary", "bridge", "ordinary", "ordinary"],
        "community": [0, 1, 11, 0, 0, 2],
    }
)
GROWING = pd.concat([NODES.assign(cascade=key, label=name) for key, name in (("a", "battery"), ("b", HOSTILE))], ignore_index=True)
LAYERS = pd.DataFrame(
    {
        "cascade": ["a", "a", "b", "b", "b"],
        "label": ["battery", "battery", HOSTILE, HOSTILE, HOSTILE],
        "depth": [0, 1, 0, 1, 2],
        "nodes": [1, 99, 1, 1, 1],
        "share": [0.01, 0.99, 1 / 3, 1 / 3, 1 / 3],
    }
)
ARRIVED = pd.DataFrame(
    {
        "label": ["Weibo", HOSTILE, "Unknown"],
        "platform": ["weibo", HOSTILE, None],
        "mentions": [1200, 3, 1],
        "age": [0.0, 7200.0, 86400.0],
        "lag": [0.0, 7200.0, None],
        "days": [0, 0, 1],
        "exact": [True, True, False],
        "published_at": pd.to_datetime(["2025-10-30 00:00", "2025-10-30 02:00", "2025-10-31 00:00"]),
        "author_name": ["Ann", HOSTILE, None],
        "title": [None, HOSTILE, None],
        "text": ["battery", HOSTILE, None],
        "first_day": pd.array([900, 3, None], dtype="Int64"),
        "peak": pd.array([400, 3, None], dtype="Int64"),
        "peak_at": pd.to_datetime(["2025-10-30 09:00", "2025-10-30 02:00", None]),
        "volume": [
            [{"at": pd.Timestamp("2025-10-30"), "hours": 1, "mentions": 900}, {"at": pd.Timestamp("2025-11-09"), "hours": 24, "mentions": 300}],
            [{"at": pd.Timestamp("2025-10-30 02:00"), "hours": 1, "mentions": 3}],
            None,
        ],
        "origin": pd.Timestamp("2025-10-30"),
    }
)
REPOSTED = pd.DataFrame(
    {
        "factor": ["Platform", "Platform", "Platform", "Verification", HOSTILE],
        "label": ["Weibo", HOSTILE, "Unknown", "Verified", "Unknown"],
        "mentions": [1200, 300, 4, 60, 1500],
        "authors": [900, 200, 4, 50, 900],
        "low_quartile": [0.0, 1.0, None, 2.0, 0.0],
        "median": [0.0, 3.0, None, 5.5, 0.0],
        "high_quartile": [1.0, 9.0, None, 40.0, 1.0],
        "ratio": [1.0, 2.4, None, 0.9, None],
        "ratio_low": [None, 1.9, None, 0.5, None],
        "ratio_high": [None, 3.1, None, 1.6, None],
        "reference": [True, False, False, False, False],
    }
)
HEARD = pd.DataFrame(
    {
        "value": ["Ours", HOSTILE, "few"], "label": ["Ours", HOSTILE, "few"], "mentions": [60, 40, 3], "amount": pd.array([600, 400, None], dtype="Int64"),
        "known": [50, 40, 0], "capped": [0, 2, 0], "share": [0.6, 0.4, None], "change": ["+1 pp", None, None], "clear": [True, False, False], "partial": [False, False, True],
    }
)  # fmt: skip
HEARD_DAYS = pd.concat([HEARD.assign(bucket=day, complete=whole) for day, whole in zip(DAYS["bucket"], DAYS["complete"], strict=True)], ignore_index=True)
HEARD_PLATFORMS = pd.concat([HEARD.assign(platform=place, platform_name=place) for place in ("weibo", HOSTILE, None)], ignore_index=True)
STANDS = pd.DataFrame(
    {
        "value": ["Ours", HOSTILE, "third"], "label": ["Ours", HOSTILE, "third"], "mentions": [600, 90, 50], "polar": [500, 80, 40], "net": [-0.3, 0.1, 0.9], "net_low": [-0.4, None, 0.8],
        "net_high": [-0.2, None, 0.95], "negative_share": [0.5, 0.3, None], "difference": [None, 0.4, 1.2], "clear": [None, True, False],
    }
)  # fmt: skip
MATRIX = pd.DataFrame(
    {
        "row_key": ["price", "price", HOSTILE, HOSTILE], "row": ["Price", "Price", HOSTILE, HOSTILE], "column_key": ["Ours", HOSTILE] * 2, "column": ["Ours", HOSTILE] * 2,
        "mentions": [300, 4, 40, 0], "brand_mentions": [600, 20, 600, 20], "share": [0.5, None, 0.07, None], "negative": [200, 1, 10, 0], "positive": [50, 2, 30, 0], "net": [-0.6, None, 0.5, None],
    }
)  # fmt: skip
RANKED = pd.DataFrame(
    {
        "value": ["Ours", HOSTILE], "label": ["Ours", HOSTILE], "score": [0.75, 0.5], "part_a": [0.5, 0.3], "part_b": [None, None], "part_c": [0.25, 0.2], "part_d": [None, None],
    }
)  # fmt: skip
WRITTEN = pd.DataFrame({"value": ["Ours", HOSTILE, "few"], "label": ["Ours", HOSTILE, "few"], "with_author": [90, 40, 3], "authors": [60, 40, 3], "passion": [1.5, 1.0, None]})
ANSWERED = pd.DataFrame(
    {
        "label": ["Ours", HOSTILE, "few", "none"],
        "colour": [theme.INK, *theme.CATEGORICAL[1:4]],
        "mentions": [400, 90, 12, 9],
        "known": pd.array([200, 40, 12, None], dtype="Int64"),
        "answered": pd.array([50, 0, 3, None], dtype="Int64"),
        "unanswered": pd.array([150, 30, 9, None], dtype="Int64"),
        "by_others": pd.array([0, 10, 0, None], dtype="Int64"),
        "share": [0.25, 0.0, None, None],
        "low": [0.2, None, None, None],
        "high": [0.31, None, None, None],
        "timed": pd.array([40, 0, 3, None], dtype="Int64"),
        "median": [240.0, None, None, None],
        "early": [30.0, None, None, None],
        "late": [1400.0, None, None, None],
    }
)
SHARED = pd.DataFrame(
    {
        "one": ["Ours", "Ours", HOSTILE],
        "other": [HOSTILE, "c", "c"],
        "authors": [500, 3, 0],
        "authors_one": [7000, 7000, 1200],
        "authors_other": [1200, 20, 20],
        "share": [0.42, None, None],
        "mentions": [900, 5, 0],
    }
)
FLOWS = pd.DataFrame(
    {"source": ["Ours", "Ours", HOSTILE, HOSTILE], "target": ["Ours", HOSTILE] * 2, "authors": [90, 10, 4, 0], "authors_before": [100, 100, 4, 4], "share": [0.9, 0.1, None, None], "mentions": [150, 12, 6, 0]}
)
LAUNCHED = pd.DataFrame(
    {
        "place": [0, 0, 0, 1, 1, 1],
        "label": ["Ours"] * 3 + [HOSTILE] * 3,
        "colour": [theme.INK] * 3 + [theme.CATEGORICAL[1]] * 3,
        "step": [0, 1, 2] * 2,
        "bucket": pd.date_range("2025-11-01", periods=6, freq="D"),
        "mentions": [120, 80, None, 40, 0, 30],
        "ratio": [2.4, 1.6, None, None, None, None],
        "share": [0.7, None, None, 0.3, 0.0, 0.2],
        "net": [-0.4, None, None, 0.2, None, 0.1],
    }
)
PEAKED = pd.DataFrame(
    {
        "place": [0, 0, 1, 1], "label": ["Ours", "Ours", HOSTILE, HOSTILE], "colour": [theme.INK, theme.INK, theme.GREY, theme.GREY], "step": [-1, 0, 0, 1], "bucket": pd.date_range("2025-11-01", periods=4, freq="D"),
        "mentions": [10, 40, 25, 0], "part": [0.25, 1.0, 1.0, 0.0], "complete": [True, True, True, False],
    }
)  # fmt: skip
SEASONS = pd.DataFrame(
    {
        "row_key": ["heat", "heat", HOSTILE, HOSTILE],
        "row": ["Heat", "Heat", HOSTILE, HOSTILE],
        "column_key": pd.to_datetime(["2025-03-01", "2025-04-01"] * 2),
        "column": ["Mar 2025", "Apr 2025"] * 2,
        "count": [30, 10, 0, 12000],
        "complaints": [60, 25, 60, 25000],
        "share": [0.5, None, 0.0, 0.48],
        "low": [0.4, None, 0.0, None],
        "high": [0.6, None, 0.06, None],
        "elsewhere": [0.2, 0.5, None, 0.0],
        "clear": [True, False, False, False],
    }
)
COLUMNS = {-1: "negative", 0: "neutral", 1: "positive", None: "unknown"}


def mentions(row: pd.Series, _sentiment: tuple) -> float:
    return row["mentions"]


def counts(row: pd.Series, sentiment: tuple) -> float:
    return row[COLUMNS[sentiment[0]]]


def parts(row: pd.Series, sentiment: tuple) -> float:
    """A row that is too small for shares has one mark, of no sentiment, as long as all together."""
    return row[f"{COLUMNS[sentiment[0]]}_share"] if sentiment else 1


def line(column: str, row: pd.Series, _sentiment: tuple) -> float:
    """Where there is no value, a mark that is not seen stands at zero."""
    return 0 if pd.isna(row[column]) else row[column]


def counts_and_negative(row: pd.Series, sentiment: tuple) -> float:
    return counts(row, sentiment) if sentiment else line("negative_share", row, sentiment)


def contribution(row: pd.Series, _sentiment: tuple) -> float:
    return row["contribution"]


def cell(_row: pd.Series, _sentiment: tuple) -> float:
    """All are as wide."""
    return 0.96


class Anywhere:
    """Equal to the place where a layout put a mark."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float | int)


def somewhere(_row: pd.Series, _sentiment: tuple) -> Anywhere:
    return Anywhere()


def threads(row: pd.Series, part: tuple) -> float:
    """Answered or unanswered of the known; where these are too few one mark."""
    return 1 if not part else row["share"] if part == ("answered",) else row["unanswered"] / row["known"]


def length(row: pd.Series, _sentiment: tuple) -> float:
    return (row["until"] - row["since"]) / pd.Timedelta(milliseconds=1)


def deviate(row: pd.Series, _sentiment: tuple) -> float:
    return row["z"]


def scored(row: pd.Series, number: tuple) -> float:
    """A term that counts for none has no mark."""
    return row[["part_a", "part_c"][number[0]]]


def network(frame: pd.DataFrame) -> go.Figure:
    """With the edges among the words of the frame."""
    return beside(frame, word=HOSTILE, edges=EDGES[[set(pair) <= set(frame["word"]) for pair in EDGES["words"]]])


def authors(frame: pd.DataFrame, **options: object) -> go.Figure:
    """With the edges among the rows of the frame."""
    return author_graph(frame, edges=PASSED_ON[PASSED_ON[["reposter", "source"]].max(axis=1) < len(frame)], **options)


def known_or_ahead(row: pd.Series, _sentiment: tuple) -> float:
    return row["forecast"] if pd.isna(row["mentions"]) else row["mentions"]


CAME = pd.DataFrame(
    {
        "bucket": pd.to_datetime(["2025-11-01", "2025-11-01", "2025-11-02", "2025-11-02", "2025-11-03"]),
        "value": ["early", None, "new", "returning", "new"],
        "mentions": [9, 2, 40, 0, 7],
        "authors": [8, 0, 31, 0, 5],
        "share": [None, None, 1.0, 0.0, None],
        "complete": [True, True, True, True, False],
    }
)
FROM = pd.DataFrame(
    {
        "place": ["Zhejiang", "Tibet", "Hainan"],
        "label": ["Zhejiang", HOSTILE, "Hainan"],
        "mentions": [1500, 0, 3],
        "share": [0.9, 0.0, None],
        "change": ["+12%", None, "3 → 6"],
        "net": [-0.4, None, None],
        "times": [2.1, None, 0.4],
        "above": [True, None, False],
    }
)
SQUARES = {"Zhejiang": (1, 2), "Tibet": (1, 0), "Hainan": (2, 1), "Beijing": (0, 1)}
BY_HOUR = pd.DataFrame(
    {
        "value": ["weibo", "weibo", None],
        "row": ["Weibo", "Weibo", HOSTILE],
        "hour": [0, 23, 23],
        "mentions": [12000, 0, 3],
        "value_mentions": [12000, 12000, 3],
        "share": [1.0, 0.0, None],
    }
)


def marked(draw: Callable, **options: object) -> Callable:
    """A chart over time with its marks."""
    return lambda frame: mark(draw(frame, **options), MARKS)


def with_figure(draw: Callable, **options: object) -> Callable:
    """A chart over time with its marks and a figure of the business."""

    def drawn(frame: pd.DataFrame) -> go.Figure:
        business = frame.drop_duplicates("bucket")[["bucket", "orders"]].rename(columns={"orders": "value"}).assign(days=1, span=1)
        return figure_beside(draw(frame, **options), business, frame, name=f"Orders {HOSTILE}", unit=HOSTILE, grain="day", from_zero=True)

    return lambda frame: mark(drawn(frame), MARKS)


def or_figure(value: Callable) -> Callable:
    return lambda row, more: row["orders"] if more == ("bucket",) else value(row, more)


def sold(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(orders=frame["bucket"].dt.day * 100.5)


LAGGED = pd.DataFrame({"lag": [-1, 0, 1], "pairs": [30, 31, 30], "r": [-0.2, 0.3, 0.7], "r_low": [-0.5, -0.1, 0.4], "r_high": [0.2, 0.6, 0.9], "clear": [False, False, True]})

GALLERY = {
    "volume by day": (marked(volume_over_time, grain="day"), DAYS),
    "volume by hour, long": (partial(volume_over_time, grain="hour"), HOURS),
    "volume by week": (
        partial(volume_over_time, grain="week"),
        DAYS.assign(bucket=DAYS["bucket"].index * pd.Timedelta(weeks=1) + pd.Timestamp("2025-10-06")),
    ),
    "volume by month": (
        partial(volume_over_time, grain="month"),
        DAYS.assign(bucket=pd.date_range("2025-07-01", periods=5, freq="MS")),
    ),
    "volume by day and platform": (marked(volume_over_time, grain="day"), PLATFORMS),
    "volume by platform": (volume_by, SHARES),
    "volume by platform, without shares": (partial(volume_by, by="Platform"), SHARES.drop(columns="share")),
    "top authors": (top_authors, AUTHORS),
    "top authors with the names of platforms": (
        top_authors,
        AUTHORS.assign(platform_name=["Weibo", HOSTILE, None]),
    ),
    "ranking": (partial(ranking, title="Name"), BARS),
    "sentiment by day": (marked(sentiment_over_time, grain="day"), FELT, counts),
    "sentiment by hour, long": (marked(sentiment_over_time, grain="hour"), FELT_HOURS, counts),
    "shares of sentiment": (marked(sentiment_over_time, grain="day", parts=True), FELT, parts),
    "negative share": (
        marked(negative_over_time, grain="day"), FELT, partial(line, "negative_share"),
    ),
    "negative share, long": (
        marked(negative_over_time, grain="hour"), FELT_HOURS, partial(line, "negative_share"),
    ),
    "net sentiment": (marked(net_over_time, grain="day"), FELT, partial(line, "net")),
    "volume and negative share": (
        marked(volume_and_negative, grain="day"), FELT, counts_and_negative,
    ),
    "volume and negative share by month": (
        marked(volume_and_negative, grain="month"),
        FELT.assign(bucket=pd.date_range("2025-07-01", periods=5, freq="MS")),
        counts_and_negative,
    ),
    "small multiples": (partial(small_multiples, grain="day"), FELT_GROUPS, counts),
    "small multiples of shares": (partial(small_multiples, grain="day", show="share"), FELT_GROUPS, parts),
    "small multiples of lines": (partial(small_multiples, grain="day", show="negative"), FELT_GROUPS, partial(line, "negative_share")),
    "small multiples of net sentiment": (partial(small_multiples, grain="day", show="net"), FELT_GROUPS, partial(line, "net")),
    "sentiment by group": (
        partial(sentiment_by, by="Platform"), FELT.assign(label=["a", HOSTILE, "c", "d", None]), parts,
    ),
    "sentiment of aspects": (
        partial(sentiment_by, by="Aspect", counts=True), FELT.assign(label=["a", HOSTILE, "c", "d", None], change=["+1 pp", "−2 pp", None, None, None], clear=[False, True, False, False, False]), parts,
    ),
    "mix": (partial(mix, by="Emotion"), MIXED),
    "two opinions": (partial(crossed, rows="The file says", columns="The model says"), CROSSED, cell),
    "two clouds": (partial(sides, here="this view", there=HOSTILE), TYPICAL, somewhere),
    "two clouds, one under the other": (partial(sides, here=HOSTILE, there="the rest", size=PHONE), TYPICAL.head(2), somewhere),
    "cloud by sentiment": (cloud, SAID, somewhere),
    "cloud by growth": (partial(cloud, colour="growth", size=PHONE), SAID, somewhere),
    "cloud without growth": (partial(cloud, colour="growth"), SAID.drop(columns=["growth", "z"]), somewhere),
    "distinctive words": (partial(distinctive, here="These", there=HOSTILE), TYPICAL, deviate),
    "bursts": (bursts, BURSTS, length),
    "hours ahead": (forecast, AHEAD, known_or_ahead),
    "hours ahead without intervals": (forecast, AHEAD.assign(least=None, most=None), known_or_ahead),
    "published in step": (coordination, STEPPED, somewhere),
    "published in step for days": (coordination, STEPPED.assign(published_at=pd.date_range("2025-11-01", periods=4)), somewhere),
    "words beside": (network, SAID, somewhere),
    "words beside that stand with no other": (partial(beside, word="a", edges=EDGES.head(0)), SAID, somewhere),
    "author graph": (authors, ROUND, somewhere),
    "author graph by platform, upright": (partial(authors, colour="platform", size=UPRIGHT), ROUND, somewhere),
    "author graph by sentiment": (partial(authors, colour="sentiment"), ROUND, somewhere),
    "author graph by role": (partial(authors, colour="role"), ROUND, somewhere),
    "cascade": (cascade, NODES, somewhere),
    "cascade by platform, narrow": (partial(cascade, look=Look("platform", chosen=0), size=SMALL), NODES, somewhere),
    "cascade by community": (partial(cascade, look=Look("community")), NODES, somewhere),
    "cascade by role": (partial(cascade, look=Look("role")), NODES, somewhere),
    "cascade by edge": (partial(cascade, look=Look("edge")), NODES, somewhere),
    "cascade without times": (cascade, NODES.assign(age=None, published_at=pd.NaT), somewhere),
    "growth of a cascade": (cascade_growth, NODES, somewhere),
    "growth of cascades": (growth_compared, GROWING, somewhere),
    "growth of cascades, shares": (partial(growth_compared, parts=True), GROWING, somewhere),
    "shapes of cascades": (shapes_compared, LAYERS, somewhere),
    "map of topics": (topic_map, TOPICS, somewhere),
    "map of topics, narrow": (partial(topic_map, size=NARROW), TOPICS, somewhere),
    "map of topics without a period before": (topic_map, TOPICS.assign(change=None), somewhere),
    "course of topics": (marked(topic_course, grain="day"), GAINED, partial(line, "share")),
    "new and returning authors": (partial(newcomers, grain="day"), CAME),
    "provinces": (partial(province_squares, squares=SQUARES), FROM, cell),
    "provinces, narrow": (partial(province_squares, squares=SQUARES, narrow=True), FROM, cell),
    "regions": (region_ranking, FROM),
    "rhythm": (partial(rhythm, rows="Platform"), BY_HOUR, cell),
    "rhythm, narrow": (partial(rhythm, rows="Platform", narrow=True), BY_HOUR, cell),
    "seasons": (partial(seasons, rows="Aspect", columns="Month"), SEASONS, cell),
    "topics crossed": (partial(crossing, rows="Topic", columns="Platform"), SPREAD, cell),
    "order of platforms": (arrivals, ARRIVED, somewhere),
    "order of platforms, narrow": (partial(arrivals, narrow=True), ARRIVED, somewhere),
    "what spreads": (spread_factors, REPOSTED, somewhere),
    "what spreads, narrow": (partial(spread_factors, narrow=True), REPOSTED, somewhere),
    "what spreads without ratios": (spread_factors, REPOSTED.assign(ratio=None, ratio_low=None, ratio_high=None, reference=False), somewhere),
    "topics of a query": (association, ASSOCIATED, deviate),
    "replies of brands": (brand_replies, ANSWERED, threads),
    "authors of two brands": (author_overlap, SHARED, cell),
    "authors that moved": (moved, FLOWS, cell),
    "launches": (aligned, LAUNCHED, partial(line, "mentions")),
    "launches, net sentiment": (partial(aligned, shown="net"), LAUNCHED, partial(line, "net")),
    "peaks by day": (partial(peaks, grain="day"), PEAKED),
    "peaks by hour, shares": (partial(peaks, grain="hour", parts=True), PEAKED, partial(line, "part")),
    "sentiment and a figure of the business": (with_figure(sentiment_over_time, grain="day"), sold(FELT), or_figure(counts)),
    "small multiples and a figure": (with_figure(small_multiples, grain="day"), sold(FELT_GROUPS), or_figure(counts)),
    "share of voice and a figure": (with_figure(voice_over_time, grain="day", ours=("Ours",), what="Mentions"), sold(HEARD_DAYS), or_figure(partial(line, "share"))),
    "course of topics and a figure": (with_figure(topic_course, grain="day"), sold(GAINED), or_figure(partial(line, "share"))),
    "new and returning authors and a figure": (with_figure(newcomers, grain="day"), sold(CAME), or_figure(mentions)),
    "lead and lag": (partial(lead_lag, name=HOSTILE, talk="Net sentiment"), LAGGED, partial(line, "r")),
    "contributions": (partial(contributions, by="Platform"), MOVED, contribution),
    "share of voice": (partial(voice, ours=("Ours",), what="Engagement"), HEARD, partial(line, "share")),
    "share of voice over time": (marked(voice_over_time, grain="day", ours=("Ours",), what="Mentions"), HEARD_DAYS, partial(line, "share")),
    "share of voice by platform": (partial(voice_across, ours=(), what="Mentions"), HEARD_PLATFORMS, partial(line, "share")),
    "standing": (partial(standing, ours=("Ours", HOSTILE)), STANDS, somewhere),
    "aspects by brand": (aspect_matrix, MATRIX, cell),
    "aspects by brand, net": (partial(aspect_matrix, cells="net"), MATRIX, cell),
    "ranking of brands": (partial(brand_ranking, terms={"part_a": "A", "part_b": "B", "part_c": "C", "part_d": "D"}, ours=("Ours",)), RANKED, scored),
    "passion": (partial(passion, ours=("Ours",)), WRITTEN, partial(line, "passion")),
}  # fmt: skip


@pytest.fixture(params=GALLERY, scope="module")
def chart(request: pytest.FixtureRequest):
    """A chart and its frame."""
    return GALLERY[request.param][:2]


@pytest.fixture(params=GALLERY, scope="module")
def valued(request: pytest.FixtureRequest):
    """A chart, its frame, and what a mark shows of its row and sentiment, its mentions unless said otherwise."""
    draw, frame, *value = GALLERY[request.param]
    return draw, frame, value[0] if value else mentions


def texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for piece in part:
            yield from texts(piece)
    elif isinstance(part, str):
        yield part


def test_it_is_a_figure_in_our_template_with_titled_axes(chart):
    draw, frame = chart
    figure = draw(frame)
    assert isinstance(figure, go.Figure)
    assert figure.layout.template == theme.GUANLAN
    assert figure.layout.xaxis.title.text and figure.layout.yaxis.title.text


def test_it_survives_json(chart):
    draw, frame = chart
    figure = draw(frame)
    assert json.loads(plotly.io.from_json(figure.to_json()).to_json()) == json.loads(figure.to_json())


def test_it_leaves_its_input_alone(chart):
    draw, frame = chart
    before, marks = frame.copy(deep=True), MARKS.copy(deep=True)
    draw(frame)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(MARKS, marks)


def test_without_rows_it_says_what_to_do(chart):
    draw, frame = chart
    figure = draw(frame.head(0))
    assert list(figure.data) == []
    assert figure.layout.template == theme.GUANLAN
    assert (figure.layout.xaxis.visible, figure.layout.yaxis.visible) == (False, False)
    assert [note.text for note in figure.layout.annotations] == [
        "No mentions match these filters.<br>Widen the window or remove a filter."
    ]


def test_one_row_is_one_mark_of_each_of_its_values(valued):
    draw, frame, value = valued
    row = frame.tail(1)
    marks = list(_marks(draw(row)))
    assert len(marks) == len({key for key, _value in marks}) > 0
    assert [(key[0], shown) for key, shown in marks] == [(0, value(row.iloc[0], key[1:])) for key, _shown in marks]


def test_every_mark_carries_the_position_of_its_row(valued):
    draw, frame, value = valued
    marks = list(_marks(draw(frame)))
    assert [shown for _key, shown in marks] == [value(frame.iloc[key[0]], key[1:]) for key, _shown in marks]
    assert {key[0] for key, _shown in marks} == set(range(len(frame)))


def test_hostile_text_is_shown_and_never_run(chart):
    draw, frame = chart
    shown = list(texts(json.loads(draw(frame).to_json())))
    assert not [text for text in shown if "<img" in text or "<a" in text]
    if HOSTILE in frame.astype(str).to_numpy():
        assert any("&lt;img" in text for text in shown)


def test_on_screen_every_colour_of_a_meaning_is_the_viewer_s(chart):
    draw, frame = chart
    figure = draw(frame)
    shown = theme.on_screen(figure)
    assert not set(theme.ON_SCREEN) & set(texts(json.loads(shown.to_json())))
    assert list(_marks(shown)) == list(_marks(figure))


def _marks(figure: go.Figure) -> Iterator[tuple[tuple, float]]:
    """The customdata and value of every mark that can be clicked."""
    for trace in figure.data:
        if trace.hoverinfo == "skip":
            continue
        values = trace.x if trace.orientation == "h" else trace.y
        for key, value in zip(trace.customdata, values, strict=True):
            if value is not None:
                yield tuple(key), value
