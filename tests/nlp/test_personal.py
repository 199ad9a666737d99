"""Learning a personal layer, against the loss written out plainly and minimised without its gradient."""

import math
from collections import Counter
from datetime import datetime

import numpy as np
import pytest
from scipy.optimize import minimize

from nlp.personal import ANCHORS, ENOUGH, FOLDS, LEAST, MOST, PENALTY, RARE, Labelled, check, learn, tried
from nlp.sentiment import scores, shipped
from nlp.watchlist import RulesError

GOOD = ["手表好看", "好看的表", "表好看", "真好看"]
BAD = ["表不好", "手表不好", "真不好"]


def plainly(text: str) -> dict[str, float]:
    """Counts of its character n-grams by the square root of how many there are; no spaces, no Latin words."""
    grams = Counter(text[start : start + size] for size in range(1, 5) for start in range(len(text) - size + 1))
    return {gram: count / math.sqrt(sum(grams.values())) for gram, count in grams.items()}


def minimal(texts: list[str], labels: list[int], others: list[str]) -> np.ndarray:
    """p of texts and others under the layer of least loss; all labels are corrections where there are others."""
    rows = [plainly(text) for text in [*texts, *others]]
    number = Counter(gram for row in rows[: len(texts)] for gram in row)
    grams = [gram for gram in number if number[gram] >= RARE]
    before = scores([*texts, *others])
    weight = [1.0] * len(texts) + [ANCHORS * len(texts) / max(len(others), 1)] * len(others)

    def p(solution: np.ndarray) -> np.ndarray:
        found = []
        for row, old in zip(rows, before, strict=True):
            neutrality, polarity = (
                solution[side] + sum(solution[2 + 2 * place + side] * row.get(gram, 0) for place, gram in enumerate(grams)) for side in (0, 1)
            )
            odds = [old[0] * math.exp(-polarity), old[1] * math.exp(neutrality), old[2] * math.exp(polarity)]
            found.append([one / sum(odds) for one in odds])
        return np.array(found)

    def loss(solution: np.ndarray) -> float:
        entropy = 0.0
        for place, now in enumerate(p(solution)):
            for side in range(3):
                wanted = float(labels[place] == side - 1) if place < len(texts) else before[place][side]
                entropy -= weight[place] * wanted * math.log(now[side])
        return entropy + PENALTY / 2 * sum(one * one for one in solution)

    return p(minimize(loss, np.zeros(2 + 2 * len(grams)), tol=1e-6).x)


@pytest.mark.parametrize("others", [[], ["表真好", "手表的手", "看看表"]])
@pytest.mark.parametrize("labels", [[1, 1, 1, 1, -1, -1, -1], [-1, 0, -1, -1, 1, 1, 0], [0] * 7])
def test_a_layer_is_that_of_least_loss(labels, others):
    labelled = Labelled.of([*GOOD, *BAD], labels, [not others] * 7, others)
    found = scores([*GOOD, *BAD, *others], learn(labelled).on(shipped()))
    np.testing.assert_allclose(found, minimal([*GOOD, *BAD], labels, others), atol=2e-3)


def test_without_labels_nothing_changes():
    others = [f"第{n}号手表的声音" for n in range(ENOUGH)]
    layer = learn(Labelled.of([], [], [], others), until=datetime(2025, 3, 1))
    assert (layer.labels, layer.bias, len(layer.deltas.buckets), layer.until) == ((0, 0, 0), (0, 0), 0, "2025-03-01T00:00:00")
    np.testing.assert_array_equal(scores(others, layer.on(shipped())), scores(others))


def said(count: int, *words: str) -> list[str]:
    """As many different texts, each with one of the words in turn."""
    return [f"{words[n % len(words)]}{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}" for n in range(count)]


@pytest.mark.parametrize("label", [-1, 0, 1])
def test_what_is_said_often_moves_towards_what_people_call_it(label):
    texts, whole = said(200, "续航"), shipped()
    before = scores(["续航"])[0, label + 1]
    moved = [before]
    for count in (5, 20, 200):
        layer = learn(Labelled.of(texts[:count], [label] * count))
        moved.append(scores(["续航"], layer.on(whole))[0, label + 1])
    assert moved == sorted(moved)
    assert moved[-1] > max(before, 0.8)


def test_the_same_labels_give_the_same_layer_and_a_text_alone_scores_as_among_others():
    texts, labels = said(120, "很好", "不好", "手表"), [1, -1, 0] * 40
    layer, again = (learn(Labelled.of(texts, labels)) for _ in range(2))
    assert layer == again and layer.labels == (40, 40, 40) and layer.drawn == 120
    model = layer.on(shipped())
    np.testing.assert_array_equal(scores(texts, model), np.concatenate([scores([text], model) for text in texts]))


