"""Mentions, files and links that try to be more than text: the pages show them as they are."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from loaders.corrections import correct, undo
from loaders.labels import prefer
from store import cascades
from store.connect import Store, data_version_grows
from store.topics import TEXT
from tests import hostile, visits
from tests.hostile import PAYLOADS
from tests.pages.conftest import opened
from tests.pages.test_imports import drop, imported
from tests.topics import stand, topic
from tests.visits import chart, choose, nodes, strings, table, visit
from ui import audit

# What Streamlit shows as it is: text, code, tables, the values of fields. All else it reads as Markdown.
SHOWN_AS_IS = {"text", "code", "dataframe", "arrow_data_frame", "plotly_chart", "download_button_data"}
VALUES = {
    "options",
    "value",
    "default",
    "set_value",
    "raw_values",
    "id",
    "url",
    "query_string",
    "element_id",
    "alt",
    "file_urls",
}
MARKS = set("<>[]()*_`$~#|:/\\")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return hostile.write(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("hostile-store"), files) as store:
        with store.writing() as cursor:
            cursor.execute(
                "UPDATE mention SET keyword_sets = products, aspects = products, "
                "aspect_sentiments = list_transform(products, one -> one || ':-1'), "
                "sentiment = -1, sentiment_by = 'export', export_sentiment = -1"
            )
            cursor.executemany(
                "INSERT INTO annotation SELECT uuidv7(), published_at, NULL, 'ours', $title, $title, $title FROM mention ORDER BY published_at LIMIT 1",
                [{"title": text} for text in PAYLOADS.values()],
            )
            # All of them pass on the words of the earliest; one more is only named.
            cursor.execute("DELETE FROM cascade_node")
            cursor.execute(
                "INSERT INTO cascade_node SELECT place, CASE WHEN place > 0 THEN 0 END, first(mention_id) OVER (ORDER BY place), mention_id, NULL, CASE WHEN place > 0 THEN 'explicit' END, false "
                "FROM (SELECT mention_id, row_number() OVER (ORDER BY published_at, mention_id) - 1 AS place FROM mention)"
            )
            for name in PAYLOADS.values():
                cursor.execute("INSERT INTO cascade_node SELECT max(place) + 1, 1, any_value(cascade_id), NULL, $name, 'parsed', false FROM cascade_node", {"name": name})
            cascades.lay_over(cursor)
            data_version_grows(cursor)
        named = [topic(f"t{n}", text, names=[text]) for n, text in enumerate(PAYLOADS.values())]
        stand(store, named, {f"t{n}": f"hash({TEXT}) % {len(named) + 1} = {n}" for n in range(len(named))})
        yield store


@pytest.fixture(scope="module")
def needles(store: Store) -> set[str]:
    """Every text of the store that Markdown or HTML would read as more, the names of files included."""
    with store.cursor() as cursor:
        names = "title, text, author_name, region, emotion, brands[1], products[1], queries[1]"
        stored = {text for row in cursor.execute(f"SELECT {names} FROM mention").fetchall() for text in row if text}
    found = {text.strip() for text in stored | set(PAYLOADS.values()) | {hostile.NAME, *hostile.EXTRA}}
    return {text for text in found if len(text) > 3 and MARKS & set(text)}


def read_as_markdown(app: AppTest) -> list[str]:
    found = []
    for side in (app.main, app.sidebar):
        for node in nodes(side):
            proto = getattr(node, "proto", None)
            if isinstance(proto, Message) and node.type not in SHOWN_AS_IS:
                found += strings(proto, VALUES)
    return found


def assert_harmless(app: AppTest, needles: set[str]) -> None:
    texts = read_as_markdown(app)
    assert len(texts) > 20
    assert [(needle, text[:200]) for text in texts for needle in needles if needle in text] == []
    assert [element.value for element in (*app.markdown, *app.caption) if element.proto.allow_html] == []


def test_the_check_finds_what_markdown_would_read(store, needles):
    script = """
import streamlit as st
for text in st.session_state["texts"]:
    st.caption(text)
    st.text(text)
for n in range(30):
    st.write(n)
