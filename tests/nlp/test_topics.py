import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from bench.topics import nmi
from nlp.cut import Cut
from nlp.matching import matched
from nlp.mixture import log_ratios
from nlp.naming import chosen, class_tf_idf, may_name, titles
from nlp.phrases import phrased
from nlp.rules import stop_words
from nlp.topics import cluster, coherence, fit
from nlp.vectors import vectors

ROOT = Path(__file__).resolve().parent.parent.parent
# What three kinds of invented texts are made of.
PLANTED = {
    "物流": "物流 快递 包裹 发货 签收 派送 仓库 驿站 单号 运输".split(),
    "电池": "电池 充电 续航 耗电 发热 电量 充电器 快充 插头 待机".split(),
    "客服": "客服 投诉 退款 态度 电话 回复 工单 售后 赔偿 经理".split(),
}
FILLERS = "的 了 真的 非常 就是 我们".split()
BRAND = "观澜"


def planted(each: int = 60, seed: int = 1) -> tuple[list[str], list[str]]:
    """Texts of six words of their kind and two that say nothing, with the brand, in a mixed order; and their kinds."""
    chance = random.Random(seed)
    made = [
        ("，".join([BRAND, *chance.sample(words, 6), *chance.sample(FILLERS, 2)]), kind)
        for kind, words in PLANTED.items()
        for _ in range(each)
    ]
    chance.shuffle(made)
    return [text for text, _kind in made], [kind for _text, kind in made]


TEXTS, KINDS = planted()
FOUND = cluster(TEXTS, without=[BRAND])


def test_planted_topics_are_found_exactly_and_their_number_too():
    assert len(FOUND.names) == 3
    assert nmi(KINDS, FOUND.labels) == pytest.approx(1)
    assert FOUND.unassigned == 0
    assert [topic.n for topic in FOUND.model.topics] == [60, 60, 60]


def test_names_are_words_of_the_topic_no_stop_word_and_no_brand():
    quiet = stop_words(None)
    for topic, names in enumerate(FOUND.names):
        kind = KINDS[FOUND.labels.tolist().index(topic)]
        assert len(names) == 5
        assert all(any(word in name for word in PLANTED[kind]) for name in names)
        assert quiet.isdisjoint(names)
        assert not any(BRAND in name for name in names)
    assert [topic.title for topic in FOUND.model.topics] == [" · ".join(names[:2]) for names in FOUND.names]
    assert all(BRAND not in words for words in FOUND.model.features.words)


def test_words_that_stand_together_are_one_name():
    texts = [text + "，物流太慢" if kind == "物流" else text for text, kind in zip(TEXTS, KINDS, strict=True)]
    names = cluster(texts, 3, without=[BRAND]).names
    assert sum("物流太慢" in of for of in names) == 1
    assert not any(name in ("太慢", "物流") for of in names for name in of)


@pytest.mark.parametrize(
    ("word", "says"),
    [("物流", True), ("好", False), ("物流很慢", True), ("的", False), ("2024", False), ("ok", False), ("late flight", True), ("the flight", False), ("观澜手机", False), ("acme phone", False), ("acmeology", True), ("x" * 25, False)],
)  # fmt: skip
def test_what_may_be_a_name(word, says):
    assert may_name(word, frozenset({"观澜", "acme"}), frozenset({"的", "the"})) == says


def test_a_brand_that_no_dictionary_knows_is_not_cut():
    texts = [f"琥珀溪手表{text}" for text in TEXTS]
    model = fit(texts, 3, without=[BRAND, "琥珀溪手表"])
    assert not any(piece in model.features.words for piece in ("琥珀", "溪", "手表"))
    assert model.assign(["琥珀溪手表", "琥珀溪手表 快递"]).tolist()[0] == -1


def test_phrases_by_hand():
    # c a stand together often enough too, a b more surely; d and e never in one text.
    told = [*["ab"] * 6, *["cab"] * 5, "ba", "xa", *["d", "e"] * 6, "xyz" * 60]
    words = sorted(set("".join(told)))
    cut = Cut(tuple(words), np.array([words.index(word) for word in "".join(told)], np.int32), np.cumsum([0, *map(len, told)]))
    said, parts = phrased(cut, lambda word: word in "abcde")
    texts = [[said.words[code] for code in said.codes[said.offsets[n] : said.offsets[n + 1]]] for n in range(len(told) - 1)]
    assert texts == [*[["a b"]] * 6, *[["c", "a b"]] * 5, ["b", "a"], ["x", "a"], *[["d"], ["e"]] * 6]
    assert parts == {"a b": ("a", "b"), "c a": ("c", "a")}


