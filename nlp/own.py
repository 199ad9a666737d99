"""What authors say themselves: without quoted chains, addresses, names that are called, and what platforms write for them."""

import re

from nlp.codes import SEPARATOR, Joined

# On texts as they are compared (Joined.normal). `//@a:b` quotes what a wrote, up to the end.
QUOTED = re.compile(r"https?://(?:(?!//\s*@)[^\s\0])*|//\s*@[^\0]*|rt @\w{1,30}:|@[\w·-]{1,40}:?")
# A whole text that a platform wrote, not the author.
STOCK = ("转发微博", "快转微博", "转发", "转发a", "转", "repost", "retweet", "分享图片", "分享视频", "分享", "发布了头条文章", "网页链接")
STOCK_ONLY = re.compile(rf"\0[\s/。.!]*(?:{'|'.join(STOCK)})[\s/。.!]*(?=\0)")
# Weibo's [泪], Xiaohongshu's [笑哭R], #x[话题]#.
EMOTICON = re.compile(r"\[[^\[\]\s\0]{1,8}\]")


def own(texts: Joined) -> Joined:
    """The normal forms `texts` with all else blanked; every character stays in its place."""
    said = SEPARATOR + QUOTED.sub(_blank, texts.text)
    return Joined(STOCK_ONLY.sub(lambda found: SEPARATOR + _blank(found)[1:], said)[1:], texts.starts)


def without_emoticons(texts: Joined) -> Joined:
    return Joined(EMOTICON.sub(_blank, texts.text), texts.starts)


def _blank(found: re.Match) -> str:
    return " " * len(found[0])
