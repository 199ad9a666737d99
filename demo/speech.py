"""What is said at a moment, by whom, under what and in which words: a function for each way of speaking."""

from datetime import datetime
from random import Random

from demo import articles, chatter, complaints, crisis, english, happenings, products, script, story
from demo.cascades import Cascade, drawn, passed_on
from demo.people import CAST, MEDIA, Account
from demo.record import Record
from demo.words import Words, fill, pick

STOCK_SHARE = 0.3
TRADITIONAL_SHARE = 0.028
CATEGORY_SHARE = 0.08  # found by the search for the category too
REPRINTED = 0.2
# What is spoken of in the cascade of a line; of the others whatever the stage brings.
TOPICS = {
    "rumour": "传言", "denial": "声明", "origin-reply": "声明", "jab": "友商", "notice": "监管", "media-4": "监管", "apology": "道歉",
    "origin-end": "道歉", "kol-end": "反思", "recall-day": "召回",
}  # fmt: skip
CATEGORY_ENDS = {
    "weibo": " #智能手表#",
    "xiaohongshu": " #智能手表[话题]#",
    "zhihu": "\n希望对想买智能手表的朋友有用。",
}
TICKET_HAPPENINGS = {"充电发热": "crisis", "退货退款": "crisis", "召回登记": "crisis", "物流配送": "delivery"}


def stage_at(at: datetime) -> str:
    """The stage of the crisis; "early" before it."""
    return next((stage for stage, (since, _) in reversed(story.STAGES.items()) if at >= since), "early")


def chat(record: Record, at: datetime, brand: str) -> None:
    """Ordinary talk about a brand's watches."""
    random = record.random
    platform, tone = _place(random, "ordinary", at), _tone(random, story.TONES["ordinary"])
    names = products.names(random, brand, at)
    if platform in MEDIA:
        return publish(record, at, platform, brand, "ordinary", names)
    above = record.above(platform, "ordinary", brand)
    if above and platform == "weibo":
        words = record.fresh(lambda: chatter.talk(random, platform, tone, names, comment=True))[1]
        record.add(at, platform, "repost", record.someone(platform), words, brand, tone, parent=above)
        return None
    traditional = not above and random.random() < TRADITIONAL_SHARE
    titled = platform in chatter.TITLES

    def compose() -> tuple[str, str]:
        if traditional:
            return fill(random, "{product}使用心得", names) if titled else "", chatter.traditional(random, tone, names)
        return chatter.talk(random, platform, tone, names, comment=above is not None)

    said = record.say(at, platform, brand, tone, compose, under=above)
    if platform in CATEGORY_ENDS and not above:
        said.keywords = [brand]
        if random.random() < CATEGORY_SHARE:
            said.text += CATEGORY_ENDS[platform]
            said.keywords = [brand, story.CATEGORY]
    return None


def join(record: Record, at: datetime, happening: str) -> None:
    """One mention more of what happens."""
    random = record.random
    stage = stage_at(at) if happening == "crisis" else ""
    tone = _tone(random, story.STAGES[stage][1] if stage else story.TONES[happening])
    platform = _place(random, happening, at)
    brand = story.HEYAO if happening == "heyao" else story.OURS
    if platform == "x":
        tweet(record, at, happening, tone)
    elif platform == "google_play":
        review(record, at, happening)
    elif platform in MEDIA:
        publish(record, at, platform, brand, happening, products.names(random, brand, at))
    elif platform != "weibo":
        above = record.above(platform, happening, brand)
        kind = "comment" if above else "post"
        record.say(
            at,
            platform,
            brand,
            tone,
            lambda: _words(record, _about(happening, at), platform, stage, tone, kind),
            under=above,
            happening=happening,
            stage=stage,
        )
    elif not _under_line(record, at, happening, stage, tone):
        record.say(
            at,
            platform,
            brand,
            tone,
            lambda: _words(record, _about(happening, at), platform, stage, tone, "post"),
            happening=happening,
            stage=stage,
        )


