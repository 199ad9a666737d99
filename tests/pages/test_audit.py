"""情感抽检: drawn, labelled, continued, read, and void when what it was drawn of changes."""

import csv
import io
from collections import Counter

import pytest

from analysis.audit import CLASSES, Result, key
from analysis.filters import Filters
from loaders.corrections import correct, take_back
from store.audit import CANNOT_TELL, SAID, draw, label
from tests import visits
from tests.pages.conftest import opened
from tests.pages.links import LINKS, NOTHING, REFUSED, felt
from tests.visits import choose, click, said, table, visit

NAMES = {-1: "负面", 0: "中性", 1: "正面", CANNOT_TELL: "说不清"}
FORM = "**这些信息的情感占比有多可信？**"
WEIBO = {"platforms": "weibo"}
ONE_OF_THREE = (-1, -1, 0, 1, 1, -1, 0)


@pytest.fixture(autouse=True)
def without_audits(store):
    yield
    with store.writing() as cursor:
        for name in ("audit_sample", "audit_row", "audit_label"):
            cursor.execute(f"DELETE FROM {name}")


def rows(store, sql: str, **values: object) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def pressed(app, name: str):
    app.button(key=name).click()
    return visits.run(app)


def progress(app) -> list[str]:
    return [element.proto.text for element in app.get("progress")]


def texts(app) -> list[str]:
    """What is shown of the mention to be labelled, as it reads."""
    return [element.value.replace("\\", "").replace("\u2060", "") for element in app.subheader]


def looked_at(app, place: int = 0) -> list[list[object]]:
    """The shares of the audit, and at place 1 those of the chosen one: tables that are only looked at."""
    return visits.rows([element for element in app.dataframe if element.key is None][place].value)


def of_view(app) -> Filters:
    """The filters that the page looks at."""
    return app.session_state["filters"]


def audited(store, filters: Filters, labels: int, size: int = 200) -> list[tuple[int, int]]:
    """Draw a sample of these filters and label the first of it: (shown, called) of each label."""
    audit = draw(store, key(filters), *filters.selection(), size=size)
    found = []
    for place in range(1, labels + 1):
        label(store, audit, place, ONE_OF_THREE[place % 7])
        (shown,) = rows(store, "SELECT predicted FROM audit_row WHERE audit_id = $id AND place = $place", id=audit, place=place)[0]
        found.append((shown, ONE_OF_THREE[place % 7]))
    return found


def told(value: float, low: float, high: float) -> str:
    return f"{value:.1%} ± {100 * max(high - value, value - low):.1f}"


def expected(labels: list[tuple[int, int]], everything: list) -> Result:
    import numpy as np

    counts = Counter(labels)
    confusion = np.array([[counts[shown, called] for called in CLASSES] for shown in CLASSES])
    return Result(confusion, np.array([sum(felt(mention) == one for mention in everything) for one in CLASSES]))


def test_the_first_visit_says_what_it_gives_and_offers_to_draw(store):
    app = visit("audit")
    assert [title.value for title in app.title] == ["情感抽检"]
    assert FORM in said(app)
    assert visits.field(app, "抽取条数").value == 200
    assert [progress(app), app.get("plotly_chart"), list(app.dataframe)] == [[], [], []]


@pytest.mark.parametrize("name", ["a platform", "some days", "a keyword with operators", "all at once", "an author by name"])
def test_by_a_link_what_the_link_leaves_is_drawn(store, everything, name):
    link, leaves = LINKS[name]
    known = [mention for mention in everything if leaves(mention) and felt(mention) is not None]
    app = visit("audit", **link)
    assert ("将全部抽取" in "".join(said(app))) == (len(known) < 200)
    app = pressed(app, "audit_draw")
    size = min(200, len(known))
    assert progress(app) == [f"0 / {size}"]
    assert rows(store, "SELECT count(*) FROM audit_row") == [(size,)]
    found = rows(store, "SELECT mentions, negative, neutral, positive FROM audit_sample")[0]
    assert found == (sum(map(leaves, everything)), *(sum(felt(m) == one for m in known) for one in CLASSES))


