"""Likes, comments and reposts: heavy-tailed, and never fewer than the mentions that hang under."""

from collections import Counter
from random import Random

from demo.mention import Mention

# Platform -> typical likes of a post, and the most.
LIKES = {
    "weibo": (1.6, 9_000), "xiaohongshu": (9, 30_000), "douyin": (24, 180_000), "bilibili": (30, 60_000),
    "zhihu": (6, 9_000), "tieba": (0.6, 300),
    "news": (2, 900), "toutiao": (8, 4_000), "wechat": (12, 3_000), "forum": (1, 200), "x": (3, 6_000),
    "google_play": (0.5, 400), "service": (0, 0),
}  # fmt: skip
LOUDER = {"crisis": 3.0, "campaign": 2.0, "launch": 2.0}
HEARD_OF_ALL = 1.15  # reposts and comments there are, against those collected


def engage(random: Random, mentions: list[Mention]) -> None:
    """Set the counts of `mentions` that have none yet."""
    reposts = Counter(said.root for said in mentions if said.root and said.kind == "repost")
    reposts.update(said.parent for said in mentions if said.kind == "repost" and said.parent is not said.root)
    comments = Counter(parent for said in mentions if said.kind == "comment" for parent in {said.parent, said.root})
    for said in mentions:
        typical, most = LIKES[said.platform]
        scale = typical * LOUDER.get(said.happening, 1.0) * (0.35 if said.kind in ("comment", "repost") else 1.0)
        followers = said.author.followers or 0
        likes = min(int(scale * (random.paretovariate(0.95) - 0.7) + followers * 0.0008 * random.random()), most)
        said.likes = said.likes or likes
        said.comments = max(said.comments, int(comments[said] * HEARD_OF_ALL), int(likes * 0.25 * random.random()))
        said.reposts = max(int(reposts[said] * HEARD_OF_ALL), int(likes * 0.15 * random.random()))
