import decimal
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import cast
from loaders.refused import Refused

SHANGHAI = "Asia/Shanghai"


def macros(**options):
    connection = duckdb.connect()
    cast.install(connection, **{"store_zone": SHANGHAI, "source_zone": SHANGHAI, **options})
    return connection


@pytest.fixture(scope="module")
def beijing():
    return macros()


def values(connection, macro, cells):
    """What `macro` makes of each cell."""
    sql = f"SELECT {macro}(cell(x)) FROM (SELECT unnest($cells) AS x, generate_subscripts($cells, 1) AS n) ORDER BY n"
    return [row[0] for row in connection.execute(sql, {"cells": list(cells)}).fetchall()]


COUNTS = {
    "0": 0,
    "7": 7,
    "007": 7,
    " 42 ": 42,
    "1,234": 1234,
    "1，234，567": 1_234_567,
    "1.1万": 11_000,
    "1.1 万": 11_000,
    "1.2w": 12_000,
    "3W": 30_000,
    "2萬": 20_000,
    "10万+": 100_000,
    "100万+": 1_000_000,
    "5千": 5_000,
    "1亿": 100_000_000,
    "1.23億": 123_000_000,
    "12.3K": 12_300,
    "9k+": 9_000,
    "1.2M": 1_200_000,
    "2b": 2_000_000_000,
    "18021.0": 18_021,
    "0.0": 0,
    "99+": 99,
    "123456789012345678": 123_456_789_012_345_678,
    # A label stands where the site shows no number: nobody has done it yet.
    "转发": 0,
    "评论": 0,
    "赞": 0,
}
NO_COUNTS = [
    "", " ", "-", "--", "None", "null", "nan", "N/A", "很多", "-1", "1万万", "万", "+", ".5", "1e6", "12 34", "1.2.3",
    "99999999999999999999", "999999999999999999亿", "1234567890123456789", '{"$numberInt":"664"}', "约1万",
]  # fmt: skip


def test_counts_are_read_as_tools_write_them(beijing):
    assert dict(zip(COUNTS, values(beijing, "as_count", COUNTS), strict=True)) == COUNTS


def test_what_is_no_count_is_unknown_not_zero(beijing):
    assert dict(zip(NO_COUNTS, values(beijing, "as_count", NO_COUNTS), strict=True)) == dict.fromkeys(NO_COUNTS)


UNITS = {"": 1, "千": 10**3, "k": 10**3, "K": 10**3, "万": 10**4, "萬": 10**4, "w": 10**4, "W": 10**4}
UNITS |= {"m": 10**6, "M": 10**6, "亿": 10**8, "億": 10**8, "b": 10**9, "B": 10**9}


@st.composite
def written_counts(draw):
    whole = draw(st.integers(0, 10**9))
    digits = draw(st.sampled_from([str(whole), f"{whole:,}", f"{whole:,}".replace(",", "，")]))
    fraction = draw(st.one_of(st.just(""), st.from_regex(r"\.[0-9]{1,6}", fullmatch=True)))
    unit = draw(st.sampled_from(sorted(UNITS)))
    exact = decimal.Decimal(f"{whole}{fraction}") * UNITS[unit]
    meant = int(exact.quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))
    return (
        f"{digits}{fraction}{draw(st.sampled_from(['', ' ']) if unit else st.just(''))}{unit}{draw(st.sampled_from(['', '+']))}",
        meant,
    )


@settings(max_examples=25)
@given(st.lists(written_counts(), min_size=1, max_size=40))
def test_any_number_with_any_unit_means_what_its_digits_say(beijing, written):
    assert values(beijing, "as_count", [cell for cell, _ in written]) == [meant for _, meant in written]


@settings(max_examples=25)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=40))
def test_no_cell_can_stop_a_column(beijing, cells):
    for macro in (
        "as_count",
        "as_time",
        "as_url",
        "as_text",
        "as_id",
        "as_flag",
        "as_sentiment",
        "as_precision",
        "as_list",
    ):
        assert len(values(beijing, macro, cells)) == len(cells)


