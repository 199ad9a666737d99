"""Which mentions are one cascade: those that `cascade_node` says go back to the same root.

What counts lies over `mention.cascade_id`, so that questions need not know of it: whatever writes mentions calls `lay_over`.
"""

import duckdb

# Mentions that show another cascade than the one that counts.
WRONG = """
SELECT mention.mention_id, cascade_node.cascade_id AS counts FROM mention LEFT JOIN cascade_node ON mention.mention_id = cascade_node.mention_id
WHERE mention.cascade_id IS DISTINCT FROM cascade_node.cascade_id
"""
LAY_OVER = f"UPDATE mention SET cascade_id = counts FROM ({WRONG}) AS wrong WHERE mention.mention_id = wrong.mention_id"


def lay_over(cursor: duckdb.DuckDBPyConnection) -> int:
    """Give the mentions the cascade that counts, inside the transaction that wrote them or it; how many showed another."""
    return cursor.execute(LAY_OVER).fetchone()[0]
