"""Ids in each platform's manner."""

from datetime import datetime
from random import Random

import pytest

from demo.ids import COMMENTS, POSTS, bid, native_id, seconds
from tests.loaders.invented import bid_of

AT = datetime(2025, 3, 29, 21, 14, 6)


def test_times_are_those_of_beijing():
    assert seconds(AT) == 1743254046


@pytest.mark.parametrize("platform", POSTS)
def test_ids_of_a_platform_differ_and_are_of_one_length(platform):
    random = Random(1)
    ids = [native_id(random, platform, "post", AT) for _ in range(50)]
    assert len(set(ids)) > 30
    assert len({len(id) for id in ids}) == 1


@pytest.mark.parametrize("platform", COMMENTS)
def test_no_id_looks_rounded(platform):
    random = Random(2)
    assert [
        id
        for id in (native_id(random, platform, "comment", AT) for _ in range(500))
        if len(id) > 15 and id.endswith("0000")
    ] == []


def test_a_bid_is_its_mid():
    mid = native_id(Random(3), "weibo", "post", AT)
    assert len(mid) == 16 and bid(mid) == bid_of(mid)
