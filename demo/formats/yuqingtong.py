"""What 新浪舆情通 exports, in GB18030: the bulk layout with hashed ids and parents, and the page's table over all media."""

from pathlib import Path
from random import Random

from demo.formats import table
from demo.ids import bid, hashed
from demo.mention import Mention
from demo.people import LEVELS
from demo.words import pick

ENCODING = "gb18030"
BULK = "标题／微博内容 信息属性 原创/转发 原文/评论链接 来源网站 原文作者 日期 媒体类型 原微博内容 认证类型 信源地域 性别 全文内容 作者ID 粉丝数 微博数 转发数 评论数 点赞数 阅读数/浏览热度 话题 来源网站 涉及行业 微博情绪 用户注册地 根微博作者 根微博标题 根微博发布时间 城市 微博内容类型 微博类型 精准地域 图文识别 涉及词 用户关注数 注册时间 信源级别 抖音认证信息 用户简介 用户画像用户画像@的内容 用户画像@别人的标签 用户画像用户认证信息 用户画像出生年份 用户画像公司名称 用户画像感情状况 用户画像用户兴趣标签 用户画像学校名称 用户画像关注的话题 MD5-作者ID MD5-mid MD5-根微博mid MD5-根微博用户UID MD5-id MD5-父微博ID".split()  # fmt: skip
PAGE = "序号 标题／微博内容 信息属性 原创/转发 原文/评论链接 来源网站 原文作者 日期 媒体类型 原微博内容 认证类型 信源地域（IP） 性别 全文内容 粉丝数 作品数 转发数 评论数 点赞数 阅读数/浏览热度 行业标签 微博情绪 根微博作者 城市 精准地域 涉及词 注册时间 信源级别 收藏数 媒体信息 用户类型 账号类型 主页链接 用户简介 摘要 头像 相似文章数".split()  # fmt: skip
# The md5 of nothing, and what the tool writes for none.
NONE, OTHER_NONE = "d41d8cd98f00b204e9800998ecf8427e", "e6fda0f0d3e0adfff69e334462d1ef6a"
BULK_NAME, PAGE_NAME = "澜汐电池过热", "全网监测"
WORDS = ("澜汐", "W3", "充电", "发热", "召回", "朔野", "禾曜", "手表")
EMOTIONS = {-1: ("愤怒", "愤怒", "愤怒", "悲伤", "恐惧"), 0: ("中性",), 1: ("喜悦",), None: ("中性",)}
MISREAD, UNREAD = 0.07, 0.05
# Platform -> 来源网站 (of a newspaper its own name), 媒体类型, address.
MEDIA = {
    "news": ("", ("网站", "网站", "客户端", "客户端"), "https://news.example.com/a/{id}.html"),
    "wechat": ("微信", ("微信",), "https://mp.weixin.qq.com/s/{id}"),
    "toutiao": ("今日头条", ("客户端",), "https://www.toutiao.com/article/{id}/"),
    "forum": ("", ("互动论坛",), "https://forum.example.com/thread/{id}"),
}  # fmt: skip


def write_bulk(folder: Path, random: Random, mentions: list[Mention]) -> Path:
    """The monitoring of the crisis on Weibo: each repost with its parent and its root."""
    rows = [_weibo(random, said) for said in mentions if said.platform == "weibo" and said.monitored]
    return table.write(folder / f"{BULK_NAME}.csv", BULK, rows, ENCODING)


def write_page(folder: Path, random: Random, mentions: list[Mention]) -> Path:
    """Newspapers, public accounts, forums."""
    found = [said for said in mentions if said.platform in MEDIA]
    similar: dict[str, int] = {}
    for said in found:
        similar[said.text] = similar.get(said.text, 0) + 1
    rows = [[place + 1, *_article(random, said, similar[said.text])] for place, said in enumerate(found)]
    return table.write(folder / f"{PAGE_NAME}.csv", PAGE, rows, ENCODING)


def _weibo(random: Random, said: Mention) -> list[object]:
    author, root = said.author, said.root
    words = _words(said, said.text + (root.text if root else ""), BULK_NAME)
    early = random.random() < 0.04  # counts are those of the first hour
    return table.cells(
        BULK,
        {
            "标题／微博内容": said.text, "信息属性": "敏感" if said.tone == -1 else "非敏感" if said.tone else "中性", "原创/转发": "转发" if root else "原创",
            "原文/评论链接": f"https://weibo.com/{author.id}/{bid(said.id)}", "来源网站": "新浪微博", "原文作者": author.name, "日期": f"{said.at:%Y-%m-%d %H:%M:%S}",
            "媒体类型": "微博", "原微博内容": root.text if root else "", "认证类型": author.badge, "信源地域": author.region or "其他",
            "性别": {"f": "女", "m": "男"}.get(author.gender, ""), "全文内容": said.text, "作者ID": author.id, "粉丝数": author.followers or 0,
            "转发数": said.reposts // 9 if early else 0, "评论数": said.comments // 9 if early else 0, "点赞数": said.likes // 9 if early else 0,
            "微博情绪": _emotion(random, said), "根微博作者": root.author.name if root else "", "根微博发布时间": f"{root.at:%Y-%m-%d %H:%M:%S}" if root else "",
            "城市": " ", "微博类型": "普通微博", "涉及词": words, "MD5-作者ID": hashed(author.id), "MD5-mid": hashed(said.id),
            "MD5-根微博mid": hashed(root.id) if root else NONE, "MD5-根微博用户UID": hashed(root.author.id) if root else NONE,
            "MD5-id": hashed(f"id{said.id}"), "MD5-父微博ID": hashed(said.parent.id) if said.parent else OTHER_NONE,
        },
    )  # fmt: skip


def _article(random: Random, said: Mention, similar: int) -> list[object]:
    site, types, address = MEDIA[said.platform]
    medium = said.author.name
    return table.cells(
        PAGE[1:],
        {
            "标题／微博内容": said.title or said.text[:24], "信息属性": "敏感" if said.tone == -1 else "非敏感", "原创/转发": "原创",
            "原文/评论链接": address.format(id=said.id), "来源网站": site or medium, "原文作者": medium,
            "日期": f"{said.at:%Y-%m-%d}" if said.day_only else f"{said.at:%Y-%m-%d %H:%M:%S}", "媒体类型": "数字报" if said.day_only else pick(random, types),
            "信源地域（IP）": pick(random, ("浙江", "北京", "上海", "广东", "其他", "")), "全文内容": said.text, "转发数": said.reposts, "评论数": said.comments, "点赞数": said.likes,
            "阅读数/浏览热度": said.likes * 38 + int(900 * random.random()) if random.random() < 0.6 else "-", "行业标签": "消费电子", "涉及词": _words(said, said.title + said.text, PAGE_NAME),
            "信源级别": LEVELS.get(medium, "--") if said.platform == "news" else "--", "摘要": said.text[:60], "相似文章数": similar,
        },
    )  # fmt: skip


def _words(said: Mention, text: str, query: str) -> str:
    found = [word for word in WORDS if word in text]
    said.queries.update((query, *found))
    return ",".join(found)


def _emotion(random: Random, said: Mention) -> str:
    draw = random.random()
    if draw < UNREAD:
        return "惊奇" if said.tone == -1 else ""
    return pick(random, EMOTIONS[pick(random, (-1, 0, 1)) if draw < UNREAD + MISREAD else said.tone])
