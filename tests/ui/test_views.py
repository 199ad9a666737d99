"""The popover of saved views as AppTest sees it; tests/browser/test_views.py goes on from there."""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from store.connect import Store
from store.views import remove, save, views
from tests import invented, visits
from tests.pages.conftest import opened
from tests.visits import said, visit
from ui.views import sentence


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("views"), invented.write(tmp_path_factory.mktemp("exports"))) as store:
        yield store


@pytest.fixture(autouse=True)
def none_saved(store: Store) -> Iterator[None]:
    yield
    for view in views(store):
        remove(store, view.view_id)


def open_views(app: AppTest) -> AppTest:
    lang = app.session_state["lang"]
    app.session_state[f"views_{app.session_state['_anew']}_{lang}"] = True
    return visits.run(app)


def listed(app: AppTest) -> list[str]:
    """The names of the saved views that are listed, as Markdown would read them."""
    return [button.label for button in app.button if button.key.startswith("open_")]


SENTENCES = {
    "": "default window",
    "period=last7": "Last 7 days",
    "period=all&platforms=weibo": "All · Platform: Weibo",
    "since=2025-03-10&until=2025-03-12&keyword=a+OR+b": "2025-03-10 to 2025-03-12 · keyword: a OR b",
    "order=likes&regions=": "default window · Region: ",
    "period=fortnight": "fortnight",
}


@pytest.mark.parametrize(("filters", "told"), SENTENCES.items())
def test_a_saved_address_is_told_in_words(english, filters, told):
    assert sentence(filters) == told


def test_no_view_is_read_before_the_popover_is_opened(store):
    save(store, "周报", "overview", "period=week")
    app = visit("mentions")
    assert listed(app) == []
    assert listed(open_views(app)) == ["周报"]


def test_the_name_of_a_view_is_text_whatever_it_holds(store):
    name = "[x](javascript:alert(1)) **b** <img src=x> $a$ :material/bolt:"
    save(store, name, "mentions", "keyword=**%3Cimg%3E**")
    app = open_views(visit("mentions"))
    (label,) = listed(app)
    assert label.replace("\\", "").replace("\u2060", "") == name
    texts = [element.value for element in app.caption] + [label]
    named = [re.sub(r"\\.", "", text) for text in texts if "img" in text]
    assert len(named) == 2
    assert [text for text in named if set(text) & set("[]()<>*$:")] == []
    app.button(key=f"delete_{views(store)[0].view_id}").click()
    app = visits.run(app)
    assert f"已删除：{name}" in said(app)


def test_a_view_is_kept_without_its_language_and_opened_in_the_readers(store):
    app = open_views(visit("mentions", lang="en", period="last_week", kinds="comment", order=["likes", "newest"]))
    app.text_input(key="view_name_0").set_value("Comments")
    app.button(key="save_view_button").click()
    app = visits.run(app)
    (view,) = views(store)
    assert (view.name, view.page, view.filters) == ("Comments", "mentions", "period=last_week&kinds=comment&order=likes&order=newest")
    for lang, told in (("en", {"lang": "en"}), ("zh", {})):
        app = open_views(visit("overview", lang=lang))
        app.button(key=f"open_{view.view_id}").click()
        app = visits.run(app)
        assert [title.value for title in app.title] == [{"en": "Mentions", "zh": "信息列表"}[lang]]
        assert app.query_params == {"period": "last_week", "kinds": "comment", "order": ["likes", "newest"]} | told


def test_a_name_that_is_none_is_told_and_nothing_saved(store):
    app = open_views(visit("mentions"))
    app.text_input(key="view_name_0").set_value("   ")
    app.button(key="save_view_button").click()
    assert "请给视图起个名称。" in said(visits.run(app))
    assert views(store) == []


def test_while_there_is_no_view_none_can_be_saved(store):
    app = open_views(visit("mentions"))
    assert not app.button(key="save_view_button").disabled
    app.text_input(key="keyword").set_value('"续航')
    app = open_views(visits.run(app))
    assert app.button(key="save_view_button").disabled
