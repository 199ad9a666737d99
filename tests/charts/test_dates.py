import pandas as pd
import pytest

from charts import dates
from language import speaking


@pytest.mark.parametrize(
    ("grain", "first", "last", "language", "named"),
    [
        (
            "hour",
            "2025-11-03 20:00",
            "2025-11-04 03:00",
            "zh",
            ["20:00<br>11月3日", "22:00", "00:00<br>11月4日", "02:00"],
        ),
        (
            "day",
            "2025-12-30",
            "2026-01-02",
            "zh",
            ["12月30日<br>2025年", "12月31日", "1月1日<br>2026年", "1月2日"],
        ),
        ("day", "2025-10-20", "2025-11-16", "en", ["20 Oct<br>2025", "27 Oct", "3 Nov", "10 Nov"]),
        (
            "week",
            "2025-10-06",
            "2025-11-17",
            "en",
            ["6 Oct<br>2025", "13 Oct", "20 Oct", "27 Oct", "3 Nov", "10 Nov", "17 Nov"],
        ),
        ("month", "2025-11-01", "2026-01-01", "zh", ["11月<br>2025年", "12月", "1月<br>2026年"]),
    ],
)
def test_a_tick_writes_its_day_or_year_where_it_changes(grain, first, last, language, named):
    with speaking(language):
        assert list(dates.ticks(pd.Timestamp(first), pd.Timestamp(last), grain).values()) == named


@pytest.mark.parametrize("grain", dates.BUCKET)
@pytest.mark.parametrize("buckets", [1, 2, 8, 31, 92, 120])
def test_ticks_are_few_and_stand_on_buckets(grain, buckets):
    starts = [pd.Timestamp("2024-01-01") + count * dates.BUCKET[grain] for count in range(buckets)]
    named = dates.ticks(starts[0], starts[-1], grain)
    assert 1 <= len(named) <= dates.MOST_TICKS
    assert set(named) <= set(starts)
