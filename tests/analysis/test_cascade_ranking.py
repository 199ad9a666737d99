from datetime import datetime, timedelta

import networkx as nx
import pytest

from analysis.cascade import cascade
from analysis.cascade_ranking import ORDERS, cascade_ranking
from analysis.filters import Filters
from tests.mentions import numbered, plain, stored_of

ALL = Filters()


def tree(found, cascade_id: str, as_of: datetime | None = None) -> tuple[nx.DiGraph, dict]:
    """A cascade's graph, a guess from its root, and of each node what stands in the store."""
    with found.store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT place, above, node.edge, m.published_at, m.sentiment, m.author_name FROM cascade_node AS node LEFT JOIN mention AS m USING (mention_id) "
            "WHERE node.cascade_id = $id AND ($as_of IS NULL OR m.published_at <= $as_of)", {"id": cascade_id, "as_of": as_of},
        ).fetchall()  # fmt: skip
    root = min(place for place, *_rest in rows)
    graph = nx.DiGraph((root if edge in ("inferred", "unattached") else above, place) for place, above, edge, *_rest in rows if above is not None)
    graph.add_node(root)
    return graph, {place: rest for place, _above, *rest in rows}


def test_the_demo_has_the_cascades_that_were_told(found, truth):
    with found.store.cursor() as cursor:
        rows = {row["text"]: row for row in cascade_ranking(cursor, ALL, limit=1000).rows}
        ids = dict(cursor.execute("SELECT native_id, text FROM mention").fetchall())
    for told in truth["cascades"]:
        text = ids.get(told["native_id"], ids.get(told["md5"]))
        if told["size"]:
            row = rows[text]
            assert (row["size"] - 1, row["depth"], row["inferred"], row["unattached"], row["cut"]) == (told["size"], told["depth"], 0, 0, 0)
            assert (row["parsed"] > 0) == (not told["explicit"] and told["depth"] > 1)


