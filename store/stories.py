"""Which texts are one story: those of the same letters (`mention.text_id`), and those that `story` says are nearly the same.

What counts lies over `mention.story_id`, so that questions need not know of it: whatever writes mentions calls `lay_over`.
"""

import duckdb

# Mentions that show another story than the one that counts.
WRONG = """
SELECT mention_id, coalesce(story.story_id, mention.text_id) AS counts FROM mention LEFT JOIN story ON mention.text_id = story.text_id
WHERE mention.story_id IS DISTINCT FROM coalesce(story.story_id, mention.text_id)
"""

LAY_OVER = f"UPDATE mention SET story_id = counts FROM ({WRONG}) AS wrong WHERE mention.mention_id = wrong.mention_id"


def lay_over(cursor: duckdb.DuckDBPyConnection) -> int:
    """Give the mentions the story that counts, inside the transaction that wrote them or it; how many showed another."""
    return cursor.execute(LAY_OVER).fetchone()[0]
