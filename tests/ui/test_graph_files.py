"""The picture of a network as a page of its own, and its tables."""

import csv
import io
import re
from datetime import datetime
from html.parser import HTMLParser

import pytest

from analysis.author_graph import author_graph
from analysis.author_layout import author_layout
from analysis.graph_files import edge_table, node_table, of_authors, of_cascade
from charts.author_graph import author_graph as network
from tests.analysis.cascade_frames import HALF, HARMFUL, hostile
from ui.download import FORMULA, NUMBER, csv_bytes
from ui.graph_files import page

AT = datetime(2025, 3, 30, 9, 20)


class Tags(HTMLParser):
    """What tags a browser would see, with their attributes, and what is read."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list]] = []
        self.read: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.read.append(data)


@pytest.fixture(scope="module")
def drawn():
    layout = author_layout(author_graph(hostile()))
    return network(layout.marks.assign(platform_name=layout.marks["platform"]), edges=layout.lines)


def test_a_picture_is_a_page_that_fetches_nothing_and_runs_no_text(drawn):
    title, sentence = HALF + "".join(HARMFUL), " ".join(reversed(HARMFUL))
    written = page(drawn, "author_graph", title, sentence, AT).decode()
    found = Tags()
    found.feed(written)
    assert {tag for tag, _attributes in found.tags} <= {"html", "head", "meta", "title", "style", "body", "h1", "p", "div", "script"}
    assert [name for _tag, attributes in found.tags for name, _value in attributes if name in ("src", "href") or name.startswith("on")] == []
    data = written[written.rindex("<script") :]
    assert data.count("</script>") == 1 and "<script>window" not in data and "<img" not in data
    read = " ".join(found.read)
    assert "</script><script>" in read and "2025-03-30 09:20" in read


def test_a_picture_is_a_page_in_our_colours_with_the_library_within(drawn):
    written = page(drawn, "author_graph", "Title", "Sentence", None).decode()
    assert len(written) > 1_000_000 and re.search(r"<h1>Title</h1><p>Sentence</p>", written)
    assert "#332288" in written and not re.search(r"#0000(0[1-9]|1\d|2\d|3\d)\b", written[written.rindex("<script") :])


def test_no_cell_of_the_tables_is_a_formula():
    frame = hostile()
    for told in (of_cascade(frame, ""), of_authors(author_graph(frame), "")):
        for table in (node_table(told), edge_table(told)):
            clean = [[one.encode("utf-8", "replace").decode() if isinstance(one, str) else one for one in row] for row in table[1]]
            rows = list(csv.reader(io.StringIO(csv_bytes(table[0], clean).decode("utf-8-sig"), newline="")))
            assert len(rows) > 1 and [cell for row in rows for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)] == []