@pytest.mark.parametrize("link", NOTHING.values(), ids=NOTHING)
def test_where_nothing_matches_the_page_says_what_to_do(store, link):
    app = visit("audit", **link)
    assert {"**没有符合筛选条件的信息。**", "请放宽时间范围或去掉一个筛选条件。"} <= set(said(app))
    assert FORM not in said(app)


@pytest.mark.parametrize(("link", "named"), REFUSED.values(), ids=REFUSED)
def test_a_link_that_asks_for_what_is_not_there_gives_no_numbers(store, link, named):
    app = visit("audit", **link)
    (warning,) = app.warning
    assert named in warning.value.replace("\\", "")
    assert FORM not in said(app)


def test_of_unknown_sentiments_there_is_nothing_to_audit(store):
    assert "**这些信息的情感均未知。**" in said(visit("audit", sentiments="∅"))


def test_a_person_labels_one_mention_after_the_other_without_seeing_what_it_is_shown_as(store, everything):
    app = pressed(visit("audit"), "audit_draw")
    sample = rows(store, "SELECT text, title, predicted FROM audit_row JOIN mention USING (mention_id) ORDER BY place LIMIT 5")
    for place, (text, title, _shown) in enumerate(sample):
        read = texts(app)
        assert " ".join(text or title or "（无正文）").split() == " ".join("".join(read[: read.index("抽检记录")])).split() or read[0] in (text or title)
        assert not [one for one in (*app.text, *app.subheader) if one.value in NAMES.values()]
        assert progress(app) == [f"{place} / 200"]
        app = pressed(app, f"label_{(-1, 0, 1, CANNOT_TELL)[place % 4]}")
    assert rows(store, "SELECT place, label FROM audit_label ORDER BY place") == [(1, -1), (2, 0), (3, 1), (4, CANNOT_TELL), (5, -1)]
    assert "上一条：负面" in said(app)
    app.toggle(key="audit_reveal").set_value(True)
    assert f"上一条：负面，系统显示 {NAMES[sample[4][2]]}" in said(visits.run(app))


def test_what_was_labelled_last_is_taken_back_and_shown_again(store):
    app = pressed(visit("audit"), "audit_draw")
    assert app.button(key="label_undo").disabled
    first = texts(app)[0]
    app = pressed(app, "label_1")
    assert texts(app)[0] != first
    app = pressed(app, "label_undo")
    assert (progress(app), texts(app)[0]) == (["0 / 200"], first)


def test_each_takes_back_only_what_was_said_there(store):
    app = pressed(pressed(visit("audit"), "audit_draw"), "label_0")
    other = pressed(visit("audit"), "label_1")
    app = pressed(app, "label_undo")
    assert rows(store, f"SELECT place, label FROM ({SAID}) WHERE label IS NOT NULL") == [(2, 1)]
    assert app.button(key="label_undo").disabled
    other = visits.run(other)
    assert (progress(other), other.button(key="label_undo").disabled) == (["1 / 200"], False)
    pressed(other, "label_undo")
    assert rows(store, f"SELECT place FROM ({SAID}) WHERE label IS NOT NULL") == []
    again = pressed(pressed(app, "label_-1"), "label_-1")
    assert visit("audit").button(key="label_undo").disabled
    again = pressed(pressed(again, "label_undo"), "label_undo")
    assert (progress(again), again.button(key="label_undo").disabled) == (["0 / 200"], True)


def test_the_keys_are_1_2_3_for_negative_neutral_positive(store):
    app = pressed(visit("audit"), "audit_draw")
    keys = {app.button(key=f"label_{said}").proto.shortcut: app.button(key=f"label_{said}").label for said in NAMES}
    assert keys == {"1": "负面", "2": "中性", "3": "正面", "0": "说不清"}
    assert app.button(key="label_undo").proto.shortcut == "backspace"