@pytest.mark.parametrize("as_of", [None, datetime(2025, 3, 31, 9)])
def test_the_largest_are_measured_as_networkx_measures_them(found, as_of):
    filters = Filters(as_of=as_of)
    with found.store.cursor() as cursor:
        answer = cascade_ranking(cursor, filters, limit=8)
        whole = [cascade(cursor, filters, cascade_id=row["cascade_id"]).frame for row in answer.rows]
        counts = [cursor.execute("SELECT count(*) FROM (" + answer.mentions(row).selection()[0] + ")", answer.mentions(row).selection()[1]).fetchone()[0] for row in answer.rows]
    assert [row["in_view"] for row in answer.rows] == [row["mentions"] for row in answer.rows] == counts
    for row, frame in zip(answer.rows, whole, strict=True):
        graph, told = tree(found, row["cascade_id"], as_of)
        root = min(graph)
        deep = nx.single_source_shortest_path_length(graph, root)
        assert row["size"] == len(frame) == len(graph)
        assert row["depth"] == max(deep.values()) == frame["depth"].max()
        assert row["virality"] == pytest.approx(nx.average_shortest_path_length(graph.to_undirected()))
        ages = sorted((at - told[root][1]).total_seconds() for _edge, at, *_rest in told.values())
        assert (row["half"], row["most"]) == (ages[-(-len(ages) // 2) - 1], ages[-(-9 * len(ages) // 10) - 1])
        known = [feels for _edge, _at, feels, _name in told.values() if feels is not None]
        assert (row["known"], row["negative_share"]) == (len(known), pytest.approx(known.count(-1) / len(known)))
        assert frame["descendants"].tolist() == [len(nx.descendants(graph, place)) for place in sorted(graph)]
        assert frame["author_name"].tolist() == [told[place][3] for place in sorted(graph)]
        place = sorted(graph)
        assert frame["above"].tolist() == [-1, *(place.index(next(graph.predecessors(one))) for one in place[1:])]


def test_each_order_puts_the_highest_first_and_the_small_behind(found):
    with found.store.cursor() as cursor:
        count = cursor.execute("SELECT count(*) FROM cascade_node WHERE above IS NULL").fetchone()[0]
        for order, column in ORDERS.items():
            rows = cascade_ranking(cursor, ALL, order=order, limit=1000).rows
            assert (len(rows), {row["cascades"] for row in rows}) == (1000, {count})
            large = [row[column] for row in rows if row["size"] >= 30]
            assert [row["size"] for row in rows[: len(large)]] == [row["size"] for row in rows if row["size"] >= 30]
            values = [one for one in large if one is not None]
            assert large == sorted(values, reverse=True) + [None] * (len(large) - len(values))
        with pytest.raises(ValueError, match="known are size"):
            cascade_ranking(cursor, ALL, order="beauty")


START = datetime(2025, 3, 1, 10)


def put(cursor, *nodes: tuple) -> None:
    """Of (place, above, number of the mention or name, edge)."""
    for place, above, who, edge in nodes:
        mention = numbered(plain(20))[who]["mention_id"] if isinstance(who, int) else None
        cursor.execute(
            "INSERT INTO cascade_node VALUES ($place, $above, $cascade, $mention, $name, $edge, false)",
            {"place": place, "above": above, "cascade": numbered(plain(1))[0]["mention_id"], "mention": mention, "name": None if mention else who, "edge": edge},
        )  # fmt: skip


def test_who_is_only_named_counts_as_a_node_until_nobody_names_them_yet(holding):
    rows = [row | {"published_at": START + n * timedelta(hours=1), "cascade_id": numbered(plain(1))[0]["mention_id"]} for n, row in enumerate(numbered(plain(5)))]
    with holding(stored_of(rows)) as cursor:
        put(cursor, (7, None, 0, None), (8, 7, 1, "explicit"), (9, 8, "丙", "parsed"), (10, 9, 2, "parsed"), (11, 10, 3, "inferred"), (12, 7, 4, "unattached"))
        row = cascade_ranking(cursor, ALL).row
        assert (row["size"], row["mentions"], row["depth"], row["lower_bound"]) == (6, 5, 3, True)
        assert [row[name] for name in ("explicit", "parsed", "inferred", "unattached")] == [1, 2, 1, 1]
        frame = cascade(cursor, ALL, cascade_id=row["cascade_id"]).frame
        assert frame["above"].tolist() == [-1, 0, 1, 2, 0, 0]
        assert frame["author_name"].tolist()[2] == "丙"
        assert frame["mention_id"].isna().tolist() == [False, False, True, False, False, False]
        # Two hours on somebody names 丙; an hour before that nobody had.
        then = Filters(as_of=START + timedelta(hours=1, minutes=30))
        assert cascade_ranking(cursor, then).row["size"] == len(cascade(cursor, then, cascade_id=row["cascade_id"]).rows) == 2
        assert cascade_ranking(cursor, Filters(as_of=START)).rows == []
        assert cascade(cursor, ALL, cascade_id="ffffffff-0000-4000-8000-000000000000").rows == []


def test_of_a_day_nobody_knows_the_hour(holding):
    cascade_id = numbered(plain(1))[0]["mention_id"]
    rows = [row | {"published_at": START + n * timedelta(minutes=10), "cascade_id": cascade_id, "precision": "day" if n > 3 else "minute"} for n, row in enumerate(numbered(plain(9)))]
    with holding(stored_of(rows)) as cursor:
        put(cursor, (0, None, 0, None), *((n, 0, n, "explicit") for n in range(1, 9)))
        row = cascade_ranking(cursor, ALL).row
        assert (row["size"], row["peak"], row["half"], row["most"]) == (9, 4, 600, 1800)
        frame = cascade(cursor, ALL, cascade_id=row["cascade_id"]).frame
        assert frame["age"].isna().tolist() == [False] * 4 + [True] * 5
        assert frame["published_at"].notna().all()