@pytest.mark.parametrize(("weight", "names"), [(0.5, ("物流太慢", "快递")), (0.3, ("物流", "快递"))])
def test_a_phrase_that_weighs_enough_is_named_instead_of_its_word(weight, names):
    assert (
        chosen(["物流", "物流太慢", "快递", "快递员"], [1, weight, 0.2, 0.1], {"物流太慢": ("物流", "太慢")}) == names
    )


def test_titles_differ_where_the_names_do():
    assert titles([("甲", "乙", "丙"), ("甲", "乙", "丁"), (), ("戊",)]) == ["甲 · 乙", "甲 · 乙 · 丁", "", "戊"]


def test_examples_are_of_the_topic_and_differ():
    for place, topic in enumerate(FOUND.model.topics):
        assert len(topic.examples) == 5
        assert {int(FOUND.labels[number]) for number in topic.examples} == {place}
    twice = cluster([*TEXTS, *TEXTS], 3)
    assert all(len({number % len(TEXTS) for number in topic.examples}) == 5 for topic in twice.model.topics)


def test_a_topic_says_how_well_it_holds_together():
    mixed = [KINDS[(place * 7) % len(KINDS)] for place in range(len(KINDS))]
    assert all(topic.separation > 0.8 and topic.coherence > 0 for topic in FOUND.model.topics)
    assert nmi(mixed, FOUND.labels) < 0.1


def test_coherence_by_hand():
    rows = sparse.csr_array(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 0]], np.float32))
    # 0 and 1: p = ½, ¾ and ½ alone; never with 2.
    assert coherence(rows, np.array([0, 1, 2])) == pytest.approx((np.log(0.5 / (0.75 * 0.5)) / np.log(2) - 2) / 3)
    assert coherence(rows, np.array([0])) == 0


def test_the_weights_of_words_by_hand():
    counts = np.array([[3, 0], [1, 2], [0, 2]])
    assert class_tf_idf(counts) == pytest.approx(
        np.array([[3, 0], [1, 2], [0, 2]]) / 4 * np.log1p(4 / np.array([[3], [3], [2]]))
    )
    # Where there is one topic, it is as likely as everything.
    assert log_ratios(np.array([[3.0], [1.0]], np.float32)) == pytest.approx(np.zeros((2, 1)), abs=1e-6)


def test_the_same_texts_give_the_same_bytes_whatever_the_hash_seed_and_the_threads():
    program = (
        "import sys; from hashlib import sha256; sys.path[:0] = ['.']; from tests.nlp.test_topics import TEXTS, FOUND;"
        "print(sha256(FOUND.model.counts.tobytes() + repr((FOUND.model.topics, FOUND.model.features)).encode() + FOUND.labels.tobytes()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
        ).stdout
        for seed, threads in (("1", "1"), ("2", "2"))
    }  # fmt: skip
    assert len(told) == 1


def test_a_model_tells_other_texts_batch_after_batch():
    model = FOUND.model
    assert model.assign(TEXTS).tolist() == FOUND.labels.tolist()
    assert fit(TEXTS, without=[BRAND]).assign(TEXTS).tolist() == FOUND.labels.tolist()
    others, kinds = planted(seed=2)
    batches = [model.assign(others[first : first + 50]) for first in range(0, len(others), 50)]
    assert nmi(kinds, np.concatenate(batches)) == pytest.approx(1)


def test_a_text_of_unknown_words_is_in_no_topic_unless_every_text_is_to_be_in_one():
    texts = ["", None, "的了", "xyzzy plugh", "🙂🙂", "2024", BRAND]
    assert FOUND.model.assign(texts).tolist() == [-1] * 7
    assert FOUND.model.assign([*texts, *TEXTS], every=True).tolist() == [0] * 7 + FOUND.labels.tolist()


@pytest.mark.parametrize("k", [1, 2, 3])
def test_as_many_topics_as_are_asked_for(k):
    found = cluster(TEXTS, k)
    assert len(found.names) == k
    assert sorted(set(found.labels.tolist())) == list(range(k))


@pytest.mark.parametrize("texts", [[], [""], ["物流太慢"], ["的了"] * 30, [None, "!!!"] * 10])
def test_where_there_is_nothing_to_learn_there_is_no_topic(texts):
    found = cluster(texts)
    assert found.names == ()
    assert found.labels.tolist() == [-1] * len(texts)
    assert found.model.assign(["物流太慢"]).tolist() == [-1]
    assert found.unassigned == (1 if texts else None)


def test_texts_that_are_all_alike_are_one_topic():
    found = cluster(["物流太慢了，客服也不理人"] * 40, 5)
    assert len(found.names) == 1
    assert found.labels.tolist() == [0] * 40
    assert len(found.model.topics[0].examples) == 1