def test_somebody_else_goes_on_where_it_was_left(store):
    app = pressed(visit("audit"), "audit_draw")
    app = pressed(app, "label_0")
    other = visit("audit")
    assert (progress(other), texts(other)[0]) == (["1 / 200"], texts(app)[0])
    app, other = pressed(app, "label_1"), pressed(other, "label_-1")
    assert rows(store, "SELECT place, label FROM audit_label ORDER BY place") == [(1, 0), (2, 1)]
    assert progress(other) == ["2 / 200"]


def test_from_thirty_labels_on_it_tells_what_they_say(store, everything):
    filters = of_view(visit("audit"))
    audited(store, filters, 29)
    app = visit("audit")
    assert "标满 30 条起在此显示校正占比；已标 29 条。" in said(app)
    assert app.get("plotly_chart") == []
    app = pressed(app, "label_1")
    assert [element.key for element in app.get("plotly_chart")] == ["chart_confusion"]


def test_the_results_are_those_of_the_labels(store, everything):
    labels = audited(store, of_view(visit("audit")), 120)
    app = visit("audit")
    found = expected(labels, everything)
    assert found.labelled == 120
    estimate, shown = found.corrected(-1), found.shown(-1)
    away = f"{100 * abs(shown - estimate.value):.1f} 个百分点"
    ending = "没有明显差别。" if estimate.low <= shown <= estimate.high else f"显示值偏{'高' if shown > estimate.value else '低'}约 {away}。"
    assert f"#### 负面占比显示 {shown:.1%}，抽检校正后 {told(estimate.value, estimate.low, estimate.high)}：{ending}" in said(app)
    assert looked_at(app) == [
        [
            NAMES[one], f"{found.shown(one):.1%}", told(*vars(found.corrected(one)).values()),
            f"{found.corrected(one).low:.1%} – {found.corrected(one).high:.1%}",
            told(*vars(found.precision(one)).values()), told(*vars(found.recall(one)).values()),
        ]
        for one in CLASSES
    ]  # fmt: skip
    figure = visits.chart(app, "confusion")["data"][0]
    assert figure["text"] == [str(count) for count in found.confusion.ravel()]


def test_a_cell_opens_its_mentions(store, everything):
    labels = audited(store, of_view(visit("audit")), 60)
    cells = [(shown, called) for shown in CLASSES for called in CLASSES]
    place = max(range(9), key=lambda n: labels.count(cells[n]))
    app = visits.run(click(visit("audit"), "confusion", place))
    found = table(app, "list_confusion")
    assert len(found) == labels.count(cells[place]) > 0
    assert {row[3] for row in found} == {NAMES[cells[place][0]]}
    empty = next((n for n in range(9) if not labels.count(cells[n])), None)
    if empty is not None:
        assert "此格没有信息。" in said(visits.run(click(visit("audit"), "confusion", empty)))


def test_a_class_without_labels_is_named(store):
    filters = of_view(visit("audit"))
    audit = draw(store, key(filters), *filters.selection(), size=400)
    sample = rows(store, "SELECT place, predicted FROM audit_row WHERE audit_id = $id ORDER BY place", id=audit)
    for place, shown in sample:
        label(store, audit, place, CANNOT_TELL if shown == 0 else shown)
    (warning,) = visit("audit").warning
    assert warning.value == "显示为中性的信息尚无标注：其内容按未知计，区间较宽。"


def test_beside_every_share_of_the_same_filters_stands_the_corrected_one(store, everything):
    labels = audited(store, of_view(visit("audit")), 90)
    found = expected(labels, everything)
    share, net = (told(*vars(one).values()).replace("-", "−") for one in (found.corrected(-1), found.corrected_net))
    for page in ("overview", "sentiment"):
        app = visit(page)
        captions = "\n".join(said(app))
        assert f"校正 {share} · 抽检 90 条" in captions
        assert f"校正 {net} · 抽检 90 条" in captions
        assert f"抽检校正后 {share}：" in captions
        (hover,) = [metric.proto.help for metric in app.metric if metric.label.startswith("负面占比")]
        assert hover == f"抽检 90 条后为 {found.corrected(-1).low:.1%} – {found.corrected(-1).high:.1%}，已含模型误差与抽样波动"
        assert "抽检 90 条" not in "".join(said(visit(page, **WEIBO)))


