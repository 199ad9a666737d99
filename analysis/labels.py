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
    "figures": {
        "orders": "Orders", "sales": "Sales", "returns": "Returns", "satisfaction": "Satisfaction", "complaints": "Complaints filed", "tickets": "Tickets",
        "awareness": "Awareness", "price": "Price",
    },
    "verified": {1: "Verified", 0: "Not verified"},
    "genders": {"female": "Female", "male": "Male"},
    "levels": {"central": "Central", "provincial": "Provincial", "local": "City", "industry": "Industry", "portal": "Portal"},
    "coverages": {"never": "Not in the data", "ended": "Ended early", "elsewhere": "None in this window", "there": "In the data"},
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
    "hours": {
        0: "0 h", 1: "1 h", 2: "2 h", 3: "3 h", 4: "4 h", 5: "5 h", 6: "6 h", 7: "7 h", 8: "8 h", 9: "9 h", 10: "10 h", 11: "11 h", 12: "12 h",
        13: "13 h", 14: "14 h", 15: "15 h", 16: "16 h", 17: "17 h", 18: "18 h", 19: "19 h", 20: "20 h", 21: "21 h", 22: "22 h", 23: "23 h",
    },
    "weekdays": {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"},
    "newcomers": {"new": "New author", "returning": "Returning author"},
    "segments": {"core": "Core", "potential": "Potential", "ordinary": "Ordinary", "media": "Media", "kol": "KOL"},
    "provinces": {
        "Heilongjiang": "Heilongjiang", "Inner Mongolia": "Inner Mongolia", "Beijing": "Beijing", "Liaoning": "Liaoning", "Jilin": "Jilin",
        "Xinjiang": "Xinjiang", "Gansu": "Gansu", "Ningxia": "Ningxia", "Shanxi": "Shanxi", "Hebei": "Hebei", "Tianjin": "Tianjin",
        "Qinghai": "Qinghai", "Shaanxi": "Shaanxi", "Henan": "Henan", "Shandong": "Shandong", "Tibet": "Tibet", "Sichuan": "Sichuan",
        "Chongqing": "Chongqing", "Hubei": "Hubei", "Anhui": "Anhui", "Jiangsu": "Jiangsu", "Yunnan": "Yunnan", "Guizhou": "Guizhou",
        "Hunan": "Hunan", "Jiangxi": "Jiangxi", "Zhejiang": "Zhejiang", "Shanghai": "Shanghai", "Guangxi": "Guangxi",
        "Guangdong": "Guangdong", "Fujian": "Fujian", "Taiwan": "Taiwan", "Hainan": "Hainan", "Macao": "Macao", "Hong Kong": "Hong Kong",
    },
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
    "ranking_terms": {"impressions": "Estimated impressions", "mentions": "Volume", "net": "Net sentiment", "rate": "Engagement rate"},
    "qualities": {"high": "High", "middle": "Middle", "low": "Low"},
}  # fmt: skip
# What it means that a field has no value, where it is not simply unknown.
WITHOUT = {"statuses": "Not in the ledger", "owners": "Nobody", "replies": "None of the library", "answers": "Not known", "answerers": "By no official account", "questions": "No inquiry", "crowds": "Author not known", "corrections": "Never corrected", "label_exports": "Not labelled", "cascades": "In no cascade", "texts": "Fewer than ten letters", "topics": "No topic", "view_topics": "No topic", "words": "No words", "signs": "No signs"}

# How a feeling is written behind its aspect: battery:-1.
SIGNS = ("-1", "0", "1")

_titles: Callable[[], Mapping[str, str]] = dict
_replies: Callable[[], Mapping[str, str]] = dict


def follow(titles: Callable[[], Mapping[str, str]], replies: Callable[[], Mapping[str, str]]) -> None:
    """Ask `titles` for the names of the topics from now on, and `replies` for those of the answers of the library."""
    global _titles, _replies
    _titles, _replies = titles, replies


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
    if field == "crowds":
        return value.sentence()
    if field == "view_topics" and str(value).endswith(".none"):
        return label(field, None)
    if field == "questions":
        return _question(str(value))
    if field in ("topics", "view_topics"):
        return _titles().get(value, value)
    if field == "replies":
        return _replies().get(value) or _("no longer in the library ({id})", id=str(value)[:8])
    name = NAMES.get(field, {}).get(value)
    if name is None and field == "languages":
        return Locale.parse(current(), sep="-").languages.get(value, value)
    return _(name) if name else str(value)


def _question(value: str) -> str:
    """Its topic and aspect, or which story it is (analysis.asked)."""
    topic, between, aspect = value.partition("|")
    named = [label(field, one) for field, one in (("topics", topic), ("aspects", aspect)) if one]
    return " · ".join(named or [label("topics", None)]) if between else _("similar texts {id}", id=value[:8])
