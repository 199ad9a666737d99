from analysis.dated import NO_MONTH, NO_WEEK, dated
from analysis.filters import Filters
from tests.mentions import numbered, plain, stored_of


def test_only_what_stands_there_and_is_too_coarse_is_left_out(holding):
    records = numbered([*plain(1, precision="day", kind="post"), *plain(1, precision=None), *plain(1, precision="month"), *plain(1, precision="year", kind="review")])
    with holding(stored_of(records)) as cursor:
        assert dated(cursor, Filters(), NO_WEEK) == Filters(precisions=("day", None))
        assert dated(cursor, Filters(), NO_MONTH) == Filters(precisions=("day", "month", None))
        assert [dated(cursor, Filters(kinds=(kind,)), NO_WEEK) for kind in ("post", "review", "ticket")] == [Filters(kinds=("post",)), None, Filters(kinds=("ticket",))]
