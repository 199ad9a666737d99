"""The bar of filters as AppTest sees it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.filters import FIELDS
from analysis.keywords import parse
from language import LANGUAGES
from store.connect import Store, data_version_grows
from tests import invented, visits
from tests.pages.conftest import opened
from tests.visits import counted, visit


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path, invented.write(tmp_path_factory.mktemp("exports"))) as store:
        yield store


def labels(app) -> set[str]:
    return {element.label for element in app.multiselect} & {field.label for field in FIELDS}


def test_a_field_stands_there_once_the_store_has_values_for_it(store):
    with store.writing() as cursor:
        cursor.execute("UPDATE mention SET emotion = NULL")
        data_version_grows(cursor)
    assert not {"Product", "Emotion", "Keyword set"} & labels(visit("mentions", lang="en"))
    with store.writing() as cursor:
        cursor.execute("UPDATE mention SET products = ['星澜 S2'] WHERE kind = 'post'")
        cursor.execute("UPDATE mention SET emotion = 'anger', keyword_sets = ['续航'] WHERE kind = 'comment'")
        posts, comments = (
            cursor.execute("SELECT count(*) FROM mention WHERE kind = $kind", {"kind": kind}).fetchone()[0] for kind in ("post", "comment")
        )
        data_version_grows(cursor)
    app = visit("mentions", lang="en")
    assert {"Product", "Emotion", "Keyword set"} <= labels(app)
    visits.field(app, "Product").set_value(["星澜 S2"])
    assert counted(visits.run(app), "en") == posts
    visits.field(app, "Product").set_value([])
    visits.field(app, "Emotion").set_value(["anger"])
    assert counted(visits.run(app), "en") == comments
    assert app.query_params == {"emotions": "anger", "lang": "en"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_the_keyword_has_an_example_that_can_be_searched(store, lang):
    app = visit("mentions", lang=lang)
    (example,) = re.findall(r"`(.+)`", app.text_input(key="keyword").help)
    assert str(parse(example)).count("Term(") == 4
    app.text_input(key="keyword").set_value(example)
    app = visits.run(app)
    assert list(app.warning) == []


def test_a_keyword_that_cannot_be_read_says_why_and_shows_no_numbers(store):
    app = visit("mentions")
    app.text_input(key="keyword").set_value("(续航")
    app = visits.run(app)
    assert [warning.value for warning in app.warning] == ["关键词中的左括号没有闭合。"]
    assert [list(app.title), list(app.dataframe)] == [[], []]
    app.text_input(key="keyword").set_value("续航")
    assert counted(visits.run(app)) > 0
