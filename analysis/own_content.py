"""Own content 自有内容: what our own accounts published, how far it went, and how it is answered."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.answered import OFFICIAL
from analysis.cascade import AT, THERE, grown, named
from analysis.engagement import ENGAGEMENT
from analysis.filters import AUTHOR_KEY, Filters
from analysis.own import Own

# So many characters of a text are told.
BEGINNING = 160
# What others answer; our own words under it are none of it.
COMMENT = f"kind = 'comment' AND NOT {OFFICIAL}"
NODES = """
SELECT node.place, node.above, CAST(node.cascade_id AS VARCHAR) AS cascade_id, CAST(node.mention_id AS VARCHAR) AS mention_id, node.edge, {at} AS at
FROM cascade_node AS node LEFT JOIN mention AS m ON node.mention_id = m.mention_id
WHERE node.cascade_id IN (SELECT CAST(unnest($cascades) AS UUID)) AND {there} ORDER BY node.place
"""


def own_content(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, ours: Own, limit: int = 100) -> Answer:
    """The first `limit` posts and articles of our own accounts (analysis.own), the largest thread first: mention_id, published_at, platform,
    kind, author_name, title, text (its beginning), followers (the account's most in the view), engagement and capped (a lower bound),
    rate (engagement per follower; NULL under 30 of them), reposts (as exported), caused (what descends from it in its cascade as of the view; NULL where it is in none).
    Of its thread as of the view, whatever else is filtered: thread (mentions, itself among them), answers (comments that are not
    by official accounts), of these known, positive, negative, negative_share and net (NULL under 30). posts (how many there are)
    stands in every row.
    """
    pieces = {
        "author": AUTHOR_KEY, "engagement": ENGAGEMENT, "comment": COMMENT, "beginning": str(BEGINNING), "published": filters.seen("{published}"), **ours.pieces(filters),
    }  # fmt: skip
    parameters = thresholds.values() | ours.parameters() | {"limit": limit, "as_of": filters.as_of}
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=parameters)
    table = answer.table.drop_columns(["cascade_id"])
    return replace(answer, table=table.add_column(table.column_names.index("reposts") + 1, "caused", _caused(cursor, filters, answer.table)))


def mentions_of(answer: Answer, row: dict) -> Filters:
    """The mentions of a post's thread."""
    return Filters(as_of=answer.filters.as_of, roots=(row["mention_id"],))


def _caused(cursor: duckdb.DuckDBPyConnection, filters: Filters, posts: pa.Table) -> pa.Array:
    """Of each post what descends from it in its cascade; nobody is said to have caused what is only guessed, but a root all of it."""
    cascades = posts["cascade_id"].drop_null().unique().to_pylist()
    then = filters.as_of is not None
    values = {"cascades": cascades} | ({"as_of": filters.as_of} if then else {})
    nodes = named(cursor.execute(NODES.format(at=AT, there=THERE[then]), values).to_arrow_table())
    found = grown(nodes, nodes["cascade_id"].combine_chunks().dictionary_encode().indices.to_numpy())
    caused = dict(zip(nodes["mention_id"].to_pylist(), found.descendants.tolist(), strict=True))
    return pa.array([caused.get(post) for post in posts["mention_id"].to_pylist()], pa.int64())
