"""Who reposts whom: trees that grow from a line of the script, their parents explicit."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from demo.mention import Mention

# A repost hangs under the root, under one of the cast who passed it on, or under someone recent: how often each.
UNDER_ROOT, UNDER_HUB = 0.30, 0.20
MOST_HEARD = 40
LONGEST = 140
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Cascade:
    """One root and what descends from it. `pull` halves every `half_life` hours; of `heard` each repost stands as often as
    it is heard."""

    key: str
    root: Mention
    pull: float
    half_life: float
    hubs: list[Mention] = field(default_factory=list)
    heard: list[Mention] = field(default_factory=list)
    nodes: list[Mention] = field(default_factory=list)

    def strength(self, at: datetime) -> float:
        return self.pull * 0.5 ** ((at - self.root.at) / HOUR / self.half_life)

    def parent(self, random: Random) -> Mention:
        """Of the next repost."""
        draw = random.random()
        if draw < UNDER_ROOT or not self.heard:
            return self.root
        if draw < UNDER_ROOT + UNDER_HUB:
            return self.hubs[int(len(self.hubs) * random.random())] if self.hubs else self.root
        return self.heard[-1 - int(len(self.heard) * random.random() ** 2.6)]

    def add(self, random: Random, repost: Mention, hub: bool = False) -> None:
        self.nodes.append(repost)
        if hub:
            self.hubs.append(repost)
        self.heard.extend([repost] * min(int(random.paretovariate(0.95)), MOST_HEARD))

    def depths(self) -> dict[str, int]:
        """Of every repost, by its id; the root's is 0."""
        found = {self.root.id: 0}
        for node in self.nodes:
            found[node.id] = found[node.parent.id] + 1
        return found


def drawn(random: Random, cascades: list[Cascade], at: datetime) -> Cascade:
    """The cascade in which the next repost is made."""
    return random.choices(cascades, [cascade.strength(at) for cascade in cascades])[0]


def passed_on(words: str, parent: Mention) -> str:
    """A repost's text: its own words, then the chain down to the root, cut as Weibo once did."""
    chain = f"//@{parent.author.name}:{parent.text}" if parent.parent else ""
    return f"{words}{chain}"[:LONGEST]
