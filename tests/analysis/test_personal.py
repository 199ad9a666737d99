"""What a layer learns from and what a trial says, against a second way by pandas over rows written out here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zlib import crc32

import duckdb
import numpy as np
import pandas as pd
import pytest

from analysis.filters import Filters
from analysis.gain import gain
from analysis.personal import counts, labels, others, trial
from nlp.codes import normal
from nlp.personal import FOLDS, Labelled, learn
from nlp.rules import RulesError
from nlp.sentiment import scores, shipped
from tests.analysis.stores import storing
from tests.mentions import SOME, numbered

BEGAN = datetime(2025, 3, 1)
WORDS = ("续航很好", "续航不好", "今天收到手表", "声音太小")
AUDITS = SOME[:2]


def mentions(count: int) -> list[dict]:
    """Each of another text; every ninth in a language that the model does not know, every seventh labelled by its export."""
    return numbered(
        [
            {
                "published_at": BEGAN, "precision": "second", "title": None if n % 5 else "标题", "text": f"{WORDS[n % 4]}{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}",
                "language": "ja" if n % 9 == 8 else None if n % 9 == 7 else "zh", "sentiment_by": "export" if n % 7 == 0 else "model",
            }
            for n in range(count)
        ]
    )  # fmt: skip


@contextmanager
def told(holding, rows: list[dict], corrected: list[tuple], audited: list[tuple]) -> Iterator[duckdb.DuckDBPyConnection]:
    """`corrected`: (number of the mention, value, minute); `audited`: (audit, number of the mention, label, minute)."""
    said = [
        {"mention_id": rows[n]["mention_id"], "field": "sentiment", "value": value, "at": BEGAN + timedelta(minutes=minute)} for n, value, minute in corrected
    ]
    with storing(holding, rows, [], correction=said) as cursor:
        for audit, n in dict.fromkeys((audit, n) for audit, n, _label, _minute in audited):
            cursor.execute("INSERT INTO audit_row VALUES (?, ?, ?, 0)", [AUDITS[audit], n, rows[n]["mention_id"]])
        for audit, n, label, minute in audited:
            cursor.execute("INSERT INTO audit_label VALUES (?, ?, ?, NULL, ?)", [AUDITS[audit], n, label, BEGAN + timedelta(minutes=minute)])
        yield cursor


def test_what_people_said_last_is_what_a_mention_is_called(holding):
    rows = mentions(9)
    corrected = [(0, "1", 1), (0, "-1", 5), (1, "1", 2), (1, None, 3), (2, "0", 4), (8, "1", 9), (3, "1", 6)]
    audited = [(0, 2, 1, 7), (0, 4, -1, 1), (0, 4, 1, 8), (0, 5, 2, 2), (0, 6, 1, 2), (0, 6, None, 3), (0, 7, 0, 5), (1, 7, -1, 6)]
    with told(holding, rows, corrected, audited) as cursor:
        found = labels(cursor, Filters()).rows
        assert [(row["mention_id"], row["label"], row["drawn"], row["at"]) for row in found] == [
            (rows[n]["mention_id"], label, drawn, BEGAN + timedelta(minutes=minute))
            for n, label, drawn, minute in [(4, 1, True, 8), (2, 0, True, 7), (3, 1, False, 6), (7, -1, True, 6), (0, -1, False, 5)]
        ]
        assert [(row["title"], row["text"]) for row in found] == [(rows[n]["title"], rows[n]["text"]) for n in (4, 2, 3, 7, 0)]
        assert [row["mention_id"] for row in labels(cursor, Filters(), limit=2).rows] == [rows[n]["mention_id"] for n in (4, 2)]
        expected = [(-1, 2, 1, 1, 6), (0, 1, 1, 1, 7), (1, 2, 1, 1, 8)]
        assert [tuple(row.values()) for row in counts(cursor, Filters()).rows] == [(*row, BEGAN + timedelta(minutes=minute)) for *row, minute in expected]
        # Nobody labelled these; what the export labels comes last.
        assert {row["mention_id"] for row in others(cursor, Filters()).rows} == {rows[n]["mention_id"] for n in (1, 5, 6)}


def test_others_are_first_those_that_the_model_labels_and_always_the_same(holding):
    rows = mentions(60)
    with told(holding, rows, [], []) as cursor:
        found = others(cursor, Filters()).rows
        by = [row["sentiment_by"] for row in found]
        assert by == sorted(by, reverse=True) and len(by) == 54
        assert others(cursor, Filters(), limit=20).rows == found[:20]


@pytest.fixture
def tried(holding):
    """A store whose labels say otherwise than the model, with its trial."""
    rows = mentions(400)
    wanted = {n: (-1, 1, 1, 0)[n % 4] for n in range(160) if n % 9 != 8}
    corrected = [(n, str(label), n) for n, label in wanted.items() if n < 60]
    audited = [(0, n, label, n) for n, label in wanted.items() if n >= 60]
    with told(holding, rows, corrected, audited) as cursor:
        yield rows, wanted, trial(cursor)


def text(row: dict) -> str:
    return f"{row['title']}\n{row['text']}" if row["title"] else row["text"]


def test_a_trial_tells_each_label_by_a_layer_that_did_not_learn_it(tried):
    rows, wanted, found = tried
    frame = pd.DataFrame({"n": sorted(wanted, reverse=True)})
    frame["label"], frame["drawn"] = frame.n.map(wanted), frame.n >= 60
    frame["text"] = [text(rows[n]) for n in frame.n]
    frame["fold"] = [crc32(normal(one).encode()) % FOLDS for one in frame.text]
    layer = learn(Labelled.of(frame.text, frame.label, frame.drawn, in_order(rows, wanted)), until=BEGAN + timedelta(minutes=max(wanted)))
    assert found.layer == layer
    assert (sum(layer.labels), layer.drawn) == (len(frame), frame.drawn.sum())
    frame["before"] = scores(frame.text).argmax(axis=1) - 1
    for fold, part in frame.groupby("fold"):
        learnt = frame[frame.fold != fold]
        model = learn(Labelled.of(learnt.text, learnt.label, learnt.drawn, in_order(rows, wanted))).on(shipped())
        frame.loc[part.index, "after"] = scores(part.text.tolist(), model).argmax(axis=1) - 1
    for drawn, part in frame.groupby("drawn"):
        assert (found.drawn if drawn else found.corrected) == gain(*(part[name].to_numpy() for name in ("label", "before", "after")))
    assert found.drawn.verdict == "better"


def in_order(rows: list[dict], wanted: dict[int, int]) -> list[str]:
    """Of the mentions that nobody labelled those of the model first, in the order that DuckDB gives their ids."""
    left = [row for n, row in enumerate(rows) if n not in wanted and n % 9 != 8]
    ids = duckdb.sql("SELECT unnest(?) AS id ORDER BY md5(id)", params=[[row["mention_id"] for row in left]]).fetchall()
    place = {id_: number for number, (id_,) in enumerate(ids)}
    return [text(row) for row in sorted(left, key=lambda row: (row["sentiment_by"] != "model", place[row["mention_id"]]))]


def test_the_sample_holds_what_the_model_labels_and_how_that_would_change(tried):
    rows, wanted, found = tried
    left = {row["mention_id"]: text(row) for n, row in enumerate(rows) if n not in wanted and n % 9 != 8 and row["sentiment_by"] == "model"}
    sample = found.sample.to_pandas().set_index("mention_id")
    assert set(sample.index) == set(left)
    p = {name: scores(list(left.values()), model) for name, model in (("before", shipped()), ("after", found.layer.on(shipped())))}
    for name, told_ in p.items():
        assert sample.loc[list(left), name].tolist() == (told_.argmax(axis=1) - 1).tolist()
    assert sample.loc[list(left), "moved"].tolist() == pytest.approx(np.abs(p["after"] - p["before"]).max(axis=1).tolist())
    changed = found.changed.to_pylist()
    assert [row["moved"] for row in changed] == sorted((row["moved"] for row in changed), reverse=True)
    assert {row["mention_id"] for row in changed} == set(sample.index[sample.before != sample.after]) != set()


def test_a_trial_of_too_few_is_refused(holding):
    with told(holding, mentions(60), [(n, "1", n) for n in range(40)], []) as cursor, pytest.raises(RulesError):
        trial(cursor)
    with told(holding, mentions(3), [], []) as cursor, pytest.raises(RulesError):
        trial(cursor)
