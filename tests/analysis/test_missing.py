from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.missing import LACKS, missing
from analysis.totals import totals
from tests.analysis.stores import IMPORTED, imported, opened, storing
from tests.mentions import FEW, SOME, author_key, numbered

COLUMNS = {
    "text": [None, "好"], "platform": [None, "x"], "author_id": [None, "1"], "author_name": [None, "甲"], "likes": [None, 0],
    "comments": [None, 0], "reposts": [None, 3], "region": [None, "广东"], "author_followers": [None, 0], "export_sentiment": [None, 0],
    "precision": ["second", "minute", "day", "week", None], "counts_are": [None, "final", "capped", "snapshot"],
    "import_id": [*SOME, None],
}  # fmt: skip
RECORDS = st.lists(
    st.fixed_dictionaries(
        {name: st.sampled_from(values) for name, values in COLUMNS.items()}
        | {"seen_in": st.lists(st.sampled_from(SOME), max_size=3)}
    ),
    min_size=1,
    max_size=12,
)
FORMATS = ["table", "weibo-search", "O'Brien <b>"]


class Row(dict):
    __getattr__ = dict.__getitem__


def lacks(record: dict) -> dict[str, bool]:
    counts = {name: record[name] is None for name in ("text", "likes", "comments", "reposts", "region")}
    return counts | {
        "author": author_key(Row(record)) is None,
        "time": record["precision"] not in ("second", "minute"),
        "followers": record["author_followers"] is None,
        "sentiment": record["export_sentiment"] is None,
    }


@FEW
@given(RECORDS, st.lists(st.sampled_from(FORMATS), min_size=3, max_size=3), st.sampled_from([None, 0, 1]))
def test_what_is_missing_is_counted_once_for_every_format_that_holds_a_mention(holding, records, formats, undone):
    records = numbered(records)
    imports = [imported(n, export=formats[n], undone_at=IMPORTED if n == undone else None) for n in range(3)]
    live = {SOME[n]: formats[n] for n in range(3) if n != undone}
    # An undo leaves nothing of its import behind.
    for record in records:
        record["import_id"] = record["import_id"] if record["import_id"] in live else None
        record["seen_in"] = [one for one in record["seen_in"] if one in live and record["import_id"]]
    sightings = [
        {"mention_id": r["mention_id"], "import_id": one, "line": 1, "part": 0} for r in records for one in r["seen_in"]
    ]
    expected = []
    for name in set(live.values()):
        held = [r for r in records if name in {live.get(one) for one in (r["import_id"], *r["seen_in"])}]
        if not held:
            continue
        counted = {field: sum(lacks(r)[field] for r in held) for field in LACKS}
        states = [r["counts_are"] for r in held]
        imprecise = {r["precision"] for r in held if lacks(r)["time"]}
        expected.append(
            {"export": name, "imports": sorted(one for one in live if live[one] == name), "mentions": len(held), **counted}
            | {"capped": states.count("capped"), "snapshot": states.count("snapshot")}
            | {"precisions": sorted(imprecise - {None}) + [None] * (None in imprecise)}
        )
    mentions = [{name: value for name, value in r.items() if name != "seen_in"} for r in records]
    with storing(holding, mentions, imports, sighting=sightings) as cursor:
        answer = missing(cursor, Filters())
        assert [
            {**row, "imports": sorted(row["imports"])} for row in answer.rows
        ] == sorted(expected, key=lambda row: (-row["mentions"], row["export"]))
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
        for row in answer.rows:
            without_author = replace(answer.mentions(row), authors=(None,))
            assert totals(cursor, without_author).row["mentions"] == row["author"]
            if row["time"]:
                imprecise = replace(answer.mentions(row), precisions=tuple(row["precisions"]))
                assert totals(cursor, imprecise).row["mentions"] == row["time"]


def test_an_empty_store_lacks_nothing(holding):
    with storing(holding, [], []) as cursor:
        assert missing(cursor, Filters()).rows == []
