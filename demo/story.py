"""What happens and when (Asia/Shanghai), how much is said about it, where, and in which tone. Only tables."""

from datetime import datetime

from demo.words import Words


def on(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, second)


START, END = on(3, 3), on(4, 28)
DAYS = (END - START).days
COLLECTED = on(4, 28, 9, 30)
OURS, SHUOYE, HEYAO = "澜汐", "朔野", "禾曜"
BRANDS = (OURS, SHUOYE, HEYAO)
CATEGORY = "智能手表"

LAUNCH = on(3, 13, 10)
FIRST_HEAT = on(3, 15)
CAMPAIGN = on(3, 22), on(3, 25)
RUN = on(3, 22, 20, 30)  # when the first come in
ORIGIN = on(3, 29, 21, 14, 6)
KOLS = on(3, 30, 8, 40, 12), on(3, 30, 11, 5, 33)
FIRST_MEDIA = on(3, 30, 15, 2, 0)
RUMOUR = on(3, 31, 12, 20, 41)
DENIAL = on(3, 31, 18, 0, 0)
JAB = on(4, 1, 10, 30, 0)
NOTICE = on(4, 1, 16, 0, 0)
BURST = on(4, 1, 20, 0, 0)
APOLOGY = on(4, 2, 10, 0, 0)
DECLINED = on(4, 7)
HEYAO_LAUNCH = on(4, 10, 10)
PROMOTION = on(4, 18, 0), on(4, 21)
DELIVERY = on(4, 19), on(4, 23)
DELIVERY_NOTICE = on(4, 21, 15)

# Phases of the crisis, each until the next begins.
PEAK = on(3, 30, 21)
PHASES = (
    ("潜伏期", FIRST_HEAT),
    ("爆发期", ORIGIN),
    ("蔓延期", PEAK),
    ("消退期", APOLOGY),
    ("长尾期", DECLINED),
    ("", END),
)
# Stage of the talk -> since when, and (negative, neutral, positive) of it.
STAGES = {
    "origin": (ORIGIN, (0.66, 0.30, 0.04)),
    "spread": (KOLS[0], (0.72, 0.24, 0.04)),
    "rumour": (RUMOUR, (0.70, 0.26, 0.04)),
    "denial": (DENIAL, (0.84, 0.13, 0.03)),
    "authority": (NOTICE, (0.74, 0.20, 0.06)),
    "apology": (APOLOGY, (0.34, 0.28, 0.38)),
    "tail": (on(4, 4), (0.20, 0.28, 0.52)),
}
# (negative, neutral, positive) of what else there is.
TONES = {
    "ordinary": (0.25, 0.30, 0.45),
    "launch": (0.10, 0.28, 0.62),
    "campaign": (0.05, 0.25, 0.70),
    "delivery": (0.74, 0.20, 0.06),
    "heyao": (0.10, 0.28, 0.62),
}

# Mentions an hour at an hour of ordinary liveliness; between the points the level grows or decays exponentially.
LEVELS = {
    "launch": (
        (on(3, 13, 9, 30), 0.5), (on(3, 13, 10), 9), (on(3, 13, 13), 14),
        (on(3, 14, 12), 6.5), (on(3, 16, 12), 1.6), (on(3, 19), 0.3),
    ),
    "campaign": (
        (CAMPAIGN[0], 51), (on(3, 22, 18), 53), (on(3, 23, 12), 59), (on(3, 24, 6), 66),
        (on(3, 24, 23), 64), (on(3, 25), 2), (on(3, 26), 0.5), (on(3, 27), 0.1),
    ),
    "crisis": (
        (ORIGIN, 1), (on(3, 29, 22), 5), (on(3, 30, 1), 40), (on(3, 30, 7), 60), (KOLS[0], 70),
        (on(3, 30, 10), 125), (KOLS[1], 165), (on(3, 30, 12), 250), (on(3, 30, 20, 15), 216.7),
        (on(3, 30, 21, 15), 262),
        (on(3, 30, 21, 45), 262), (on(3, 30, 22, 45), 207.5), (APOLOGY, 74.3),
        (on(4, 3, 20), 7.04), (on(4, 5), 1.5), (DECLINED, 0.5), (END, 0.08),
    ),
    "delivery": (
        (DELIVERY[0], 0.5), (on(4, 19, 14), 3.5), (on(4, 20, 12), 7), (on(4, 21, 15), 8),
        (on(4, 22, 12), 3), (DELIVERY[1], 0.8), (on(4, 25), 0.1),
    ),
    "heyao": (
        (on(4, 10, 9, 30), 0.4), (HEYAO_LAUNCH, 6), (on(4, 10, 13), 9), (on(4, 11, 12), 5),
        (on(4, 13, 12), 1.4), (on(4, 16), 0.2),
    ),
}  # fmt: skip
HALF_LIVES = {"before the apology": 40.0, "after the apology": 10.0}
# Ordinary mentions a day, without tickets, reviews and X.
ORDINARY = {OURS: 50, SHUOYE: 62, HEYAO: 44}
REVIEWS_A_DAY, TWEETS_A_DAY = 8, 6

