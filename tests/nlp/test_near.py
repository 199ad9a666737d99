from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import near as module
from nlp.near import BANDS, FEW, FEWEST, KEPT, MANY, MISSING, SMALLEST, WIDE, near

WATCH = "手表充电时发烫，烫到手腕起泡，客服还不理人，打了三次电话都说在核实"
ENGLISH = "The watch gets hot while charging, it burnt my wrist, and nobody answers the phone"
SAME = {
    "cut": ("手表充电时发烫，烫到手腕起泡，客服还不理人...全文", ENGLISH[: len(ENGLISH) * 6 // 10]),
    "quoted": ("气死了，转：「" + WATCH + "」大家都来看看", "omg read this: “" + ENGLISH + "”"),
    "with topics and emoticons": ("#某某手表发烫##315曝光#" + WATCH + "[泪][怒]😭", "#hot #watch " + ENGLISH + " 😡"),
    "retyped": (
        WATCH.replace("三", "叁").replace("泡", "包"),
        ENGLISH.replace("nobody", "nobodi").replace("burnt", "burned"),
    ),
    "reordered": (
        "客服还不理人，打了三次电话都说在核实，手表充电时发烫，烫到手腕起泡",
        "nobody answers the phone, it burnt my wrist, and the watch gets hot while charging",
    ),
    "traditional": ("手錶充電時發燙，燙到手腕起泡，客服還不理人，打了三次電話都說在核實", ENGLISH.upper()),
}
OTHERS = [
    "这块手表用了三个月，续航两天，表带有点硬，客服态度很好，打电话都有人接",
    "手表充电很快，戴在手腕上也不烫，打了一次电话客服就解决了，推荐购买",
    "The phone gets a full charge while I wear the watch, and support answers at once, so happy",
    "#某某手表发烫##315曝光#我的倒是没事，可能是充电器的问题吧",
]
LETTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]


def grouped(texts: list[str | None]) -> list[int]:
    """Of each text the first of its group."""
    return [
        int(id_)
        for id_ in near(
            pa.array([f"{place:04}" for place in range(len(texts))]), pa.array(texts, pa.string())
        ).to_pylist()
    ]


def invented(random: np.random.Generator, length: int = 60) -> str:
    return "".join(random.choice(LETTERS, length))


def retyped(text: str, random: np.random.Generator, wrong: int) -> str:
    characters = list(text)
    for place in random.choice(len(text), wrong, replace=False):
        characters[place] = random.choice(LETTERS)
    return "".join(characters)


@cache
def shingles(text: str) -> set[str]:
    sizes = [FEW if ord(letter) >= WIDE else MANY for letter in text]
    return {text[place : place + size] for place, size in enumerate(sizes) if place + size <= len(text)}


def alike(one: str, other: str) -> bool:
    small, large = sorted((shingles(one), shingles(other)), key=len)
    share = len(small) / max(len(large), 1)
    return len(small) >= FEWEST and share >= SMALLEST and len(small & large) >= (1 - MISSING * share) * len(small)


@pytest.mark.parametrize("edit", SAME)
def test_a_text_that_was_edited_is_the_same_story(edit):
    chinese, english = SAME[edit]
    assert grouped([WATCH, ENGLISH, *OTHERS, chinese, english]) == [0, 1, 2, 3, 4, 5, 0, 1]


def test_all_edits_of_a_text_are_one_story_and_a_topic_joins_none():
    texts = [WATCH, *(chinese for chinese, _ in SAME.values()), *OTHERS]
    assert grouped(texts) == [0] * (1 + len(SAME)) + list(range(1 + len(SAME), len(texts)))


def test_what_has_nothing_of_its_own_stays_alone():
    texts = [
        "",
        None,
        "太好笑了",
        "太好笑了",
        "哈哈哈哈哈哈哈哈哈哈哈哈",
        "哈哈哈哈哈哈哈哈哈哈哈哈哈",
        "[泪][泪][泪]转发",
        "[怒][怒][怒]转发",
    ]
    assert grouped(texts) == list(range(len(texts)))
    assert grouped([]) == []


def test_topics_and_emoticons_say_nothing():
    topics, emoticons = (
        "#某某手表充电发烫烫伤手腕##官方回应正在核实请耐心等待#",
        "[泪][怒][doge][泪目][裂开][微笑][生病][吃瓜]",
    )
    texts = [
        start + own
        for start in (topics, emoticons)
        for own in ("再也不敢买他家的了", "我的倒是一直都很好用", "我也遇到过这种情况")
    ]
    assert grouped(texts) == [0, 1, 2, 0, 1, 2]


def test_a_phrase_that_many_end_with_joins_none_of_them():
    random, phrase = np.random.default_rng(1), "以上只是我个人的一点看法"
    texts = [phrase, *(invented(random, 40) + phrase for _ in range(50))]
    assert grouped(texts) == list(range(len(texts)))


def test_long_texts_are_compared_by_a_part_of_their_shingles():
    random = np.random.default_rng(2)
    long, other = invented(random, 5 * KEPT), invented(random, 5 * KEPT)
    assert grouped([long, other, long[: 3 * KEPT], other[3 * KEPT :], long[: KEPT // 2]]) == [0, 1, 0, 3, 4]


def test_two_texts_are_alike_as_in_plain_python():
    random = np.random.default_rng(7)
    ones = [invented(random, int(random.integers(8, 80))) for _ in range(600)]
    cuts = [one[: int(len(one) * random.uniform(0.3, 1))] for one in ones]
    others = [retyped(cut, random, int(len(cut) * random.uniform(0, 0.2))) for cut in cuts]
    sets = module._sets(pa.array(ones + others), pa.array(range(1200)))
    found = module._alike(sets, np.stack([np.arange(600), np.arange(600, 1200)]))
    assert found.tolist() == list(map(alike, ones, others))
    assert 150 < found.sum() < 450


def test_the_middle_of_a_group_differs_least_from_all_in_it():
    random = np.random.default_rng(8)
    text = invented(random)
    texts = [retyped(text, random, int(wrong)) for wrong in random.integers(1, 12, 40)]
    parts = np.arange(40, dtype=np.int32) // 5
    sets = [shingles(one) for one in texts]
    apart = [
        sum(len(one ^ sets[other]) for other in np.flatnonzero(parts == parts[row])) for row, one in enumerate(sets)
    ]
    found = module._middles(module._sets(pa.array(texts), pa.array(range(40))), np.arange(40), parts)
    assert found.tolist() == [min(range(first, first + 5), key=apart.__getitem__) for first in range(0, 40, 5)]


def test_groups_are_those_of_every_pair_compared_in_plain_python():
    random = np.random.default_rng(3)
    texts = [invented(random, int(random.integers(12, 120))) for _ in range(30)]
    for text in list(texts):
        texts += [
            text[: len(text) * 7 // 10], "说得对" + text, retyped(text, random, 1), text[len(text) // 2 :] + text[: len(text) // 2],
        ]  # fmt: skip
    texts = [texts[place] for place in random.permutation(len(texts))]
    first = list(range(len(texts)))
    for _ in range(3):
        first = [
            min(first[b] for b, other in enumerate(texts) if b == a or alike(one, other)) for a, one in enumerate(texts)
        ]
    found = grouped(texts)
    assert found == first
    assert len(set(found)) == 30


def test_of_texts_that_change_step_by_step_those_are_a_group_that_are_alike_with_one_of_them():
    random = np.random.default_rng(4)
    whole = invented(random, 400)
    texts = [whole[start : start + 60] for start in range(0, 340, 4)]
    found = grouped(texts)
    assert 5 < len(set(found)) < 40
    for id_ in set(found):
        members = [text for text, group in zip(texts, found, strict=True) if group == id_]
        assert any(all(alike(middle, member) for member in members) for middle in members)


def test_however_many_share_a_part_the_pairs_stay_few():
    random, count = np.random.default_rng(5), 600
    shared = invented(random, 60)
    texts = pa.array([shared + invented(random, 30) for _ in range(count)])
    sets = module._sets(texts, pa.array(range(count)))
    pairs = module._candidates(sets)
    assert count / 2 < len(set(zip(*pairs.tolist(), strict=True))) == pairs.shape[1] <= 2 * BANDS * count
    assert not module._alike(sets, pairs).any()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_order_of_the_texts_does_not_matter_and_the_id_is_the_smallest(data):
    random = np.random.default_rng(6)
    bases = [invented(random, 25) for _ in range(4)]
    edits = st.tuples(st.sampled_from(bases), st.integers(0, 8), st.integers(0, 25), st.text("的了吗呢", max_size=4))
    texts = [text[begin:end] + more for text, begin, end, more in data.draw(st.lists(edits, min_size=1, max_size=12))]
    ids = data.draw(
        st.lists(
            st.text("0123456789abcdef", min_size=4, max_size=4), min_size=len(texts), max_size=len(texts), unique=True
        )
    )
    groups = near(pa.array(ids), pa.array(texts)).to_pylist()
    order = data.draw(st.permutations(range(len(texts))))
    again = near(
        pa.chunked_array([[ids[place]] for place in order]), pa.chunked_array([[texts[place]] for place in order])
    )
    assert again.to_pylist() == [groups[place] for place in order]
    assert all(group == min(id_ for id_, of in zip(ids, groups, strict=True) if of == group) for group in groups)
