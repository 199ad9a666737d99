"""The names of values for the reader: weibo is 微博, NULL is 未知."""

from babel import Locale

from language import _, current

# English names, translated when shown; a value that is not here is shown as it is.
NAMES = {
    "platforms": {
        "weibo": "Weibo", "wechat": "WeChat", "douyin": "Douyin", "xiaohongshu": "Xiaohongshu", "kuaishou": "Kuaishou",
        "bilibili": "Bilibili", "zhihu": "Zhihu", "tieba": "Tieba", "toutiao": "Toutiao", "douban": "Douban", "x": "X",
        "facebook": "Facebook", "instagram": "Instagram", "youtube": "YouTube", "tiktok": "TikTok", "reddit": "Reddit",
        "google_play": "Google Play", "app_store": "App Store", "news": "News", "blog": "Blogs", "forum": "Forums", "video": "Video",
        "service": "Customer service",
    },
    "kinds": {
        "post": "Post", "repost": "Repost", "comment": "Comment", "article": "Article", "review": "Review", "ticket": "Ticket",
    },
    "sentiments": {1: "Positive", 0: "Neutral", -1: "Negative"},
    "author_kinds": {
        "person": "Person", "kol": "KOL", "media": "Media", "official": "Official", "regulator": "Regulator",
        "partner": "Partner", "brand": "Brand account",
    },
    "intents": {"praise": "Praise", "inquiry": "Inquiry", "complaint": "Complaint", "other": "Other"},
    "segments": {"core": "Core", "potential": "Potential", "ordinary": "Ordinary", "media": "Media", "kol": "KOL"},
    "precisions": {
        "second": "To the second", "minute": "To the minute", "day": "To the day", "week": "To the week",
        "month": "To the month", "year": "To the year", "given": "Day given by you",
    },
}  # fmt: skip


def label(field: str, value: object) -> str:
    """The name of a filter field's value."""
    if value is None:
        return _("Unknown")
    name = NAMES.get(field, {}).get(value)
    if name is None and field == "languages":
        return Locale.parse(current(), sep="-").languages.get(value, value)
    return _(name) if name else str(value)
