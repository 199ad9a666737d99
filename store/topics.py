"""Topics of texts, as versions: each run was found in them, or is the one before as somebody changed it. The latest is shown.

What counts lies over `mention.topic_id`, so that questions need not know of runs: whatever writes mentions calls `lay_over`.
"""

from collections.abc import Iterable
from datetime import datetime

import duckdb

# Of so many runs it is kept which text is of which topic; only these can be returned to.
KEPT = 5
CURRENT = "(SELECT max(run) FROM topic_run)"
# A text that is too short to be another's is its mention's own.
TEXT = "coalesce(text_id, mention_id)"

# Mentions that show another topic than the one that counts.
WRONG = f"""
SELECT mention_id, topic_of.topic_id AS counts
FROM mention LEFT JOIN topic_of ON coalesce(mention.text_id, mention.mention_id) = topic_of.text_id AND run = {CURRENT}
WHERE mention.topic_id IS DISTINCT FROM topic_of.topic_id
"""
LAY_OVER = f"UPDATE mention SET topic_id = counts FROM ({WRONG}) AS wrong WHERE mention.mention_id = wrong.mention_id"

BEGIN = "INSERT INTO topic_run VALUES ($run, $now, $how, $about, $by, $asked, $texts, $made_of)"
# What topics were last called, those that are no longer there too: a link may still name them.
TITLES = "SELECT topic_id, arg_max(coalesce(name, title), run) AS title FROM topic GROUP BY topic_id UNION ALL SELECT topic_id, title FROM view_topic"


def lay_over(cursor: duckdb.DuckDBPyConnection) -> int:
    """Give the mentions the topic that counts, inside the transaction that wrote them or it; how many showed another."""
    return cursor.execute(LAY_OVER).fetchone()[0]


def begin(
    cursor: duckdb.DuckDBPyConnection,
    now: datetime,
    how: str,
    *,
    about: Iterable[str] = (),
    by: str | None = None,
    asked: int | None = None,
    texts: int = 0,
    made_of: str = "",
) -> int:
    """A new run without topics, the current one from now on. `how` it was made: found, renamed, pinned, unpinned, merged, split or
    restored, `about` which topics; `asked`: for how many topics; of how many texts, and which (`made_of`).
    """
    run = cursor.execute("SELECT coalesce(max(run), 0) + 1 FROM topic_run").fetchone()[0]
    told = {"run": run, "now": now, "how": how, "about": [*about], "by": by, "asked": asked, "texts": texts, "made_of": made_of}
    cursor.execute(BEGIN, told)
    # The oldest that could be returned to until now may be what the new one is made of.
    cursor.execute("DELETE FROM topic_of WHERE run < $old", {"old": run - KEPT})
    cursor.execute("UPDATE topic SET words = NULL, counts = NULL, examples = NULL WHERE run < $old AND words IS NOT NULL", {"old": run - KEPT})
    return run


def titles(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The name of each topic, as somebody called it, else as it was found."""
    return dict(cursor.execute(TITLES).fetchall())
