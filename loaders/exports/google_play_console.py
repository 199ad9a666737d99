"""Google Play Console's monthly reviews: UTF-16; most rows are stars without a text, a link or an id."""

from loaders.export import Export, Finding, Sql

REVIEW = Finding(
    derive={
        "@link": Sql("""found_in("Review Link", '(?i)reviewid=([\\w:-]+)')"""),
        "@rated": Sql(
            """md5(concat_ws('|', "Package Name", "Review Submit Millis Since Epoch", "Device", "Reviewer Language", "Star Rating"))"""
        ),
    },
    key=Sql("""key_in('google_play', coalesce("@link", "@rated"))"""),
    fields={
        "native_id": Sql('"@link"'),
        "platform": Sql("'google_play'"),
        "kind": Sql("'review'"),
        "published_at": ("Review Submit Millis Since Epoch", "Review Submit Date and Time"),
        "title": "Review Title",
        "text": "Review Text",
        "url": "Review Link",
        "language": "Reviewer Language",
        "products": "Package Name",
        "version": ("App Version Name", "App Version Code"),
        "export_sentiment": Sql('CAST(sign(TRY_CAST("Star Rating" AS DOUBLE) - 3) AS TINYINT)'),
    },
)

EXPORT = Export(
    name="google-play-console",
    tool="Google Play Console",
    needs=("Package Name", "Reviewer Language", "Review Submit Millis Since Epoch", "Star Rating"),
    headers=("Device", "Review Last Update Millis Since Epoch", "Developer Reply Text"),
    time_zone="UTC",
    findings=(REVIEW,),
)
