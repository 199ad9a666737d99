"""The view and its address, as AppTest sees them; tests/browser/test_links.py goes on from there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store.connect import Store, data_version_grows
from tests import invented, visits
from tests.pages.conftest import opened
from tests.visits import counted, said, visit


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Of its own for each test: the invented exports, 3 to 24 March 2025."""
    with opened(tmp_path, invented.write(tmp_path_factory.mktemp("exports"))) as store:
        yield store


def change(store: Store, sql: str) -> None:
    with store.writing() as cursor:
        cursor.execute(sql)
        data_version_grows(cursor)


def within(store: Store, since: str, until: str) -> int:
    with store.cursor() as cursor:
        sql = "SELECT count(*) FROM mention WHERE published_at >= CAST($since AS DATE) AND published_at < CAST($until AS DATE)"
        return cursor.execute(sql, {"since": since, "until": until}).fetchone()[0]


def test_a_named_window_moves_on_with_the_newest_mention_and_days_stay(store):
    named, days = visit("mentions", period="last7"), visit("mentions", since="2025-03-18", until="2025-03-24")
    assert {"2025-03-18 至 2025-03-24"} <= set(said(named)) & set(said(days))
    assert counted(named) == counted(days) == within(store, "2025-03-18", "2025-03-25")
    change(store, "UPDATE mention SET published_at = published_at + INTERVAL 5 DAY WHERE published_at >= TIMESTAMP '2025-03-20'")
    for app in (visits.run(named), visit("mentions", period="last7")):
        assert "2025-03-23 至 2025-03-29" in said(app)
        assert counted(app) == within(store, "2025-03-23", "2025-03-30")
        assert app.query_params == {"period": "last7"}
    assert counted(visits.run(days)) == within(store, "2025-03-18", "2025-03-25")
    assert days.query_params == {"since": "2025-03-18", "until": "2025-03-24"}


def test_a_named_window_is_chosen_and_left_for_days(store):
    app = visit("mentions")
    visits.field(app, "时间范围").set_value("last_week")
    assert counted(visits.run(app)) == within(store, "2025-03-17", "2025-03-24")
    assert app.query_params == {"period": "last_week"}
    app.date_input[0].set_value(["2025-03-10", "2025-03-11"])
    assert counted(visits.run(app)) == within(store, "2025-03-10", "2025-03-12")
    assert app.query_params == {"since": "2025-03-10", "until": "2025-03-11"}
    assert visits.field(app, "时间范围").value == "custom"
    visits.field(app, "时间范围").set_value("usual")
    assert counted(visits.run(app)) == within(store, "2025-03-01", "2025-04-01")
    assert app.query_params == {}


def test_a_named_window_that_is_kept_as_days_stays_where_it_is(store):
    app = visit("mentions", period="week")
    visits.field(app, "时间范围").set_value("custom")
    visits.run(app)
    assert app.query_params == {"since": "2025-03-24", "until": "2025-03-30"}


def test_a_named_window_follows_what_may_be_seen(store):
    app = visit("mentions", period="last7", as_of="2025-03-20T12:00:00")
    assert "2025-03-14 至 2025-03-20 · 截至 2025-03-20 12:00" in said(app)
    app.button(key="reset").click()
    assert counted(visits.run(app)) == within(store, "2025-03-01", "2025-04-01")


def test_half_a_range_waits_and_the_name_of_the_window_is_left(store):
    app = visit("mentions", period="last7")
    app.date_input[0].set_value(["2025-03-10"])
    app = visits.run(app)
    assert [element.value for element in app.info] == ["请再选择时间范围的最后一天。"]
    assert list(app.title) == []
    app.date_input[0].set_value(["2025-03-10", "2025-03-10"])
    assert counted(visits.run(app)) == within(store, "2025-03-10", "2025-03-11")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"order": ["heat", "newest", "heat"]}, ["heat", "newest"]),
        ({"order": ["nonsense", "likes"]}, ["likes"]),
        ({"order": ["nonsense"]}, ["newest"]),
        ({}, ["newest"]),
    ],
)
def test_a_view_holds_several_orders(store, asked, kept):
    app = visit("mentions", **asked)
    assert app.session_state["order"] == kept
    told = [kept] if len(kept) > 1 else kept
    assert app.query_params == ({"order": told[0]} if kept != ["newest"] else {})


@pytest.mark.parametrize(("name", "value", "kept"), [("by", "brands", "brands"), ("by", "mood", None), ("show", "share", "share"), ("show", "x", "count")])
def test_what_a_page_is_shown_by_is_part_of_the_view(store, name, value, kept):
    app = visit("mentions", **{name: value})
    assert app.session_state[name] == kept
    assert app.query_params == ({name: value} if kept == value else {})


def linking() -> None:
    import json
    from datetime import datetime

    import streamlit as st

    from analysis.filters import Filters
    from ui.address import adopt, link_to
    from ui.chosen import current
    from ui.span import span

    known = span()
    adopt(known)
    day = Filters(since=datetime(2025, 3, 12), until=datetime(2025, 3, 13))
    links = [link_to(filters) for filters in (current(known), Filters(platforms=("weibo",)), day, Filters(since=day.since))]
    st.text(json.dumps(links))


@pytest.mark.parametrize(
    ("asked", "long", "links"),
    [
        ({}, False, [{}, {"platforms": ["weibo"]}, {"since": ["2025-03-12"], "until": ["2025-03-12"]}, {"since": ["2025-03-12"], "until": ["2025-03-24"]}]),
        ({"period": "last7"}, False, [{"period": ["last7"]}, {"platforms": ["weibo"]}, {"since": ["2025-03-12"], "until": ["2025-03-12"]}, {"since": ["2025-03-12"], "until": ["2025-03-24"]}]),
        ({}, True, [{}, {"platforms": ["weibo"], "period": ["all"]}, {"since": ["2025-03-12"], "until": ["2025-03-12"]}, {"since": ["2025-03-12"], "until": ["2025-03-24"]}]),
    ],
    ids=["a short store", "a named window", "a long store"],
)  # fmt: skip
def test_a_link_names_the_window_of_the_view_and_writes_any_other_out(store, asked, long, links):
    if long:
        change(store, "UPDATE mention SET published_at = published_at - INTERVAL 200 DAY WHERE published_at < TIMESTAMP '2025-03-05'")
    app = AppTest.from_function(linking, default_timeout=30)
    for name, value in asked.items():
        app.query_params[name] = value
    assert json.loads(visits.run(app).text[0].value) == links