def _under_line(record: Record, at: datetime, happening: str, stage: str, tone: int) -> bool:
    """On Weibo, a repost in one of the cascades or a comment under our statements, where it is to be one."""
    random, draw = record.random, record.random.random()
    live = record.of_happening[happening]
    if live and draw < story.REPOSTS[happening]:
        cascade = drawn(random, live, at)
        if random.random() < STOCK_SHARE:
            record.repost(
                cascade, at, pick(random, crisis.STOCK if stage else happenings.STOCK[happening]), None, stage
            )
        else:
            words = record.fresh(
                lambda: _words(record, _about(happening, at), "weibo", stage, tone, "repost", TOPICS.get(cascade.key))
            )[1]
            record.repost(cascade, at, words, tone, stage)
        return True
    if happening == "crisis" and at > story.DENIAL and draw < story.REPOSTS[happening] + story.WEIBO_COMMENTS:
        key = "apology" if at > story.APOLOGY and random.random() < 0.85 else "denial"
        felt = tone if key == "apology" else _tone(random, story.STAGES["denial"][1])

        def compose() -> tuple[str, str]:
            return crisis.speak(random, "weibo", stage, felt, "comment", TOPICS[key])

        record.say(
            at, "weibo", story.OURS, felt, compose, under=record.cascades[key].root, happening=happening, stage=stage
        )
        return True
    return False


def _about(happening: str, at: datetime) -> str:
    """What is spoken of: before the city run there is none to look back on."""
    return "run-up" if happening == "campaign" and at < story.RUN else happening


def _words(
    record: Record, happening: str, platform: str, stage: str, tone: int, kind: str, topic: str | None = None
) -> tuple[str, str]:
    random = record.random
    if not stage:
        return happenings.speak(random, happening, platform, tone, kind)
    if kind == "post" and random.random() < TRADITIONAL_SHARE:
        return "澜汐手錶發燙" if platform in crisis.TITLES else "", chatter.traditional(
            random, None, {"product": ("澜汐W3",)}
        )
    return crisis.speak(random, platform, stage, tone, kind, topic)


def recite(record: Record, at: datetime, line: script.Line) -> None:
    """A line of the script; it begins a cascade, or takes part in one."""
    author = CAST[line.who]
    under = record.cascades[line.under] if line.under else None
    said = record.add(
        at, author.platform, "repost" if under else "post", author, passed_on(line.text, under.root) if under else line.text, line.brand, line.tone,
        happening=line.happening, stage=stage_at(at) if line.happening == "crisis" else "", parent=under and under.root,
    )  # fmt: skip
    said.line, said.likes, said.comments = line.key, line.likes, line.comments
    if author.platform != "weibo":
        said.title = line.text.split("。")[0][:18] if author.platform == "xiaohongshu" else ""
        record.posts[author.platform, line.happening, line.brand].append(said)
        return
    said.searched, said.monitored = True, line.happening == "crisis"
    if under:
        under.add(record.random, said, hub=True)
    elif line.key in script.PULL:
        cascade = record.cascades[line.key] = Cascade(line.key, said, *script.PULL[line.key])
        record.of_happening[line.happening].append(cascade)


def early_sign(record: Record, at: datetime, platform: str) -> None:
    """Heat, spoken of before anybody listened."""
    if platform == "google_play":
        return review(record, at, "ordinary", heat=True)
    random = record.random
    words: Words = {"a": crisis.EARLY, "b": crisis.EARLY_ENDS, "product": ("澜汐W3", "澜汐 W3", "W3")}

    def compose() -> tuple[str, str]:
        title = fill(random, pick(random, crisis.EARLY_TITLES), words)
        return title, fill(random, "{a}，{b}\n#澜汐W3[话题]# #澜汐[话题]#", words)

    record.say(at, platform, story.OURS, -1, compose, stage="early").happening = "crisis"
    return None


def trap(record: Record, at: datetime) -> None:
    """What is about no watch of ours, though it sounds so."""
    random = record.random
    brand = pick(random, (story.OURS, story.OURS, story.SHUOYE, story.HEYAO))
    platform = pick(random, ("weibo", "weibo", "xiaohongshu"))
    ends = ("", "～", "，记录一下", "。")
    title = "周末记录" if platform == "xiaohongshu" else ""

    def compose() -> tuple[str, str]:
        return title, fill(random, pick(random, story.TRAPS[brand]) + pick(random, ends))

    said = record.say(at, platform, "", 0, compose, stage="trap")
    said.keywords = [story.CATEGORY]


