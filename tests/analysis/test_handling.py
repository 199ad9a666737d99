"""What the ledger tells, against pandas and by hand."""

from collections import Counter
from datetime import datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given

from analysis.filters import Filters
from analysis.handling import handling, owners, trail, used
from analysis.totals import totals
from store.handling import ANSWERED, STATUSES
from store.handling import OPEN as OPEN_STATUSES
from tests.analysis.stores import opened, storing
from tests.mentions import FEW, SAMPLE, SOME, filter_values, held, left, plain, stores

MARCH = datetime(2024, 3, 1)
NAMES = ["mentions", "handled", "open", *STATUSES, "needing", "answered", "oldest"]


def counted(stored, filters) -> list[dict]:
    keep = left(stored, filters)
    frame = stored.mention.assign(status=[next(iter(one)) for one in held(stored, "statuses")])[keep]
    return [_of(frame[frame["sentiment"] == -1]), _of(frame)]


def _of(frame: pd.DataFrame) -> dict:
    by = {status: int((frame["status"] == status).sum()) for status in STATUSES}
    still = frame[frame["status"].isin(OPEN_STATUSES)]
    handled = sum(by.values())
    return {
        "mentions": len(frame), "handled": handled, "open": len(still), **by, "needing": handled - by["none"], "answered": by["replied"] + by["closed"],
        "oldest": still["published_at"].min() if len(still) else None,
    }  # fmt: skip


@FEW
@given(stores(), filter_values())
def test_the_counts_are_those_of_pandas(holding, stored, chosen):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        rows = handling(cursor, filters).rows
    assert [row["scope"] for row in rows] == ["negative", "all"]
    assert [{name: row[name] for name in NAMES} for row in rows] == counted(stored, filters)


@pytest.mark.parametrize("filters", [Filters(), Filters(platforms=("weibo", None)), Filters(owners=("小林",)), Filters(as_of=datetime(2024, 1, 1))], ids=str)
def test_they_are_the_same_in_each_kind_of_store_and_open_their_mentions(sampled, filters):
    rows = handling(sampled, filters).rows
    assert [{name: row[name] for name in NAMES} for row in rows] == counted(SAMPLE, filters)
    newest = SAMPLE.mention["published_at"].max()
    assert {row["present"] for row in rows} == {min(newest, filters.as_of or newest)}

    def opened(**more) -> int:
        link = Filters(**(vars(filters) | more)).link()
        return totals(sampled, Filters.of_link(link)[0]).row["mentions"]

    for row, felt in zip(rows, ({"sentiments": (-1,)}, {}), strict=True):
        found = {name: opened(statuses=which, **felt) for name, which in (("handled", STATUSES), ("open", OPEN_STATUSES), ("answered", ANSWERED), ("closed", ("closed",)))}
        assert found == {name: row[name] for name in found}


def said(mention: dict, status: str | None, replied_at: datetime | None = None, day: int = 1, **values) -> dict:
    return {"mention_id": mention["mention_id"], "status": status, "replied_at": replied_at, "at": MARCH + timedelta(days=day), "owner": None, **values}


def test_shares_and_times_are_those_by_hand(holding):
    """60 negative mentions: 5 with nothing to do, 10 open, 35 answered after 1 … 35 minutes, 1 without a time, 1 of a day, 1 before
    it was published, 7 never taken in."""
    mentions = [mention | {"sentiment": -1, "published_at": MARCH} for mention in plain(60)]
    mentions[51]["precision"] = "day"
    entries = [said(one, "none") for one in mentions[:5]] + [said(one, "working") for one in mentions[5:15]]
    entries += [said(one, "replied" if n % 2 else "closed", MARCH + timedelta(minutes=n)) for n, one in enumerate(mentions[15:50], start=1)]
    entries += [said(mentions[50], "closed"), said(mentions[51], "replied", MARCH), said(mentions[52], "replied", MARCH - timedelta(seconds=1))]
    # What was said before, and what was taken back, does not count.
    entries += [said(mentions[0], "closed", MARCH, day=0), said(mentions[53], "closed", MARCH, day=0), said(mentions[53], None)]
    with storing(holding, mentions, [], handling=entries) as cursor:
        negative, all_ = handling(cursor, Filters()).rows
    wanted = {
        "mentions": 60, "handled": 53, "handled_share": 53 / 60, "needing": 48, "answered": 38, "answered_share": 38 / 48, "timed": 35, "untimed": 3,
        "median": 18.0, "early": pytest.approx(4.4), "late": pytest.approx(31.6),
    }  # fmt: skip
    assert {name: negative[name] for name in wanted} == wanted
    assert {name: all_[name] for name in wanted} == wanted


