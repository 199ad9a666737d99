"""The formats that are known by their headers, nearest first where a header satisfies several."""

from loaders.exports import weibo_search

EXPORTS = (weibo_search.EXPORT,)
