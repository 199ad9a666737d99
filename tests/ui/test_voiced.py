from datetime import datetime, timedelta

import pyarrow as pa
import pytest

from analysis.answer import Answer
from analysis.filters import Filters
from analysis.known_weeks import known_weeks
from analysis.reach import reach
from language import speaking
from ui import voiced


@pytest.mark.parametrize(("counts", "told"), [([3, 0, 0, 1, 2, 5], ["4 whole weeks before the window: too little", "2 more without any data"]), ([1] * 6, ["6 whole weeks before the window"])])
def test_how_far_the_data_reach_back_counts_the_weeks_that_they_hold(monkeypatch, counts, told):
    start = datetime(2024, 1, 1)
    answers = {reach: [{"since": start}], known_weeks: [{"since": start + timedelta(days=7 * week), "mentions": n} for week, n in enumerate(counts)]}
    monkeypatch.setattr(voiced, "ask", lambda question, filters: Answer(pa.Table.from_pylist(answers[question]), "", {}, filters, {}))
    with speaking("en"):
        said = voiced._reaches(Filters(since=start + timedelta(days=42)), found=False)
    assert all(text in said[place] for place, text in enumerate(told)) and any("without any data" in text for text in said) == (0 in counts)
