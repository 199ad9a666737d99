"""受众与渠道, from its first visit: what stands on it is what the exports hold, and opens its mentions."""

from collections import Counter
from urllib.parse import parse_qs, urlencode

import pytest

from tests.pages.links import LINKS, NOTHING
from tests.visits import behind, click, counted, data, field, links_to_mentions, opened, run, said, visit

pytestmark = pytest.mark.usefixtures("store")


def link(app) -> dict[str, list[str]]:
    return parse_qs(urlencode(app.query_params, doseq=True))


def hours(mentions) -> list[list[object]]:
    """Platform, hour, how many, and how many of the platform; a platform's rows together."""
    names = {"weibo": "微博", "xiaohongshu": "小红书", "douyin": "抖音", "zhihu": "知乎", "bilibili": "哔哩哔哩", "news": "新闻"}
    sizes, cells = Counter(m.platform for m in mentions), Counter((m.platform, m.at.hour) for m in mentions)
    order = sorted(sizes, key=lambda one: (-sizes[one], one))
    return [[names[one], str(hour), cells[one, hour], sizes[one]] for one in order for hour in range(24)]


def test_the_first_visit_counts_regions_hours_and_authors_as_the_exports_hold_them(everything):
    app = visit("audiences")
    assert [element.value for element in app.title] == ["受众与渠道"]
    regions = Counter(m.region or "未知" for m in everything)
    shown = data(app, "regions")
    assert {row[0]: row[1] for row in shown} == regions
    assert [row[1] for row in shown[:-1]] == sorted((count for name, count in regions.items() if name != "未知"), reverse=True)
    assert shown[-1][0] == "未知"
    assert [[row[0], row[1].removesuffix(" 时"), *row[2:4]] for row in data(app, "rhythm")] == hours(everything)
    # Days before the data reach back four weeks tell no new author apart.
    days = [row for row in data(app, "newcomers") if row[2]]
    assert {row[1] for row in days} == {"暂不区分"} and sum(row[2] for row in days) == len(everything)
    segments = data(app, "segments")
    assert sum(row[1] for row in segments) == len(everything) == opened(app, "segments")
    assert any("占" in text and text.startswith("#### ") for text in said(app))
    assert link(app) == {}
    first = shown[0]
    assert behind(links_to_mentions(app.main)[0]) == max(row[1] for row in segments if row[0] != "不属于任何一类")
    assert counted(click(app, "regions", 0)) == first[1]


def test_a_link_and_the_switch_leave_their_mentions_and_a_cell_opens_them(everything):
    filters, leaves = LINKS["some days"]
    kept = [m for m in everything if leaves(m)]
    app = visit("audiences", **filters, rhythm="weekdays")
    cells = data(app, "rhythm")
    assert [row[0] for row in cells[::24]] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    told = Counter((m.at.weekday(), m.at.hour) for m in kept)
    assert [row[2] for row in cells] == [told[day, hour] for day in range(7) for hour in range(24)]
    field(app, "按行").set_value("platforms")
    app = run(app)
    assert "rhythm" not in link(app)
    rows = data(app, "rhythm")
    place = max(range(len(rows)), key=lambda one: rows[one][2])
    assert counted(click(app, "rhythm", place)) == rows[place][2]


def test_who_was_there_before_is_told_where_the_data_reach_back(everything):
    app = visit("audiences", since="2025-03-13", until="2025-03-19")
    now = [m for m in everything if 13 <= m.at.day <= 19]
    before = {m.author for m in everything if m.at.day < 13}
    rows = data(app, "newcomers")
    assert sum(row[2] for row in rows if row[1] == "新作者" and str(row[0]).startswith("2025-03-13")) == sum(m.at.day == 13 and m.author not in before for m in now)
    new = {m.author for m in now} - before
    assert sum(row[3] for row in rows if row[1] == "新作者") == len(new)
    place = next(place for place, row in enumerate(rows) if row[1] == "老作者" and row[2])
    assert counted(click(app, "newcomers", place)) == rows[place][2]


def test_what_is_chosen_is_not_told_as_a_finding(everything):
    region = Counter(m.region for m in everything if m.region).most_common(1)[0][0]
    app = visit("audiences", segments="ordinary", regions=region)
    assert "无法判断局部还是全国：筛选已限定地域" in " ".join(said(app)) and not any(text.startswith("#### ") for text in said(app))


def test_where_nothing_matches_it_says_so():
    app = visit("audiences", **NOTHING["a word nobody said"])
    assert "**没有符合筛选条件的信息。**" in said(app) and not app.get("plotly_chart")
