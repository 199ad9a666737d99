"""A personal layer as text: out and in, and what is refused."""

import json
import tracemalloc
import zlib
from base64 import b64encode
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.layer import FURTHEST, LONGEST, MOST, Deltas, Layer
from nlp.sentiment import BUCKETS, VERSION, scores, shipped
from nlp.watchlist import RulesError
from tests.hostile import PAYLOADS

TEXTS = ["这块手表真的很好看", "客服态度差，退货还不给退", "今天星期三", "great watch", ""]
floats = st.floats(-FURTHEST, FURTHEST, width=16)


@st.composite
def layers(draw: st.DrawFn) -> tuple[Deltas, np.ndarray, Layer]:
    buckets = np.array(sorted(draw(st.sets(st.integers(0, BUCKETS - 1), max_size=20))), np.int64)
    added = np.array(draw(st.lists(st.tuples(floats, floats), min_size=len(buckets), max_size=len(buckets))), float).reshape(-1, 2)
    bias = np.array(draw(st.tuples(floats, floats)))
    counts = draw(st.tuples(*[st.integers(0, 10**6)] * 3))
    layer = Layer.of(Deltas(buckets, added), bias, labels=counts, drawn=draw(st.integers(0, 9)), until=draw(st.datetimes()))
    return Deltas(buckets, added), bias, layer


def written(**parts: object) -> str:
    """A sound layer's text with other parts."""
    layer = Layer.of(Deltas(np.array([3, 9]), np.array([[0.5, -1], [2, 3]])), np.array([0.25, 0.5]), labels=(1, 2, 3))
    return json.dumps(json.loads(layer.text()) | parts)


def packed(*parts: bytes) -> str:
    return b64encode(zlib.compress(b"".join(parts))).decode()


def weights(buckets: list[int], added: list[float]) -> str:
    return packed(np.array(buckets, "<i4").tobytes(), np.array(added, "<f2").tobytes())


@settings(deadline=None)
@given(layers())
def test_what_is_written_is_read_back(given_):
    deltas, bias, layer = given_
    again = Layer.read(layer.text())
    assert again == layer and hash(again) == hash(layer) and again.fits
    assert again.deltas.buckets.tolist() == deltas.buckets.tolist()
    assert again.deltas.added.tolist() == deltas.added.tolist()
    assert again.bias == tuple(bias)


def test_a_layer_adds_to_the_weights_of_its_buckets_and_to_the_bias():
    model = shipped()
    layer = Layer.read(written())
    changed = layer.on(model)
    expected = model.plus(np.array([3, 9]), np.array([[0.5, -1], [2, 3]]), np.array([0.25, 0.5]))
    assert np.flatnonzero(changed.weights != model.weights).tolist() == [3, 9]
    assert (changed.weights == expected.weights).all() and (changed.bias == expected.bias).all()


def test_a_layer_without_anything_changes_nothing():
    layer = Layer.of(Deltas(np.empty(0, np.int64), np.empty((0, 2))), np.zeros(2))
    np.testing.assert_array_equal(scores(TEXTS, Layer.read(layer.text()).on(shipped())), scores(TEXTS))


def test_a_layer_of_another_model_does_not_fit():
    assert Layer.read(written()).model == VERSION
    assert not Layer.read(written(model="0123456789ab")).fits


REFUSED = {
    "not JSON": "x",
    "nothing": "",
    "a number": "3",
    "a list": "[]",
    "an empty object": "{}",
    "nesting without end": "[" * 90_000,
    "too long": " " * (LONGEST + 1),
    "digits without end": "9" * 50_000,
    "one part more": written(more=1),
    "a model that is no text": written(model=3),
    "two counts": written(labels=[1, 2]),
    "a count that is none": written(labels=[1, 2, 3.5]),
    "a count below zero": written(labels=[1, 2, -3]),
    "drawn of text": written(drawn="3"),
    "no time": written(until="yesterday"),
    "a time with a zone": written(until="2025-01-01T00:00:00+08:00"),
    "a bias without end": written(bias=[1e400, 0.0]),
    "a bias that is no number": written(bias=[float("nan"), 0.0]),
    "a bias too far": written(bias=[FURTHEST + 1.0, 0.0]),
    "a bias of text": written(bias=["1", "2"]),
    "no base64": written(weights="好"),
    "base64 of nothing packed": written(weights="AAAA"),
    "cut off": written(weights=b64encode(zlib.compress(np.array([4], "<i4").tobytes() + bytes(4))[:-3]).decode()),
    "half a bucket": written(weights=packed(bytes(9))),
    "a bucket that there is not": written(weights=weights([BUCKETS], [1, 1])),
    "a bucket below zero": written(weights=weights([-1, 4], [1, 1, 1, 1])),
    "a bucket twice": written(weights=weights([4, 4], [1, 1, 1, 1])),
    "buckets in disorder": written(weights=weights([5, 4], [1, 1, 1, 1])),
    "a weight without end": written(weights=weights([4], [np.inf, 1])),
    "a weight that is no number": written(weights=weights([4], [1, np.nan])),
    "a weight too far": written(weights=weights([4], [1, 60])),
    "too many buckets": written(weights=weights(list(range(MOST + 1)), [0] * 2 * (MOST + 1))),
    "a bomb": written(weights=packed(bytes(10**8 - 10**8 % 8))[:90_000]),
    "a large bomb that fits": written(weights=packed(bytes(8 * 10**6))),
} | PAYLOADS  # fmt: skip


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_layer_is_refused_with_why(text):
    with pytest.raises(RulesError) as refused:
        Layer.read(text)
    assert refused.value.sentence.text.startswith("This is no personal layer: ")


def test_a_bomb_is_not_unpacked():
    tracemalloc.start()
    with pytest.raises(RulesError):
        Layer.read(REFUSED["a large bomb that fits"])
    (_now, most) = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10**6


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(list(json.loads(written()))), st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4)))
def test_whatever_else_stands_in_its_parts_is_used_or_refused(parts):
    try:
        layer = Layer.read(written(**parts))
    except RulesError as error:
        assert str(error)
    else:
        assert np.isfinite(scores(["好"], layer.on(shipped()))).all()
        assert isinstance(datetime.fromisoformat(layer.until), datetime)