# How lively an hour and a weekday are; the mean is made 1.
HOURS = (
    0.45, 0.25, 0.15, 0.10, 0.10, 0.15, 0.35, 0.65, 0.90, 1.05, 1.10, 1.15, 1.30, 1.15, 1.00, 1.00, 1.05, 1.10, 1.25,
    1.50, 1.80, 1.95, 1.70, 1.05,
)  # fmt: skip
WEEKDAYS = (0.95, 0.93, 0.96, 0.97, 1.01, 1.11, 1.07)

# Where it is said.
PLACES = {
    "ordinary": {"weibo": 38, "xiaohongshu": 22, "douyin": 15, "bilibili": 9, "zhihu": 5, "tieba": 6, "news": 3,
        "wechat": 2, "forum": 2, "toutiao": 1},
    "launch": {"weibo": 46, "xiaohongshu": 14, "douyin": 12, "bilibili": 10, "zhihu": 4, "tieba": 4, "news": 7,
        "wechat": 2, "toutiao": 1},
    "campaign": {"weibo": 60, "xiaohongshu": 16, "douyin": 16, "bilibili": 2, "tieba": 2, "news": 2, "wechat": 1,
        "toutiao": 1},
    "crisis": {"weibo": 66, "xiaohongshu": 9, "douyin": 9, "bilibili": 4.2, "zhihu": 3.2, "tieba": 3, "news": 1.8,
        "wechat": 1, "toutiao": 0.8, "forum": 0.6, "x": 3.2, "google_play": 1.2},
    "delivery": {"weibo": 46, "xiaohongshu": 26, "douyin": 10, "zhihu": 2, "tieba": 12, "news": 2, "forum": 2},
    "heyao": {"weibo": 46, "xiaohongshu": 24, "douyin": 14, "bilibili": 7, "zhihu": 2, "tieba": 2, "news": 4,
        "wechat": 1},
}  # fmt: skip
# The crisis comes to the platforms one after another.
ARRIVALS = {
    "weibo": ORIGIN,
    "xiaohongshu": on(3, 29, 23, 52, 0),
    "tieba": on(3, 30, 8, 5, 0),
    "google_play": on(3, 30, 9, 0, 0),
    "douyin": on(3, 30, 9, 26, 0),
    "zhihu": on(3, 30, 10, 48, 0),
    "bilibili": on(3, 30, 13, 10, 0),
    "toutiao": on(3, 30, 15, 40, 0),
    "news": FIRST_MEDIA,
    "forum": on(3, 30, 16, 20, 0),
    "wechat": on(3, 30, 18, 30, 0),
    "x": on(3, 31, 9, 5, 0),
}
# The share of a platform's mentions that stand under others: comments, on Weibo reposts.
UNDER = {"weibo": 0.1, "xiaohongshu": 0.5, "douyin": 0.6, "bilibili": 0.6, "zhihu": 0.45, "tieba": 0.6, "x": 0.3}
REPOSTS = {"ordinary": 0.1, "launch": 0.5, "campaign": 0.58, "crisis": 0.68, "delivery": 0.2, "heyao": 0.4}
# Of the crisis on Weibo from the denial on, comments under our own statements (the rest is posts).
WEIBO_COMMENTS = 0.16

# Products -> as people write them; until the launch nobody has a W3, until its own nobody a Neo.
PRODUCTS = {
    OURS: {"澜汐 W3": 6, "澜汐 W3 Pro": 2, "澜汐 Lite": 3, "澜汐": 3},
    SHUOYE: {"朔野 Pace 2": 5, "朔野 Air": 3, "朔野": 2},
    HEYAO: {"禾曜 Fit S": 5, "禾曜 Neo": 3, "禾曜": 2},
}
ON_SALE = {"澜汐 W3": LAUNCH, "澜汐 W3 Pro": LAUNCH, "禾曜 Neo": HEYAO_LAUNCH}
# How long one can have had a thing after so many days on sale.
DURATIONS = ((0, "半天"), (1, "一天"), (2, "两天"), (3, "三天"), (5, "五天"), (7, "一周"), (10, "十天"), (14, "两周"), (21, "三周"),
    (30, "一个月"), (38, "一个多月"))  # fmt: skip
