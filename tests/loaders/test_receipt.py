import pytest

from language import Sentence
from loaders import reasons
from loaders.receipt import Receipt

pytestmark = pytest.mark.usefixtures("english")


def test_a_receipt_tells_its_warnings_in_sentences():
    totals = Sentence("The header has {count} columns; at most {limit} are read.", {"count": 3001, "limit": 2000})
    left_out = {"合计": totals.plain()}
    receipt = Receipt("id", "浮岛.csv", "table", 3, 3, 1, 1, 1, {"bad_bytes": 2, "title_only": 1}, left_out, 0.5)
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
            "Not read: 合计. The header has 3001 columns; at most 2000 are read.",
        ],
        "seconds": 0.5,
    }


def test_every_code_has_a_sentence():
    for code in reasons.WARNINGS:
        assert reasons.warning(code, 7).endswith(".")
    for code in reasons.REJECTED:
        assert reasons.rejection(code).endswith(".")
