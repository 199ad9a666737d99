"""Mentions are hostile input: nothing in them is run, rendered, or executed by a spreadsheet."""

import csv
import io
import re
from pathlib import Path

import pytest

import jobs
from analysis.filters import Filters
from analysis.mentions import mentions
from analysis.totals import totals
from loaders.fold import publish
from loaders.prepare import prepare, preview
from store.connect import connect
from tests import hostile, visits
from ui.download import csv_bytes

# Two payloads are nothing but tags: no text remains, so their records are rejected, with their raw text.
ACCEPTED = len(hostile.PAYLOADS) - 2
ALIVE = re.compile(r"(?<!\\)(<\s*(script|img|svg|a|b)\b|!\[|\]\(|javascript:|\$\\)")


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    return hostile.write(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def store(export, tmp_path, monkeypatch):
    url = tmp_path / "guanlan.duckdb"
    monkeypatch.setenv("GUANLAN_STORE", str(url))
    opened = connect(url)
    publish(opened, prepare(export, tmp_path / "staging", store_zone=opened.time_zone))
    yield opened
    jobs.stop_all()
    opened.close()


def test_every_payload_is_stored_as_the_text_it_is(store):
    with store.cursor() as cursor:
        rows = mentions(cursor, Filters(), order="oldest").rows
    # Tags are taken as markup and go; their original stays with the mention. Null characters are counted and go.
    kept = {name: text for name, text in hostile.PAYLOADS.items() if "<" not in text and name not in ("null", "directions")}
    texts = [row["text"] for row in rows]
    assert len(rows) == ACCEPTED
    assert [name for name, text in kept.items() if text not in texts] == []
    assert [row["url"] for row in rows if row["url"]] == []


def test_the_original_of_what_a_cast_changed_stays(store):
    with store.cursor() as cursor:
        extras = " ".join(text for (text,) in cursor.execute("SELECT CAST(extra AS VARCHAR) FROM mention").fetchall())
    assert "window.__pwned" in extras
    assert "javascript:window.__pwned=1" in extras


@pytest.mark.parametrize("page", visits.PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_takes_a_payload_for_markup(store, page, lang):
    app = visits.visit(page, lang=lang)
    marked = [element.value for kind in ("markdown", "caption", "title", "subheader") for element in getattr(app, kind)]
    boxes = [element.value for kind in ("error", "warning", "info", "success") for element in getattr(app, kind)]
    assert marked
    assert [text[:80] for text in [*marked, *boxes] if ALIVE.search(text)] == []


@pytest.mark.parametrize("payload", [p for p in hostile.PAYLOADS.values() if len(p) < 400 and "\x00" not in p])
def test_a_payload_in_a_link_is_a_value_and_nothing_else(store, payload):
    app = visits.visit("mentions", keyword=payload, platforms=payload, authors=payload)
    told = [element.value for element in (*app.warning, *app.markdown, *app.caption)]
    assert [text[:80] for text in told if ALIVE.search(text)] == []
    with store.cursor() as cursor:
        assert totals(cursor, Filters()).row["mentions"] == ACCEPTED


@pytest.mark.parametrize("field", ["authors", "platforms", "regions", "queries", "brands", "topics"])
def test_a_payload_as_a_filter_finds_only_its_own_mention(store, field):
    with store.cursor() as cursor:
        regions = [row["region"] for row in mentions(cursor, Filters()).rows]
        for payload in hostile.PAYLOADS.values():
            if "\x00" not in payload:
                found = totals(cursor, Filters(**{field: (payload,)})).row["mentions"]
                assert found == (regions.count(payload) if field == "regions" else 0)
        assert max(map(regions.count, regions)) == 1
        assert totals(cursor, Filters()).row["mentions"] == ACCEPTED


def test_what_was_nothing_but_tags_is_rejected_with_its_text(store):
    with store.cursor() as cursor:
        raws = [raw for (raw,) in cursor.execute("SELECT raw FROM rejected ORDER BY line").fetchall()]
    assert [hostile.PAYLOADS["image"] in raws[0], hostile.PAYLOADS["svg"] in raws[1], len(raws)] == [True, True, 2]


def test_no_cell_of_a_download_is_a_formula(store):
    with store.cursor() as cursor:
        answer = mentions(cursor, Filters())
    columns = answer.table.column_names
    data = csv_bytes([*columns, "=1+1"], ([*row.values(), "@x"] for row in answer.rows))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert len(rows) == ACCEPTED + 1
    assert [cell[:40] for cell in cells if re.match(r"\s*[=+@\t\r]|\s*-(?!\d+(\.\d+)?$)", cell)] == []


def test_a_preview_and_a_refusal_name_columns_without_rendering_them(export, tmp_path):
    shown = preview(export, store_zone="Asia/Shanghai")
    assert shown.detection.columns["text"] == "正文"
    assert any("<b>" in column for column in shown.table.columns)
