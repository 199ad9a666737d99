"""The formats that are known by their headers, nearest first where a header satisfies several."""

from loaders.exports import airline_tweets, google_play_scraper, meltwater, talkwalker, weibo_search

EXPORTS = (
    weibo_search.EXPORT,
    talkwalker.EXPORT,
    meltwater.EXPORT,
    meltwater.HEADLINES,
    airline_tweets.EXPORT,
    google_play_scraper.EXPORT,
)
