from itertools import pairwise
from pathlib import Path

import numpy as np
import opencc
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import sentiment
from nlp.codes import LATIN, SIGN, Joined, kinds
from nlp.own import LONGEST, own
from nlp.sentiment import SHIPPED, Gram, Model, score, scores, shipped, version, weighed, why
from nlp.train import read
from tests.nlp.feelings import KINDS, KNOWN_WRONG

TABLES = Path(__file__).resolve().parents[3] / "shared" / "datasets" / "sentiment"
PRAISE = [
    "这块手表真的很好看，续航也很给力，非常满意，推荐购买！",
    "手表收到了，质量很好，物流很快，客服态度也很好，好评",
    "这家餐厅味道特别好，服务员很热情，下次还会再来",
    "太好吃了！强烈推荐",
    "客服很有耐心，问题马上就解决了，点赞",
    "今天好开心啊[哈哈][爱你]",
    "今天收到了礼物，好开心啊，爱你们[心]",
    "[赞][赞][赞]",
    "👍👍👍",
    "I love this watch, the battery life is great!",
    "Excellent service, thank you so much!",
    "Best flight ever, the crew was amazing",
    "這款手錶非常好用，質量很好，很滿意",
]
COMPLAINTS = [
    "这手表太垃圾了，戴了两天就坏了，再也不买了",
    "电池续航太差，屏幕还老是黑屏，非常失望",
    "质量很差，客服态度恶劣，退货还不给退",
    "菜又贵又难吃，服务态度极差，再也不会来了",
    "等了两个小时外卖还没送到，太差劲了",
    "气死我了，什么破客服[怒][怒]",
    "好难过，心好痛[泪][泪]",
    "垃圾产品，骗人的，千万别买",
    "[怒][怒][怒]",
    "The worst service I have ever had, never again",
    "My flight was cancelled and nobody helped. Terrible!",
    "Very disappointed, the watch broke after two days",
    "這家店服務態度很差，東西又貴又難吃，非常失望",
]
NOTHING = [None, "", " \n\t\u3000", "!!!", "。。。……", "?!", "转发微博", "快转微博", "Repost", "转发", "轉發微博", "分享图片",
           "//@甲:转发微博", "// @甲：", "转发微博//@甲:。。", "//@甲", "@甲 @乙", "http://t.cn/abc", "RT @a: ", "\0\0",
           "\ud800", "\u200b\ufeff", "转", "分享"]  # fmt: skip
SAME = {
    "真好吃": ["真好吃//@甲:难吃死了", "真好吃 // @甲：难吃死了", "真好吃//@甲", "@甲 真好吃", "真好吃 http://t.cn/Ab1", "回复@甲:真好吃",
            "真好吃#话题#", "真好吃@甲_b-c", "真好吃 https://a.cn/b?c=1//@甲:难吃死了", "真好吃 转发微博", "  真好吃\n"],
    "真好吃,真的": ["真好吃，真的", "真好吃,真的@甲"],
    "太差了": ["//@甲:太差了", "转发微博//@甲:太差了", "// @甲 ：太差了", "//@甲://@乙:太差了", "#太差了#"],
    "thanks, it works": ["RT @a: Thanks, it works", "@a @b thanks, it works https://t.co/xyz", "THANKS,  it works"],
}  # fmt: skip
KNOWN_TEXTS = [*PRAISE, *COMPLAINTS, *(text for text in NOTHING if text), "今天是星期三", "a", "好", "don’t worry be happy"]


def label(text: str) -> int:
    return score([text])["label"].item()


@pytest.mark.parametrize("text", PRAISE)
def test_praise_is_positive(text):
    assert label(text) == 1


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_is_negative(text):
    assert label(text) == -1


@pytest.mark.parametrize("text", NOTHING, ids=repr)
def test_a_text_without_words_of_its_own_has_no_score(text):
    row = score([text]).iloc[0]
    assert row.isna().tolist() == [True] * 4


@pytest.mark.parametrize("text", ["[泪]", "👍", "好", "666", "a", "//甲 好", "http://@甲 好", "❤️"])
def test_a_character_that_can_carry_a_feeling_is_scored(text):
    assert not np.isnan(scores([text])).any()


