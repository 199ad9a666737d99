from datetime import datetime, timedelta
from statistics import median

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.light import light
from analysis.metrics import LIGHT
from analysis.totals import totals
from tests.mentions import FEW, SOME, author_key, matching, numbered, plain, sample, stored_of, stores

AT = datetime(2024, 3, 1, 9, 30)
DAY = timedelta(days=1)
COLUMNS = ("level", "reason", "negative_share", "low", "high", "z", "known", "effective", "base_share", "base_known", "since", "until")


def voices(rows):
    def squares(key):
        groups = {}
        for n, row in enumerate(rows):
            groups.setdefault(key(row) if key(row) is not None else n, []).append(row)
        return sum(len(group) ** 2 for group in groups.values())

    return len(rows) ** 2 / max(squares(lambda row: row.story_id), squares(author_key)) if rows else None


def judged(stored, filters, at):
    """The rule in plain Python."""
    rows = list(matching(stored, filters).mention.itertuples())
    known = [row for row in rows if row.sentiment is not None]
    today = [row for row in known if at - DAY <= row.published_at < at]
    days = [[row for row in known if at - (n + 1) * DAY <= row.published_at < at - n * DAY] for n in range(1, 29)]
    typical = median(len(day) for day in days if day) if any(days) else 0
    base = [row for day in days if len(day) <= 3 * typical for row in day]
    p, p0 = (sum(row.sentiment == -1 for row in some) / len(some) if some else None for some in (today, base))
    young = not rows or min(row.published_at for row in rows) > at - 15 * DAY
    reason = "few" if len(today) < 30 else "history" if len(base) < 200 or young else None
    n = voices(today)
    level = low = high = z = None
    if reason is None:
        error = (p0 * (1 - p0) / n + 0.04**2) ** 0.5
        z = (p - p0) / error
        low, high = np.clip([p0 - 2 * error, p0 + 2 * error], 0, 1)
        level = 2 if z >= 3.5 else 1 if z > 2 else 0
    values = (
        level, reason, p if len(today) >= 30 else None, low, high, z, len(today), n, p0 if len(base) >= 30 else None, len(base), at - DAY, at,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def near(row):
    return {name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value for name, value in row.items()}


@st.composite
def histories(draw):
    """Mentions of the day that is looked at and of the days before, some of one story or author."""
    records = []
    for days, most in ((1, 60), (28, 260), (50, 20)):
        for feeling in (-1, 0, 1, None):
            shared = draw(st.fixed_dictionaries({"story_id": st.sampled_from([None, *SOME]), "author_id": st.sampled_from([None, "1", "2"])}))
            count = draw(st.integers(0, most))
            moments = [AT - DAY * days * (n + 1) / (count + 1) - (DAY if days > 1 else 0 * DAY) for n in range(count)]
            alone = {"story_id": None, "author_id": None}
            records += [{**one, **(shared if n % 3 else alone), "published_at": moments[n]} for n, one in enumerate(plain(count, sentiment=feeling))]
    return stored_of(numbered(records or plain()))


@FEW
@given(histories() | stores(), st.sampled_from([AT, AT + timedelta(hours=7)]))
@example(sample(300), datetime(2024, 3, 1, 1))
def test_the_light_is_what_its_rule_says(holding, stored, at):
    with holding(stored) as cursor:
        answer = light(cursor, Filters(), at=at)
    assert answer.table.column_names == list(COLUMNS)
    assert answer.rows == [near(judged(stored, Filters(), at))]


def spread(days, counts, *, until):
    """So many mentions of each sentiment on each day, evenly over it."""
    return [
        {**one, "published_at": until - DAY * (day + (n + 1) / (count + 1))}
        for day in range(days) for feeling, count in counts.items() for n, one in enumerate(plain(count, sentiment=feeling))
    ]  # fmt: skip


def lit(holding, negative, of=100, *, days=28, usual=10, usual_of=50, **given):
    records = [
        *spread(1, {-1: negative, 0: of - negative}, until=AT), *spread(days, {-1: usual, 1: usual_of - usual}, until=AT - DAY),
    ]  # fmt: skip
    stored = stored_of(numbered([one | given for one in records]))
    with holding(stored) as cursor:
        answer = light(cursor, Filters(), at=AT)
        row = answer.row
        assert totals(cursor, answer.mentions(row)).row["mentions"] == of
    return row["level"], row["reason"]


def test_the_light_rises_where_the_negative_share_leaves_its_band(holding):
    # p₀ = .2, n = 100: the error is √(.0016 + .0016) = .0566, the band .087 – .313, far from .398 on.
    levels = {negative: lit(holding, negative)[0] for negative in (0, 20, 31, 32, 39, 40, 90)}
    assert levels == {0: 0, 20: 0, 31: 0, 32: 1, 39: 1, 40: 2, 90: 2}


def test_hundred_reposts_of_one_story_raise_it_no_further_than_one_voice_can(holding):
    assert lit(holding, 60) == (2, None)
    assert lit(holding, 60, story_id=SOME[0]) == (0, None)


def test_without_enough_mentions_or_history_the_light_is_off_and_says_why(holding):
    assert lit(holding, 20, of=29) == (None, "few")
    assert lit(holding, 20, of=30)[1] is None
    assert lit(holding, 20, days=20, usual=2, usual_of=9) == (None, "history")
    assert lit(holding, 20, days=20, usual=2, usual_of=10)[1] is None
    assert lit(holding, 20, days=14) == (None, "history")
    assert lit(holding, 20, days=15)[1] is None


def test_an_empty_store_says_few_and_knows_nothing_else(holding):
    with holding(stored_of([])) as cursor:
        row = light(cursor, Filters(), at=AT).row
    assert {name: value for name, value in row.items() if value is not None} == {
        "reason": "few", "known": 0, "base_known": 0, "since": AT - DAY, "until": AT,
    }  # fmt: skip


def test_the_window_is_left_aside_and_what_was_published_after_as_of_is_not_known(holding):
    with holding(stored_of(numbered(spread(40, {-1: 10, 0: 40}, until=AT)))) as cursor:
        assert light(cursor, Filters(since=AT - DAY / 2, until=AT), at=AT).row["level"] == 0
        assert light(cursor, Filters(as_of=AT - DAY / 2), at=AT).row["reason"] == "few"


def test_the_rule_is_stated_with_the_numbers_that_are_used():
    for words in ("28 days", "fewer than 200", "less than 14 days", ".04²", "± 2 of", "z over 2", "z from 3.5 on", "fewer than 30"):
        assert words in LIGHT.definition


def test_a_crisis_in_the_base_is_no_usual_day(holding):
    records = [
        *spread(1, {-1: 30, 0: 10}, until=AT), *spread(2, {-1: 4, 0: 36}, until=AT - DAY), *spread(1, {-1: 900}, until=AT - 3 * DAY),
        *spread(24, {-1: 4, 0: 36}, until=AT - 4 * DAY),
    ]  # fmt: skip
    with holding(stored_of(numbered(records))) as cursor:
        row = light(cursor, Filters(), at=AT).row
        assert (row["base_share"], row["base_known"], row["level"]) == (pytest.approx(0.1), 26 * 40, 2)
        assert light(cursor, Filters(sentiments=(0,), since=AT), at=AT).row == row
