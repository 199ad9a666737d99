"""How much of what names a brand its own accounts answered, against plain Python and by hand."""

from collections import Counter
from datetime import datetime, timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.brand_replies import brand_replies, differing, outcome
from analysis.filters import Filters
from analysis.totals import totals
from tests.analysis.stores import opened, storing
from tests.mentions import FEW, answers, author_key, filter_values, is_official, left, plain, sample, target
from tests.recounted import wilson

MARCH = datetime(2024, 3, 1)
COMPARED = ("甲", "乙", "O'Brien")
LISTED = (("weibo:1", "乙"), ("*:@甲", "O'Brien"), ("*:2", "%"))


def owners(rows: list, listed: tuple, *, known: set[str] = frozenset(), words_only: bool = False) -> dict[str, str | None]:
    """Whose account each author's is; of `known` brands and those that the list names; only by the list's words where `words_only`."""
    found, told = {}, dict(listed)
    for key in {author_key(row) for row in rows if author_key(row)}:
        own = [row for row in rows if author_key(row) == key]
        ids = [(row.platform, row.author_id) for row in own if row.author_id is not None] + [(row.platform, f"@{row.author_name}") for row in own if row.author_name is not None]
        ranks = [told.get(f"{where}:{who}") for at_name in (False, True) for any_ in (False, True) for platform, who in ids if who.startswith("@") == at_name and (where := "*" if any_ else platform)]
        called = sorted({brand for brand in {*known, *told.values()} for row in own if row.author_name and brand.lower() in row.author_name.lower()}, key=lambda one: (-len(one), one))
        spoken = Counter(brand for row in own for brand in set(row.brands or ())).most_common()
        most = spoken[0][0] if spoken and (len(spoken) == 1 or spoken[0][1] > spoken[1][1]) else None
        found[key] = next(filter(None, ranks if words_only else [*ranks, *called, most]), None)
    return found


def counted(stored, filters, listed) -> list[dict]:
    rows = list(stored.mention.itertuples())
    official = [row for row in rows if is_official(row) and (filters.as_of is None or row.published_at <= filters.as_of)]
    own = owners(official, listed, known={*COMPARED, *(brand for row in rows for brand in row.brands or () if brand)})
    kept = [(row, told) for row, told, keep in zip(rows, answers(stored, filters.as_of), left(stored, filters), strict=True) if keep]
    told = []
    for brand in filters.brands:
        accounts = sorted(key for key, of in own.items() if of == brand)
        platforms = {row.platform for row in official if author_key(row) in accounts}
        mine = [(row, value if row.platform in platforms else None) for row, value in kept if brand in (row.brands or ())]
        first = {}
        for row in sorted(official, key=lambda row: (row.published_at, row.mention_id)):
            if author_key(row) in accounts and row.kind in ("comment", "repost", "post") and target(row) is not None:
                first.setdefault(target(row), row)
        answered = [row for row, value in mine if value == "answered" and row.mention_id in first]
        exact = ("second", "minute")
        minutes = [
            (first[row.mention_id].published_at - row.published_at) // timedelta(seconds=1) / 60
            for row in answered
            if row.precision in exact and first[row.mention_id].precision in exact and first[row.mention_id].published_at >= row.published_at
        ]
        known = [row for row, value in mine if value is not None]
        there = bool(accounts)
        told.append({
            "brand": brand, "accounts": accounts, "mentions": len(mine), "known": len(known) if there else None, "answered": len(answered) if there else None,
            "unanswered": sum(value == "unanswered" for _row, value in mine) if there else None, "timed": len(minutes) if there else None, "minutes": minutes,
        })  # fmt: skip
    return told


@settings(FEW, max_examples=5)
@given(filter_values(), st.sampled_from([(), LISTED]))
def test_the_counts_are_those_of_plain_python_and_open_their_mentions(holding, chosen, listed):
    stored = sample(600)
    filters = Filters(**chosen | {"brands": COMPARED, "answers": (), "answerers": ()})
    with holding(stored) as cursor:
        answer = brand_replies(cursor, filters, accounts=listed)
        found = counted(stored, filters, listed)
        for row, one in zip(answer.rows, found, strict=True):
            assert {name: row[name] for name in one if name != "minutes"} == {name: value for name, value in one.items() if name != "minutes"}
            assert row["median"] == (pytest.approx(median(one["minutes"])) if len(one["minutes"]) >= 30 else None)
            assert row["share"] == (one["answered"] / one["known"] if (one["known"] or 0) >= 30 else None)
            for name in ("answered", "unanswered"):
                if row[name] is not None:
                    behind = outcome(answer, row, name)
                    assert row[name] == (0 if behind is None else totals(cursor, behind).row["mentions"])
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