def test_an_audit_of_a_group_stands_in_the_card_of_the_groups(store, everything):
    filters = of_view(visit("audit", **WEIBO))
    labels = audited(store, filters, 50)
    found = expected(labels, [mention for mention in everything if mention.platform == "weibo"])
    share = told(*vars(found.corrected(-1)).values())
    assert f"微博校正负面占比 {share}" in "".join(said(visit("sentiment")))
    assert f"校正 {share} · 抽检 50 条" in "".join(said(visit("sentiment", **WEIBO)))


def test_too_few_labels_stand_beside_nothing(store):
    audited(store, of_view(visit("audit")), 29)
    assert "抽检 29 条" not in "".join(said(visit("sentiment")))


def test_more_is_drawn_and_the_labels_stay(store):
    audited(store, of_view(visit("audit")), 10, size=100)
    app = pressed(visit("audit"), "audit_more")
    assert progress(app) == ["10 / 200"]


def test_all_audits_are_listed_with_what_they_say_and_whether_they_hold(store, everything):
    whole, weibo = of_view(visit("audit")), of_view(visit("audit", **WEIBO))
    labels = audited(store, weibo, 40)
    audited(store, whole, 3)
    app = visit("audit")
    found = expected(labels, [mention for mention in everything if mention.platform == "weibo"])
    listed = table(app, "audits")
    assert [row[1] for row in listed] == [whole.sentence(), weibo.sentence()]
    assert [row[2:] for row in listed][1] == ["40 / 200", f"{found.shown(-1):.1%}", told(*vars(found.corrected(-1)).values()), "有效"]
    assert listed[0][2] == "3 / 200" and listed[0][4:] == ["–", "有效"]
    app = choose(app, "audits", 1)
    assert len(looked_at(app)) == 3
    links = [element.proto.query_string for element in app.get("page_link") if element.proto.label == "打开该筛选条件"]
    assert links == ["platforms=weibo"]


def test_ten_audits_are_listed_and_the_earlier_ones_where_one_asks(store):
    filters = of_view(visit("audit", **WEIBO))
    for size in range(1, 13):
        draw(store, key(filters), *filters.selection(), size=size)
    app = visit("audit")
    assert [row[2] for row in table(app, "audits")] == [f"0 / {size}" for size in range(12, 2, -1)]
    assert app.button(key="audits_more").label == "更早的（2）"
    app = pressed(app, "audits_more")
    assert [row[2] for row in table(app, "audits")] == [f"0 / {size}" for size in range(12, 0, -1)]
    assert "audits_more" not in [button.key for button in app.button]


def test_one_that_was_chosen_is_not_another_after_the_next_is_drawn(store):
    for link, size in ((WEIBO, 30), ({}, 20)):
        filters = of_view(visit("audit", **link))
        draw(store, key(filters), *filters.selection(), size=size)
    app = choose(visit("audit"), "audits", 1)
    opened_ = [element.proto.query_string for element in app.get("page_link") if element.proto.label == "打开该筛选条件"]
    assert opened_ == ["platforms=weibo"]
    draw(store, key(filters), *filters.selection(), size=10)
    app = visits.run(app)
    assert [row[2] for row in table(app, "audits")] == ["0 / 10", "0 / 20", "0 / 30"]
    assert [element for element in app.get("page_link") if element.proto.label == "打开该筛选条件"] == []


