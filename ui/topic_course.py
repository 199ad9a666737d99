"""The share of the largest topics over time, as a card."""

from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import TOPIC_COURSE
from analysis.topic_course import topic_course
from charts.topic_course import topic_course as panels
from language import _
from ui.ask import ask
from ui.figures import time_card
from ui.grain import choose_grain, grain_of, left_out
from ui.hot_searches import marks

PANELS = 6


def topic_course_card(answer: Answer, filters: Filters, total: int) -> None:
    """Of the largest of the topics of `answer`."""
    among = tuple(row["topic_id"] for row in answer.rows if row["topic_id"] is not None)[:PANELS]
    grain = grain_of(filters)
    course = ask(topic_course, filters, grain=grain, among=among)
    buckets = {row["bucket"]: {"mentions": row["all_mentions"]} for row in course.rows}
    names = {
        "bucket": _("From"), "topic_id": _("Topic"), "mentions": _("Mentions counted"), "all_mentions": _("All mentions"), "share": _("Share"),
        "low": _("From (interval)"), "high": _("To (interval)"), "complete": _("Whole bucket"),
    }  # fmt: skip
    frame = course.frame.rename(columns={"topic_id": "group_key"}).assign(group=[label("topics", row["topic_id"]) for row in course.rows])
    note = " · ".join(filter(None, [_("the largest {count} topics", count=len(among)), left_out(total, list(buckets.values()))]))
    time_card(
        _("Which topics gain and lose share"), panels(frame, grain=grain), course, TOPIC_COURSE, grain=grain, marks=marks(filters), key="topic_course",
        total=total, columns=names, note=note, control=choose_grain,
    )  # fmt: skip