# By hand.


def number(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012d}"


def said(n: int, minute: float = 0, **values) -> dict:
    defaults = {"kind": "post", "author_kind": "person", "platform": "weibo", "author_id": str(n), "sentiment": -1, "published_at": MARCH + timedelta(minutes=minute)}
    return {**plain()[0], "mention_id": number(n), **defaults, **values}


def answered(n: int, to: int, minute: float, account: str, **values) -> dict:
    return said(n, minute, kind="comment", parent_id=number(to), root_id=number(to), author_kind="official", author_id=account, author_name=f"{account}客服", **values)


def told(holding, mentions: list[dict], *brands: str, **parameters) -> list[dict]:
    with storing(holding, mentions, []) as cursor:
        return brand_replies(cursor, Filters(brands=brands, sentiments=(-1,)), **parameters).rows


def test_each_brand_has_what_its_own_accounts_answered(holding):
    posts = [said(n, brands=["甲"]) for n in range(1, 41)] + [said(n, brands=["乙"]) for n in range(41, 81)]
    replies = [answered(100 + n, n, 10 * n, "甲", sentiment=0) for n in range(1, 36)] + [answered(200, 36, 5, "乙", sentiment=0)]
    comments = [said(300 + n, 1, kind="comment", parent_id=number(n), root_id=number(n), sentiment=0) for n in range(36, 81)]
    first, second = told(holding, [*posts, *replies, *comments], "甲", "乙")
    assert [first[name] for name in ("known", "answered", "by_others", "unanswered", "timed", "median")] == [40, 35, 1, 4, 35, 180]
    assert (first["early"], first["late"]) == (pytest.approx(44), pytest.approx(316))
    assert (first["low"], first["high"]) == pytest.approx(wilson(35 / 40, 40))
    assert [second[name] for name in ("known", "answered", "unanswered", "share")] == [40, 0, 40, 0]


def test_a_brand_whose_accounts_nobody_knows_is_not_known_and_another_platform_tells_nothing(holding):
    mentions = [said(1, brands=["甲"]), said(2, brands=["甲"], platform="x"), said(3, kind="comment", parent_id=number(2), root_id=number(2), platform="x"), answered(4, 1, 9, "甲", sentiment=0)]
    first, second = told(holding, mentions, "甲", "乙")
    assert (first["known"], first["answered"], first["platforms"]) == (1, 1, ["weibo"])
    assert (second["accounts"], second["known"], second["answered"], second["share"]) == ([], None, None, None)


def test_the_list_says_whose_an_account_is_before_its_name_and_its_name_before_what_it_says(holding):
    mentions = [said(1, brands=["乙"]), answered(2, 1, 60 * 24, "甲", sentiment=0, brands=["丙"], precision="day")]
    keys = {name: [row["answered"] for row in told(holding, mentions, "乙", "甲", accounts=listed)] for name, listed in {"listed": [("*:甲", "乙")], "named": []}.items()}
    assert keys == {"listed": [1, None], "named": [None, 0]}
    row = told(holding, mentions, "乙", accounts=[("weibo:@甲客服", "乙")])[0]
    assert (row["answered"], row["timed"], row["untimed"]) == (1, 0, 1)


def test_anothers_account_is_not_taken_for_ours_where_it_is_not_compared(holding):
    mentions = [said(1, brands=["甲"]), said(2, brands=["丙"]), said(3, brands=["丁"]), answered(4, 1, 9, "丙", sentiment=0, brands=["甲"])]
    # 丁 is known by its mentions alone, 戊 by the watchlist alone.
    mentions += [answered(5, 1, 9, "7", sentiment=0, brands=[brand]) | {"mention_id": number(50 + n)} for n, brand in enumerate(["甲", "丁", "丁"])]
    mentions += [answered(6, 1, 9, "戊", sentiment=0, brands=["甲"])]
    (row,) = told(holding, mentions, "甲", named=["戊"])
    assert (row["accounts"], row["known"]) == ([], None)
    assert [row["accounts"] for row in told(holding, mentions, "甲", "丙", "丁", named=["戊"])] == [[], ["weibo:丙"], ["weibo:7"]]


def test_a_difference_is_told_of_the_larger_share_first_and_only_where_it_is_clear():
    rows = [{"brand": "a", "share": 0.2, "effective": 400.0}, {"brand": "b", "share": 0.5, "effective": 60.0}, {"brand": "c", "share": 0.22, "effective": 300.0}, {"brand": "d", "share": None, "effective": None}]
    assert [(one["brand"], other["brand"]) for one, other in differing(rows)] == [("b", "a"), ("b", "c")]
    assert differing(rows[:1]) == differing(rows[3:]) == []
