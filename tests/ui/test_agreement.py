"""The card of the two labels on 情感分析: what it tells, what a cell opens, and the choice between them."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import written
from nlp.enrich import said as whole
from nlp.sentiment import score
from store.connect import Store
from store.digest import faults
from tests import counted, invented, visits
from tests.pages.conftest import opened
from tests.visits import chart, visit

FELT = (-1, 0, 1)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    return invented.write(tmp_path_factory.mktemp("exports"))


@pytest.fixture
def store(tmp_path: Path, files: list[Path]) -> Iterator[Store]:
    with opened(tmp_path, files) as store:
        yield store


@pytest.fixture(scope="module")
def labelled(files: list[Path]) -> list[tuple[int, int]]:
    """Of each mention of the table both labels, the file's and the model's."""
    mentions = [mention for mention in counted.together(counted.table(files[1])) if mention.sentiment is not None]
    labels = score(whole([mention.title for mention in mentions], [mention.text for mention in mentions]))["label"]
    return [(mention.sentiment, int(label)) for mention, label in zip(mentions, labels, strict=True)]


def metric(app: AppTest, label: str) -> str:
    (found,) = [element.value for element in app.metric if element.label == label]
    return found


def hover(app: AppTest) -> str:
    (found,) = [element.help for element in app.metric if element.label == "标注一致率"]
    return found


def negative(app: AppTest) -> str:
    return metric(app, "负面占比 · %")


def test_the_table_of_heat_counts_the_labels_of_the_file_and_each_cell_opens_its_mentions(store, labelled):
    app = visit("sentiment")
    figure = chart(app, "agreement_0")
    (cells,), rows, columns = figure["data"], figure["layout"]["yaxis"], figure["layout"]["xaxis"]
    shown = {(y, round(base + cells["width"] / 2)): int(text) for y, base, text in zip(cells["y"], cells["base"], cells["text"], strict=True)}
    assert (rows["ticktext"], columns["ticktext"]) == (["负面", "中性", "正面"],) * 2
    assert (rows["title"]["text"], columns["title"]["text"]) == ("导出标为", "模型判为")
    counts = Counter(labelled)
    assert shown == {(FELT.index(ours), FELT.index(theirs)): counts[ours, theirs] for ours in FELT for theirs in FELT}
    same = sum(counts[one, one] for one in FELT) / len(labelled)
    assert metric(app, "标注一致率") == written.share(same)
    assert re.fullmatch(rf"抽样波动区间 [\d.]+% – [\d.]+%；n = {len(labelled)}", hover(app))
    assert any(f"n = {len(labelled)}，有导出标注的共 {len(labelled)} 条" in text for text in visits.said(app))
    # Its row of the nine cells: the file says positive, the model negative.
    assert visits.counted(visits.click(app, "agreement_0", 6)) == counts[1, -1]
    assert app.query_params == {"export_sentiments": "1", "model_sentiments": "-1", "label_exports": "table"}


def test_the_choice_tells_what_it_would_change_changes_it_and_is_undone(store):
    app = visit("sentiment")
    before = negative(app)
    (told,) = [text for text in visits.said(app) if "改用模型标注后" in text]
    assert f"现以导出标注为准。  \n改用模型标注后，负面占比 {before} → " in told
    then = told.split("→ ")[1].split("，")[0]
    app.button(key="prefer_0").click()
    app = visits.run(app)
    assert (negative(app), faults(store)) == (then, [])
    assert any(f"改用导出标注后，负面占比 {then} → {before}" in text for text in visits.said(app))
    assert any("table：以模型标注为准" in text for text in visits.said(app))
    app.button(key="undo_label").click()
    app = visits.run(app)
    assert (negative(app), faults(store)) == (before, [])
    assert any("table：以导出标注为准" in text for text in visits.said(app))


@pytest.mark.parametrize("link", [{"sentiments": "-1"}, {"export_sentiments": "-1", "model_sentiments": "1"}, {"model_sentiments": "∅"}])
def test_the_sentiments_of_the_filter_are_left_aside_and_said_to_be(store, labelled, link):
    app, all_of_them = visit("sentiment", **link), visit("sentiment")
    assert metric(app, "标注一致率") == metric(all_of_them, "标注一致率")
    assert any(f"n = {len(labelled)}，" in text for text in visits.said(app))
    assert [sum(text.endswith(" · 不计筛选中的情感") for text in visits.said(one)) for one in (app, all_of_them)] == [1, 0]


def test_without_labels_in_the_files_there_is_no_card(store):
    app = visit("sentiment", queries="星澜手表")
    assert [element.key for element in app.get("plotly_chart") if "agreement" in element.key] == []
    assert not any("导出标注与模型" in text for text in visits.said(app))


def test_few_labels_have_no_share(store):
    app = visit("sentiment", platforms="bilibili")
    assert (metric(app, "标注一致率"), metric(app, "Cohen κ 系数")) == ("样本不足", "不给出")
    assert hover(app) == "不足 30 条时不给占比。"
    assert any("改用模型标注后，" in text and "→" not in text for text in visits.said(app))
