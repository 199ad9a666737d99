"""The answers that are offered for a mention: filled with its facts, noted as used, counted, opened and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import language
from nlp.replies import Reply, filled
from nlp.rules import document
from nlp.watchlist import Rule, Watchlist
from store import settings
from store.connect import Store
from store.handling import LATEST
from tests import hostile, visits
from tests.pages.conftest import exports, opened, reader  # noqa: F401 (fixtures)
from tests.pages.test_hostile import assert_harmless
from tests.visits import choose, said, table, visit
from ui.suggested import facts

ROW = {
    "brands": ["朔野", "澜汐"], "products": ["澜汐 S2", "朔野 3"], "aspects": ["battery", "price"], "author_name": "{brand}", "platform": "weibo",
    "published_at": datetime(2025, 3, 28), "precision": "second", "url": "https://example.com/1",
}  # fmt: skip
OURS = Watchlist((
    Rule("brand", "澜汐", ("澜汐",), ours=True), Rule("brand", "朔野", ("朔野",)), Rule("product", "澜汐 S2", ("S2",), brand="澜汐"), Rule("product", "朔野 3", ("3",), brand="朔野"),
))  # fmt: skip
EVERY = "@{author} {brand} {product} {aspect} {platform} {date} {link}"
ANSWER = Reply("00000000-0000-4000-8000-000000000001", EVERY + "好", aspect="battery")
PAYLOAD = hostile.PAYLOADS["a Markdown picture"]


@pytest.fixture
def filled_store(tmp_path: Path, exports: list[Path]) -> Iterator[Store]:  # noqa: F811
    with opened(tmp_path, exports) as store:
        yield store


@pytest.mark.parametrize(("row", "watched", "reply", "says"), [
    ({}, OURS, ANSWER, "@{brand} 澜汐 澜汐 S2 电池续航 微博 3月28日 https://example.com/1好"),
    ({}, OURS, replace(ANSWER, text=EVERY, aspect="screen"), "@{brand} 澜汐 澜汐 S2 Battery life, Price Weibo 28 Mar https://example.com/1"),
    # Whose product a mention of others' is, is not known; nor is a day where the export tells the week only.
    ({"brands": ["朔野"], "products": None, "precision": "week", "author_name": None, "url": None, "aspects": None, "platform": None}, OURS, ANSWER, "@____ ____ ____ ____ ____ ____ ____好"),
    ({"precision": "day"}, Watchlist(), ANSWER, "@{brand} 朔野、澜汐 澜汐 S2、朔野 3 电池续航 微博 3月28日 https://example.com/1好"),
])  # fmt: skip
def test_facts_are_those_of_the_mention_in_the_language_of_the_answer(row, watched, reply, says):
    language.follow(lambda: "zh")
    assert filled(reply.text, facts(ROW | row, reply, watched))[0] == says


def test_an_answer_is_offered_noted_counted_opened_and_taken_back(filled_store):
    own = {"id": ANSWER.reply_id, "text": f"{PAYLOAD}{{product}}您好@{{author}}", "words": ["续航"]}
    settings.say(filled_store, {"replies": document({"reply": [own]})})
    app = choose(visit("mentions", keyword="续航"), "list_mentions", 0)
    assert not any(PAYLOAD in element.value for element in app.code)
    app.session_state["suggested_mentions"] = True
    visits.run(app)
    (text,) = [element.value for element in app.code if PAYLOAD in element.value]
    assert text == f"{PAYLOAD}____您好@{table(app, 'list_mentions')[0][4]}"
    assert "推荐理由：用词相同：“续航”" in said(app) and any("信息中没有：产品" in one for one in said(app))

    def press(key: str) -> list[tuple]:
        app.button(key=key).click()
        visits.run(app)
        with filled_store.cursor() as cursor:
            return cursor.execute(f"SELECT status, reply, CAST(reply_id AS VARCHAR) FROM ({LATEST})").fetchall()

    app.checkbox(key="replied_mentions").uncheck()
    visits.run(app)
    assert press("use_mentions_0") == [("pending", text, ANSWER.reply_id)]
    assert "已用于 1 条信息" in said(app) and app.button(key="use_mentions_0").disabled
    that = visit("mentions", replies=ANSWER.reply_id)
    assert visits.counted(that) == 1 and any(f"所用话术：{PAYLOAD[:9]}" in one for one in said(that))
    for page in (app, that):
        assert_harmless(page, {PAYLOAD[:9]})
    assert press("unsay_mentions") == []
    assert "已用于 0 条信息" in said(app) and not app.button(key="use_mentions_0").disabled
    app.checkbox(key="replied_mentions").check()
    visits.run(app)
    assert press("use_mentions_0") == [("replied", text, ANSWER.reply_id)]
    (field,) = [element for element in app.text_area if element.label == "回应内容"]
    field.set_value("")
    # Without a reply none was used.
    assert press("save_mentions") == [("replied", None, None)]