@settings(max_examples=25)
@given(st.lists(st.from_regex(r"[0-9.,:/ +TZ万年月日-]{1,24}", fullmatch=True), min_size=1, max_size=40))
def test_no_cell_of_digits_and_signs_can_stop_a_column(beijing, cells):
    for macro in ("as_count", "as_time", "as_id", "as_precision"):
        assert len(values(beijing, macro, cells)) == len(cells)


def at(text):
    return datetime.fromisoformat(text)


# In Beijing's zone unless written otherwise, shown in Beijing's.
TIMES = {
    "2024-03-01 10:30": (at("2024-03-01 10:30"), "minute"),
    "2024-03-01 10:30:05": (at("2024-03-01 10:30:05"), "second"),
    "2024-03-01T10:30:05": (at("2024-03-01 10:30:05"), "second"),
    "2016-06-07 02:04:00.0": (at("2016-06-07 02:04:00"), "second"),
    "20240301": (at("2024-03-01 00:00"), "day"),
    "2/24/2015 11:35 PM": (at("2015-02-24 23:35"), "minute"),
    "2/24/2015 12:05:06 am": (at("2015-02-24 00:05:06"), "second"),
    "2021年1月14日 下午8:32": (at("2021-01-14 20:32"), "minute"),
    "2021-1-14 中午12:10": (at("2021-01-14 12:10"), "minute"),
    "2021-1-14 凌晨12:10": (at("2021-01-14 00:10"), "minute"),
    "Jan 14, 2021 8:32:05 PM": (at("2021-01-14 20:32:05"), "second"),
    "Jan 14th, 2021": (at("2021-01-14 00:00"), "day"),
    "14 January 2021": (at("2021-01-14 00:00"), "day"),
    "12-Jan-2024 02:05PM": (at("2024-01-12 14:05"), "minute"),
    "Thu Jan 14 2021 20:32:05 GMT+0000 (UTC)": (at("2021-01-15 04:32:05"), "second"),
    "2021-01-14 20:32:05 EST": (at("2021-01-15 09:32:05"), "second"),
    "2021-07-14 20:32:05 EDT": (at("2021-07-15 08:32:05"), "second"),
    "2020/3/29 16:50": (at("2020-03-29 16:50"), "minute"),
    "2020/3/29 6:05": (at("2020-03-29 06:05"), "minute"),
    "2024.03.01 10:30": (at("2024-03-01 10:30"), "minute"),
    "2024-03-01": (at("2024-03-01"), "day"),
    "2024/3/1": (at("2024-03-01"), "day"),
    "2024年3月1日": (at("2024-03-01"), "day"),
    "2024年03月01日 10:30": (at("2024-03-01 10:30"), "minute"),
    "2024年3月1日10:30:05": (at("2024-03-01 10:30:05"), "second"),
    "2024年3月1号 10:30": (at("2024-03-01 10:30"), "minute"),
    "\t2024-03-01 10:30\u200b": (at("2024-03-01 10:30"), "minute"),
    # With an offset.
    "2024-03-01T02:30:05Z": (at("2024-03-01 10:30:05"), "second"),
    "2024-03-01T02:30:05.250Z": (at("2024-03-01 10:30:05.250"), "second"),
    "2024-03-01T02:30Z": (at("2024-03-01 10:30"), "minute"),
    "2024-03-01 02:30:05+00:00": (at("2024-03-01 10:30:05"), "second"),
    "2024-03-01 10:30:05+0800": (at("2024-03-01 10:30:05"), "second"),
    "2024-03-01 10:30:05 +0800": (at("2024-03-01 10:30:05"), "second"),
    "2024-03-01 10:30 +0800": (at("2024-03-01 10:30"), "minute"),
    "2024-03-01T10:30:05+08": (at("2024-03-01 10:30:05"), "second"),
    "2024-02-29 21:30:05-05": (at("2024-03-01 10:30:05"), "second"),
    "2024-02-29T21:30:05-05:00": (at("2024-03-01 10:30:05"), "second"),
    "2024-03-01 02:30:05 UTC": (at("2024-03-01 10:30:05"), "second"),
    "2024-03-01 02:30:05 GMT": (at("2024-03-01 10:30:05"), "second"),
    "Sun Mar 03 17:03:09 +0800 2024": (at("2024-03-03 17:03:09"), "second"),
    "Sun Mar 03 09:03:09 +0000 2024": (at("2024-03-03 17:03:09"), "second"),
    # Since 1970: seconds to 1e11, thousandths above.
    "1709260205": (at("2024-03-01 10:30:05"), "second"),
    "1709260205.0": (at("2024-03-01 10:30:05"), "second"),
    "1709260205000": (at("2024-03-01 10:30:05"), "second"),
    "1709260205250": (at("2024-03-01 10:30:05.250"), "second"),
    "1709260205250.0": (at("2024-03-01 10:30:05.250"), "second"),
    "999999999": (at("2001-09-09 09:46:39"), "second"),
}
NO_TIMES = [
    "", "-", "null", "刚刚", "昨天 10:30", "10:30", "03-01 10:30", "2024-02-30", "2024-13-01", "2024-03-01 25:30", "2024-3", "2024",
    "20240301103005", "0", "12", "2024-03-01 10:30:05+8", "2024-03-01 10:30:05 Asia/Nowhere", "infinity", "epoch", "now",
]  # fmt: skip


