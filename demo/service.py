"""What our accounts answer under what people write: seldom and slowly before the apology, often and soon after it."""

from datetime import datetime, timedelta
from random import Random

from demo import story
from demo.ids import native_id
from demo.mention import Mention
from demo.people import CAST
from demo.words import Words, fill, pick, tidy

SPEAKERS = {"xiaohongshu": CAST["澜汐小红书"], "douyin": CAST["澜汐抖音"], "weibo": CAST["澜汐客服"]}
# Since when, the share of unhappy words that are answered, and the minutes that this usually takes.
PACE = (
    (story.START, 0.12, 420),
    (story.ORIGIN, 0.04, 760),
    (story.APOLOGY, 0.34, 55),
    (story.DECLINED, 0.26, 140),
    (story.DELIVERY[0], 0.12, 330),
    (story.DELIVERY_NOTICE, 0.36, 90),
)
# How far single answers lie from that, as the spread of their logarithm.
SPREAD = 0.9
OTHERS = 0.03  # of what is not unhappy

PATTERNS = ("{hello}，{sorry}，{ask}。{end}", "{hello}，{sorry}。{ask}，{end}", "{sorry}，{ask}。{end}", "{hello}，{ask}，{end}")
WORDS: Words = {
    "hello": ("您好", "您好呀", "亲，您好", "这位朋友您好", "感谢您告诉我们", "看到您的留言了"),
    "sorry": ("给您添麻烦了", "让您担心了", "非常抱歉", "没能让您满意，抱歉", "这件事是我们没有做好", "理解您的心情", "抱歉让您久等"),
    "ask": ("请把序列号私信给我们", "方便的话私信留下订单号", "请私信告诉我们购买渠道和批次", "已经为您登记，专员会在{hours}内联系您", "请先停止充电并私信我们",
        "麻烦发一张表背的照片到私信", "门店也可以当场为您检测", "可以在 App 的“帮助”里直接预约上门"),
    "hours": ("一小时", "两小时", "四小时", "当天", "二十四小时"),
    "end": ("我们会跟进到底", "处理好之前不会关闭您的工单", "谢谢您的耐心", "有进展第一时间告诉您", "费用都由我们承担", "再次致歉", "请放心", ""),
}  # fmt: skip


def answers(random: Random, mentions: list[Mention]) -> list[Mention]:
    """The answers to what is said of our brand under posts and in posts of three platforms, with their counts."""
    ids = {(said.platform, said.id) for said in mentions}
    own = {account.id for account in CAST.values()}
    found, texts = [], set()
    for said in mentions:
        if said.platform not in SPEAKERS or said.brand != story.OURS or said.author.id in own or said.kind == "repost":
            continue
        if said.platform == "weibo" and said.kind != "comment":
            continue
        share, minutes = _pace(said.at)
        if random.random() >= (share if said.tone == -1 else OTHERS):
            continue
        at = said.at + timedelta(seconds=int(60 * minutes * random.lognormvariate(0, SPREAD)))
        answer = _answer(random, said, at, ids, texts)
        if at < story.END:
            found.append(answer)
    return found


def _answer(random: Random, said: Mention, at: datetime, ids: set, texts: set) -> Mention:
    text = tidy(fill(random, pick(random, PATTERNS), WORDS)) + "。"
    while text in texts:
        text = f"{text}{pick(random, WORDS['sorry'])}。"
    texts.add(text)
    id = native_id(random, said.platform, "comment", at)
    while (said.platform, id) in ids:
        id = native_id(random, said.platform, "comment", at)
    ids.add((said.platform, id))
    return Mention(
        said.platform, "comment", id, at, SPEAKERS[said.platform], text, brand=said.brand, parent=said, root=said.root or said,
        likes=int(3 * random.random()), searched=False,
    )  # fmt: skip


def _pace(at: datetime) -> tuple[float, int]:
    """The share and the minutes that hold at this time."""
    return next((share, minutes) for since, share, minutes in reversed(PACE) if at >= since)