@pytest.mark.parametrize("plain", SAME)
def test_quotes_addresses_names_and_stock_phrases_do_not_matter(plain):
    expected = scores([plain])[0].tolist()
    assert [scores([text])[0].tolist() for text in SAME[plain]] == [expected] * len(SAME[plain])


def test_a_table_of_labels_and_probabilities():
    frame = score(["太好吃了！强烈推荐", None, "垃圾产品，骗人的，千万别买"])
    assert frame.dtypes.astype(str).to_dict() == {
        "label": "Int8", "p_negative": "float64", "p_neutral": "float64", "p_positive": "float64",
    }  # fmt: skip
    assert frame["label"].tolist() == [1, pd.NA, -1]
    sums = frame[["p_negative", "p_neutral", "p_positive"]].sum(axis=1, skipna=False)
    assert sums.round(12).tolist()[::2] == [1.0, 1.0]
    assert np.isnan(sums[1])


def test_no_texts():
    assert scores([]).shape == (0, 3)
    assert score([]).columns.tolist() == ["label", "p_negative", "p_neutral", "p_positive"]
    assert len(score([])) == 0


def test_the_label_is_the_most_probable():
    frame = score([text for text in KNOWN_TEXTS if text not in NOTHING])
    most = frame[["p_negative", "p_neutral", "p_positive"]].to_numpy().argmax(axis=1) - 1
    assert frame["label"].tolist() == most.tolist()


def test_a_score_does_not_depend_on_the_batch():
    batch = [f"{text}{number % 70}" for number in range(10_050) for text in KNOWN_TEXTS[number % 30 : number % 30 + 1]]
    together = scores(batch)
    assert together.shape == (10_050, 3)
    for number in [*range(120), *range(9_950, 10_050)]:
        assert scores(batch[number : number + 1]).tobytes() == together[number].tobytes()


@given(st.lists(st.text(max_size=30) | st.sampled_from(KNOWN_TEXTS), max_size=8))
@settings(max_examples=60)
def test_any_batch_is_its_texts_one_by_one(texts):
    assert scores(texts).tobytes() == b"".join(scores([text]).tobytes() for text in texts)


def test_traditional_characters_score_as_simplified_ones():
    traditional = [opencc.OpenCC("s2t").convert(text) for text in PRAISE + COMPLAINTS]
    simplified = [opencc.OpenCC("t2s").convert(text) for text in traditional]
    assert scores(traditional).tobytes() == scores(simplified).tobytes()


@pytest.mark.parametrize(
    "text",
    ["好" * 100_000, "a" * 100_000, "哈a" * 50_000, "\0" * 100_000 + "好", "/" * 100_000, "@" * 100_000, "#" * 100_000,
     "//@" * 30_000, "http://" * 20_000, "好\0坏", "\ud800好\udfff", "👩‍👩‍👧‍👦🏳️‍🌈❤️🇨🇳", "\U0010ffff\U000f0000", "a\u0301" * 500],
    ids=lambda text: f"{text[:8]!r} {len(text)}",
)  # fmt: skip
def test_hostile_texts_are_scored_or_have_no_score(text):
    row = scores(["前", text, "后"])
    assert row[[0, 2]].tobytes() == scores(["前", "后"]).tobytes()
    assert np.isnan(row[1]).all() or abs(row[1].sum() - 1) < 1e-12


def test_only_the_beginning_of_a_long_text_is_read():
    text = "味道不错，环境一般。" * 150
    assert len(text) == LONGEST
    assert scores([text + "差" * 10_000]).tobytes() == scores([text]).tobytes()


def test_a_character_on_end_counts_three_times():
    assert scores(["好哈哈哈哈哈哈哈哈"]).tobytes() == scores(["好哈哈哈"]).tobytes()
    assert scores(["好哈哈"]).tobytes() != scores(["好哈哈哈"]).tobytes()


# A second derivation: one text at a time, Python's numbers, a dictionary