def test_times_are_read_as_tools_write_them(beijing):
    read = zip(values(beijing, "as_time", TIMES), values(beijing, "as_precision", TIMES), strict=True)
    assert dict(zip(TIMES, read, strict=True)) == TIMES


def test_what_is_no_time_is_unknown(beijing):
    assert dict(zip(NO_TIMES, values(beijing, "as_time", NO_TIMES), strict=True)) == dict.fromkeys(NO_TIMES)


@pytest.mark.parametrize(
    ("cell", "day_first", "meant"),
    [
        ("3/4/2024 11:35", True, at("2024-04-03 11:35")),
        ("3/4/2024 11:35", False, at("2024-03-04 11:35")),
        ("2/24/2015 11:35", False, at("2015-02-24 11:35")),
        ("2/24/2015 11:35", True, None),
        ("22/09/17 11:10:56", True, at("2017-09-22 11:10:56")),
        ("22.09.2017", True, at("2017-09-22")),
        ("09-22-2017 11:10", False, at("2017-09-22 11:10")),
        ("31/12/2023", True, at("2023-12-31")),
    ],
)
def test_the_order_of_day_and_month_is_the_columns(cell, day_first, meant):
    assert values(macros(day_first=day_first), "as_time", [cell]) == [meant]


def test_a_moment_is_shown_in_the_stores_zone_whatever_the_sources_is():
    cells = ["2024-07-01 12:00", "2024-01-01 12:00", "2024-07-01T12:00:00Z", "1719835200"]
    assert values(macros(store_zone="America/New_York", source_zone=SHANGHAI), "as_time", cells) == [
        at("2024-07-01 00:00"),
        at("2023-12-31 23:00"),
        at("2024-07-01 08:00"),
        at("2024-07-01 08:00"),
    ]
    assert values(macros(store_zone="UTC", source_zone="America/New_York"), "as_time", cells) == [
        at("2024-07-01 16:00"),
        at("2024-01-01 17:00"),
        at("2024-07-01 12:00"),
        at("2024-07-01 12:00"),
    ]


