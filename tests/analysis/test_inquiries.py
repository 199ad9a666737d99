from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.inquiries import inquiries
from analysis.totals import totals
from tests.analysis.stores import opened
from tests.mentions import (
    FEW,
    SOME,
    answers,
    filter_values,
    is_official,
    left,
    numbered,
    plain,
    questions,
    sample,
    stored_of,
    stores,
    target,
)

TIMED = ("second", "minute")
WHEN = datetime(2024, 3, 1)


def counted(stored, filters, before):
    """Per cluster by plain Python, and of all."""
    clusters, told, kept = ([next(iter(one)) for one in questions(stored, filters.as_of)], answers(stored, filters.as_of), left(stored, filters))
    earlier = Counter(value for value, there in zip(clusters, left(stored, before), strict=True) if there and value) if before else None
    replies = [row for row in stored.mention.itertuples() if is_official(row) and row.kind in ("comment", "repost", "post") and (filters.as_of is None or row.published_at <= filters.as_of)]
    found = {}
    rows = [(row, cluster, answer) for row, cluster, answer, there in zip(stored.mention.itertuples(), clusters, told, kept, strict=True) if there and cluster]
    for value in {cluster for _row, cluster, _answer in rows}:
        of_it = [(row, answer) for row, cluster, answer in rows if cluster == value]
        opens = [row.published_at for row, answer in of_it if answer == "unanswered"]
        answered = {row.mention_id for row, answer in of_it if answer == "answered"}
        first = min((row.published_at, row.mention_id, row.precision) for row, _answer in of_it)
        reply = min(((row.published_at, row.mention_id, row) for row in replies if target(row) in answered), default=None)
        exact = reply and first[2] in TIMED and reply[2].precision in TIMED and reply[0] >= first[0]
        found[value] = {
            "count": len(of_it), "before": earlier and earlier[value] if before else None, "open": len(opens), "answered": len(answered), "unknown": len(of_it) - len(opens) - len(answered),
            "since": first[0], "oldest": min(opens, default=None), "replied_at": reply and reply[0], "reply_id": reply and reply[1], "reply_author": reply and reply[2].author_name,
            "minutes": (reply[0] - first[0]) // timedelta(seconds=1) / 60 if exact else None,
        }  # fmt: skip
    return found


@settings(FEW, max_examples=8)
@given(st.just(sample(900)) | stores(), filter_values(), st.booleans())
def test_clusters_are_those_of_counting_one_by_one_and_open_their_inquiries(holding, stored, chosen, compared):
    filters = Filters(**chosen)
    before = replace(filters, since=None, until=datetime(2024, 1, 8)) if compared else None
    with holding(stored) as cursor:
        answer = inquiries(cursor, filters, before=before, most=1000)
        expected = counted(stored, filters, before)
        assert {row["value"]: {name: row[name] for name in expected[row["value"]]} for row in answer.rows} == {value: {**one, "before": one["before"] if not compared else one["before"] or 0} for value, one in expected.items()}
        assert opened(cursor, answer) == [row["count"] for row in answer.rows]
        if not filters.answers:
            waits = [totals(cursor, replace(answer.mentions(row), answers=("unanswered",))).row["mentions"] for row in answer.rows]
            assert waits == [row["open"] for row in answer.rows]
    order = [(-row["open"], -row["count"]) for row in answer.rows]
    assert order == sorted(order)
    for row in answer.rows:
        assert [row["clusters"], row["all_count"], row["all_open"]] == [len(expected), *(sum(one[name] for one in expected.values()) for name in ("count", "open"))]


def test_a_story_that_asks_three_times_is_a_cluster_and_the_rest_go_by_topic_and_first_aspect(holding):
    def ask(count, at, **values):
        return plain(count, intent="inquiry", kind="post", published_at=WHEN + timedelta(minutes=at), **values)

    asked = [*ask(3, 5, story_id=SOME[0], topic_id="t"), *ask(2, 0, story_id=SOME[1], topic_id="t", aspects=["price", "size"]), *ask(1, 9, aspects=["size"])]
    official = plain(1, kind="comment", author_kind="official", author_name="ours", published_at=WHEN + timedelta(minutes=65))
    other = plain(1, kind="comment", published_at=WHEN + timedelta(minutes=2))
    records = numbered([*asked, *official, *other])
    records[6] |= {"parent_id": records[1]["mention_id"], "root_id": records[1]["mention_id"]}
    records[7] |= {"parent_id": records[0]["mention_id"], "root_id": records[0]["mention_id"]}
    with holding(stored_of(records)) as cursor:
        told = inquiries(cursor, Filters()).rows
    names = ("value", "by_topic", "topic_id", "aspect", "count", "open", "answered", "unknown", "reply_author", "minutes")
    assert [tuple(row[name] for name in names) for row in told] == [
        (SOME[0], False, None, None, 3, 1, 1, 1, "ours", 60),
        ("t|price", True, "t", "price", 2, 0, 0, 2, None, None),
        ("|size", True, None, "size", 1, 0, 0, 1, None, None),
    ]
    assert told[0]["all_known"] == 2 and told[0]["officials"] == 1


def test_the_first_of_each_cluster_is_found_in_every_kind_of_store(sampled):
    rows = inquiries(sampled, Filters()).rows
    assert len(rows) > 1
    for row in rows:
        first = sampled.execute("SELECT author_name, platform FROM mention WHERE intent = 'inquiry' AND published_at = $since", {"since": row["since"]}).fetchall()
        assert (row["author_name"], row["platform"]) in first
