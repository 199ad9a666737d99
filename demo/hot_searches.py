"""Hot-search lists of two boards while something of ours stands on them, as a monitoring tool would export them."""

from datetime import datetime, timedelta
from random import Random

from demo import story

HEADER = ("at", "board", "rank", "word", "heat")
STEPS = {"微博热搜": timedelta(minutes=10), "百度热搜": timedelta(minutes=30)}
LOWEST = 50
# Board, word, from when to when it stands there, its best rank and when it has that.
STANDING: tuple[tuple[str, str, datetime, datetime, int, datetime], ...] = (
    ("微博热搜", "澜汐W3发布", story.on(3, 13, 10, 30), story.on(3, 13, 13), 18, story.on(3, 13, 11, 20)),
    ("微博热搜", "三万人澜汐城市夜跑", story.on(3, 22, 20, 40), story.on(3, 22, 23, 30), 9, story.on(3, 22, 21, 30)),
    ("微博热搜", "澜汐手表烫伤", story.on(3, 30, 17, 40), story.on(3, 31, 1), 1, story.on(3, 30, 21, 10)),
    ("微博热搜", "澜汐手表烫伤", story.on(3, 31, 7), story.on(3, 31, 11), 12, story.on(3, 31, 8, 30)),
    ("微博热搜", "澜汐称系充电器问题", story.on(3, 31, 18, 20), story.on(3, 31, 23, 50), 6, story.on(3, 31, 20)),
    ("微博热搜", "澜汐召回", story.on(4, 2, 10, 20), story.on(4, 2, 19), 3, story.on(4, 2, 12)),
    ("微博热搜", "禾曜Neo", story.on(4, 10, 10, 20), story.on(4, 10, 14), 24, story.on(4, 10, 11)),
    ("微博热搜", "澜汐发货延迟", story.on(4, 21, 15, 20), story.on(4, 21, 18), 31, story.on(4, 21, 16)),
    ("百度热搜", "澜汐手表烫伤", story.on(3, 30, 19), story.on(3, 31, 0, 30), 4, story.on(3, 30, 22)),
    ("百度热搜", "澜汐召回", story.on(4, 2, 11), story.on(4, 2, 17), 8, story.on(4, 2, 13)),
)  # fmt: skip
# What stands on both boards all the while.
OTHERS = ("周末晴雨地图", "夜市开街时刻表")


def lists(seed: int) -> list[tuple[str, str, int, str, int]]:
    """Rows of hot_searches.csv, by time and board."""
    random = Random(seed)
    rows: dict[tuple[datetime, str, str], tuple[int, int]] = {}
    for board, word, begins, ends, best, at in STANDING:
        moment = begins
        while moment <= ends:
            away = abs(moment - at) / ((at - begins) if moment < at else (ends - at))
            rank = best if moment == at else min(LOWEST, best + 1 + round((LOWEST - best) * away**1.5) + random.randint(0, 2))
            rows[moment, board, word] = (rank, _heat(rank, random))
            for place, other in enumerate(OTHERS):
                rows.setdefault((moment, board, other), (2 + 5 * place, _heat(2 + 5 * place, random)))
            moment += STEPS[board]
    return [(f"{moment:%Y-%m-%d %H:%M}", board, rank, word, heat) for (moment, board, word), (rank, heat) in sorted(rows.items())]


def _heat(rank: int, random: Random) -> int:
    return round(5_200_000 / rank**0.6 * (1 + random.gauss(0, 0.02)))
