"""Inquiries 疑问: what is asked, how often, how much of it waits for an official answer, and who answered first."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.answered import ANSWERED, ANSWERING, ANSWERS_TO, OFFICIAL
from analysis.asked import ASKED, BETWEEN
from analysis.filters import AUTHOR_NUMBER, Filters, earlier
from analysis.growth import with_growth

MOST = 50


def inquiries(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters | None = None, most: int = MOST) -> Answer:
    """The `most` clusters of inquiries (analysis.asked) with most unanswered ones, among equals the larger first: value, intent, by_topic with topic_id and
    aspect (NULL where it has none; both NULL for a story); count, before (as many in the period before, NULL without one) with ratio, ratio_low, ratio_high and
    clear as analysis.growth has them, held over these clusters; open (unanswered, of known thread), answered, unknown (whether it is answered); open_share (of open and
    answered; NULL under 30); since (its first inquiry of the view), oldest (its first open one); of the first official answer to one of them replied_at, reply_id,
    reply_author and minutes after `since` (NULL where either is not known to the minute or it is dated earlier); of the first inquiry text, author_name, platform.

    In every row, of the whole view: clusters, all_count, all_open, all_known (open or answered), all_oldest (NULL where none is open); officials (mentions of
    official and brand accounts in the store).
    """
    then, values = earlier(before)
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "earlier": then, "author": AUTHOR_NUMBER, "asked": filters.seen(ASKED.strip()), "answered": filters.seen(ANSWERED.strip()), "between": BETWEEN,
            "answers_to": ANSWERS_TO, "answering": filters.seen(f"{{published}} AND {ANSWERING}"), "officials": filters.seen(f"{{published}} AND {OFFICIAL}"),
        },
        parameters=thresholds.values() | values | {"compared": before is not None, "most": most},
        opens={"value": "questions", "intent": "intents"},
    )
    return replace(answer, table=with_growth(answer.table, "count", "before", "voices", "voices_before"))
