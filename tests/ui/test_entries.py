"""What the editor counts is what the mentions get when the same lexicons are saved."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from loaders.fold import STORED
from nlp.emotions import NAMES as EMOTIONS
from nlp.enrich import DERIVED, INPUTS, Enricher
from nlp.intents import NAMES as INTENTS
from nlp.lexicon import Entry, Lexicon
from nlp.rules import Rules, document
from store.connect import Store
from tests.pages.conftest import exports, opened, reader  # noqa: F401 (fixtures)
from ui import entries
from ui.matches import Sample, sample

WATCHLIST = {"brand": [{"name": "星澜", "words": ["星澜"]}]}
LEXICONS = {
    "aspects": {
        "aspect_sets": ["electronics"],
        "aspect": [
            {"name": "battery", "set": "electronics", "words": ["续航", "掉电"], "without": ["续航真的稳"]},
            {"name": "表带", "words": ["表带"], "with": ["舒服"]},
            {"name": "logistics", "set": "ecommerce", "words": ["物流"]},
        ],
    },
    "intents": {
        "intent": [
            {"name": "praise", "words": ["准", "好评"]},
            {"name": "complaint", "words": ["起皮", "不准"], "without": ["三天"]},
        ]
    },
    "emotions": {"emotion": [{"name": "worry", "words": ["担心"]}, {"name": "joy", "words": ["舒服"]}]},
    "negations": {"negations": ["不", "不太"]},
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[Store]:  # noqa: F811
    """A store with a brand, and with emotions that exports name."""
    with opened(tmp_path_factory.mktemp("edited"), exports) as store:
        with store.writing() as cursor:
            cursor.execute("UPDATE mention SET brands = ['星澜'] WHERE contains(concat(title, text), '星澜')")
            cursor.execute(
                "UPDATE mention SET export_emotion = CASE likes % 3 WHEN 0 THEN '愤怒' ELSE '困惑' END WHERE likes % 5 = 1"
            )
        yield store


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.of({"watchlist": document(WATCHLIST)} | {name: document(told) for name, told in LEXICONS.items()})


@pytest.fixture(scope="module")
def derived(edited: Store, rules: Rules) -> pa.Table:
    """What an import of the same mentions would give them, by mention."""
    columns = ", ".join(f"{STORED[name]} AS {name}" for name in INPUTS)
    with edited.cursor() as cursor:
        mentions = cursor.execute(
            f"SELECT CAST(mention_id AS VARCHAR) AS mention_id, {columns} FROM mention"
        ).to_arrow_table()
    inputs = pa.table({name: mentions[name].cast(kind) for name, kind in INPUTS.items()})
    return Enricher(rules).enrich(inputs)[0].append_column("mention_id", mentions["mention_id"])


def carried(held: Sample, derived: pa.Table, column: str) -> list[object]:
    """In the order of the sample."""
    of = dict(zip(derived["mention_id"].to_pylist(), derived[column].to_pylist(), strict=True))
    return [of[mention] for mention in held.mentions["mention_id"].to_pylist()]


def test_every_mention_counts_for_what_it_would_carry(edited, rules, derived):
    held = sample(edited)
    matched = entries.found(edited, held, rules.lexicon)
    aspects, intents, emotions = (carried(held, derived, column) for column in ("aspects", "intent", "emotion"))
    expected = {("aspect", name): [name in (found or ()) for found in aspects] for name in ("battery", "表带")}
    expected |= {("intent", name): [found == name for found in intents] for name in INTENTS}
    expected |= {("emotion", name): [found == name for found in emotions] for name in EMOTIONS}
    assert {name: rows.tolist() for name, rows in matched.items()} == expected
    told = {name for name, rows in expected.items() if any(rows)}
    assert told >= {
        ("aspect", "battery"),
        ("aspect", "表带"),
        ("intent", "praise"),
        ("intent", "complaint"),
        ("emotion", "worry"),
        ("emotion", "anger"),
        ("emotion", "none"),
    }
    assert "困惑" in emotions and set(DERIVED.names) <= set(derived.column_names)


def test_a_sample_counts_as_the_whole_does(edited, rules):
    held = sample(edited, 100)
    assert held.mentions.num_rows == 100 and not held.whole
    whole = entries.found(edited, sample(edited), rules.lexicon)
    assert {name: rows.tolist() for name, rows in entries.found(edited, held, rules.lexicon).items()} == {
        name: rows[:100].tolist() for name, rows in whole.items()
    }
    assert sample(edited, 10_000) is sample(edited, 1_000_000) is sample(edited)


def test_lexicons_without_entries_leave_it_to_feeling(edited):
    held = sample(edited)
    matched = entries.found(edited, held, Lexicon())
    feels = np.array([found == -1 for found in held.mentions["model_sentiment"].to_pylist()])
    branded = np.array([found is not None for found in held.mentions["brands"].to_pylist()])
    assert matched["intent", "complaint"].tolist() == (feels & branded).tolist()
    assert not matched["intent", "inquiry"].any() and not any(kind == "aspect" for kind, _name in matched)


def test_an_aspect_whose_set_does_not_count_is_not_among_those_that_are_found(edited):
    entry = Entry("aspect", "taste", ("口味",), set="food")
    assert ("aspect", "taste") not in entries.found(edited, sample(edited), Lexicon((entry,), ()))
