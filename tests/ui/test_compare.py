"""With what a page's numbers are compared, on the invented exports: 3 March 2025, 10:43, to 24 March, 12:34."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from analysis.filters import Filters
from store.connect import Store, data_version_grows
from tests import invented
from tests.pages.conftest import opened
from ui.compare import Compared, at, compared
from ui.span import span


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("compared"), invented.write(tmp_path_factory.mktemp("exports"))) as store:
        yield store


pytestmark = pytest.mark.usefixtures("store")


def window(since: str, until: str) -> Filters:
    return Filters(since=datetime.fromisoformat(since), until=datetime.fromisoformat(until), platforms=("weibo",))


def test_both_periods_before_are_told_where_the_data_reaches_back():
    chosen = window("2025-03-18", "2025-03-21")
    assert compared(chosen) == Compared(window("2025-03-15", "2025-03-18"), window("2025-03-11", "2025-03-14"))
    assert compared(window("2025-03-17", "2025-03-24")) == Compared(window("2025-03-10", "2025-03-17"), None)


def test_the_first_day_of_the_data_counts_as_whole_and_nothing_before_it():
    assert span().first == datetime(2025, 3, 3, 10, 43)
    # The same three days of the week before begin on 3 March.
    assert compared(window("2025-03-10", "2025-03-13")) == Compared(
        window("2025-03-07", "2025-03-10"), window("2025-03-03", "2025-03-06")
    )
    assert compared(window("2025-03-09", "2025-03-12")) == Compared(window("2025-03-06", "2025-03-09"), None)
    assert compared(window("2025-03-06", "2025-03-09")) == Compared(window("2025-03-03", "2025-03-06"), None)
    assert compared(window("2025-03-05", "2025-03-08")) == Compared(None, None)


def test_the_end_of_what_is_looked_at_is_of_the_window_or_of_the_data():
    assert at(window("2025-03-10", "2025-03-13")) == datetime(2025, 3, 13)
    newest = span().last
    assert newest.second < 59
    assert at(window("2025-03-24", "2025-03-31")) == newest.replace(second=newest.second + 1)
    assert at(replace(window("2025-03-24", "2025-03-31"), as_of=datetime(2025, 3, 24, 1))) == datetime(2025, 3, 24, 1, 0, 1)


def test_a_stray_post_years_before_is_no_beginning_of_the_data(store):
    with store.writing() as cursor:
        cursor.execute("INSERT INTO mention (mention_id, platform, published_at, precision) VALUES (uuidv7(), 'weibo', TIMESTAMP '2016-05-04 12:00', 'day')")
        data_version_grows(cursor)
    try:
        assert (span().first, span().begins) == (datetime(2016, 5, 4, 12), datetime(2025, 3, 3))
        assert compared(window("2025-03-05", "2025-03-08")) == Compared(None, None)
        assert compared(window("2025-03-06", "2025-03-09")) == Compared(window("2025-03-03", "2025-03-06"), None)
    finally:
        with store.writing() as cursor:
            cursor.execute("DELETE FROM mention WHERE published_at < TIMESTAMP '2020-01-01'")
            data_version_grows(cursor)
