"""What has been said so far: each new mention may hang under an earlier one, and repeats none of their words."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from random import Random

from demo import story
from demo.cascades import Cascade, passed_on
from demo.ids import native_id
from demo.mention import Mention
from demo.people import Account, Crowd

# Size of each crowd, and how much more is written by its foremost.
CROWDS = {
    "weibo": (3_200, 2.0), "xiaohongshu": (3_000, 1.7), "douyin": (3_400, 1.5), "bilibili": (1_500, 1.7),
    "zhihu": (900, 1.8), "tieba": (900, 1.8),
    "x": (340, 1.4), "google_play": (340, 1.0),
}  # fmt: skip
# In what happens on Weibo those speak too who never spoke of watches.
NEWCOMERS, NEWCOMER_SHARE = (14_000, 1.15), 0.78
TRIES = 4
REPLY_SHARE = 0.28
LATEST = 40

Compose = Callable[[], tuple[str, str]]


class Record:
    """`posts` by platform, happening and brand, `under` the comments of each post."""

    def __init__(self, random: Random):
        self.random = random
        self.crowds = {platform: Crowd(random, platform, *size) for platform, size in CROWDS.items()}
        self.newcomers = Crowd(random, "weibo", *NEWCOMERS, first=CROWDS["weibo"][0])
        self.mentions: list[Mention] = []
        self.cascades: dict[str, Cascade] = {}
        self.of_happening: dict[str, list[Cascade]] = defaultdict(list)
        self.posts: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
        self.under: dict[Mention, list[Mention]] = defaultdict(list)
        self.printed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.ids: set[tuple[str, str, bool]] = set()
        self.texts: set[str] = set()

    def add(self, at: datetime, platform: str, kind: str, author: Account, text: str, brand: str, tone: int | None, *,
            title: str = "", happening: str = "ordinary", stage: str = "", parent: Mention | None = None) -> Mention:  # fmt: skip
        root = parent and (parent.root or parent)
        said = Mention(
            platform,
            kind,
            self._id(platform, kind, at),
            at,
            author,
            text,
            title,
            brand,
            tone,
            happening,
            stage,
            parent,
            root,
        )
        self.mentions.append(said)
        if platform == "weibo" and happening == "crisis":
            said.searched, said.monitored = self._found(said)
        return said

    def say(self, at: datetime, platform: str, brand: str, tone: int, compose: Compose, *, under: Mention | None = None,
            happening: str = "ordinary", stage: str = "", kind: str = "post") -> Mention:  # fmt: skip
        """A post, or a comment under one: under the post itself or one of its comments."""
        title, text = self.fresh(compose)
        parent = under
        if under and self.under[under] and self.random.random() < REPLY_SHARE:
            parent = self.under[under][int(len(self.under[under]) * self.random.random())]
        said = self.add(at, platform, "comment" if under else kind, self.someone(platform, happening), text, brand, tone,
                        title=title, happening=happening, stage=stage, parent=parent)  # fmt: skip
        if under:
            self.under[under].append(said)
        else:
            self.posts[platform, happening, brand].append(said)
        return said

    def repost(self, cascade: Cascade, at: datetime, words: str, tone: int | None, stage: str) -> Mention:
        parent = cascade.parent(self.random)
        root = cascade.root
        said = self.add(at, "weibo", "repost", self.someone("weibo", root.happening), passed_on(words, parent), root.brand, tone,
                        happening=root.happening, stage=stage, parent=parent)  # fmt: skip
        cascade.add(self.random, said)
        return said

    def above(self, platform: str, happening: str, brand: str) -> Mention | None:
        """The post under which the next mention stands; None where it stands by itself."""
        posts = self.posts[platform, happening, brand]
        if not posts or self.random.random() >= story.UNDER[platform]:
            return None
        return posts[-1 - int(min(len(posts), LATEST) * self.random.random() ** 1.8)]

    def fresh(self, compose: Compose) -> tuple[str, str]:
        """Title and text that were not said before, as far as a few attempts find some."""
        for _ in range(TRIES):
            title, text = compose()
            if text not in self.texts:
                break
        self.texts.add(text)
        return title, text

    def someone(self, platform: str, happening: str = "ordinary") -> Account:
        new = platform == "weibo" and happening != "ordinary" and self.random.random() < NEWCOMER_SHARE
        return (self.newcomers if new else self.crowds[platform]).someone()

    def _id(self, platform: str, kind: str, at: datetime) -> str:
        while True:
            id = native_id(self.random, platform, kind, at)
            known = (platform, id, kind == "comment")
            if known not in self.ids:
                self.ids.add(known)
                return id

    def _found(self, said: Mention) -> tuple[bool, bool]:
        """Whether the search and the monitoring saw it. The search tells a repost's root only, so it has none whose
        parent is another repost."""
        if said.kind == "comment":
            return False, False
        if said.parent:
            return said.parent is said.root and self.random.random() < 0.25, True
        draw = self.random.random()
        return draw < 0.55, draw > 0.35
