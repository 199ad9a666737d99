"""Trees of reposts."""

from datetime import datetime, timedelta
from random import Random

from demo.cascades import LONGEST, Cascade, drawn, passed_on
from demo.mention import Mention
from demo.people import Account

AT = datetime(2025, 3, 29, 21)


def mention(name: str, text: str, parent: Mention | None = None) -> Mention:
    return Mention("weibo", "post", name, AT, Account("weibo", name, name), text, parent=parent)


def test_a_chain_leaves_out_the_root_and_is_cut():
    root = mention("甲", "首帖")
    first = mention("乙", passed_on("心疼", root), root)
    second = mention("丙", passed_on("等后续", first), first)
    assert (first.text, second.text) == ("心疼", "等后续//@乙:心疼")
    third = passed_on("转" * 139, second)
    assert len(third) == LONGEST and third.endswith("转/")


def test_a_repost_hangs_under_what_came_before():
    random, cascade = Random(1), Cascade("x", mention("甲", "首帖"), 1.0, 10.0)
    for place in range(400):
        cascade.add(random, mention(str(place), "转", cascade.parent(random)), hub=place == 5)
    depths = cascade.depths()
    assert len(depths) == 401 and max(depths.values()) >= 4
    assert all(int(node.parent.id) < int(node.id) for node in cascade.nodes if node.parent is not cascade.root)


def test_what_pulls_fades():
    fresh, old = Cascade("fresh", mention("甲", ""), 10.0, 10.0), Cascade("old", mention("乙", ""), 10.0, 10.0)
    old.root.at -= timedelta(hours=100)
    assert old.strength(AT) == 10 / 1024
    random = Random(1)
    assert sum(drawn(random, [fresh, old], AT) is fresh for _ in range(100)) > 95
