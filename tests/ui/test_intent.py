"""A page that is asked for is drawn, whatever another run of the session asked for meanwhile."""

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.util import calc_hash

import ui.span
from tests.pages.conftest import exports, store  # noqa: F401
from tests.visits import visit


@pytest.mark.parametrize(("asked", "meanwhile"), [("mentions", "overview"), ("imports", "mentions"), ("overview", "imports")])
def test_a_run_that_gives_way_does_not_choose_the_page(store, monkeypatch, asked, meanwhile):  # noqa: F811
    span = ui.span.span

    def overtaken() -> object:
        get_script_run_ctx().pages_manager.set_script_intent(calc_hash(meanwhile), "")
        return span()

    titles = {"mentions": "信息列表", "imports": "数据导入", "overview": "舆情总览"}
    app = visit("mentions")
    app.switch_page(f"../pages/{asked}.py")
    monkeypatch.setattr(ui.span, "span", overtaken)
    app.run()
    assert [title.value for title in app.title] == [titles[asked]]
