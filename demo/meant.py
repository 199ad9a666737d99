"""What was meant by what was said, read from the clauses that it was made of: aspects with their tone, intents and emotions.

Only what a reader would name the same way is told; most of what is said of a watch has no name here.
"""

import re

from demo.aspects import ASPECTS
from demo.chatter import COMMENT_WORDS
from demo.mention import Mention

# The aspects that have a name elsewhere.
NAMED = {
    "续航": "battery", "屏幕": "screen", "价格": "price", "客服": "service", "发热": "heat", "物流": "logistics", "外观": "appearance",
    "系统更新": "software",
}  # fmt: skip
COMPLAINTS = {"续航", "App 与连接", "屏幕与外观", "监测准确性", "充电发热", "退货退款", "物流配送"}
EMOTIONS = {
    "anger": ("[怒]", "气死我了", "越想越气"),
    "disappointment": ("太失望了", "寒心", "心寒"),
    "worry": ("太吓人了", "不敢戴了", "后怕"),
    "sadness": ("[泪]", "[伤心]"),
    "joy": ("好开心", "太棒了", "很开心"),
}


def _clause(template: str) -> str:
    """A pattern of what a clause may have become."""
    return "[^，。；\n]+?".join(map(re.escape, re.split(r"\{[^}]+\}", template)))


CLAUSES = {
    (name, tone): re.compile("|".join(map(_clause, sorted(ASPECTS[aspect][tone], key=len, reverse=True))))
    for aspect, name in NAMED.items()
    for tone in (1, 0, -1)
}


def aspects(said: Mention) -> dict[str, int]:
    """Name -> tone, of those with clauses of one tone in an ordinary mention."""
    if said.happening != "ordinary" or said.platform in ("service", "x", "google_play"):
        return {}
    found: dict[str, set[int]] = {}
    for (name, tone), clause in CLAUSES.items():
        if clause.search(said.text):
            found.setdefault(name, set()).add(tone)
    return {name: tones.pop() for name, tones in found.items() if len(tones) == 1}


def intent(said: Mention) -> str | None:
    if said.platform == "service":
        return "complaint" if said.detail["category"] in COMPLAINTS else None
    asked = said.tone == 0 and said.kind == "comment" and said.happening == "ordinary"
    return "inquiry" if asked and any(words in said.text for words in COMMENT_WORDS["ask"]) else None


def emotion(said: Mention) -> str | None:
    """The only one whose words are there."""
    found = [name for name, words in EMOTIONS.items() if any(word in said.text for word in words)]
    return found[0] if len(found) == 1 and said.platform != "service" else None