def test_under_thirty_there_are_counts_and_no_shares_or_times(holding):
    mentions = plain(29, sentiment=-1)
    with storing(holding, mentions, [], handling=[said(one, "replied", MARCH + timedelta(minutes=5)) for one in mentions]) as cursor:
        row = handling(cursor, Filters()).rows[0]
    assert [row[name] for name in ("mentions", "handled", "answered", "timed")] == [29] * 4
    assert [row[name] for name in ("handled_share", "answered_share", "median", "early", "late")] == [None] * 5


def test_an_empty_store_has_nothing_to_handle(holding):
    with storing(holding, [], []) as cursor:
        rows = handling(cursor, Filters()).rows
    assert [(row["mentions"], row["handled"], row["timed"], row["oldest"], row["present"]) for row in rows] == [(0, 0, 0, None, None)] * 2


def test_the_trail_of_a_mention_is_told_the_latest_first(holding):
    this, other = plain(2)
    entries = [
        said(this, "pending", day=1, by="小林"), said(other, "closed", day=2),
        said(this, "replied", MARCH, day=3, owner="客服", reply="已私信", note="等检测"), said(this, None, day=4),
    ]  # fmt: skip
    with storing(holding, [], [], handling=[{"by": None, "reply": None, "note": None} | entry for entry in entries]) as cursor:
        rows = trail(cursor, Filters(), mention_id=this["mention_id"]).rows
    assert [(row["at"].day, row["by"], row["status"], row["owner"], row["reply"], row["note"], row["replied_at"]) for row in rows] == [
        (5, None, None, None, None, None, None), (4, None, "replied", "客服", "已私信", "等检测", MARCH), (2, "小林", "pending", None, None, None, None),
    ]  # fmt: skip


def test_owners_are_those_of_the_whole_ledger_whoever_had_most_first(holding):
    one, two, three = plain(3)
    entries = [said(one, "pending", owner="甲"), said(two, "pending", owner="乙"), said(two, "closed", owner="乙", day=2), said(three, "pending", owner="乙"), said(three, "closed", day=2)]
    with storing(holding, [], [], handling=entries) as cursor:
        assert owners(cursor, Filters()).rows == [{"owner": "乙", "mentions": 2}, {"owner": "甲", "mentions": 1}]


def test_each_answer_that_was_used_opens_the_mentions_of_which_the_ledger_says_so_now(sampled):
    now = Counter(next(iter(one)) for one in held(SAMPLE, "replies"))
    answer = used(sampled, Filters())
    assert {row["reply_id"]: row["mentions"] for row in answer.rows} == {reply: count for reply, count in now.items() if reply}
    assert opened(sampled, answer) == [row["mentions"] for row in answer.rows]


def test_a_mention_that_is_no_longer_there_counts_for_no_answer(holding):
    here, gone = plain(2)
    with storing(holding, [here], [], handling=[said(one, "replied", MARCH, reply_id=SOME[0]) for one in (here, gone)]) as cursor:
        answer = used(cursor, Filters())
        assert (answer.rows, opened(cursor, answer)) == ([{"reply_id": SOME[0], "mentions": 1}], [1])