FORMS = {
    "iso": lambda naive, zone: f"{naive:%Y-%m-%d %H:%M:%S}",
    "slashes": lambda naive, zone: f"{naive.year}/{naive.month}/{naive.day} {naive.hour}:{naive:%M:%S}",
    "chinese": lambda naive, zone: f"{naive.year}年{naive.month}月{naive.day}日 {naive:%H:%M:%S}",
    "day first": lambda naive, zone: f"{naive:%d/%m/%Y %H:%M:%S}",
    "offset": lambda naive, zone: (
        naive.replace(tzinfo=zone).astimezone(timezone(timedelta(hours=-3, minutes=-30))).isoformat()
    ),
    "weibo": lambda naive, zone: f"{naive.replace(tzinfo=zone):%a %b %d %H:%M:%S %z %Y}",
    "seconds": lambda naive, zone: str(int(naive.replace(tzinfo=zone).timestamp())),
    "thousandths": lambda naive, zone: str(int(naive.replace(tzinfo=zone).timestamp()) * 1000),
}
ZONES = st.sampled_from(
    [(store, source) for store in (SHANGHAI, "America/New_York") for source in (SHANGHAI, "UTC", "Asia/Kolkata")]
)
MOMENTS = st.datetimes(datetime(2002, 1, 1), datetime(2037, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
CONNECTIONS = {}


@settings(max_examples=25)
@given(ZONES, st.lists(st.tuples(MOMENTS, st.sampled_from(sorted(FORMS))), min_size=1, max_size=30))
def test_every_form_of_a_moment_is_that_moment(zones, written):
    store, source = zones
    if zones not in CONNECTIONS:
        CONNECTIONS[zones] = macros(store_zone=store, source_zone=source, day_first=True)
    cells = [FORMS[form](naive, ZoneInfo(source)) for naive, form in written]
    meant = [
        naive.replace(tzinfo=ZoneInfo(source)).astimezone(ZoneInfo(store)).replace(tzinfo=None) for naive, _ in written
    ]
    assert values(CONNECTIONS[zones], "as_time", cells) == meant


def test_a_time_outside_living_memory_is_not_believed(beijing):
    cells = [at("1989-12-31 23:59:59"), at("1990-01-01"), at("2099-12-31"), at("2100-01-01")]
    assert beijing.execute("SELECT list_transform($cells, lambda t: plausible(t))", {"cells": cells}).fetchone()[0] == [
        None,
        at("1990-01-01"),
        at("2099-12-31"),
        None,
    ]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "'; DROP TABLE x; --", "../etc/passwd"])
def test_a_time_zone_that_does_not_exist_is_refused(zone, english):
    with pytest.raises(Refused) as refused:
        macros(source_zone=zone)
    assert str(refused.value) == f"There is no time zone {zone}; use a name such as Asia/Shanghai or UTC."


URLS = {
    "https://weibo.example/1/a?b=1#c": "https://weibo.example/1/a?b=1#c",
    "http://a.example": "http://a.example",
    "HTTPS://A.example/X": "HTTPS://A.example/X",
    "//a.example/x": "https://a.example/x",
    "https://a.example/中文": "https://a.example/中文",
}
NO_URLS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)//https://a.example", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd",
    "ftp://a.example", "https://a b", 'https://a.example/"onclick=x', "https://a.example/<script>", "a.example/x", "/x", "//x", "http://", "-",
    "https://a.example\nhttps://b.example",
]  # fmt: skip


def test_only_web_addresses_are_addresses(beijing):
    assert dict(zip(URLS, values(beijing, "as_url", URLS), strict=True)) == URLS
    assert dict(zip(NO_URLS, values(beijing, "as_url", NO_URLS), strict=True)) == dict.fromkeys(NO_URLS)


TEXTS = {
    "没有标记": "没有标记",
    "  两边的空白\u200b ": "两边的空白",
    '<span class="url-icon"><img alt="[送花花]" src="//h.example/a.png"></span>好': "[送花花]好",
    "<img src=x alt='[赞]'>好": "[赞]好",
    "<img alt=[赞] src=x>好": "[赞]好",
    '<IMG SRC="x" ALT="[two words]"/>好': "[two words]好",
    '<img data-alt="no" alt="[赞]">': "[赞]",
    '<img src="a.png">好': "好",
    "<a href=/n/某人>@某人</a> 你好": "@某人 你好",
    "第一行<br>第二行<BR/>第三行": "第一行\n第二行\n第三行",
    "a &lt;b&gt; &amp; &quot;c&quot;&nbsp;&#39;d&#39;": "a <b> & \"c\" 'd'",
    "&amp;lt;": "&lt;",
    "1 < 2 > 0 我<3你": "1 < 2 > 0 我<3你",
    "<script>alert(1)</script>": "alert(1)",
    "<b></b>": None,
    " ": None,
    "null": "null",
}


