import pytest

import language


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_reader", lambda: "en")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    monkeypatch.setattr(language, "_reader", lambda: "zh")