"""
    app = AppTest.from_string(script)
    app.session_state["texts"] = ["quiet"]
    assert_harmless(app.run(), needles)
    app.session_state["texts"] = ["loud: " + PAYLOADS["a Markdown picture"]]
    with pytest.raises(AssertionError, match="pixel"):
        assert_harmless(app.run(), needles)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", visits.CHARTS)
def test_the_pages_of_numbers_show_them_as_text(store, needles, page, lang):
    for by in ("products", "brands") if page == "sentiment" else ("platforms",):
        app = visit(page, lang=lang, by=by)
        assert_harmless(app, needles)
        for key in visits.CHARTS[page]:
            figure = str(chart(app, key))
            assert [
                tag
                for tag in ("<script", "<img", "<svg", "<iframe", "<a ", "<extra>no")
                if tag in figure
            ] == []
    if page == "overview":
        assert set(table(app, "list_issues")[0][:1]) <= needles | {text.strip() for text in PAYLOADS.values()}


WHERE_WE_STAND = {
    "topics": ("competitors", {"aspect_cells": "net", "base": "engagement"}),
    "words": ("competitors", {"indexed": "words", "indexed_of": PAYLOADS["a Markdown picture"], "launches": PAYLOADS["a script"], "peak_a": PAYLOADS["braces"]}),
    "audiences": ("audiences", {"rhythm": "weekdays", "authors_by": "engagement"}),
    "risks": ("risks", {"season": "weekday", "season_of": PAYLOADS["a Markdown picture"]}),
}  # fmt: skip


@pytest.mark.parametrize("name", WHERE_WE_STAND)
def test_where_we_stand_shows_them_as_text(store, needles, name):
    page, link = WHERE_WE_STAND[name]
    app = visit(page, period="all", **link)
    assert_harmless(app, needles)
    drawn = "".join(str(element.proto.spec) for element in app.get("plotly_chart"))
    assert drawn and "<img" not in drawn


@pytest.mark.parametrize("kind", ["hashtags", "emoticons", "emoji"])
def test_the_clouds_show_signs_and_words_of_a_link_as_text(store, needles, kind):
    app = visit("words", cloud=kind, against=PAYLOADS["a Markdown picture"], beside=PAYLOADS["a script"], words=[PAYLOADS["a quote of SQL"], "x"])
    assert_harmless(app, needles)
    app = visit("words", cloud=kind, beside=PAYLOADS["a Markdown link"], since="2025-03-05")
    assert_harmless(app, needles)
    assert "<img" not in "".join(str(element.proto.spec) for element in app.get("plotly_chart"))
    # No payload has a topic.
    if kind != "hashtags":
        assert_harmless(choose(app, "words", 0), needles)


@pytest.mark.parametrize("crisis", ["a Markdown picture", "a quote of SQL", "braces"])
def test_a_topic_and_a_query_of_a_link_are_shown_as_text(store, needles, crisis):
    app = visit("topics", topic="t3", crisis=PAYLOADS[crisis], since="2025-03-05", across="brands")
    assert_harmless(app, needles)
    assert {row[0] for row in table(app, "topics")} & set(PAYLOADS.values())
    assert_harmless(choose(app, "topics", 0), needles)


@pytest.mark.parametrize("picture", ["tree", "authors"])
def test_a_cascade_and_who_spread_it_are_shown_as_text(store, needles, picture):
    app = visit("propagation", picture=picture, node=f"@{PAYLOADS['a Markdown picture']}", painted="community")
    assert_harmless(app, needles)
    assert "<img" not in "".join(str(element.proto.spec) for element in app.get("plotly_chart"))
    assert_harmless(choose(app, "spreaders_table", 0), needles)


def test_the_list_and_each_mention_show_them_as_text(store, needles):
    app = visit("mentions", platforms="∅", order="oldest")
    assert_harmless(app, needles)
    shown = set()
    for row in range(0, len(table(app, "list_mentions")), 2):
        choose(app, "list_mentions", row)
        assert_harmless(app, needles)
        shown |= {element.value for element in app.text}
    written = [
        f"{text} {name}"
        for name, text in PAYLOADS.items()
        if name in ("a Markdown link", "equals", "braces", "a quote of SQL")
    ]
    assert set(written) <= shown


def test_similar_texts_show_them_as_text(store, needles):
    app = visit("mentions", rows="stories", period="all")
    for row in range(len(table(app, "stories"))):
        choose(app, "stories", row)
        assert_harmless(app, needles)


@pytest.mark.parametrize("field", ["regions", "brands", "products", "emotions"])
def test_the_values_beside_the_list_are_text_and_filter_for_what_they_say(store, needles, field):
    app = visit("mentions")
    app.button(key=f"more_{field}").click()
    assert_harmless(visits.run(app), needles)
    with store.cursor() as cursor:
        column = {"regions": "[region]", "emotions": "[emotion]"}.get(field, field)
        counts = dict(cursor.execute(f"SELECT value, count(*) FROM (SELECT unnest({column}) AS value FROM mention) GROUP BY ALL").fetchall())
    for text in (PAYLOADS["a quote of SQL"], PAYLOADS["a Markdown picture"], PAYLOADS["braces"], "∅"):
        key = f"facet_{field}_{'∅∅' if text == '∅' else text}"
        app.button(key=key).click()
        app = visits.run(app)
        assert (visits.counted(app), app.query_params) == (counts[text], {field: key.removeprefix(f"facet_{field}_")})
        assert_harmless(app, needles)
        app.button(key=key).click()
        assert visits.counted(visits.run(app)) == 121


def test_threads_and_several_chosen_show_them_as_text(store, needles):
    app = visit("mentions", platforms="weibo", kinds="comment", order="oldest")
    for row in range(0, len(table(app, "list_mentions")), 3):
        choose(app, "list_mentions", row)
        assert_harmless(app, needles)
        app.button(key="root_mentions").click()
        assert_harmless(visits.run(app), needles)
    assert_harmless(choose(app, "list_mentions", *range(20)), needles)


def test_who_corrected_is_text(store, needles):
    with store.cursor() as cursor:
        first = [str(row[0]) for row in cursor.execute("SELECT mention_id FROM mention ORDER BY published_at, mention_id LIMIT 1").fetchall()]
    for name in ("a Markdown picture", "a script", "a formula of TeX"):
        batch = correct(store, first, 1, by=PAYLOADS[name])
        try:
            app = choose(visit("mentions", order="oldest"), "list_mentions", 0)
            assert_harmless(app, needles)
            assert [True for element in app.dataframe if "修改人" in element.value.columns and PAYLOADS[name] in element.value["修改人"].tolist()]
        finally:
            undo(store, batch.at)


def test_an_audit_shows_them_as_text_and_its_table_runs_nothing(store, needles):
    app = visit("audit")
    app.button(key="audit_draw").click()
    app = visits.run(app)
    for _place in range(0, 121, 3):
        assert_harmless(app, needles)
        app.button(key="label_-1").click()
        app = visits.run(app)
    assert_harmless(app, needles)
    with store.cursor() as cursor:
        sample = cursor.execute("SELECT place, CAST(mention_id AS VARCHAR) AS mention_id, predicted, 1 AS label FROM audit_row").to_arrow_table().to_pylist()
    exported = audit.exported([row | {"by": PAYLOADS["equals"], "at": None} for row in sample]).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(exported)) for cell in line]
    assert len(sample) > 100 and "'" + PAYLOADS["equals"] in cells
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@", "-")) and not cell.lstrip("-").isdigit()] == []
    with store.writing() as cursor:
        for name in ("audit_sample", "audit_row", "audit_label"):
            cursor.execute(f"DELETE FROM {name}")


def test_who_corrected_and_who_chose_whose_label_is_text_in_the_trail(store, needles):
    with store.cursor() as cursor:
        some = [str(row[0]) for row in cursor.execute("SELECT mention_id FROM mention LIMIT 3").fetchall()]
    for name in ("a Markdown picture", "a script", "a formula of TeX"):
        text = PAYLOADS[name]
        batch = correct(store, some, 1, by=text)
        prefer(store, text, "model", by=text)
        try:
            app = choose(visit("settings", section="trail"), "batches", 0)
            assert table(app, "batches")[0][-1] == text
            assert_harmless(app, needles)
            app = choose(app, "label_choices", 0)
            assert table(app, "label_choices")[0][1::2] == [text, text]
            assert_harmless(app, needles)
            prefer(store, text, "export")
            app = choose(visit("settings", section="trail"), "label_choices", 1)
            app.button(key="choose_label").click()
            assert_harmless(visits.run(app), needles)
        finally:
            undo(store, batch.at)
            prefer(store, text, "export")


@pytest.mark.parametrize("section", ["watchlist", "accounts", "dictionary", "stop_words", "trail", "exchange"])
def test_the_settings_show_them_as_text(store, needles, section):
    app = visit("settings", section=section)
    assert_harmless(app, needles)
    if section == "watchlist":
        key = f"grid_brand_{app.session_state['_grids']['brand']['turn']}"
        added = [{"name": text, "words": f"{text}、x、长", "ours": False} for text in sorted(needles)]
        app.session_state[key] = {"edited_rows": {}, "added_rows": added, "deleted_rows": []}
        assert_harmless(visits.run(app), needles)


def test_only_web_addresses_are_links(store):
    with store.cursor() as cursor:
        addresses = [row[0] for row in cursor.execute("SELECT url FROM mention WHERE url IS NOT NULL").fetchall()]
    strange = [
        address
        for address in addresses
        if not address.startswith(("https://example.com/", "https://evil.example/auto", "https://weibo.com/"))
    ]
    assert addresses and strange == []


def test_a_long_text_is_whole_where_it_is_opened_and_short_in_the_list(store):
    app = choose(visit("mentions", order="likes"), "list_mentions", 0)
    assert len(table(app, "list_mentions")[0][5]) == 161
    assert hostile.LONG in [element.value for element in app.text]


@pytest.mark.parametrize("field", ["regions", "brands", "products", "emotions", "queries"])
def test_a_link_names_them_and_the_sentence_shows_them_as_text(store, needles, field):
    with store.cursor() as cursor:
        column = {"regions": "region", "emotions": "emotion"}.get(field, f"unnest({field})")
        values = [
            row[0] for row in cursor.execute(f"SELECT DISTINCT {column} AS value FROM mention").fetchall() if row[0]
        ]
        where = f"{column} IS NOT NULL" if "unnest" not in column else f"len({field}) > 0"
        expected = cursor.execute(f"SELECT count(*) FROM mention WHERE {where}").fetchone()[0]
    app = visit("mentions", **{field: ["∅∅" if value == "∅" else value for value in values]})
    assert visits.counted(app) == expected
    assert_harmless(app, needles)


def test_an_author_of_the_chart_opens_whatever_the_name(store, needles):
    app = visit()
    heights = [row[1] for row in visits.bars(app, "authors_top")]
    assert visits.counted(visits.click(app, "authors_top", 0)) == heights[0]
    assert_harmless(app, needles)


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_keyword_finds_what_was_said_and_harms_nothing(store, name):
    words = PAYLOADS[name].strip().replace('"', "").replace("\x00", "")
    with store.cursor() as cursor:
        said = [
            f"{title or ''}\n{text or ''}"
            for title, text in cursor.execute("SELECT title, text FROM mention").fetchall()
        ]
    expected = sum(words.strip().lower() in text.lower() for text in said)
    app = visit("mentions", keyword=f'"{words}"')
    assert (visits.counted(app) if expected else len(app.dataframe)) == expected
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM mention").fetchone()[0] == len(said)


@pytest.mark.parametrize("field", ["platforms", "kinds", "sentiments", "roots", "imports", "since", "as_of"])
def test_what_a_link_asks_in_vain_is_named_as_text(store, needles, field):
    texts = [text for text in PAYLOADS.values() if text != "∅"]
    app = visit("mentions", **{field: texts if field not in ("since", "as_of") else texts[5:6]})
    (warning,) = app.warning
    assert [needle for needle in needles if needle in warning.value] == []
    assert list(app.dataframe) == []


@pytest.mark.parametrize("name", ["lang", "order", "grain", "authors"])
def test_other_parameters_of_a_link_harm_nothing(store, needles, name):
    app = visit("mentions", **{name: PAYLOADS["a quote of SQL"]})
    assert_harmless(app, needles)
    assert visits.counted(visit("mentions")) == 121


def test_the_page_of_imports_shows_names_columns_and_records_as_text(files, needles, empty_store):
    app = drop(visit("imports"), *[(path.name, path.read_bytes()) for path in files])
    assert_harmless(app, needles)
    assert files[0].name in " ".join(element.value for element in app.text)
    app = imported(app, empty_store)
    assert_harmless(app, needles)
    for row in range(2):
        choose(app, "history", row)
        assert_harmless(app, needles)
    raw = [row for element in app.dataframe if "导出原值" in element.value.columns for row in element.value["导出原值"]]
    assert any(PAYLOADS["a script"] in text for text in raw)
