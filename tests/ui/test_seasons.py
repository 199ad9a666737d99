from datetime import datetime

import pyarrow as pa

from analysis.answer import Answer
from analysis.filters import Filters
from language import speaking
from ui.seasons import finding


def test_of_the_clear_differences_the_largest_is_told_and_called_so():
    rows = [
        {"value": value, "since": datetime(2024, month, 1), "share": elsewhere + change, "elsewhere": elsewhere, "change": change, "clear": clear}
        for value, month, elsewhere, change, clear in (("heat", 3, 0.2, 0.1, True), ("price", 4, 0.5, -0.3, True), ("battery", 5, 0.1, 0.6, False))
    ]
    with speaking("en"):
        assert finding(Answer(pa.Table.from_pylist(rows), "", {}, Filters(), {}), "month").startswith("largest clear difference: Apr 2024 20.0% of the complaints name")
        assert finding(Answer(pa.Table.from_pylist(rows[2:]), "", {}, Filters(), {}), "month").startswith("no aspect is complained of clearly")
