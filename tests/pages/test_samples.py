"""Real exports: every number of the three pages against a count of the files with csv and pandas alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests import counted, visits
from tests.counted import File, Mention
from tests.pages.conftest import opened
from tests.visits import bars, choose, columns_of, compact, data, in_list, numbers, said, table, visit

NAMES = ("TCL电视_2021.csv", "华为.csv", "OPPO.csv")
# The samples' README: records, mentions found, added, merged, rejected.
RECEIPTS = {
    "TCL电视_2021.csv": (181, 181, 161, 20, 0),
    "华为.csv": (3383, 6766, 3789, 2977, 0),
    "OPPO.csv": (719, 1438, 805, 633, 0),
}


@pytest.fixture(scope="module", params=[*[(name,) for name in NAMES], NAMES], ids=[*NAMES, "all three"])
def held(request, samples, tmp_path_factory) -> Iterator[list[File]]:
    """What the files hold that the store was filled with, one into an empty store or all into one."""
    paths = [samples / "weibo-search" / name for name in request.param]
    with opened(tmp_path_factory.mktemp("samples"), paths):
        yield [counted.weibo(path) for path in paths]


@pytest.fixture(scope="module")
def mentions(held: list[File]) -> list[Mention]:
    return counted.together(*held)


@pytest.fixture(scope="module")
def whole(mentions: list[Mention]) -> dict[str, str]:
    """The link whose window holds everything."""
    times = [mention.at for mention in mentions]
    return {"since": f"{min(times):%Y-%m-%d}", "until": f"{max(times):%Y-%m-%d}"}


def test_the_kpis_are_what_the_files_hold(mentions, whole):
    totals = counted.totals(mentions)
    app = visit(**whole)
    volume, _negative, _net, engagement, heat = numbers(app).values()
    assert [volume, engagement, heat] == [compact(totals[name]) for name in ("mentions", "engagement", "heat")]
    small_print = [
        f"精确值 {totals['mentions']:,}  \n作者 {totals['authors']:,} 位",
        f"{totals['engagement_of']:,} 条有计数，采集时的值",
        f"{totals['fully_counted']:,} 条信息计数齐全，采集时的值",
    ]
    found = "\n".join(said(app))
    assert [text for text in small_print if text not in found] == []


def test_the_bars_are_what_the_files_hold(mentions, whole):
    app = visit(**whole)
    total = len(mentions)
    for name in ("platform", "kind"):
        found = sorted(counted.by(mentions, name).items(), key=lambda pair: -pair[1])
        labelled = [
            (visits.NAMES["zh"][value], number, f"{compact(number)} · {number / total:.1%}") for value, number in found
        ]
        assert bars(app, f"{name}s") == labelled
    expected = counted.top_authors(mentions)
    assert [row[2:] for row in data(app, "authors_top")] == [[number, engaged] for _author, number, engaged in expected]
    assert [number for _name, number, _end in bars(app, "authors_top")] == [
        number for _author, number, _engaged in expected
    ]


@pytest.mark.parametrize("grain", ["day", "week"])
def test_the_trend_is_what_the_files_hold(mentions, whole, grain):
    first, last = min(m.at for m in mentions), max(m.at for m in mentions)
    app = visit(**whole, grain=grain)
    expected = counted.buckets(mentions, first, last + timedelta(days=1), grain)
    assert [row[:2] for row in data(app, "volume")] == [list(pair) for pair in expected.items() if pair[0] <= last]
    assert sum(row[1] for row in data(app, "volume")) == len(mentions)


def test_the_bars_of_the_busiest_day_are_its_hours(mentions):
    day, _number = Counter(mention.at.date() for mention in mentions).most_common(1)[0]
    said_then = [mention for mention in mentions if mention.at.date() == day]
    app = visit(since=f"{day}", until=f"{day}")
    per_hour, drawn = Counter(mention.at.hour for mention in said_then), Counter()
    for bars_of in columns_of(app).values():
        drawn.update({int(start[11:13]): height for start, height in bars_of if height})
    assert drawn == per_hour


def test_the_most_spread_mentions_are_the_files(mentions, whole):
    app = visit(**whole)
    reposts = {tuple(in_list(m)): m.reposts for m in mentions if not m.is_pure_repost and m.reposts is not None}
    shown = [[key for key in reposts if _same(key, row)] for row in table(app, "list_spread")]
    assert [reposts[keys[0]] for keys in shown] == sorted(reposts.values(), reverse=True)[:5]


def test_the_list_counts_and_orders_what_the_files_hold(mentions, whole):
    app = visit("mentions", **whole)
    assert visits.counted(app) == len(mentions)
    latest = sorted((mention.at for mention in mentions), reverse=True)
    rows = table(app, "list_mentions")
    assert [row[0] for row in rows] == latest[: len(rows)] and len(rows) == min(50, len(mentions))
    visits.field(app, "排序").set_value(["likes"])
    rows = table(visits.run(app), "list_mentions")
    known = sorted((mention.likes for mention in mentions if mention.likes is not None), reverse=True)
    assert [row[6] for row in rows] == known[: len(rows)]


def test_the_list_is_the_file(held, mentions, whole):
    link = {} if len(mentions) < 200 else {"keyword": "手机", "kinds": "post"}
    expected = [mention for mention in mentions if not link or ("手机" in mention.text and mention.kind == "post")]
    rows = visits.listed(visit("mentions", **whole, **link))
    # By the name of the author the files need not agree.
    assert Counter((row[0], row[2], row[5]) for row in rows) == Counter(
        (row[0], row[2], row[5]) for row in map(in_list, expected)
    )


def test_the_receipts_are_those_of_the_readme(held):
    app = visit("imports")
    shown = {row[1]: row[3:8] for row in table(app, "history")}
    alone = {file.name: (file.rows, file.read, len(file.mentions), file.read - len(file.mentions), 0) for file in held}
    assert alone == {name: RECEIPTS[name] for name in alone}
    if len(held) == 1:
        assert shown == {name: list(receipt) for name, receipt in alone.items()}
    added, before = {}, set()
    for file in held:
        added[file.name] = len(file.mentions.keys() - before)
        before |= file.mentions.keys()
    assert shown == {f.name: [f.rows, f.read, added[f.name], f.read - added[f.name], 0] for f in held}
    spans = {f.name: [min(m.at for m in f.mentions.values()), max(m.at for m in f.mentions.values())] for f in held}
    assert {row[1]: row[8:10] for row in table(app, "history")} == spans


def test_a_file_opens_all_its_mentions_whatever_the_window_is(held):
    row = table(visit("imports"), "history")
    for place, file in enumerate(row):
        app = choose(visit("imports"), "history", place)
        app.button(key="import_mentions").click()
        app = visits.run(app)
        assert visits.counted(app) == next(len(f.mentions) for f in held if f.name == file[1])


def _same(key: tuple, row: list[object]) -> bool:
    """Whether a row shows this mention, whatever name its author bore in another file."""
    return [*key[:4], *key[5:]] == [*row[:4], *row[5:9]]