def test_of_many_buckets_only_so_many_are_changed():
    letters = [chr(0x4E00 + n) for n in range(1500)]
    texts = ["".join(letters[3 * n : 3 * n + 60]) for n in range(400)]
    layer = learn(Labelled.of(texts, [1, -1] * 200))
    assert len(layer.deltas.buckets) == MOST


def test_mistakes_alone_do_not_teach_that_all_is_mistaken():
    rest = said(400, "手表很好", "非常满意", "质量太差了", "垃圾")
    shown = np.mean(scores(rest).argmax(axis=1) == 0)
    wrong = [text for text in said(300, "好看", "不错", "喜欢") if scores([text])[0].argmax() == 2][:60]
    assert len(wrong) == 60
    corrected = ([-1] * 60, [False] * 60)
    blind, seeing = (learn(Labelled.of(wrong, *corrected, others)).on(shipped()) for others in ([], rest))
    negative = [np.mean(scores(rest, model).argmax(axis=1) == 0) for model in (blind, seeing)]
    assert negative[0] > negative[1] + 0.1
    assert abs(negative[1] - shown) < 0.1
    assert np.mean(scores(wrong, seeing).argmax(axis=1) == 0) > 0.9


def test_of_other_texts_as_many_get_each_label_as_their_probabilities_add_up_to():
    texts, labels = said(120, "很好", "不好", "手表"), [1, -1, -1, -1, -1, 0] * 20
    rest = said(600, "很好用", "不太好", "手表到了", "好不好")[200:]
    few, many = (learn(Labelled.of(texts, labels, others=rest[:count])) for count in (ENOUGH - 1, len(rest)))
    assert few.bias == learn(Labelled.of(texts, labels)).bias
    p = scores(rest, few.on(shipped()))
    shares = np.bincount(scores(rest, many.on(shipped())).argmax(axis=1), minlength=3) / len(rest)
    assert np.abs(shares - p.mean(axis=0)).max() < 0.02
    assert (few.weights, few.labels) == (many.weights, many.labels)
    drawn = [n < 40 for n in range(120)]
    few, many = (learn(Labelled.of(texts, labels, drawn, rest[:count])) for count in (ENOUGH - 1, ENOUGH))
    assert few.bias == pytest.approx(many.bias, abs=0.05)


def test_copies_of_a_text_count_once_with_the_label_that_stands_first():
    labelled = Labelled.of(
        ["好//@甲:转", "好", "。。", "坏 ", "坏", None], [1, -1, 1, 0, 1, 1], [True, False, True, False, True, True], ["坏", "中", "中//@乙:好", ""]
    )
    assert (labelled.texts.tolist(), labelled.labels.tolist(), labelled.drawn.tolist()) == (["好//@甲:转", "坏 "], [1, 0], [True, False])
    assert labelled.others.tolist() == ["中"]
    assert labelled.counts == (0, 1, 1)


def test_a_text_is_told_by_a_layer_that_has_not_learnt_it():
    texts, labels = said(90, "很好", "不好", "手表"), [1, -1, 0] * 30
    labelled = Labelled.of(texts, labels, others=said(50, "表"))
    folds = labelled.folds
    assert set(folds.tolist()) == set(range(FOLDS))
    found = tried(labelled)
    for fold in range(FOLDS):
        rest = [place for place in range(90) if folds[place] != fold]
        learnt = learn(Labelled.of([texts[place] for place in rest], [labels[place] for place in rest], others=said(50, "表")))
        here = np.flatnonzero(folds == fold)
        np.testing.assert_array_equal(found[here], scores([texts[place] for place in here], learnt.on(shipped())))
    shuffled = np.random.default_rng(3).permutation(90)
    assert Labelled.of([texts[place] for place in shuffled], [0] * 90).folds.tolist() == folds[shuffled].tolist()


def test_too_little_to_learn_from_is_refused():
    texts = said(LEAST, "很好", "不好")
    with pytest.raises(RulesError) as few:
        tried(Labelled.of(texts[:-3], [1, -1] * 30))
    assert few.value.sentence.values == {"count": 3, "least": LEAST}
    with pytest.raises(RulesError) as same:
        check(Labelled.of(texts, [1] * LEAST))
    assert same.value.sentence.text.startswith("All labels are the same")
    check(Labelled.of(texts, [1] * (LEAST - 1) + [0]))
