"""The formats that are known by their headers, nearest first where a header satisfies several."""

from loaders.exports import (
    airline_tweets,
    app_store_scraper,
    brandwatch,
    crowdtangle,
    exportcomments,
    fourcat,
    google_play_console,
    google_play_scraper,
    meltwater,
    talkwalker,
    weibo_search,
    x_api,
    youtube_comment_downloader,
)

EXPORTS = (
    weibo_search.EXPORT,
    talkwalker.EXPORT,
    meltwater.EXPORT,
    meltwater.HEADLINES,
    brandwatch.EXPORT,
    crowdtangle.FACEBOOK,
    crowdtangle.INSTAGRAM,
    crowdtangle.LINKS,
    x_api.PAGES,
    x_api.FLAT,
    airline_tweets.EXPORT,
    google_play_scraper.EXPORT,
    google_play_console.EXPORT,
    app_store_scraper.EXPORT,
    app_store_scraper.UNDATED,
    exportcomments.EXPORT,
    youtube_comment_downloader.EXPORT,
    *fourcat.EXPORTS,
)
