"""Hot searches on a page: a row of the table opens the mentions that hold its word."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from store.connect import Store
from store.settings import say
from store.supplements import add
from tests import invented
from tests.pages.conftest import opened, reader  # noqa: F401 (fixture)
from tests.visits import choose, counted, said, table, visit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, invented.write(tmp_path)[1:]) as store:
        say(store, {"watchlist": '[[brand]]\nname = "星澜"\nours = true\nwords = ["星澜"]\n'})
        rows = {"at": pa.array(["2025-03-12 10:00", "2025-03-12 10:10"]).cast(pa.timestamp("us")), "board": pa.array([None, None], pa.string()), "rank": pa.array([None, 4]), "word": ["星澜手表", "夜市"], "heat": [9.0, 1.0]}
        add(store, "hot_searches", "a.csv", "a", pa.table(rows))
        yield store


def test_only_words_that_concern_us_are_told_and_open_their_mentions(store):
    app = visit("sentiment")
    assert [row[0] for row in table(app, "hot_searches")] == ["星澜手表"]
    assert any("“星澜手表”登上某榜单，在榜至少 0 分钟。" in text for text in said(app))
    app = choose(app, "hot_searches", 0)
    assert app.query_params["keyword"] == '"星澜手表"'
    with store.cursor() as cursor:
        assert counted(app) == cursor.execute("SELECT count(*) FROM mention WHERE contains(text, '星澜手表') OR contains(title, '星澜手表')").fetchone()[0] > 0