def test_the_labels_are_taken_away_as_a_table(store):
    from ui.audit import exported

    filters = of_view(visit("audit"))
    audited(store, filters, 5, size=20)
    sample = rows(store, "SELECT place, CAST(mention_id AS VARCHAR), predicted, text FROM audit_row JOIN mention USING (mention_id) ORDER BY place")
    held = [{"place": place, "mention_id": one, "predicted": shown, "label": -1 if place < 3 else None, "by": None, "at": None} for place, one, shown, _text in sample]
    header, *lines = csv.reader(io.StringIO(exported(held).decode("utf-8-sig")))
    assert header == ["序号", "系统显示", "人工标注", "标注人", "标注时间", "平台", "类型", "时间", "作者", "标题", "内容", "mention_id"]
    assert [(line[0], line[1], line[2], line[-1]) for line in lines] == [
        (str(place), NAMES[shown], "负面" if place < 3 else "", one) for place, one, shown, _text in sample
    ]
    gone = exported([held[0] | {"mention_id": "00000000-0000-4000-8000-000000000000"}]).decode("utf-8-sig")
    assert gone.splitlines()[1] == f"1,{NAMES[sample[0][2]]},负面,,,,,,,,,00000000-0000-4000-8000-000000000000"


@pytest.fixture
def own(tmp_path, exports):
    with opened(tmp_path, exports) as store:
        yield store


def test_corrected_by_its_labels_the_mentions_show_them_and_the_audit_is_void(own):
    audited(own, of_view(visit("audit")), 60)
    differing = rows(own, "SELECT CAST(mention_id AS VARCHAR), label FROM audit_row JOIN audit_label USING (audit_id, place) WHERE label <> predicted")
    app = pressed(visit("audit"), "audit_correct")
    shown = dict(rows(own, "SELECT CAST(mention_id AS VARCHAR), sentiment FROM mention WHERE sentiment_by = 'person'"))
    assert shown == dict(differing)
    assert {"**这些筛选条件此前的抽检已失效。**", "已失效：之后有信息被修正"} <= set(said(app))
    assert table(app, "audits")[0][-1] == "已失效：之后有信息被修正"
    assert "校正" not in "".join(said(visit("sentiment")))
    app = pressed(app, "audit_draw")
    assert progress(app) == ["0 / 200"]
    assert [row[-1] for row in table(app, "audits")] == ["有效", "已失效：之后有信息被修正"]


def test_the_corrections_by_labels_are_undone_at_once_and_the_audit_holds_again(own):
    audited(own, of_view(visit("audit")), 60)
    before = rows(own, "SELECT mention_id, sentiment, sentiment_by FROM mention ORDER BY mention_id")
    app = pressed(visit("audit"), "audit_correct")
    (count, times) = rows(own, 'SELECT count(*), count(DISTINCT "at") FROM correction')[0]
    assert times == 1 and any(text.startswith(f":material/check: 已将 {count} 条改为") for text in said(app))
    app = pressed(app, "undo_audit")
    assert rows(own, "SELECT mention_id, sentiment, sentiment_by FROM mention ORDER BY mention_id") == before
    assert (progress(app), table(app, "audits")[0][-1]) == (["60 / 200"], "有效")


def test_a_correction_voids_it_and_taken_back_it_holds_again(own):
    audited(own, of_view(visit("audit")), 40)
    (one,) = rows(own, "SELECT CAST(min(mention_id) AS VARCHAR) FROM mention WHERE sentiment = 1")[0]
    correct(own, [one], -1)
    assert FORM not in said(visit("audit")) and "**这些筛选条件此前的抽检已失效。**" in said(visit("audit"))
    take_back(own, [one])
    assert progress(visit("audit")) == ["40 / 200"]


def test_a_mention_that_came_voids_it(own):
    audited(own, of_view(visit("audit")), 40)
    with own.writing() as cursor:
        cursor.execute("CREATE TEMP TABLE one AS SELECT * REPLACE (uuid() AS mention_id) FROM mention WHERE sentiment = 1 LIMIT 1")
        cursor.execute("INSERT INTO mention SELECT * FROM one")
        cursor.execute("UPDATE meta SET value = CAST(CAST(value AS BIGINT) + 1 AS VARCHAR) WHERE key = 'data_version'")
    app = visit("audit")
    assert "已失效：符合这些筛选条件的信息已变化" in said(app)
    assert [row[-1] for row in table(app, "audits")] == ["已失效：符合这些筛选条件的信息已变化"]
