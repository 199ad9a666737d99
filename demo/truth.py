"""What was planted, counted from what was told: the answers that an analysis of the exports can be held against."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from demo import business, meant, script, story
from demo.cascades import Cascade
from demo.formats import weibo_search
from demo.ids import hashed
from demo.mention import Mention
from demo.people import MEDIA
from demo.telling import Story

EVERY = 7  # mentions
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def planted(told: Story, figures: list[tuple], seed: int) -> dict[str, object]:
    """Times are ISO, in Asia/Shanghai; shares are of the mentions whose tone is known, of what happens without the tickets;
    `native_id` is a plain mid on Weibo, where monitored mentions are exported by its `md5`.
    """
    lines = {said.line: said for said in told.mentions if said.line}
    crisis = _public(told.mentions, "crisis")
    return {
        "seed": seed,
        "since": story.START.isoformat(),
        "until": story.END.isoformat(),
        "collected_at": story.COLLECTED.isoformat(),
        "ours": story.OURS,
        "mentions": _mentions(told.mentions),
        "rejected": {f"{story.OURS}.csv": len(weibo_search.UNDATED)},
        "origin": _who(lines["origin"]),
        "kols": [_who(lines[key]) for key in ("kol-1", "kol-2")],
        "rumour": _who(lines["rumour"]),
        "denial": _who(lines["denial"]),
        "jab": _who(lines["jab"]),
        "notice": _who(lines["notice"]),
        "apology": _who(lines["apology"]),
        "media": [_who(said) for key, said in lines.items() if key.startswith("media-")],
        "first_articles": _first_articles(crisis),
        "arrivals": _arrivals(crisis),
        "cascades": [_cascade(cascade) for cascade in told.cascades.values()],
        "coordinated": _coordinated(told),
        "peak": _peak(told.mentions),
        "phases": [_window(crisis, since, until, name=name) for (name, since), (_, until) in pairwise(story.PHASES)],
        "stages": [_stage(crisis, stage) for stage in story.STAGES],
        "half_lives_hours": story.HALF_LIVES,
        "campaign": _window(told.mentions, *story.CAMPAIGN, brand=story.OURS),
        "delivery": _window(_public(told.mentions, "delivery"), *story.DELIVERY),
        "precursors": _precursors(told.mentions),
        "business": _business(figures),
        "answers": _answers(told.mentions),
        "tones": _tones(told.mentions),
        "meant": _meant(told.mentions),
    }


def exported_id(said: Mention) -> str:
    """What stands in the store as native_id of a mention that one kind of export alone holds."""
    return hashed(said.id) if said.platform == "weibo" and said.monitored else said.id


def _public(mentions: list[Mention], happening: str) -> list[Mention]:
    return [said for said in mentions if said.happening == happening and said.platform != "service"]


def negative_share(mentions: list[Mention]) -> float:
    tones = Counter(said.tone for said in mentions if said.tone is not None)
    return round(tones[-1] / max(tones.total(), 1), 4)


def _mentions(mentions: list[Mention]) -> dict[str, object]:
    """Distinct mentions, in all and by what they are counted by."""
    return {
        "total": len(mentions),
        "platforms": dict(sorted(Counter(said.platform for said in mentions).items())),
        "kinds": dict(sorted(Counter(said.kind for said in mentions).items())),
        "queries": dict(sorted(Counter(query for said in mentions for query in said.queries).items())),
        "day_only": sum(said.day_only for said in mentions),
    }


def _who(said: Mention) -> dict[str, object]:
    return {
        "platform": said.platform,
        "native_id": said.id,
        "md5": hashed(said.id),
        "author_id": said.author.id,
        "author_name": said.author.name,
        "at": said.at.isoformat(),
    }


def _cascade(cascade: Cascade) -> dict[str, object]:
    """`size` counts the reposts, `depth` the longest way to the root. Where not `explicit`, no export tells the parents: the
    reposts hang under the root, their chains stand in the texts."""
    depths = cascade.depths()
    return _who(cascade.root) | {
        "key": cascade.key,
        "size": len(cascade.nodes),
        "depth": max(depths.values()),
        "explicit": cascade.root.monitored,
    }


def _first_articles(crisis: list[Mention]) -> list[dict[str, object]]:
    """The first article of each medium."""
    first: dict[str, Mention] = {}
    for said in crisis:
        if said.kind == "article" and not said.day_only:
            first.setdefault(said.author.name, said)
    return [
        {
            "medium": name,
            "platform": said.platform,
            "native_id": said.id,
            "title": said.title,
            "at": said.at.isoformat(),
        }
        for name, said in first.items()
    ]


def _arrivals(crisis: list[Mention]) -> dict[str, str]:
    """When each platform first spoke of it, after the origin."""
    first: dict[str, str] = {}
    for said in crisis:
        if said.at >= story.ORIGIN:
            first.setdefault(said.platform, said.at.isoformat())
    return first


def _coordinated(told: Story) -> dict[str, object]:
    copies = [said for said in told.mentions if said.line == "coordinated"]
    pairs = told.coordinated[: 2 * script.PAIRS]
    return {
        "accounts": [{"id": account.id, "name": account.name} for account in told.coordinated],
        "templates": list(script.TEMPLATES),
        "pairs": [[one.id, other.id] for one, other in zip(pairs[::2], pairs[1::2], strict=True)],
        "pair_texts": list(script.PAIR_TEXTS),
        "mentions": len(copies),
        "since": min(said.at for said in copies).isoformat(),
        "until": max(said.at for said in copies).isoformat(),
    }


def _peak(mentions: list[Mention]) -> dict[str, object]:
    hours = Counter(said.at.replace(minute=0, second=0) for said in mentions if said.brand == story.OURS)
    at, count = max(hours.items(), key=lambda hour: hour[1])
    return {"hour": at.isoformat(), "mentions": count}


def _window(
    mentions: list[Mention], since: datetime, until: datetime, *, brand: str | None = None, **more: object
) -> dict[str, object]:
    found = [said for said in mentions if since <= said.at < until and (brand is None or said.brand == brand)]
    return more | {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "mentions": len(found),
        "negative_share": negative_share(found),
    }


def _stage(crisis: list[Mention], stage: str) -> dict[str, object]:
    found = [said for said in crisis if said.stage == stage]
    since, shares = story.STAGES[stage]
    return {
        "stage": stage,
        "since": since.isoformat(),
        "mentions": len(found),
        "planned_negative_share": shares[0],
        "negative_share": negative_share(found),
    }


def _precursors(mentions: list[Mention]) -> dict[str, object]:
    """Heat before the crisis: tickets a day, and what single people wrote."""
    early = [said for said in mentions if said.stage == "early" and said.at < story.ORIGIN]
    tickets = Counter(said.at.date().isoformat() for said in early if said.platform == "service")
    signs = [
        {"platform": said.platform, "native_id": said.id, "at": said.at.isoformat()}
        for said in early
        if said.platform != "service"
    ]
    return {"heat_tickets": dict(sorted(tickets.items())), "signs": signs}


def _business(figures: list[tuple]) -> dict[str, object]:
    """Our weekly means: of a quiet week, of the crisis' first, and what that changed; and what was planted."""
    quiet, hit = datetime(2025, 3, 3), datetime(2025, 3, 31)
    weeks = {
        metric: (business.week_of(metric, figures, quiet), business.week_of(metric, figures, hit))
        for metric in business.UNITS
    }
    return {
        metric: {
            "quiet_week": round(before, 2),
            "crisis_week": round(during, 2),
            "change": round(during / before - 1, 4),
        }
        for metric, (before, during) in weeks.items()
    }


