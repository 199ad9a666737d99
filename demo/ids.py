"""Native ids in each platform's manner: of the time of publication, and of this demo alone."""

from datetime import UTC, datetime
from hashlib import md5
from random import Random

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
BEIJING = 8 * 3600
# Weibo and X count from moments of their own.
WEIBO_EPOCH, X_EPOCH = 515_483_463, 1_288_834_974.657


def seconds(at: datetime) -> int:
    """Since 1970, of a time in Beijing."""
    return int(at.replace(tzinfo=UTC).timestamp()) - BEIJING


def native_id(random: Random, platform: str, kind: str, at: datetime) -> str:
    """The id of a post (any kind but `comment`) or of a comment."""
    return (COMMENTS if kind == "comment" else POSTS)[platform](random, seconds(at))


def bits(random: Random, count: int) -> int:
    return int(random.random() * (1 << count))


def hexadecimal(random: Random, digits: int) -> str:
    return f"{bits(random, 4 * digits // 2):0{digits // 2}x}{bits(random, 4 * (digits - digits // 2)):0{digits - digits // 2}x}"


def mid(random: Random, at: int) -> str:
    """Sixteen digits; none ends in a zero, as a spreadsheet would make them."""
    return str(((at - WEIBO_EPOCH << 22) + bits(random, 22)) // 10 * 10 + 1 + int(random.random() * 9))


def bid(mid: str) -> str:
    """The short form of a mid: each seven digits are four in base 62."""
    return _base62(int(mid[:-14]), 1) + _base62(int(mid[-14:-7]), 4) + _base62(int(mid[-7:]), 4)


def hashed(id: str) -> str:
    return md5(id.encode()).hexdigest()


def _base62(number: int, width: int) -> str:
    text = ""
    while number or len(text) < width:
        number, rest = divmod(number, 62)
        text = DIGITS[rest] + text
    return text


def _snowflake(random: Random, at: int) -> str:
    return str((int((at - X_EPOCH) * 1000) << 22) + bits(random, 22) // 10 * 10 + 3)


def _note(random: Random, at: int) -> str:
    return f"{at:08x}000000000b{hexadecimal(random, 6)}"


def _video(random: Random, at: int) -> str:
    return str((at << 32) + bits(random, 32) // 10 * 10 + 7)


def _counted(start: int, a_second: float, spread: int):
    """Ids of a counter that grows with time."""
    return lambda random, at: str(start + int((at - 1_740_931_200) * a_second) + int(random.random() * spread))


POSTS = {
    "weibo": mid,
    "xiaohongshu": _note,
    "douyin": _video,
    "bilibili": _counted(114_100_000_000_000, 65_000, 60_000),
    "zhihu": _counted(115_000_000_000, 1_450, 1_400),
    "tieba": _counted(9_560_000_000, 18, 900),
    "news": _counted(24_000_000, 2.1, 900),
    "toutiao": _video,
    "wechat": lambda random, at: f"{at:x}{hexadecimal(random, 14)}",
    "forum": _counted(3_100_000, 0.9, 900),
    "x": _snowflake,
    "service": lambda random, at: f"KF{at}{bits(random, 10):04d}",
    "google_play": lambda random, at: "-".join(hexadecimal(random, n) for n in (8, 4, 4, 4, 12)),
}  # fmt: skip
COMMENTS = {
    "weibo": mid,
    "xiaohongshu": _note,
    "douyin": _video,
    "bilibili": _counted(258_000_000_000, 3_100, 3_000),
    "zhihu": _counted(11_180_000_000, 72, 900),
    "tieba": _counted(151_800_000_000, 96, 900),
    "x": _snowflake,
}