def slow_features(text: str) -> list[int]:
    """Buckets of one text's features."""
    found = []
    mask = 2**32 - 1

    def bucket(value: int, kind: int) -> int:
        return (value * int(sentiment.SPREAD[kind]) & mask) >> (32 - sentiment.BITS)

    for order in range(1, sentiment.ORDERS + 1):
        for start in range(len(text) - order + 1):
            value = 0
            for character in text[start : start + order]:
                value = (value * int(sentiment.STEP) + ord(character)) & mask
            found.append(bucket(value, order - 1))
    words, word = [], ""
    for place, character in enumerate(text + " "):
        if kinds()[ord(character)] == LATIN:
            word += character
        elif word:
            value = sum(ord(one) * int(sentiment.STEP) ** (power + 1) for power, one in enumerate(word)) & mask
            words.append((place - len(word), place, value))
            word = ""
    found += [bucket(value, sentiment.ORDERS) for _, _, value in words]
    for (_, end, one), (begin, _, other) in pairwise(words):
        if begin - end < sentiment.NEAR:
            found.append(bucket((one * int(sentiment.STEP) + other) & mask, sentiment.ORDERS + 1))
    return found


def stored_model() -> dict[str, np.ndarray]:
    """`weights` of all buckets, `scale` and `bias`."""
    with np.load(SHIPPED) as file:
        weights = np.zeros((2, sentiment.BUCKETS), np.int64)
        weights[np.unpackbits(file["held"], axis=1) == 1] = file["weights"]
        return {"weights": weights, "scale": file["scale"], "bias": file["bias"]}


def plain_scores(words: str, stored: dict[str, np.ndarray]) -> list[float]:
    """Of own words."""
    buckets = slow_features(words)
    neutrality, polarity = (
        sum(int(weights[bucket]) for bucket in buckets) * scale / len(buckets) ** 0.5 + bias
        for weights, scale, bias in zip(stored["weights"], stored["scale"], stored["bias"], strict=True)
    )
    odds = np.exp([-polarity, neutrality, polarity])
    return (odds / odds.sum()).tolist()


def slow_scores(text: str, stored: dict[str, np.ndarray]) -> list[float]:
    words = own(Joined.of([text]).normal()).joined.text[:-1]
    if not any(kinds()[ord(character)] >= SIGN for character in words):
        return [np.nan] * 3
    return plain_scores(words, stored)


WRITTEN = st.lists(
    st.sampled_from(["好", "太差", "don't", "like", " ", ", ", "，", "[泪]", "👍", "ß", "É", "這個", "666", "\0", "哈", "-", "服务"])
    | st.characters(),
    max_size=25,
).map("".join)


@given(st.lists(WRITTEN, min_size=200, max_size=200))
@settings(max_examples=1)
def test_scores_agree_with_a_plain_loop_over_the_models_file(texts):
    stored = stored_model()
    texts = [*texts, *KNOWN_TEXTS]
    np.testing.assert_allclose(scores(texts), [slow_scores(text, stored) for text in texts], rtol=1e-9, atol=1e-12)


# Parts of texts, reasons, changed models


@given(st.lists(WRITTEN, min_size=1, max_size=5), st.data())
@settings(max_examples=100)
def test_a_part_scores_as_if_it_were_a_text(texts, data):
    found = weighed(own(Joined.of(texts).normal()))
    assert found.of_texts().tobytes() == scores(texts).tobytes()
    joined = found.texts
    row = data.draw(st.integers(0, len(texts) - 1))
    begin, end = joined.starts[row], joined.separators[row]
    start = data.draw(st.integers(begin, end))
    stop = data.draw(st.integers(start, end))
    inside = [kinds()[joined.codes[place]] == LATIN for place in range(len(joined.codes))]
    while start > begin and inside[start - 1]:
        start -= 1
    while stop < end and inside[stop]:
        stop += 1
    words = joined.text[start:stop]
    known = any(kinds()[ord(character)] >= SIGN for character in words)
    alone = plain_scores(words, stored_model()) if known else [np.nan] * 3
    np.testing.assert_allclose(found.scores(np.array([start]), np.array([stop]))[0], alone, rtol=1e-9, atol=1e-12)


def test_parts_of_nothing_have_no_score():
    found = weighed(own(Joined.of(["好，坏", ""]).normal()))
    assert np.isnan(found.scores(np.array([0, 1, 2, 4]), np.array([0, 2, 2, 4]))).all()
    assert found.scores(np.array([], int), np.array([], int)).shape == (0, 3)
    assert weighed(own(Joined.of([]))).of_texts().shape == (0, 3)


