"""Composing sentences: a pattern such as `{product}{days}一充` is filled from tables of words, again and again, until no
slot is left."""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from random import Random

Words = Mapping[str, Sequence[str]]

SLOT = re.compile(r"\{([^{}]+)\}")
DOUBLED = re.compile(r"([，。；？！])[，。；]+")
# How tables name what they hold for a tone.
SIGN = {1: "+", 0: "0", -1: "-"}
DANGLING = re.compile(r"[，；：](?=\s*(?:[#\n]|$))")

COMMON: Words = {
    "days": ("三天", "四天", "五天", "六天", "一个星期", "四五天", "五六天", "七天"),
    "short": ("一天半", "两天", "不到两天", "一天多", "两天不到"),
    "pct": ("百分之二十多", "三成电", "百分之四十", "一半电", "百分之三十五", "小一半", "四成多", "百分之五十几"),
    "small": ("百分之五", "百分之八", "一成", "百分之十", "百分之六", "百分之十二"),
    "n": ("两", "三", "四", "五", "六", "七", "八"),
    "nth": ("二", "三", "四", "五", "六"),
    "times": ("两次", "三次", "四次", "好几次", "五六次"),
    "since": ("一周", "十天", "半个月", "三周", "一个月", "两个月", "小半年", "八天", "二十来天", "快两个月", "一个多月"),
    "long": ("半个月", "一个星期", "整整一个月", "好几天", "一整个冬天", "两个周末"),
    "price": ("一千三", "一千多", "一千五", "八百多", "小两千", "一千二"),
    "who": ("爸爸", "妈妈", "老公", "对象", "室友", "同事", "我哥", "我妹", "闺蜜", "跑团的朋友", "爷爷", "公公", "表姐", "邻居", "教练", "徒弟"),
    "sport": ("夜跑", "晨跑", "骑车", "爬山", "打羽毛球", "游泳", "跳操", "徒步", "跑十公里", "跳绳", "打篮球", "划船机", "跑半马", "骑行"),
    "place": ("公园", "江边", "河堤", "体育场", "地下车库", "写字楼里", "小区楼下", "山里", "环湖路", "高架底下", "操场", "绿道"),
    "trip": ("跑了三天差", "去山里待了两天", "回老家四天", "团建两天", "加了三天班", "玩了一个周末", "开了四天会"),
    "scene": ("通勤路上", "午休的时候", "刚下班", "周末带娃", "昨晚睡觉", "早上跑步", "开会开到一半", "出差高铁上", "洗碗的时候", "等地铁时", "练车的时候", "遛狗回来"),
    "old": ("手环", "前一代", "朋友转的旧表", "机械表", "用了三年的老表", "儿童手表那种水平的旧表"),
    "city": ("江屿", "北岸", "南浦", "霁城", "云汀", "星桥"),
    "night": ("十一点", "十二点多", "一点多", "两点", "十一点半"),
    "temp": ("三十九度", "四十二度", "四十度出头", "四十五度", "三十八度多", "四十三度"),
    "minutes": ("十几分钟", "二十分钟", "半小时", "四十分钟", "一刻钟", "快一个小时"),
    "weeks": ("两周", "三周", "十来天", "半个月", "一周多"),
    "gone": ("两天", "三天", "四天", "五天", "一周", "六天"),
    "kilo": ("五公里", "八公里", "十公里", "十二公里", "六公里", "半马"),
    "metres": ("三十米", "五十米", "八十米", "一百多米", "两百米"),
    "bpm": ("一百二", "一百三十几", "一百四", "一百五", "一百一十多", "一百六"),
    "colour": ("黑色", "银色", "雾蓝色", "浅金色", "墨绿色", "月白色"),
    "grams": ("三十克出头", "三十二克", "四十克不到", "三十六克"),
}  # fmt: skip


def fill(random: Random, pattern: str, *tables: Words) -> str:
    """`pattern` with a word in each slot, from the first of `tables` that has it, else from COMMON."""

    def word(slot: re.Match[str]) -> str:
        for table in tables:
            if slot[1] in table:
                return pick(random, table[slot[1]])
        return pick(random, COMMON[slot[1]])

    while "{" in pattern:
        pattern = SLOT.sub(word, pattern)
    return pattern


def pick(random: Random, choices: Sequence):
    """One of `choices`."""
    return choices[int(random.random() * len(choices))]


def weighted(random: Random, choices: Sequence, bounds: Sequence[float]):
    """One of `choices`, whose weights are summed up in `bounds`."""
    return choices[bisect(bounds, random.random() * bounds[-1])]


def tidy(text: str) -> str:
    """`text` without punctuation that is doubled or left over where parts met."""
    return DANGLING.sub("", DOUBLED.sub(r"\1", text)).strip("，； \n")
