from collections import Counter
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import rjieba
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.codes import Joined
from nlp.tokens import Tokenizer, repeated, word_id


def words(tokenizer: Tokenizer, texts: list[str | None]) -> list[list[str]]:
    ids, offsets, known = tokenizer.tokens(Joined.of(texts).normal())
    return [[known[id_] for id_ in ids.to_pylist()[a:b]] for a, b in zip(offsets.to_pylist(), offsets.to_pylist()[1:], strict=False)]


PLAIN = Tokenizer()


@settings(max_examples=60)
@given(st.lists(st.none() | st.text(max_size=30) | st.sampled_from(["手表的续航真好", "客服说，要等 7 天！", "good Watch"]), max_size=5))
def test_the_words_are_those_that_jieba_cuts_from_each_text(texts):
    jieba = rjieba.Jieba()
    expected = [
        [piece for piece in jieba.cut(Joined.of([text]).normal().text[:-1]) if any(c.isalnum() for c in piece)] for text in texts
    ]
    assert words(PLAIN, texts) == expected


@given(st.lists(st.lists(st.integers(0, 5).map(lambda one: 7**21 * one), max_size=9), max_size=6))
def test_what_a_text_repeats_is_each_further_time_of_a_word(texts):
    ends = np.cumsum([0, *map(len, texts)])
    found, offsets = repeated(pa.array([id_ for text in texts for id_ in text], pa.int64()), pa.array(ends, pa.int32()))
    told = [found.to_pylist()[a:b] for a, b in zip(offsets.to_pylist(), offsets.to_pylist()[1:], strict=False)]
    assert told == [sorted((Counter(text) - Counter(set(text))).elements()) for text in texts]


def test_an_id_is_63_bits_of_the_hash_of_the_word_and_the_same_everywhere():
    assert word_id("手表") == 2913836574898791196 == int.from_bytes(blake2b("手表".encode(), digest_size=8).digest()) >> 1


def test_words_of_ones_own_are_kept_whole_in_any_form():
    assert words(PLAIN, ["這款浮岛音箱拉胯"]) == [["这", "款", "浮岛", "音箱", "拉", "胯"]]
    assert words(Tokenizer(["拉胯", "浮岛音箱", "好"]), ["這款浮岛音箱拉胯"]) == [["这", "款", "浮岛音箱", "拉胯"]]


def test_a_latin_word_of_ones_own_cuts_no_other_in_two():
    assert words(Tokenizer(["mi5"]), ["emi5 mi5 MI5"]) == [["emi5", "mi5", "mi5"]]


def test_every_batch_tells_all_its_words():
    tokenizer = Tokenizer()
    assert words(tokenizer, ["手表"]) == words(tokenizer, ["手表"]) == [["手表"]]
