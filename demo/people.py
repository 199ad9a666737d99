"""Who speaks: the cast of the story, and crowds in which few write often and most once."""

from dataclasses import dataclass
from random import Random

from demo.ids import hexadecimal
from demo.words import pick


@dataclass(frozen=True, slots=True)
class Account:
    """`badge` is Weibo's mark (普通用户, 黄V, 金V, 蓝V); `followers` may be unknown; `kind` as in accounts.csv, "" for people; `brand`: whose account it is."""

    platform: str
    id: str
    name: str
    followers: int | None = None
    badge: str = "普通用户"
    region: str = ""
    gender: str = ""
    kind: str = ""
    note: str = ""
    brand: str = ""


CAST = {
    "澜汐": Account("weibo", "6208100331", "澜汐手表", 1_284_000, "蓝V", "浙江", kind="official", note="澜汐官方微博", brand="澜汐"),
    "澜汐客服": Account("weibo", "6208100977", "澜汐客服", 86_000, "蓝V", "浙江", kind="official", note="澜汐客服微博", brand="澜汐"),
    "澜汐小红书": Account("xiaohongshu", "5f1c20a9000000000101e7c2", "澜汐官方", kind="official", note="澜汐小红书", brand="澜汐"),
    "澜汐抖音": Account("douyin", "70412288015", "澜汐手表", kind="official", note="澜汐抖音", brand="澜汐"),
    "Lanxi": Account("x", "1390041277", "Lanxi Watch", 41_200, "蓝V", kind="official", note="Lanxi on X", brand="澜汐"),
    "朔野": Account("weibo", "6190022718", "朔野手表", 967_000, "蓝V", "广东", kind="official", note="朔野官方微博（竞品）", brand="朔野"),
    "禾曜": Account("weibo", "6233417705", "禾曜智能", 612_000, "蓝V", "江苏", kind="official", note="禾曜官方微博（竞品）", brand="禾曜"),
    "江屿市场监管": Account("weibo", "5877120046", "江屿市场监管", 338_000, "蓝V", "浙江", kind="regulator", note="江屿市市场监督管理局"),
    "江屿日报": Account("weibo", "2610073358", "江屿日报", 4_120_000, "蓝V", "浙江", kind="media", note="地方日报"),
    "潮汐科技评论": Account("weibo", "3044519926", "潮汐科技评论", 1_950_000, "蓝V", "北京", kind="media", note="科技媒体"),
    "北岸晚报": Account("weibo", "2587700141", "北岸晚报", 2_730_000, "蓝V", "上海", kind="media", note="地方晚报"),
    "云汀财经": Account("weibo", "3120048663", "云汀财经", 1_410_000, "蓝V", "北京", kind="media", note="财经媒体"),
    "拆机铺子老砚": Account("weibo", "1720993461", "拆机铺子老砚", 2_860_000, "金V", "广东", "m", "kol", "数码拆解，三月三十日八点四十转发首帖"),
    "急诊小笺": Account("weibo", "1884307752", "急诊小笺", 1_530_000, "黄V", "四川", "f", "kol", "医学科普，三月三十日十一点零五分转发首帖"),
    "腕上测评阿遥": Account("weibo", "2035518840", "腕上测评阿遥", 740_000, "黄V", "上海", "f", "kol", "手表测评，首发评测"),
    "跑者南乔": Account("weibo", "2247716093", "跑者南乔", 520_000, "黄V", "浙江", "m", "kol", "跑步博主"),
    "拾里数码商城": Account("weibo", "6011275580", "拾里数码商城", 890_000, "蓝V", "浙江", kind="partner", note="渠道合作方"),
    "小满在屿上": Account("weibo", "7716304482", "小满在屿上", 312, "普通用户", "浙江", "f"),
    "屿边新鲜事": Account("weibo", "7354120019", "屿边新鲜事", 186_000, "黄V", "浙江", "m", "kol", "本地资讯号，爆炸传言首发"),
}  # fmt: skip
MEDIA = {
    "news": ("江屿日报", "北岸晚报", "潮汐科技评论", "云汀财经", "南浦商报", "星桥周刊", "霁城晨报", "数界观察网", "青屿客户端", "腕表与生活", "河岸消费周刊", "沿江在线"),
    "wechat": ("腕上研究所", "阿汀的数码笔记", "江屿生活圈", "慢跑手册", "消费拾遗", "拾舟读财报", "知白谈产品", "城市晚风"),
    "toutiao": ("南浦数码说", "汀洲看科技", "表圈小喇叭", "晴川聊消费"),
    "forum": ("腕表之友", "跑步者社区", "江屿论坛", "数码集市"),
}  # fmt: skip
# 信源级别 of 新浪舆情通.
LEVELS = {
    "江屿日报": "地市级",
    "北岸晚报": "省级",
    "云汀财经": "中央级",
    "南浦商报": "省级",
    "霁城晨报": "地市级",
    "潮汐科技评论": "重点行业",
}

