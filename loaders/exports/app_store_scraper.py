"""app-store-scraper: the reviews of one app; those of its older versions have no date."""

from dataclasses import replace

from loaders.export import Export, Finding, Sql

REVIEW = Finding(
    key=Sql("""id_key('app_store', as_id("id"))"""),
    fields={
        "native_id": "id",
        "platform": Sql("'app_store'"),
        "kind": Sql("'review'"),
        "author_id": Sql("""found_in("userUrl", '/id(\\d+)')"""),
        "author_name": "userName",
        "title": "title",
        "text": "text",
        # The address is the app's.
        "url": "url",
        "version": "version",
        "export_sentiment": Sql('CAST(sign(TRY_CAST("score" AS DOUBLE) - 3) AS TINYINT)'),
    },
    own_address=False,
)
NEEDS = ("id", "userName", "userUrl", "version", "score", "title", "text", "url")

UNDATED = Export(name="app-store-scraper-undated", tool="app-store-scraper", needs=NEEDS, findings=(REVIEW,))

EXPORT = replace(
    UNDATED,
    name="app-store-scraper",
    needs=(*NEEDS, "updated"),
    findings=(replace(REVIEW, fields=REVIEW.fields | {"published_at": "updated"}),),
)
