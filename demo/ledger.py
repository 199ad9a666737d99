"""What our team noted in its ledger of negative mentions: taken in several times a day, given to somebody, answered, closed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from demo import story
from demo.mention import Mention
from demo.truth import exported_id
from demo.words import pick

# When the day's rounds are made, who makes them, how many mentions with most counts each takes in, and how far it looks back.
ROUNDS = (9, 17)
WATCH = ("值班 陶思", "值班 卫一舟")
MOST = 3
BACK = timedelta(hours=18)
SINCE, UNTIL = datetime(2025, 3, 30), datetime(2025, 4, 27, 22)
OWNERS = ("客服 林知微", "客服 许听澜", "品质部 周砚", "公关 陈予安")
NOTES = ("已核对序列号", "属于 2502 批次", "属于 2503 批次", "等检测报告", "用户情绪激动，先电话", "转品质部", "发货单已补", "")
REPLIES = (
    "已私信致歉，登记召回并安排上门取件", "私信说明检测安排，用户同意寄回", "电话联系，退款当日到账", "公开评论致歉并附召回入口", "私信补偿五十元券并告知发货时间",
    "说明 Lite 不在召回范围", "私信索要序列号后确认批次", "登记医疗费用，专员跟进",
)  # fmt: skip
# What becomes of what was taken in, and how often.
FATES = (("replied", 0.34), ("closed", 0.3), ("working", 0.12), ("pending", 0.12), ("none", 0.12))
# Minutes to a reply before the apology and after it, and the spread of their logarithm.
SLOW, SOON, SPREAD = 900, 150, 0.8
PLATFORMS = ("weibo", "xiaohongshu", "douyin", "bilibili", "zhihu")


def entries(random: Random, mentions: list[Mention]) -> list[dict[str, object]]:
    """In order of time: at (ISO), by, mentions ([platform, native id] of each) and what is said of them: status, owner, reply,
    note, replied_at (ISO).
    """
    return sorted(_entries(random, mentions), key=lambda entry: entry["at"])


def _entries(random: Random, mentions: list[Mention]) -> Iterator[dict[str, object]]:
    bad = [said for said in mentions if _is_looked_for(said)]
    at, seen = SINCE, set()
    while at < UNTIL:
        for hour in ROUNDS:
            moment = at + timedelta(hours=hour, minutes=int(40 * random.random()))
            new = [said for said in bad if moment - BACK <= said.at < moment and said not in seen]
            taken = sorted(new, key=lambda said: (-said.likes - 4 * said.comments, said.at, said.id))[:MOST]
            if not taken:
                continue
            seen |= set(taken)
            by = pick(random, WATCH)
            yield _entry(moment, by, taken, status="pending")
            for said in taken:
                yield from _fate(random, said, moment, by)
        at += timedelta(days=1)


def _fate(random: Random, said: Mention, taken: datetime, by: str) -> Iterator[dict[str, object]]:
    statuses, weights = zip(*FATES, strict=True)
    fate = random.choices(statuses, weights)[0]
    owner, given = pick(random, OWNERS), taken + timedelta(minutes=5 + int(50 * random.random()))
    if fate == "none":
        yield _entry(given, by, [said], status="none", note="玩笑或转述，无需处理")
    if fate in ("pending", "none"):
        return
    yield _entry(given, by, [said], status="working", owner=owner, note=pick(random, NOTES) or None)
    minutes = (SLOW if said.at < story.APOLOGY else SOON) * random.lognormvariate(0, SPREAD)
    replied = max(given, said.at + timedelta(minutes=minutes)).replace(second=0) + timedelta(minutes=1)
    if fate == "working" or replied >= UNTIL:
        return
    noted = replied + timedelta(minutes=int(30 * random.random()))
    yield _entry(noted, owner, [said], status="replied", reply=pick(random, REPLIES), replied_at=replied.isoformat())
    closed = noted + timedelta(hours=4 + 60 * random.random())
    if fate == "closed" and closed < UNTIL:
        yield _entry(closed, owner, [said], status="closed")


def _entry(at: datetime, by: str, mentions: list[Mention], **said: object) -> dict[str, object]:
    whom = [[one.platform, exported_id(one)] for one in mentions]
    return {"at": at.replace(microsecond=0).isoformat(), "by": by, "mentions": whom, **said}


def _is_looked_for(said: Mention) -> bool:
    """Negative posts and comments about our brand, of those whose id one kind of export alone holds."""
    both = said.platform == "weibo" and said.searched and said.monitored
    return said.platform in PLATFORMS and said.tone == -1 and said.brand == story.OURS and said.kind != "repost" and not both and said.line == ""
