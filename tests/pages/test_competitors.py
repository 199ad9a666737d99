"""竞品对比: opened cold, by links and with nothing matching or nobody to compare; its numbers are those of the files of each brand."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from jobs import jobs_of
from loaders.fold import publish
from loaders.parameters import Parameters
from loaders.prepare import prepare
from loaders.rules import weights_of
from store.connect import Store
from store.settings import say
from store.supplements import add
from tests import visits
from tests.loaders.staging import cascaded, grouped
from tests.pages.conftest import opened
from tests.pages.links import NOTHING, felt
from tests.topics import stand
from tests.visits import chart, click, data, run, said, visit

OURS, OTHER = "星澜", "远山"
FILES = {OURS: "星澜手表", OTHER: "多平台监测"}
CARDS = ("voice_over_time", "voice", "standing", "voice_by_platform", "brand_ranking", "passion")
WATCHED = f"""[[brand]]
name = "{OTHER}"
words = ["无此词"]

[[brand]]
name = "{OURS}"
ours = true
words = ["亦无此词"]
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[Store]:
    """The mentions of each file are of a brand, which it was imported for."""
    folder = tmp_path_factory.mktemp("competitors")
    with opened(folder, []) as store:
        for brand, name in FILES.items():
            (file,) = [file for file in exports if file.stem == name]
            publish(store, prepare(file, folder / brand, store_zone=store.time_zone, parameters=Parameters(brand=brand)))
        grouped(store)
        cascaded(store)
        stand(store, [], {})
        say(store, {"watchlist": WATCHED})
        days = [date(2025, 3, 3) + timedelta(days=day) for day in range(21)]
        add(store, "figures", "a.csv", "a", pa.table({"date": days, "brand": [OURS] * 21, "metric": ["orders"] * 21, "value": [100.0] * 21, "unit": ["单"] * 21}))
        yield store


@pytest.fixture(scope="module")
def brands(everything) -> dict[str, list]:
    """The mentions of each brand as the files have them."""
    return {brand: [mention for mention in everything if name in mention.files] for brand, name in FILES.items()}


def percent(share: float) -> str:
    return f"{share:z.1%}".replace("-", "−")


def net(mentions: list) -> float:
    sides = Counter(map(felt, mentions))
    return (sides[1] - sides[-1]) / (sides[1] + sides[-1])


def enriched(store: Store) -> int:
    """How often mentions were read anew."""
    return sum(job.kind == "enrich" for job in jobs_of(store).jobs())


def test_the_first_visit_compares_the_watched_brands_ours_first(store, brands):
    app = visit("competitors")
    assert [title.value for title in app.title] == ["竞品对比"]
    assert {f"chart_{key}" for key in CARDS} <= {element.key for element in app.get("plotly_chart")}
    counts = {brand: len(mentions) for brand, mentions in brands.items()}
    whole = sum(counts.values())
    both = sum(set(FILES.values()) <= mention.files for mention in {id(one): one for ones in brands.values() for one in ones}.values())
    assert [row[:5] for row in data(app, "voice")] == [[brand, count, count / whole, both, None] for brand, count in counts.items()]
    assert f"#### {OURS}在 2 个品牌中的声量占比为 {percent(counts[OURS] / whole)}（按信息数）。" in said(app)
    assert f"对比品牌：{OURS}（我方）、{OTHER}。" in said(app)
    assert [(row[0], row[1], row[9]) for row in data(app, "standing")] == [(brand, counts[brand], pytest.approx(net(mentions))) for brand, mentions in brands.items()]
    assert any(text.startswith(f"{OURS}净情感度 {percent(net(brands[OURS]))}，") for text in said(app))
    authors = {brand: len({mention.author for mention in mentions}) for brand, mentions in brands.items()}
    assert [row[2:] for row in data(app, "passion")] == [[counts[brand], authors[brand], pytest.approx(counts[brand] / authors[brand])] for brand in FILES]
    days = Counter((mention.at.date(), brand) for brand, mentions in brands.items() for mention in mentions)
    assert {(row[0].date(), row[1]): row[2] for row in data(app, "voice_over_time") if row[2]} == days
    places = Counter((mention.platform, brand) for brand, mentions in brands.items() for mention in mentions)
    names = visits.NAMES["zh"]
    assert {(row[0], row[1]): row[2] for row in data(app, "voice_by_platform") if row[2]} == {(names[place], brand): count for (place, brand), count in places.items()}
    # A click on a mark, such as the second brand's, leads to its mentions.
    assert visits.counted(click(app, "voice", 1)) == counts[OTHER]


def test_a_link_chooses_the_base_and_one_brand_narrows_nothing(store, brands):
    app = visit("competitors", base="engagement", aspect_cells="net", brands=OTHER, platforms=["weibo", "douyin"], figure=f"orders|{OURS}")
    left = {brand: [mention for mention in mentions if mention.platform in ("weibo", "douyin")] for brand, mentions in brands.items()}
    engaged = {brand: [mention.engagement for mention in mentions if mention.engagement is not None] for brand, mentions in left.items()}
    whole = sum(map(sum, engaged.values()))
    assert [row[:5] for row in data(app, "voice")] == [[brand, len(left[brand]), sum(known), len(known), sum(known) / whole] for brand, known in engaged.items()]
    assert any("品牌筛选不会把本页收窄到一个品牌" in text for text in said(app))
    assert any(f"{percent(sum(engaged[OURS]) / whole)}（按互动量）" in text for text in said(app))
    assert app.query_params["base"] == "engagement"
    course = chart(app, "voice_over_time")
    assert [trace["type"] for trace in course["data"]] == ["bar", "bar", "scatter", "scatter"]
    assert set(course["data"][-1]["y"]) - {None} == {100.0}
    assert course["layout"]["yaxis9"]["title"]["text"] == f"订单 · {OURS} (单)"
    assert any(f"虚线、右轴：订单 · {OURS}" in text for text in said(app))


def test_where_nothing_matches_it_says_so(store):
    app = visit("competitors", **NOTHING["a word nobody said"])
    assert "**没有符合筛选条件的信息。**" in said(app)
    assert app.get("plotly_chart") == []


def test_weights_are_set_on_the_page_of_settings_and_change_nothing_else(store, brands):
    app = visit("settings", section="ranking")
    before = enriched(store)
    for name in ("impressions", "mentions", "rate"):
        app.number_input(key=f"weight_{name}_zh").set_value(0.0)
    run(app).button(key="save").click()
    run(app)
    assert weights_of(store) == {"impressions": 0, "mentions": 0, "net": 2, "rate": 0}
    assert enriched(store) == before
    rows = data(visit("competitors"), "brand_ranking")
    assert {row[0]: row[9] for row in rows} == {brand: pytest.approx((net(mentions) + 1) / 2) for brand, mentions in brands.items()}
    say(store, {"ranking": None})
    assert weights_of(store)["impressions"] == 3


def test_with_fewer_than_two_brands_it_says_what_to_do(store):
    say(store, {"watchlist": None})
    try:
        app = visit("competitors", platforms="news")
        assert "**至少需要两个品牌才能对比。**" in said(app)
        assert app.get("plotly_chart") == []
        links = [node.proto for node in visits.nodes(app.main) if node.type == "page_link"]
        assert [(link.label, link.query_string) for link in links] == [("填写品牌", "section=watchlist")]
        # Without a watchlist those of most mentions are compared.
        assert any("没有标为我方的品牌" in text for text in said(visit("competitors")))
    finally:
        say(store, {"watchlist": WATCHED})
