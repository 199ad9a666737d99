"""Numbers of a store's rows by pandas and a calculator alone: what the pages must show. Nothing here imports what it checks."""

import math
from collections import Counter
from datetime import datetime

import duckdb
import pandas as pd

from tests.mentions import author_key, engagement, heat

COUNTED = 30
Z = 1.959963984540054
LISTS = ("brands", "products", "keyword_sets", "aspects", "aspect_sentiments")
COLUMNS = {
    "platforms": "platform", "kinds": "kind", "author_kinds": "author_kind", "segments": "segment", "languages": "language",
    "emotions": "emotion", "intents": "intent",
}  # fmt: skip
STARTS = {"hour": "h", "day": "D", "week": "W-SUN"}


def rows(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every mention as the store holds it, unknown as None, with its engagement, heat, the key of its author and its different words."""
    names = (
        "mention_id", "platform", "kind", "author_id", "author_name", "published_at", "precision", "title", "text", "likes", "comments",
        "reposts", "views", "counts_are", "sentiment", "story_id", "brands", "products", "keyword_sets", "author_kind", "segment",
        "language", "region", "emotion", "intent", "aspects", "aspect_sentiments", "tokens",
    )  # fmt: skip
    known = dict(cursor.execute("SELECT id, token FROM word").fetchall())
    found = cursor.execute(f"SELECT {', '.join(names)} FROM mention").fetchall()
    frame = pd.DataFrame(found, columns=list(names), dtype=object)
    told = list(frame.itertuples())
    return frame.assign(
        published_at=pd.to_datetime(frame["published_at"]), author=[author_key(row) for row in told],
        engagement=pd.Series([engagement(row) for row in told], dtype=object), heat=[heat(row) for row in told],
        words=[{known[id_] for id_ in tokens or ()} for tokens in frame["tokens"]],
    )  # fmt: skip


def within(frame: pd.DataFrame, since: datetime, until: datetime) -> pd.DataFrame:
    return frame[(frame["published_at"] >= since) & (frame["published_at"] < until)]


def having(frame: pd.DataFrame, by: str, value: object) -> pd.DataFrame:
    """The mentions of a value of a dimension, those that name none under None."""
    if by in LISTS:
        return frame[[value in held if held else value is None for held in frame[by]]]
    return frame[[one == value for one in frame[COLUMNS[by]]]]


def values(frame: pd.DataFrame, by: str) -> set:
    if by in LISTS:
        return {value for held in frame[by] for value in held or [None]}
    return set(frame[COLUMNS[by]])


def split(frame: pd.DataFrame, by: str) -> list[tuple[object, pd.DataFrame]]:
    """The values of a dimension with their mentions, most first, then by value, unknown last."""
    parts = [(value, having(frame, by, value)) for value in values(frame, by)]
    return sorted(parts, key=lambda part: (-len(part[1]), part[0] is None, (part[0] or "").encode()))


def buckets(frame: pd.DataFrame, since: datetime, until: datetime, newest: datetime, grain: str) -> dict[datetime, pd.DataFrame]:
    """The mentions of every hour, day or week of the window up to the newest mention; hours without those of unknown time."""
    timed = frame[frame["precision"].isin(["second", "minute"])] if grain == "hour" else frame
    start = {"hour": "h", "day": "D", "week": "D"}[grain]
    first = pd.Timestamp(since).floor(start)
    first -= pd.Timedelta(days=first.weekday()) if grain == "week" else pd.Timedelta(0)
    step = pd.Timedelta(days=7) if grain == "week" else pd.Timedelta(1, start)
    found, at = {}, first
    while at < until and at <= newest:
        found[at.to_pydatetime()] = within(timed, max(at, pd.Timestamp(since)), min(at + step, pd.Timestamp(until)))
        at += step
    return found


# Sentiment.


def known(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["sentiment"].notna()]


def polar(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["sentiment"].isin([1, -1])]


def of(frame: pd.DataFrame, sentiment: int | None) -> int:
    return int((frame["sentiment"] == sentiment).sum()) if sentiment is not None else int(frame["sentiment"].isna().sum())


def negative_share(frame: pd.DataFrame) -> float | None:
    return of(frame, -1) / len(known(frame)) if len(known(frame)) >= COUNTED else None


def net(frame: pd.DataFrame) -> float | None:
    return (of(frame, 1) - of(frame, -1)) / len(polar(frame)) if len(polar(frame)) >= COUNTED else None


def disagreement(frame: pd.DataFrame) -> float | None:
    return 2 * min(of(frame, 1), of(frame, -1)) / len(polar(frame)) if len(polar(frame)) >= COUNTED else None


def voices(frame: pd.DataFrame) -> float:
    """n_eff = (Σn)²/Σn² of stories or of authors, whichever gives the smaller; without one a mention is its own."""
    sizes = []
    for column in ("story_id", "author"):
        alone = int(frame[column].isna().sum())
        sizes.append(alone + sum(size**2 for size in Counter(frame[column].dropna()).values()))
    return len(frame) ** 2 / max(sizes)


def wilson(p: float, n: float) -> tuple[float, float]:
    middle, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return (middle - half) / (1 + Z * Z / n), (middle + half) / (1 + Z * Z / n)


def differ(p1: float, n1: float, p0: float, n0: float) -> int:
    """1 or −1 where Newcombe's interval of p1 − p0 lies above or below 0, else 0."""
    if min(n1, n0) < 10:
        return 0
    (l1, u1), (l0, u0) = wilson(p1, n1), wilson(p0, n0)
    low, high = p1 - p0 - math.hypot(p1 - l1, u0 - p0), p1 - p0 + math.hypot(u1 - p1, p0 - l0)
    return 1 if low > 0 else -1 if high < 0 else 0


def interval(share: float | None, frame: pd.DataFrame) -> tuple[float | None, float | None]:
    """Wilson's, of a share of the mentions of a frame."""
    if share is None or voices(frame) < 10:
        return None, None
    return wilson(share, voices(frame))


def contributions(now: pd.DataFrame, before: pd.DataFrame, by: str = "platforms") -> dict[object, float]:
    """w̄·Δs + (s̄ − S̄)·Δw of every value; one that a period lacks has there the s of the other. 1/k of a mention of k values."""
    weighed = [_weights(polar(frame), by) for frame in (now, before)]
    nets = [sum(felt for felt, _weight in of_.values()) / sum(weight for _felt, weight in of_.values()) for of_ in weighed]
    found = {}
    for value in {*weighed[0], *weighed[1]}:
        (b1, n1), (b0, n0) = (of_.get(value, (0, 0)) for of_ in weighed)
        w1, w0 = (n / sum(weight for _felt, weight in of_.values()) for n, of_ in ((n1, weighed[0]), (n0, weighed[1])))
        s1, s0 = (b / n if n else None for b, n in ((b1, n1), (b0, n0)))
        s1, s0 = s0 if s1 is None else s1, s1 if s0 is None else s0
        found[value] = (w1 + w0) / 2 * (s1 - s0) + ((s1 + s0) / 2 - sum(nets) / 2) * (w1 - w0)
    return found


def _weights(frame: pd.DataFrame, by: str) -> dict[object, tuple[float, float]]:
    """Of each value: the sum of the sentiments of its mentions, and of their weights."""
    found: dict[object, tuple[float, float]] = {}
    held = [set(one or [None]) for one in frame[by]] if by in LISTS else [{one} for one in frame[COLUMNS[by]]]
    for names, felt in zip(held, frame["sentiment"], strict=True):
        for name in names:
            balance, weight = found.get(name, (0, 0))
            found[name] = (balance + felt / len(names), weight + 1 / len(names))
    return found


# What the word lists find.


def feels(frame: pd.DataFrame, aspect: str) -> dict[int, pd.DataFrame]:
    """By sentiment the mentions whose clauses about an aspect feel so."""
    return {sentiment: having(frame, "aspect_sentiments", f"{aspect}:{sentiment}") for sentiment in (-1, 0, 1)}


def balance(parts: dict[int, pd.DataFrame]) -> tuple[float | None, float | None, float | None]:
    """Net sentiment of an aspect and the ends of its interval."""
    polar = pd.concat([parts[-1], parts[1]])
    if len(polar) < COUNTED:
        return None, None, None
    net = (len(parts[1]) - len(parts[-1])) / len(polar)
    low, high = interval((1 + net) / 2, polar)
    return net, *(None if end is None else 2 * end - 1 for end in (low, high))


def shares(frame: pd.DataFrame, by: str) -> list[tuple[object, int, float | None, float | None, float | None]]:
    """Of each value its mentions, and of the known ones its share with its interval: the most first, none and other, then unknown."""
    known_ones = frame[frame[COLUMNS[by]].notna()]
    found = []
    for value, part in split(frame, by):
        share = len(part) / len(known_ones) if value is not None and len(known_ones) >= COUNTED else None
        found.append((value, len(part), share, *interval(share, known_ones)))
    return sorted(found, key=lambda row: (row[0] is None, row[0] in ("none", "other")))


# Words.


def said(frame: pd.DataFrame) -> Counter[str]:
    """In how many stories each word stands; a mention without a story is its own."""
    keys = frame["story_id"].where(frame["story_id"].notna(), frame["mention_id"])
    return Counter(word for word, _story in {(word, story) for words, story in zip(frame["words"], keys, strict=True) for word in words})


def words(frame: pd.DataFrame, before: pd.DataFrame | None, stopped: set[str], most: int = 150, grown: int = 6) -> list[list[object]]:
    """The words in most mentions, and besides those that grew most, clearly: word, mentions, share, stories, positive, neutral,
    negative, net sentiment; where there is a period before stories then, growth and z.
    """
    held: dict[str, list] = {}
    for row_words, felt in zip(frame["words"], frame["sentiment"], strict=True):
        for word in row_words:
            held.setdefault(word, []).append(felt)
    here, there = said(frame), Counter() if before is None else said(before)
    of, of_before = (0 if one is None else one["story_id"].nunique() + int(one["story_id"].isna().sum()) for one in (frame, before))
    totals = here.total(), there.total()
    rows = []
    for word, felt in held.items():
        if len(word) < 2 or word in stopped or not any(letter.isalpha() for letter in word):
            continue
        positive, neutral, negative = (felt.count(one) for one in (1, 0, -1))
        polar = positive + negative
        row = [
            word, len(felt), len(felt) / len(frame) if len(frame) >= COUNTED else None, here[word], positive, neutral, negative,
            (positive - negative) / polar if polar >= COUNTED else None,
        ]  # fmt: skip
        if before is not None:
            comparable = there[word] >= 5 and min(of, of_before) >= COUNTED
            row += [there[word], here[word] / of / (there[word] / of_before) - 1 if comparable else None, deviate(here[word], totals[0], there[word], totals[1])]
        rows.append(row)
    rows.sort(key=lambda row: (-row[1], row[0]))
    clear = [row for row in rows[most:] if before is not None and row[-1] is not None and row[-1] >= 3 and row[3] >= 5]
    return rows[:most] + sorted(sorted(clear, key=lambda row: (-row[-1], row[0]))[:grown], key=lambda row: (-row[1], row[0]))


def deviate(y_1: int, n_1: int, y_0: int, n_0: int) -> float | None:
    """Of the log-odds of a word in y₁ of n₁ against y₀ of n₀, the prior 500 words of both together."""
    if not n_1 or not n_0:
        return None
    prior = 500 * (y_1 + y_0) / (n_1 + n_0)
    odds = [math.log((y + prior) / (n + 500 - y - prior)) for y, n in ((y_1, n_1), (y_0, n_0))]
    return (odds[0] - odds[1]) / math.sqrt(1 / (y_1 + prior) + 1 / (y_0 + prior))


# As a page writes them in Chinese.


def percent(share: float | None, unknown: str = "–") -> str:
    return unknown if share is None else f"{share:.1%}".replace("-", "−")


def points(now: float | None, before: float | None) -> str:
    return "" if now is None or before is None else f"{(now - before) * 100:+.1f} 个百分点".replace("-", "−")


def change(now: float, before: float) -> str:
    if before < 5:
        return f"{before:,.0f} → {now:,.0f}"
    share = now / before - 1
    return (f"{share:+.1%}" if share < 10 else f"{share:+,.0%}").replace("-", "−")
