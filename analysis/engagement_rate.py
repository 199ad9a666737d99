"""The engagement rate 互动率 of the compared brands."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.engagement import ENGAGEMENT
from analysis.filters import AUTHOR_NUMBER, Filters
from analysis.naming import compared, naming, of_each

# Of a brand; an author's followers are the most that he had.
REACH = """
SELECT {brand} AS value, CAST(sum(engagement) AS BIGINT) AS engagement, CAST(sum(followers) AS BIGINT) AS followers, count(*) AS followed FROM (
    SELECT author, max(author_followers) AS followers, sum(engagement) AS engagement FROM rated WHERE {named} GROUP BY author
) WHERE author IS NOT NULL AND followers IS NOT NULL AND engagement IS NOT NULL"""


def engagement_rate(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """A row for each brand that the filters choose, in their order: value; of the known authors of whom both are known in its mentions
    engagement (their sum), followers (the sum of each one's largest) and followed (how many they are), and engagement_rate (of both; NULL under 30
    authors); named (mentions that name any of the brands, the same in every row).
    """
    brands = compared(filters)
    pieces = {"reach": of_each(REACH, brands), "naming": naming(brands), "author": AUTHOR_NUMBER, "engagement": ENGAGEMENT}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=thresholds.values() | {"compared": brands}, opens={"value": "brands"})
