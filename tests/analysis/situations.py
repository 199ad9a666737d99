"""Situations that a week may bring, made from a seed: two periods of mentions, with more, fewer, worse, better, copied or
unlabelled ones in the second.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from tests.mentions import Stored, author_key, numbered, stored_of

FIRST = datetime(2025, 2, 3)
PLATFORMS = ("weibo", "xiaohongshu", "news", "论坛<b>", None)
BRANDS = (["甲"], ["乙"], ["甲", "乙"], None)
ISSUES = (["电池过热"], ["发货 *慢*"], ["电池过热", "发货 *慢*"], None, None, None)


@dataclass(frozen=True)
class Situation:
    """The store's rows, the window and the one before it (None where the data does not reach back)."""

    rows: pd.DataFrame
    stored: Stored
    now: tuple[datetime, datetime]
    before: tuple[datetime, datetime] | None

    def of(self, window: tuple[datetime, datetime]) -> pd.DataFrame:
        return self.rows[(self.rows["published_at"] >= window[0]) & (self.rows["published_at"] < window[1])]


def situation(seed: int) -> Situation:
    random = np.random.default_rng(seed)
    days = int(random.choice([3, 7, 7, 10, 10, 28]))
    start = FIRST + timedelta(days=28)
    now, before = (start, start + timedelta(days=days)), (start - timedelta(days=days), start)
    alone = random.random() < 0.1
    rates = random.choice([0.3, 4, 15, 40] if days < 28 else [4, 90]) * np.array([1, random.choice([0.3, 1, 1, 1.2, 4] if days < 28 else [1])])
    worse = random.choice([0, 0, 0.1, 0.4, -0.2])
    hit = random.choice(len(PLATFORMS)) if random.random() < 0.5 else None
    talked = random.choice([None, None, False, True])
    records = []
    for late, (since, _until) in ((False, before), (True, now)):
        if alone and not late:
            continue
        negative = np.clip(0.2 + random.normal(0, 0.02), 0.02, 0.9)
        count = random.poisson(rates[int(late)] * days)
        records += _mentions(random, count, since, days, negative, worse if late else 0, hit, late, talked)
    if days == 28 and random.random() < 0.5:  # the last day is calm
        last = now[1] - timedelta(days=1)
        records = [record for record in records if record["published_at"] < last or random.random() < 0.45]
    if random.random() < 0.2 and records:
        records += [dict(records[-1], published_at=now[0] + timedelta(minutes=n)) for n in range(int(random.integers(5, 400)))]
    records = numbered(records)
    names = list(dict.fromkeys(name for record in records for name in record)) or ["mention_id", "published_at"]
    rows = pd.DataFrame([[record.get(name) for name in names] for record in records], columns=names, dtype=object)
    rows["published_at"] = pd.to_datetime(rows["published_at"])
    rows["author"] = [author_key(row) for row in rows.assign(author_name=None).itertuples()] if records else None
    return Situation(rows, stored_of(records), now, None if alone else before)


def _mentions(random, count: int, since: datetime, days: int, negative: float, worse: float, hit: int | None, late: bool, talked: bool | None) -> list[dict]:
    unknown, copied, day = random.choice([0, 0, 0.1, 0.5, 0.97]), random.choice([0, 0.05, 0.6]), random.integers(days)
    records = []
    for n in range(count):
        platform = int(random.choice(len(PLATFORMS), p=[0.5, 0.2, 0.15, 0.1, 0.05]))
        share = float(np.clip(negative + (worse if hit in (None, platform) else 0), 0.01, 0.95))
        felt = int(random.choice([-1, 0, 1], p=[share, (1 - share) * 0.6, (1 - share) * 0.4]))
        on = int(day) if random.random() < 0.25 else int(random.integers(days))
        hour = int(random.choice(24, p=np.r_[np.full(7, 0.01), np.full(17, 0.93 / 17)]))
        records.append({
            "published_at": since + timedelta(days=on, hours=hour, minutes=int(random.integers(60))),
            "precision": "second" if random.random() > 0.02 else "day",
            "platform": PLATFORMS[platform], "kind": "post", "author_id": str(random.integers(count + 1)),
            "text": "甲", "likes": int(random.integers(9)), "comments": 0, "reposts": 1,
            "brands": BRANDS[random.integers(4)], "products": None,
            "keyword_sets": ISSUES[random.integers(3 if late == talked else len(ISSUES))],
            "author_kind": ("person", "kol", "media")[random.choice(3, p=[0.8, 0.1, 0.1])],
            "sentiment": None if random.random() < unknown else felt, "sentiment_by": "model",
            "story_id": f"{random.integers(3) if random.random() < copied else 10_000 + n + 50_000 * late:08x}-0000-4000-8000-000000000000",
        })  # fmt: skip
    return records