SPELLINGS = {
    "澜汐 W3": ("澜汐W3", "澜汐 W3", "澜汐w3", "澜汐家的W3", "澜汐手表W3"),
    "澜汐 W3 Pro": ("澜汐W3 Pro", "澜汐 W3 Pro", "澜汐W3pro"),
    "澜汐 Lite": ("澜汐Lite", "澜汐 Lite", "澜汐lite手表"),
    "澜汐": ("澜汐手表", "澜汐", "澜汐的表"),
    "朔野 Pace 2": ("朔野Pace 2", "朔野 Pace2", "朔野pace2", "朔野Pace 2手表"),
    "朔野 Air": ("朔野Air", "朔野 Air", "朔野air手表"),
    "朔野": ("朔野手表", "朔野", "朔野的表"),
    "禾曜 Fit S": ("禾曜Fit S", "禾曜 Fit S", "禾曜fits"),
    "禾曜 Neo": ("禾曜Neo", "禾曜 Neo", "禾曜neo"),
    "禾曜": ("禾曜手表", "禾曜", "禾曜智能手表"),
}

# Tickets a day about heat while charging, from FIRST_HEAT to the day of the origin.
HEAT_TICKETS = (1, 1, 1, 2, 1, 2, 3, 2, 3, 4, 3, 5, 4, 6, 7)
TICKETS_A_DAY = 10
# Category -> tickets on each day from its first.
TICKET_WAVES = {
    "充电发热": (on(3, 30), (24, 44, 48, 40, 26, 15, 9, 7, 5, 4, 3, 3, 2, 2, 1, 1, 1)),
    "退货退款": (on(3, 30), (10, 32, 46, 44, 24, 14, 8, 5, 4, 3, 2, 2, 1)),
    "召回登记": (APOLOGY, (52, 60, 42, 30, 22, 16, 12, 9, 8, 6, 5, 4, 3, 3, 2, 2)),
    "物流配送": (on(4, 19), (14, 26, 30, 17, 6, 3, 1)),
}  # fmt: skip
# Since when the customers of a category may have waited.
TICKETS_SINCE = {"退货退款": ORIGIN, "召回登记": APOLOGY, "物流配送": PROMOTION[0]}
# Scattered before the crisis: when and where heat was spoken of.
EARLY_SIGNS = (
    ("google_play", on(3, 17, 22, 40)), ("xiaohongshu", on(3, 18, 21, 12)), ("google_play", on(3, 20, 7, 55)),
    ("xiaohongshu", on(3, 21, 0, 31)), ("xiaohongshu", on(3, 23, 22, 46)), ("google_play", on(3, 24, 19, 3)),
    ("xiaohongshu", on(3, 25, 20, 58)), ("xiaohongshu", on(3, 26, 12, 27)), ("google_play", on(3, 26, 23, 14)),
    ("google_play", on(3, 27, 8, 49)), ("xiaohongshu", on(3, 27, 21, 33)), ("xiaohongshu", on(3, 28, 1, 5)),
    ("google_play", on(3, 28, 21, 20)), ("xiaohongshu", on(3, 28, 22, 51)), ("xiaohongshu", on(3, 29, 13, 42)),
)  # fmt: skip

# What contains a brand's characters and means something else; found by the search for 智能手表 alone.
TRAPS: dict[str, tuple[str, ...]] = {
    OURS: ("周末去澜汐湖骑了一圈，智能手表显示三十二公里，湖边的樱花开了", "澜汐湖晨跑打卡，{kilo}，手表说我心率偏高，其实是风景太好", "澜汐湖公园新修的步道真舒服，绕湖一圈手表记了{kilo}",
        "问下澜汐湖的露营地能充电吗，智能手表只剩{small}电了", "带{who}去澜汐湖划船，手表差点掉水里"),
    SHUOYE: ("朔野营地的星空太美了，智能手表显示海拔两千一", "在朔野营地住了两晚，手表记录睡了八小时，空气真好", "去朔野营地的路上没信号，靠手表离线地图走出来的"),
    HEYAO: ("给宝宝取名禾曜，寓意丰收和光，智能手表提醒我该喂奶了", "{who}说女儿取名禾曜好听，我手表都记不住这么多笔画", "同事家宝宝取名禾曜，今天满月，送了一块儿童智能手表"),
}  # fmt: skip
TRAP_COUNT = 36
TAGS: Words = {
    OURS: ("澜汐手表", "澜汐W3", "澜汐"),
    SHUOYE: ("朔野手表", "朔野Pace2", "朔野"),
    HEYAO: ("禾曜手表", "禾曜FitS", "禾曜"),
}