def _answers(mentions: list[Mention]) -> dict[str, object]:
    """What our accounts answered under what people said: how many, of the days when these were said, and the median minutes it took."""
    pairs = [(said.parent, said) for said in mentions if said.author.kind == "official" and said.kind == "comment"]
    minutes = [(answer.at - said.at) / timedelta(minutes=1) for said, answer in pairs]
    days = Counter(said.at.date().isoformat() for said, _answer in pairs)
    return {"mentions": len(pairs), "days": dict(sorted(days.items())), "median_minutes": round(median(minutes), 2)}


def _tones(mentions: list[Mention]) -> dict[str, dict[str, int]]:
    """Of a sample: platform -> native id as exported -> tone."""
    known = [said for said in mentions if said.tone is not None and _findable(said)]
    return _by_id((said, said.tone) for said in known[::EVERY])


def _meant(mentions: list[Mention]) -> dict[str, object]:
    """Of a sample: what was meant where it is known, platform -> native id as exported -> aspects with their tone, intent, emotion."""
    known = [said for said in mentions if _findable(said)][::EVERY]
    return {
        name: _by_id((said, told) for said in known if (told := of(said)))
        for name, of in (("aspects", meant.aspects), ("intents", meant.intent), ("emotions", meant.emotion))
    }


def _findable(said: Mention) -> bool:
    """Whether one kind of export alone holds it, under an id: articles have none but their address."""
    return not (said.searched and said.monitored) and said.platform not in MEDIA


def _by_id(told: Iterable[tuple[Mention, object]]) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for said, value in told:
        found.setdefault(said.platform, {})[exported_id(said)] = value
    return found
