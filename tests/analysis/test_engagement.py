import pytest

from analysis.filters import Filters
from analysis.mentions import mentions
from tests.mentions import numbered, plain, stored_of

PURE = [
    None, "", "转发微博", "快转微博", "轉發微博", "Repost", "repost", "转发", "转发A", "分享", "//",
    "//@甲:原文", "// @甲：原文\n第二行", "转发微博//@甲:同意//@乙:原文", "转发微博 //@甲:原文", "转发微博\n//@甲:原文",
    "\u200b//@甲:原文", "\u3000转发微博\u3000//@甲:原文", "RT @a: whatever", "RT @a",
]  # fmt: skip
OWN = [
    "同意",
    "同意//@甲:原文",
    "转发微博！//@甲:转发微博",
    "https://example.com/a",
    "see // this",
    "RT: me",
    "转发微博 抽奖",
    "@甲",
]


def gained(holding, **values):
    with holding(stored_of(plain(likes=1, comments=2, reposts=4, **values))) as cursor:
        return mentions(cursor, Filters()).row["engagement"]


@pytest.mark.parametrize("text", PURE)
def test_a_repost_without_words_of_its_own_has_no_engagement(holding, text):
    assert gained(holding, kind="repost", text=text) is None


@pytest.mark.parametrize("text", OWN)
def test_a_repost_with_words_of_its_own_has_its_engagement(holding, text):
    assert gained(holding, kind="repost", text=text) == 7


@pytest.mark.parametrize("text", PURE)
@pytest.mark.parametrize("kind", ["post", "comment", None])
def test_what_is_not_known_to_be_a_repost_has_its_engagement_whatever_it_says(holding, kind, text):
    assert gained(holding, kind=kind, text=text) == 7


@pytest.mark.parametrize(("counts_are", "expected"), [("final", 7), ("capped", 7), (None, 7), ("snapshot", None)])
def test_a_count_taken_at_publication_is_none(holding, counts_are, expected):
    assert gained(holding, counts_are=counts_are) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((None, None, None), None),
        ((0, None, None), 0),
        ((None, 3, None), 3),
        ((1, 2, None), 3),
        ((0, 0, 0), 0),
        ((1, 2, 4), 7),
    ],
)
def test_engagement_is_the_sum_of_the_known_counts(holding, counts, expected):
    likes, comments, reposts = counts
    records = plain(likes=likes, comments=comments, reposts=reposts, favourites=50, views=900)
    with holding(stored_of(numbered(records))) as cursor:
        assert mentions(cursor, Filters()).row["engagement"] == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, 1),
        ({"likes": 0, "comments": 0, "reposts": 0, "views": 0}, 1),
        ({"likes": 9}, 1 + 0.2 * 2.302585093),
        ({"comments": 9}, 1 + 0.4 * 2.302585093),
        ({"reposts": 9}, 1 + 0.4 * 2.302585093),
        ({"views": 9}, 1 + 0.1 * 2.302585093),
        ({"favourites": 9, "reach": 9}, 1),
        ({"likes": 9, "comments": 9, "reposts": 9, "views": 9}, 1 + 1.1 * 2.302585093),
    ],
)
def test_heat_weighs_the_logarithms_of_the_counts(holding, counts, expected):
    with holding(stored_of(plain(**counts))) as cursor:
        assert mentions(cursor, Filters()).row["heat"] == pytest.approx(expected)
