import pytest

from loaders import reasons
from loaders.receipt import Receipt

pytestmark = pytest.mark.usefixtures("english")


def test_a_receipt_tells_its_warnings_in_sentences():
    receipt = Receipt("id", "浮岛.csv", "table", 3, 3, 1, 1, 1, {"bad_bytes": 2, "title_only": 1}, 0.5)
    assert receipt.plain() == {
        "file": "浮岛.csv",
        "export": "table",
        "rows": 3,
        "read": 3,
        "added": 1,
        "merged": 1,
        "rejected": 1,
        "warnings": [
            "2 characters could not be decoded and show as \ufffd.",
            "The file has titles but no text: titles are analysed instead.",
        ],
        "seconds": 0.5,
    }


def test_every_code_has_a_sentence():
    for code in reasons.WARNINGS:
        assert reasons.warning(code, 7).endswith(".")
    for code in reasons.REJECTED:
        assert reasons.rejection(code).endswith(".")
