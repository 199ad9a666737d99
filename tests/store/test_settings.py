from datetime import timedelta

import pytest

from store import settings


def values(store, prefix=""):
    return {key: said.value for key, said in settings.latest(store, prefix).items()}


def test_the_latest_value_counts_and_none_takes_it_back(store):
    assert settings.latest(store) == {}
    settings.say(store, {"a": "1", "b": "2"}, by="甲")
    settings.say(store, {"a": "3"})
    assert values(store) == {"a": "3", "b": "2"}
    settings.say(store, {"a": None})
    assert values(store) == {"a": None, "b": "2"}
    assert [(said.value, said.by) for said in settings.trail(store, ("a",))] == [(None, None), ("3", None), ("1", "甲")]


def test_what_is_said_last_counts_though_the_clock_goes_back(store, monkeypatch):
    settings.say(store, {"a": "1"})
    now = store.now()
    with store.writing() as cursor:
        settings.append(cursor, {"a": "2"}, now - timedelta(days=1))
    with store.writing() as cursor:
        settings.append(cursor, {"a": "3"}, now - timedelta(days=2))
    assert values(store) == {"a": "3"}
    assert [said.value for said in settings.trail(store, ("a",))] == ["3", "2", "1"]


def test_a_prefix_chooses_and_a_trail_is_of_its_keys_only(store):
    settings.say(store, {"mapping:x": "1", "map": "2", "watchlist": "3"})
    assert values(store, "mapping:") == {"mapping:x": "1"}
    assert {said.key for said in settings.trail(store, ("watchlist", "map"))} == {"watchlist", "map"}
    assert settings.trail(store, ()) == []


@pytest.mark.parametrize("value", ["", "'; DROP TABLE setting; --", "$key", "\U0001f600 换行\n"])
def test_a_value_comes_back_as_it_was_said(native, value):
    settings.say(native, {value or "empty": value})
    assert values(native) == {value or "empty": value}