REGIONS = "浙江 浙江 浙江 浙江 广东 广东 广东 江苏 江苏 北京 北京 上海 上海 四川 四川 湖北 山东 山东 福建 河南 湖南 安徽 陕西 重庆 辽宁 河北 江西 广西 天津 云南 贵州 黑龙江 山西 吉林 海南 新疆".split()  # fmt: skip
FIRST = (
    "晴 舟 墨 桥 枫 屿 岚 棠 溪 柚 葵 麦 柏 蓝 小鹿 阿茶 团子 南风 半夏 青柠 橘子 木木 星河 山月 云朵 小满 大雪 谷雨 白露 立冬 七月 九月 阿笙 阿柴 老唐 老猫 胖鱼 豆包 汤圆 芋头 栗子 可乐 布丁 年糕 米粒 "
    "石榴 芒果 西柚 樱桃 松果 海盐 抹茶 拿铁 冷萃 小岛 灯塔 远山 浮云 晚星 夜航 初雪 长风 落羽 竹里 听雨 拾光 知秋 闲云 无尘 清欢 鹿鸣 鲸落 飞鸟 蜗牛 刺猬 企鹅 松鼠 考拉 水獭 海豚 灰兔 橙猫"
).split()  # fmt: skip
SECOND = (
    "小站 日记 在路上 的抽屉 爱跑步 研究所 不熬夜 记事簿 看世界 的下午 很困 要早睡 爱吃面 慢慢来 想放假 的窗台 喝咖啡 在加班 打工人 的猫 今天也开心 不想上班 逛公园 收集癖 瘦十斤 学游泳 去旅行 骑车去 的书桌 "
    "不吃辣 爱拍照 小厨房 在江边 等风来 追剧中 种多肉 修电脑 玩数码 陪读中 练字 弹吉他 画画 养花 遛狗 看球 冲咖啡 数星星 晒太阳 写代码 带娃日常"
).split()  # fmt: skip
FORMS = ("{first}{second}", "{other}的{first}", "{first}{second}{digits}", "{first}_{second}", "{first}{other}呀",
    "{first}{second}er", "_{first}{second}")  # fmt: skip
ENGLISH_FIRST = "river moss amber cedar harbor quiet north pixel ember maple slate ocean lunar basil fern copper hazel tidal cobalt willow".split()  # fmt: skip
ENGLISH_SECOND = "runs logs notes bytes miles trail wrist signal lab desk cycle walks reads codes swims days loop field".split()  # fmt: skip


class Crowd:
    """The accounts of one platform: the further back in the crowd, the less is written. `first` is the place of the
    foremost, so that two crowds of a platform do not meet."""

    def __init__(self, random: Random, platform: str, size: int, steepness: float, *, first: int = 0):
        self.random, self.platform, self.size, self.steepness, self.first = random, platform, size, steepness, first
        self.known: dict[int, Account] = {}

    def someone(self) -> Account:
        return self.member(int(self.size * self.random.random() ** self.steepness))

    def member(self, place: int) -> Account:
        if place not in self.known:
            self.known[place] = self._account(self.first + place)
        return self.known[place]

    def _account(self, place: int) -> Account:
        random = self.random
        followers = (
            int(20 * random.paretovariate(0.75)) % 3_000_000
            if place % 9
            else int(3_000 * random.paretovariate(1.1)) % 900_000
        )
        badge = (
            "普通用户"
            if followers < 8_000 or random.random() < 0.4
            else pick(random, ("黄V", "黄V", "黄V", "金V", "蓝V"))
        )
        region = pick(random, REGIONS) if random.random() < 0.9 else ""
        return Account(
            self.platform,
            self._id(place),
            self._name(place),
            followers,
            badge,
            region,
            pick(random, ("f", "m", "m", "f", "")),
        )

    def _id(self, place: int) -> str:
        match self.platform:
            case "xiaohongshu":
                return f"5{hexadecimal(self.random, 7)}0000000001{place:06x}"
            case "weibo":
                return str(1_700_000_019 + (place * 7_919 + 500_000_003) % 6_000_000_000)
            case _:
                return str(10_000_007 + place * 104_729)

    def _name(self, place: int) -> str:
        """No two in a crowd have the same."""
        if self.platform in ("x", "google_play"):
            first, second = place % len(ENGLISH_FIRST), place // len(ENGLISH_FIRST) % len(ENGLISH_SECOND)
            return f"{ENGLISH_FIRST[first]}_{ENGLISH_SECOND[second]}{place // len(ENGLISH_FIRST) // len(ENGLISH_SECOND) or ''}"
        if place % 17 == 0:
            return f"用户{7_000_000_019 + place * 6_007}"
        form, rest = divmod(place, len(FIRST) * len(SECOND))
        first, second = divmod(rest * 1_009 % (len(FIRST) * len(SECOND)), len(SECOND))
        other = SECOND[second].removeprefix("的")
        return FORMS[form].format(first=FIRST[first], second=SECOND[second], other=other, digits=10 + place % 89)


def masked(name: str) -> str:
    """As MediaCrawler writes names since 2026."""
    return f"{name[:1]}***{name[-1:]}"
