"""The words of the demo's brands, compared on the page."""

import pytest

import jobs
from tests.visits import data, visit


@pytest.fixture
def demo(found, monkeypatch):
    monkeypatch.setenv("GUANLAN_STORE", found.store.url)
    yield
    jobs.stop_all()


def compared_with(app) -> list[str]:
    (box,) = [box for box in app.selectbox if box.label == "对照"]
    return box.options


def test_another_brand_is_offered_beside_a_brand_alone(demo):
    week = {"since": "2025-03-24", "until": "2025-03-30"}
    assert compared_with(visit("words", **week)) == ["同期其余信息", "上期"]
    app = visit("words", brands="澜汐", against="brand:朔野", **week)
    assert compared_with(app)[2:] and "澜汐" not in compared_with(app)
    words = {row[0]: row[1] for row in data(app, "distinctive")}
    assert words["澜汐"] > 3 and words["朔野"] < -3
