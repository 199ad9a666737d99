"""Tweets.csv, labelled tweets to airlines: the copy with six columns and the one with fifteen."""

from loaders.export import Export, Finding, Sql

MENTION = Finding(
    derive={"@id": Sql('as_id("tweet_id")')},
    key=Sql("""x_key("@id")"""),
    fields={
        "native_id": "tweet_id",
        "platform": Sql("'x'"),
        "kind": Sql("'post'"),
        "author_name": "name",
        "published_at": "tweet_created",
        "text": "text",
        "url": Sql('x_url("@id")'),
        "reposts": "retweet_count",
        "brands": "airline",
        "export_sentiment": "airline_sentiment",
    },
)

EXPORT = Export(
    name="airline-tweets",
    tool="Tweets.csv",
    needs=("tweet_id", "airline_sentiment", "airline", "text", "tweet_created"),
    headers=("negativereason",),
    # Its times are those of the Pacific coast, eight hours behind what the tweets' ids say.
    time_zone="America/Los_Angeles",
    day_first=False,
    findings=(MENTION,),
)
