"""The names of values for the reader: weibo is 微博, NULL is 未知."""

from collections.abc import Callable, Mapping

from babel import Locale

import written
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
    "export_sentiments": {1: "Positive", 0: "Neutral", -1: "Negative"},
    "model_sentiments": {1: "Positive", 0: "Neutral", -1: "Negative"},
    "author_kinds": {
        "person": "Person", "kol": "KOL", "media": "Media", "official": "Official", "regulator": "Regulator",
        "partner": "Partner", "brand": "Brand account",
    },
    "intents": {"praise": "Praise", "inquiry": "Inquiry", "complaint": "Complaint", "other": "Other"},
    "emotions": {
        "anger": "Anger", "disappointment": "Disappointment", "worry": "Worry", "sadness": "Sadness", "joy": "Joy",
        "surprise": "Surprise", "none": "No emotion",
    },
    "aspects": {
        "quality": "Quality", "price": "Price", "service": "Service", "after_sales": "After-sales", "authenticity": "Authenticity",
        "privacy": "Privacy", "appearance": "Appearance", "safety": "Safety", "promotion": "Promotions",
        "battery": "Battery life", "heat": "Overheating", "screen": "Screen", "camera": "Camera", "performance": "Performance",
        "sound": "Sound", "connectivity": "Connectivity", "software": "Software",
        "logistics": "Logistics", "packaging": "Packaging", "size": "Size", "stock": "Stock",
        "taste": "Taste", "freshness": "Freshness", "portion": "Portion", "hygiene": "Hygiene",
        "stability": "Stability", "interface": "Interface", "advertising": "Advertising", "account": "Account",
        "room": "Room", "location": "Location", "facilities": "Facilities", "noise": "Noise", "punctuality": "Punctuality",
        "baggage": "Baggage", "booking": "Booking",
    },
    "aspect_sets": {
        "general": "General", "electronics": "Electronics", "ecommerce": "E-commerce", "food": "Food", "apps": "Apps", "travel": "Travel",
    },
    "verified": {1: "Verified", 0: "Not verified"},
    "followers": {
        0: "Under 1,000 followers", 1_000: "1,000 – 9,999 followers", 10_000: "10,000 – 99,999 followers", 100_000: "100,000 – 999,999 followers",
        1_000_000: "1,000,000 followers and more",
    },
    "lengths": {0: "Under 20 characters", 20: "20 – 59 characters", 60: "60 – 139 characters", 140: "140 characters and more"},
    "reposts": {
        0: "No repost", 1: "1 – 9 reposts", 10: "10 – 99 reposts", 100: "100 – 999 reposts", 1_000: "1,000 – 9,999 reposts",
        10_000: "10,000 reposts and more",
    },
    "day_parts": {0: "0 – 6 h", 6: "6 – 12 h", 12: "12 – 18 h", 18: "18 – 24 h"},
    "segments": {"core": "Core", "potential": "Potential", "ordinary": "Ordinary", "media": "Media", "kol": "KOL"},
    "precisions": {
        "second": "To the second", "minute": "To the minute", "day": "To the day", "week": "To the week",
        "month": "To the month", "year": "To the year", "given": "Day given by you",
    },
    "statuses": {
        "pending": "To be handled", "working": "In progress", "replied": "Replied to", "closed": "Closed", "none": "Nothing to do",
    },
    "answers": {"answered": "Answered", "unanswered": "Not answered"},
    "edges": {"explicit": "By its id", "parsed": "By its chain", "inferred": "By its text", "unattached": "Not known"},
    "roles": {"origin": "Origin", "amplifier": "Amplifier", "bridge": "Bridge", "ordinary": "Ordinary account"},
    "qualities": {"high": "High", "middle": "Middle", "low": "Low"},
}  # fmt: skip
# What it means that a field has no value, where it is not simply unknown.
WITHOUT = {"statuses": "Not in the ledger", "owners": "Nobody", "answers": "Not known", "corrections": "Never corrected", "label_exports": "Not labelled", "cascades": "In no cascade", "texts": "Fewer than ten letters", "topics": "No topic", "view_topics": "No topic", "words": "No words", "signs": "No signs"}

# How a feeling is written behind its aspect: battery:-1.
SIGNS = ("-1", "0", "1")

_titles: Callable[[], Mapping[str, str]] = dict


def follow(titles: Callable[[], Mapping[str, str]]) -> None:
    """Ask `titles` for the names of the topics from now on."""
    global _titles
    _titles = titles


def label(field: str, value: object) -> str:
    """The name of a filter field's value."""
    if value is None:
        return _(WITHOUT.get(field, "Unknown"))
    if field == "aspect_sentiments":
        aspect, _colon, sign = str(value).rpartition(":")
        if sign in SIGNS:
            return _("{aspect}: {sentiment}", aspect=label("aspects", aspect), sentiment=label("sentiments", int(sign)))
    if field == "corrections":
        return written.minute(value)
    if field == "view_topics" and str(value).endswith(".none"):
        return label(field, None)
    if field in ("topics", "view_topics"):
        return _titles().get(value, value)
    name = NAMES.get(field, {}).get(value)
    if name is None and field == "languages":
        return Locale.parse(current(), sep="-").languages.get(value, value)
    return _(name) if name else str(value)
