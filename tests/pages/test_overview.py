"""The overview: every number on it equals a count of the invented files that knows nothing of the program."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests import counted, visits
from tests.counted import Mention
from tests.pages.links import LINKS, NOTHING, REFUSED, felt
from tests.visits import NAMES, bars, choose, click, columns_of, compact, data, in_list, numbers, said, table, visit

pytestmark = pytest.mark.usefixtures("store")

LABELS = {
    "zh": ("声量 · 条", "负面占比 · %", "净情感度 · %", "互动量 · 次", "热度 · 分"),
    "en": ("Volume · mentions", "Negative share · %", "Net sentiment · %", "Engagement · interactions", "Heat · points"),
}


@pytest.fixture(scope="module", params=LINKS)
def view(request, store, everything) -> tuple[dict, list[Mention], AppTest]:
    """A link, the mentions that it leaves, and the overview that it opens."""
    link, leaves = LINKS[request.param]
    return link, [mention for mention in everything if leaves(mention)], visit(**link)


def window(link: dict, everything: list[Mention]) -> tuple[datetime, datetime]:
    """What the window of a link is, all days of the store where the link is silent; until excluded."""
    first, last = min(m.at for m in everything), max(m.at for m in everything)
    if link.get("period") == "last_week":
        monday = datetime.combine(last.date() - timedelta(days=last.weekday()), datetime.min.time())
        return monday - timedelta(days=7), monday
    since, until = link.get("since", f"{first:%Y-%m-%d}"), link.get("until", f"{last:%Y-%m-%d}")
    return datetime.fromisoformat(since), datetime.fromisoformat(until) + timedelta(days=len(until) == 10)


def ranked(mentions: list[Mention], name: str, lang: str = "zh") -> list[tuple[str, int, str]]:
    found = sorted(counted.by(mentions, name).items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        (NAMES[lang][value], number, " · ".join([compact(number, lang), *([f"{number / len(mentions):.1%}"] if len(mentions) >= 30 else [])]))
        for value, number in found
    ]


def kpis(mentions: list[Mention], lang: str = "zh") -> list[str]:
    totals, felt_so = counted.totals(mentions), Counter(felt(mention) for mention in mentions)
    known, polar = len(mentions) - felt_so[None], felt_so[1] + felt_so[-1]
    few = {"zh": "样本不足", "en": "Too few"}[lang]
    return [
        compact(totals["mentions"], lang),
        f"{felt_so[-1] / known:.1%}" if known >= 30 else few,
        f"{(felt_so[1] - felt_so[-1]) / polar:.1%}".replace("-", "−") if polar >= 30 else few,
        compact(totals["engagement"], lang) if totals["engagement_of"] else "–",
        compact(totals["heat"], lang),
    ]


def test_the_kpis_count_what_the_link_leaves(view):
    _link, mentions, app = view
    totals = counted.totals(mentions)
    assert numbers(app) == dict(zip(LABELS["zh"], kpis(mentions), strict=True))
    small_print = [
        f"精确值 {totals['mentions']:,}  \n作者 {totals['authors']:,} 位",
        f"{totals['engagement_of']:,} 条有计数，采集时的值",
        f"{totals['fully_counted']:,} 条信息计数齐全，采集时的值",
    ]
    found = "\n".join(said(app))
    assert [text for text in small_print if text not in found] == []


def test_the_trend_counts_what_the_link_leaves(view, everything):
    link, mentions, app = view
    since, until = window(link, everything)
    grain = "hour" if until - since <= timedelta(days=4) else "day"
    known_until = datetime.fromisoformat(link["as_of"]) if "as_of" in link else max(m.at for m in everything)
    expected = {
        start: number
        for start, number in counted.buckets(mentions, since, until, grain).items()
        if start <= known_until
    }
    assert [row[:2] for row in data(app, "volume")] == [list(pair) for pair in expected.items()]
    heights = Counter()
    for bars_of in columns_of(app).values():
        heights.update({datetime.fromisoformat(start): height for start, height in bars_of if height})
    assert heights == {start: number for start, number in expected.items() if number}


@pytest.mark.parametrize("name", ["platforms", "kinds"])
def test_the_mix_counts_what_the_link_leaves(view, name):
    _link, mentions, app = view
    expected = ranked(mentions, name.removesuffix("s"))
    assert bars(app, name) == expected
    shares = [[number, pytest.approx(number / len(mentions)) if len(mentions) >= 30 else None] for _label, number, _end in expected]
    assert [row[1:] for row in data(app, name)] == shares


def test_the_top_authors_are_those_of_the_link(view):
    _link, mentions, app = view
    expected = counted.top_authors(mentions)
    names = {mention.author: mention.author_name for mention in mentions}
    assert [row[2:] for row in data(app, "authors_top")] == [[number, engaged] for _author, number, engaged in expected]
    assert [(name, number) for name, number, _end in bars(app, "authors_top")] == [
        (names[author], number) for author, number, _engaged in expected
    ]


@pytest.mark.parametrize(
    ("key", "counts", "value"),
    [("negative", lambda m: felt(m) == -1, lambda m: m.heat), ("spread", lambda m: True, lambda m: m.reposts if not m.is_pure_repost else None)],
)
def test_what_stands_below_are_the_first_five(view, everything, key, counts, value):
    _link, mentions, app = view
    values = {tuple(in_list(mention)): value(mention) for mention in everything if counts(mention)}
    expected = sorted((value(m) for m in mentions if counts(m)), key=lambda one: -1 if one is None else one, reverse=True)[:5]
    expected = [one for one in expected if one]
    shown = table(app, f"list_{key}") if expected else []
    assert [values[tuple(row[: len(next(iter(values)))])] for row in shown] == [pytest.approx(one) for one in expected]


def test_the_findings_say_how_much_and_which_whole_day_stood_out(everything):
    totals = counted.totals(everything)
    last = max(mention.at for mention in everything)
    per_day = counted.buckets(everything, min(m.at for m in everything), last, "day")
    whole = {day: number for day, number in per_day.items() if day.date() < last.date()}
    day = max(whole, key=whole.get)
    told = said(visit())
    assert f"#### 共 {totals['mentions']} 条信息，来自 {totals['authors']} 位作者。" in told
    weekday = "一二三四五六日"[day.weekday()]
    assert f"{day.month}月{day.day}日 周{weekday} 最多，{whole[day]} 条，占 {whole[day] / totals['mentions']:.1%}。" in told


def test_the_light_says_why_it_cannot_judge():
    assert "24 小时信息过少" in "".join(said(visit()))


@pytest.mark.parametrize(
    ("link", "before"),
    [
        ({"since": "2025-03-14", "until": "2025-03-17"}, ("2025-03-10", "2025-03-14")),
        ({"since": "2025-03-12T09:00:00", "until": "2025-03-12T21:30:00"}, ("2025-03-11 20:30", "2025-03-12 09:00")),
        # The last days still run: they are compared with as much of the days before.
        ({"since": "2025-03-20", "until": "2025-03-24"}, ("2025-03-15", None)),
    ],
)
def test_changes_are_against_the_window_before(everything, link, before):
    since, until = window(link, everything)
    start, end = datetime.fromisoformat(before[0]), before[1] and datetime.fromisoformat(before[1])
    if end is None:
        end = start + (max(mention.at for mention in everything) - since) + timedelta(seconds=1)
    now = counted.totals([mention for mention in everything if since <= mention.at < until])
    earlier = counted.totals([mention for mention in everything if start <= mention.at < end])
    app = visit(**link)
    deltas = dict(zip(LABELS["zh"], (metric.delta for metric in app.metric), strict=True))
    expected = {name: f"{now[name] / earlier[name] - 1:+.1%}".replace("-", "−") for name in ("mentions", "engagement", "heat")}
    assert [deltas[LABELS["zh"][place]] for place in (0, 3, 4)] == list(expected.values())


def test_no_change_is_shown_where_the_data_does_not_reach_back():
    app = visit(since="2025-03-04", until="2025-03-07")
    assert [metric.delta for metric in app.metric] == [""] * 5
    assert "未显示环比：上一时段的数据不完整。" in said(app)


@pytest.mark.parametrize("grain", ["hour", "day", "week"])
def test_the_trend_is_counted_in_the_buckets_that_a_person_chooses(everything, grain):
    app = visit()
    visits.field(app, "时间粒度").set_value(grain)
    visits.run(app)
    assert app.query_params == {"grain": grain}
    since, until = window({}, everything)
    last = max(mention.at for mention in everything)
    expected = counted.buckets(everything, since, until, grain)
    shown = [list(pair) for pair in expected.items() if pair[0] <= last]
    assert [row[:2] for row in data(app, "volume")] == shown


@pytest.mark.parametrize("key", ["platforms", "kinds", "authors_top"])
def test_a_mark_opens_exactly_its_mentions(key):
    heights = [row[1] for row in bars(visit(), key)]
    clicked = [0, len(heights) - 1]
    assert [visits.counted(click(visit(), key, row)) for row in clicked] == [heights[row] for row in clicked]


@pytest.mark.parametrize("sentiment, column", [(-1, 2), (0, 3), (1, 4)])
def test_a_bar_of_a_sentiment_opens_exactly_its_mentions(sentiment, column):
    rows = data(visit(), "volume")
    row = max(range(len(rows)), key=lambda place: rows[place][column])
    assert visits.counted(click(visit(), "volume", row, sentiment)) == rows[row][column] > 0


def test_a_mark_of_an_hour_opens_exactly_its_hour():
    rows = data(visit(since="2025-03-12", until="2025-03-12"), "volume")
    row = max(range(len(rows)), key=lambda place: rows[place][1])
    app = click(visit(since="2025-03-12", until="2025-03-12"), "volume", row)
    assert visits.counted(app) == rows[row][1]
    assert app.query_params["since"] == f"{rows[row][0]:%Y-%m-%dT%H:%M:%S}"
    assert app.query_params["until"] == f"{rows[row][0] + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}"


def test_a_mention_of_the_list_is_opened_below_it(everything):
    most = max((m for m in everything if not m.is_pure_repost), key=lambda mention: mention.reposts or -1)
    app = choose(visit(), "list_spread", 0)
    assert most.text in [element.value for element in app.text]


def test_in_english_names_and_numbers_are_english(everything):
    app = visit(lang="en")
    assert numbers(app) == dict(zip(LABELS["en"], kpis(everything, "en"), strict=True))
    assert bars(app, "platforms") == ranked(everything, "platform", "en")
    assert bars(app, "kinds") == ranked(everything, "kind", "en")
    assert [title.value for title in app.title] == ["Overview"]


@pytest.mark.parametrize("link", NOTHING.values(), ids=NOTHING)
def test_where_nothing_matches_the_page_says_what_to_do(link):
    app = visit(**link)
    assert {"**没有符合筛选条件的信息。**", "请放宽时间范围或去掉一个筛选条件。"} <= set(said(app))
    assert [list(app.metric), app.get("plotly_chart"), list(app.button(key="reset").label)] == [[], [], list("重置")]
    app.button(key="reset").click()
    assert len(visits.run(app).metric) == 5


@pytest.mark.parametrize(("link", "named"), REFUSED.values(), ids=REFUSED)
def test_a_link_that_asks_for_what_is_not_there_gives_no_numbers(link, named):
    app = visit(**link)
    (warning,) = app.warning
    assert named in warning.value.replace("\\", "")
    assert [list(app.metric), list(app.dataframe), app.get("plotly_chart")] == [[], [], []]