@given(WRITTEN | st.sampled_from(KNOWN_TEXTS))
@settings(max_examples=100)
def test_the_grams_of_a_text_add_up_to_its_polarity(text):
    told = why(text)
    (p,) = scores([text])
    np.testing.assert_array_equal(told.p, p)
    if np.isnan(p[0]):
        assert (told.label, told.grams) == (None, [])
    else:
        assert told.label == p.argmax() - 1
        polarity = told.bias + sum(gram.weight for gram in told.grams)
        assert polarity == pytest.approx(np.log(p[2] / p[0]) / 2, abs=1e-6)
    assert [abs(gram.weight) for gram in told.grams] == sorted((abs(gram.weight) for gram in told.grams), reverse=True)
    assert all(0 <= gram.start < gram.end <= len(text) for gram in told.grams)


def test_reasons_are_shown_in_the_text_as_it_was_written():
    text = "@甲 這家店  太難吃了//@乙:好吃"
    told = why(text)
    assert told.label == -1
    strongest = text[told.grams[0].start : told.grams[0].end]
    assert told.grams[0].weight < 0
    assert strongest in "太難吃了"
    assert max(gram.end for gram in told.grams) <= text.index("//")
    assert why("").grams == []


def test_a_model_is_changed_in_some_buckets_and_its_bias():
    buckets = np.unique(slow_features("好手表"))
    before, text = why("好手表"), "好手表"
    deltas = np.zeros((len(buckets), 2))
    deltas[:, 1] = 0.1
    changed = why(text, shipped().plus(buckets, deltas, np.array([0.0, 0.5])))
    added = sum(gram.weight for gram in changed.grams) - sum(gram.weight for gram in before.grams)
    count = len(slow_features("好手表"))
    assert changed.bias == before.bias + 0.5
    assert added == pytest.approx(0.1 * count / count**0.5, abs=0.01)
    same = shipped().plus(buckets, deltas * 0, np.zeros(2))
    assert scores(KNOWN_TEXTS, same).tobytes() == scores(KNOWN_TEXTS).tobytes()


def test_no_change_of_a_model_is_too_large():
    buckets = np.arange(sentiment.BUCKETS)
    model = shipped().plus(buckets, np.tile([-1e6, 1e6], (len(buckets), 1)), np.zeros(2))
    text = "".join(chr(0x4E00 + number) for number in range(LONGEST))
    assert scores([text], model).argmax() == 2
    assert isinstance(model, Model)
    assert all(isinstance(gram, Gram) and gram.weight > 0 for gram in why(text, model).grams)


# The shipped model


@pytest.mark.parametrize("kind", KINDS)
def test_texts_written_for_a_difficulty_are_told_right_but_for_those_that_are_known_to_be_wrong(kind):
    labels = score(list(KINDS[kind]))["label"].tolist()
    wrong = {text for (text, wanted), label in zip(KINDS[kind].items(), labels, strict=True) if label != wanted}
    assert wrong == KNOWN_WRONG & set(KINDS[kind])
    assert len(wrong) <= len(KINDS[kind]) * 0.4


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_told_alike_in_traditional_characters(kind):
    traditional = [opencc.OpenCC("s2t").convert(text) for text in KINDS[kind]]
    assert score(traditional)["label"].tolist() == score(list(KINDS[kind]))["label"].tolist()


def test_the_shipped_model_is_small():
    assert SHIPPED.stat().st_size <= 1_000_000


def test_the_version_follows_the_model():
    file = SHIPPED.read_bytes()
    assert version(file) == sentiment.VERSION
    assert version(file[:-1] + bytes([file[-1] ^ 1])) != sentiment.VERSION
    assert len(sentiment.VERSION) == 12


def test_the_version_follows_the_cleaning(monkeypatch):
    before = sentiment.VERSION
    monkeypatch.setattr(sentiment, "LONGEST", 1_499)
    assert before != version(SHIPPED.read_bytes())


def test_rows_that_the_shipped_model_has_not_learnt_from_are_told_apart():
    if not TABLES.exists():
        pytest.skip("without the labelled tables of shared/datasets/sentiment")
    rows = read(TABLES)
    rows = rows.of(rows.tested)
    p = scores(rows.texts)
    readable = ~np.isnan(p[:, 0])
    right = {}
    for source in np.unique(rows.sources):
        which = readable & (rows.sources == source) & (rows.labels != 0)
        right[source] = float(np.mean((p[which, 2] > p[which, 0]) == (rows.labels[which] > 0)))
    assert len(right) == 7
    assert min(right.values()) > 0.8
    assert np.mean(list(right.values())) > 0.86
