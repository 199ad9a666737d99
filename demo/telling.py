"""The eight weeks told in order of time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from demo import calls, rhythm, script, service, speech, story
from demo.cascades import Cascade
from demo.engagement import engage
from demo.mention import Mention
from demo.people import Account
from demo.record import Record


@dataclass(frozen=True, slots=True)
class Story:
    """All mentions in order of time, the cascades of Weibo by the key of their line, and the accounts that act as one."""

    mentions: list[Mention]
    cascades: dict[str, Cascade]
    coordinated: list[Account]


def tell(seed: int, progress: Callable[[float], None] = lambda _share: None) -> Story:
    record = Record(Random(seed))
    coordinated = [record.newcomers.member(record.newcomers.size + place) for place in range(script.BURST_ACCOUNTS)]
    moments = sorted(_moments(record.random, coordinated), key=lambda moment: moment[0])
    for place, (at, say, *what) in enumerate(moments):
        say(record, at, *what)
        if place % 2_000 == 0:
            progress(place / len(moments))
    engage(record.random, record.mentions)
    answers = service.answers(Random(seed + 4), record.mentions)
    return Story(sorted([*record.mentions, *answers], key=lambda said: said.at), record.cascades, coordinated)


def _moments(random: Random, coordinated: list[Account]) -> Iterator[tuple]:
    """When, which way of speaking, and of what."""
    for brand, a_day in story.ORDINARY.items():
        yield from ((at, speech.chat, brand) for at in rhythm.ordinary(random, a_day))
    yield from ((at, speech.tweet, "ordinary") for at in rhythm.ordinary(random, story.TWEETS_A_DAY))
    yield from ((at, speech.review, "ordinary") for at in rhythm.ordinary(random, story.REVIEWS_A_DAY))
    for happening in story.LEVELS:
        yield from ((at, speech.join, happening) for at in rhythm.wave(random, happening))
    yield from ((line.at, speech.recite, line) for line in script.LINES)
    yield from ((at, speech.early_sign, platform) for platform, at in story.EARLY_SIGNS)
    yield from ((at, speech.call, category) for at, category in calls.calls(random))
    yield from ((at, speech.copy, account, text) for at, account, text in _burst(random, coordinated))
    for _ in range(story.TRAP_COUNT):
        day = story.START + timedelta(days=int(random.random() * story.DAYS))
        yield day + timedelta(hours=8, seconds=int(random.random() * 14 * 3600)), speech.trap


def _burst(random: Random, coordinated: list[Account]) -> Iterator[tuple[datetime, Account, str]]:
    """Two texts by all within minutes, then others by pairs of them, seconds apart."""
    first, second = script.TEMPLATES
    for place, account in enumerate(coordinated):
        at = story.BURST + timedelta(seconds=int(script.BURST_LASTS.total_seconds() * random.random()))
        yield at, account, first if place < script.FIRST_TEMPLATE else second
    for pair in range(script.PAIRS):
        for step, text in enumerate(script.PAIR_TEXTS):
            at = story.BURST + script.PAIR_STEP * (step + 1) + timedelta(seconds=int(900 * random.random()))
            yield at, coordinated[2 * pair], text
            yield at + timedelta(seconds=6 + int(40 * random.random())), coordinated[2 * pair + 1], text