def tweet(record: Record, at: datetime, happening: str, tone: int | None = None) -> None:
    random = record.random
    tone = _tone(random, story.TONES["ordinary"]) if tone is None else tone
    stage = stage_at(at) if happening == "crisis" else ""
    above = record.above("x", happening, story.OURS)
    if above and random.random() < 0.5:
        record.add(
            at,
            "x",
            "repost",
            record.someone("x"),
            above.text,
            story.OURS,
            None,
            happening=happening,
            stage=stage,
            parent=above,
        )
        return
    record.say(
        at,
        "x",
        story.OURS,
        tone,
        lambda: ("", english.post(random, tone, (at - story.LAUNCH).days, bool(stage))),
        under=above,
        happening=happening,
        stage=stage,
    )


def review(record: Record, at: datetime, happening: str, heat: bool = False) -> None:
    """Of the companion app; in the crisis, and where `heat` says so, about the heat."""
    random = record.random
    heat = heat or happening == "crisis"
    tone = -1 if heat else _tone(random, story.TONES["ordinary"])
    chinese = random.random() < 0.3
    stage = "" if not heat else stage_at(at)
    said = record.say(
        at,
        "google_play",
        story.OURS,
        tone,
        lambda: ("", english.review(random, tone, (at - story.LAUNCH).days, heat, chinese)),
        happening=happening,
        stage=stage,
        kind="review",
    )
    said.happening = "crisis" if heat else "ordinary"
    said.detail["score"] = pick(random, {1: (4, 5, 5), 0: (3,), -1: (1, 1, 2)}[tone])


def call(record: Record, at: datetime, category: str) -> None:
    """A ticket of the service."""
    random = record.random
    of_crisis = category in ("充电发热", "召回登记")
    product = "澜汐 W3" if of_crisis else products.drawn(random, story.OURS, at, exact=True)
    customer = Account(
        "service", f"C{100_000 + int(900_000 * random.random())}", "", region=record.someone("weibo").region
    )
    given = {"product": (product,)} | products.had(product, at)
    if category in story.TICKETS_SINCE:
        given |= {"gone": products.lasted(story.TICKETS_SINCE[category], at)}
    text = record.fresh(lambda: ("", complaints.describe(random, category, given)))[1]
    happening = TICKET_HAPPENINGS.get(category, "ordinary")
    stage = stage_at(at) if happening == "crisis" else ""
    said = record.add(
        at,
        "service",
        "ticket",
        customer,
        text,
        story.OURS,
        complaints.TONES[category],
        happening=happening,
        stage=stage,
    )
    said.detail |= {"category": category, "product": product}


def copy(record: Record, at: datetime, account: Account, text: str) -> None:
    """What the coordinated accounts post."""
    said = record.add(at, "weibo", "post", account, text, story.OURS, -1, happening="crisis", stage=stage_at(at))
    said.searched, said.monitored, said.line = False, True, "coordinated"


def publish(record: Record, at: datetime, platform: str, brand: str, happening: str, names: Words) -> None:
    """An article, or the same again by another medium."""
    random = record.random
    stage = stage_at(at) if happening == "crisis" else ""
    about = "origin" if stage == "spread" else stage or _about(happening, at)
    names = names | {"aspect": chatter.FEATURES, "product": (products.drawn(random, brand, at, exact=True),)}
    earlier = record.printed[about]
    if platform == "news" and earlier and random.random() < REPRINTED:
        title, text = earlier[-1 - int(min(len(earlier), 8) * random.random())]
    else:
        title, text = record.fresh(lambda: articles.article(random, about, names, account=platform == "wechat"))
        if platform == "news":
            earlier.append((title, text))
    medium = pick(random, MEDIA[platform])
    kind = "post" if platform == "forum" else "article"
    said = record.add(at, platform, kind, Account(platform, "", medium), text, brand, articles.TONES.get(about, 0), title=title, happening=happening,
                      stage=stage)  # fmt: skip
    said.day_only = platform == "news" and random.random() < 0.07


def _place(random: Random, happening: str, at: datetime) -> str:
    places = story.PLACES[happening]
    if happening == "crisis":
        places = {platform: weight for platform, weight in places.items() if at >= story.ARRIVALS[platform]}
    return random.choices(tuple(places), tuple(places.values()))[0]


def _tone(random: Random, shares: tuple[float, float, float]) -> int:
    negative, neutral, _ = shares
    draw = random.random()
    return -1 if draw < negative else 0 if draw < negative + neutral else 1
