"""google-play-scraper: the reviews of one app."""

from loaders.export import Export, Finding, Sql

REVIEW = Finding(
    key=Sql("""id_key('google_play', as_id("reviewId"))"""),
    fields={
        "native_id": "reviewId",
        "platform": Sql("'google_play'"),
        "kind": Sql("'review'"),
        "author_name": "userName",
        "published_at": "at",
        "text": "content",
        "likes": "thumbsUpCount",
        "version": ("reviewCreatedVersion", "appVersion"),
        "export_sentiment": Sql('CAST(sign(TRY_CAST("score" AS DOUBLE) - 3) AS TINYINT)'),
    },
)

EXPORT = Export(
    name="google-play-scraper",
    tool="google-play-scraper",
    needs=("reviewId", "content", "score", "thumbsUpCount", "at"),
    headers=("userName", "userImage", "reviewCreatedVersion", "replyContent", "repliedAt", "appVersion"),
    findings=(REVIEW,),
)