def test_text_is_as_it_was_shown(beijing):
    assert dict(zip(TEXTS, values(beijing, "as_text", TEXTS), strict=True)) == TEXTS


IDS = {
    "5012345678901234": "5012345678901234",
    "5012345678901234\t": "5012345678901234",
    "'5012345678901234": "5012345678901234",
    '"1782345678901234567"': "1782345678901234567",
    "5012345678901234.0": "5012345678901234",
    "a1b2-c3": "a1b2-c3",
    "0": None,
    "": None,
    "None": None,
    "-": None,
}
DAMAGED = {
    "5.01235E+15": True,
    "4.67e+15": True,
    "5E15": True,
    "5012345678900000": True,
    "1782345678901230000": True,
    "5012345678901234": False,
    "5012345678901230": False,
    "1000000": False,
    "a1b2c3d4e5f600000000000000000000": False,
}


def test_ids_lose_what_spreadsheets_put_around_them(beijing):
    assert dict(zip(IDS, values(beijing, "as_id", IDS), strict=True)) == IDS


def test_ids_that_a_spreadsheet_rounded_are_known_as_such(beijing):
    assert dict(zip(DAMAGED, values(beijing, "is_damaged", DAMAGED), strict=True)) == DAMAGED


def test_labels_are_words_never_numbers(beijing):
    words = ["正面", "Positive", "中性", "neutral", "负面", "NEG", "1", "0", "-1", "敏感", ""]
    assert values(beijing, "as_sentiment", words) == [1, 1, 0, 0, -1, -1, None, None, None, None, None]
    flags = ["是", "TRUE", "1", "否", "no", "0", "maybe", ""]
    assert values(beijing, "as_flag", flags) == [True, True, True, False, False, False, None, None]


COLLECTED = datetime(2024, 3, 5, 10, 0)
RELATIVE = {
    "刚刚": ("2024-03-05 10:00", "minute"),
    "30秒前": ("2024-03-05 09:59:30", "minute"),
    "5分钟前": ("2024-03-05 09:55", "minute"),
    "3小时前": ("2024-03-05 07:00", "day"),
    "an hour ago": ("2024-03-05 09:00", "day"),
    "今天 08:05": ("2024-03-05 08:05", "minute"),
    "昨天 12:30": ("2024-03-04 12:30", "minute"),
    "前天": ("2024-03-03 00:00", "day"),
    "3天前": ("2024-03-02 10:00", "day"),
    "2 weeks ago (edited)": ("2024-02-20 10:00", "week"),
    "2个月前": ("2024-01-05 10:00", "month"),
    "1 year ago": ("2023-03-05 10:00", "year"),
    "03-01 08:00": ("2024-03-01 08:00", "minute"),
    "3月6日": ("2024-03-06 00:00", "day"),
    "3月7日 09:00": ("2023-03-07 09:00", "minute"),
    "12月31日 23:10": ("2023-12-31 23:10", "minute"),
}


def test_times_that_count_from_the_collection_are_placed_by_it(beijing):
    sql = "SELECT near(x, $base), near_precision(x) FROM (SELECT unnest($cells) AS x, generate_subscripts($cells, 1) AS n) ORDER BY n"
    found = beijing.execute(sql, {"cells": list(RELATIVE), "base": COLLECTED}).fetchall()
    assert dict(zip(RELATIVE, found, strict=True)) == {
        x: (datetime.fromisoformat(time), precision) for x, (time, precision) in RELATIVE.items()
    }


def test_a_clock_of_another_zone_is_of_that_zones_day():
    connection = macros(store_zone=SHANGHAI, source_zone="America/New_York")
    sql = "SELECT near('昨天 12:30', $base), near('5分钟前', $base)"
    assert connection.execute(sql, {"base": COLLECTED}).fetchone() == (
        datetime(2024, 3, 4, 1, 30),  # 2024-03-03 12:30 in New York, where the 5th in Shanghai was still the 4th
        datetime(2024, 3, 5, 9, 55),
    )