def test_what_the_store_keeps_of_texts_is_enough():
    cut = Cut.of(TEXTS)
    ids = {word: place * 7 + 3 for place, word in enumerate(reversed(cut.words))}
    kept = Cut.of_tokens(
        np.array([ids[cut.words[code]] for code in cut.codes]), cut.offsets, {id_: word for word, id_ in ids.items()}
    )
    assert cluster(kept, 3).labels.tolist() == cluster(TEXTS, 3).labels.tolist()
    some = cut.of_texts(np.array([5, 2]))
    assert [[some.words[code] for code in some.codes[some.offsets[n] : some.offsets[n + 1]]] for n in (0, 1)] == [
        [cut.words[code] for code in cut.codes[cut.offsets[n] : cut.offsets[n + 1]]] for n in (5, 2)
    ]


def test_vectors_of_texts_with_the_same_words_are_the_same():
    rows = sparse.csr_array(
        np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 0]], np.float32)
    )
    lie = vectors(rows, np.random.default_rng(0))
    assert np.linalg.norm(lie, axis=1) == pytest.approx([1, 1, 1, 1, 0], abs=1e-5)
    assert lie[0] @ lie[1] == pytest.approx(1, abs=1e-5)
    assert lie[0] @ lie[2] == pytest.approx(-1, abs=1e-5)


# From week to week

WORDS = ["a", "b", "c", "d"]


def test_topics_keep_their_ids_by_the_words_that_both_runs_know_and_not_by_what_is_left_of_them():
    before = WORDS, np.array([[1, 0], [0, 1], [0, 0], [0.5, 0.5]])
    after = ["b", "a", "c"], np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert matched(before, after) == (1, 0, None)
    assert matched((WORDS, np.array([[1, 0], [0, 1], [0, 0], [5, 5]])), after) == (None,) * 3


def test_of_a_split_the_likest_part_keeps_the_id():
    before = WORDS, np.array([[3, 0], [2, 0], [0, 1], [0, 0]])
    after = WORDS, np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]])
    assert matched(before, after) == (0, None, 1)  # cosines 3/√13 = .83, 2/√13 = .55


def test_of_a_merge_of_equal_ones_the_older_id_stays():
    before = WORDS, np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 0, 0]])
    after = WORDS, np.array([[1, 0], [1, 0], [0, 0], [0, 1]])
    assert matched(before, after) == (1, None)  # topics 1 and 2 have .71 each


def test_pairs_are_chosen_together_and_half_is_enough():
    before = WORDS, np.array([[4.0, 4], [3, 0], [0, 0], [0, 3]])
    # The first later topic is like both; alone it would take the earlier one that the second needs.
    after = WORDS, np.array([[4.0, 4], [1, 3], [0, 0], [1, 0]])
    assert matched(before, after) == (1, 0)
    exactly = WORDS, np.array([[1.0], [np.sqrt(3)], [0], [0]])
    assert matched((WORDS, np.array([[1.0], [0], [0], [0]])), exactly) == (0,)
    assert matched((WORDS, np.array([[0.99], [0], [0], [0.2]])), exactly) == (None,)


def test_runs_without_topics_or_common_words():
    none = [], np.zeros((0, 0))
    assert matched(none, none) == ()
    assert matched((WORDS, np.eye(4)), none) == ()
    assert matched(none, (WORDS, np.eye(4))) == (None,) * 4
    assert matched((["x"], np.ones((1, 2))), (WORDS, np.eye(4))) == (None,) * 4


def test_a_run_is_itself():
    model = FOUND.model
    words = model.features.words
    weights = words, class_tf_idf(model.counts[: len(words)])
    assert matched(weights, weights) == (0, 1, 2)


# The measure of the bench


def test_agreement_by_hand():
    assert nmi("aabb", "xxyy") == pytest.approx(1)
    assert nmi("aabb", "yyxx") == pytest.approx(1)
    assert nmi("aabb", "xyxy") == pytest.approx(0)
    assert nmi("aabb", "xxxx") == 0
    # Each x tells a, y and z tell b: I = ln 2, beside H = ln 2 and 3/2 ln 2.
    assert nmi("aabb", "xxyz") == pytest.approx(2 * np.log(2) / (np.log(2) + 1.5 * np.log(2)))
    counts = np.array([[3, 1], [1, 5]]) / 10
    information = sum(p * np.log(p / (counts[i].sum() * counts[:, j].sum())) for (i, j), p in np.ndenumerate(counts))
    entropies = sum(-p * np.log(p) for p in (0.4, 0.6, 0.4, 0.6))
    assert nmi("aaaabbbbbb", "xxxyxyyyyy") == pytest.approx(2 * information / entropies)
