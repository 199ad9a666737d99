"""Tweets of the X API v2: pages as it sends them, one flattened tweet a line, and twarc-csv."""

from dataclasses import replace

from loaders.export import Export, Finding, Lookup, Sql


def referenced(type: str, key: str = "id") -> str:
    """Of the tweet that is retweeted, replied to or quoted."""
    return f"""list_filter("@references", lambda other: other.type = '{type}')[1].{key}"""


def own(metric: str) -> Sql:
    """A retweet has its original's counts."""
    return Sql(f"""CASE WHEN "@retweeted" IS NULL THEN as_count("public_metrics.{metric}") END""")


TWEET = Finding(
    derive={
        "@id": Sql('as_id("id")'),
        "@references": Sql(
            """CASE WHEN json_valid("referenced_tweets")
                THEN from_json("referenced_tweets", '[{"type":"VARCHAR","id":"VARCHAR","text":"VARCHAR"}]') END"""
        ),
        "@retweeted": Sql(f"""coalesce(as_id("referenced_tweets.retweeted.id"), {referenced("retweeted")})"""),
        "@answered": Sql(f"""coalesce(as_id("referenced_tweets.replied_to.id"), {referenced("replied_to")})"""),
        "@quoted": Sql(f"""coalesce(as_id("referenced_tweets.quoted.id"), {referenced("quoted")})"""),
        "@parent": Sql('coalesce("@retweeted", "@answered", "@quoted")'),
        "@root": Sql("""coalesce(nullif(as_id("conversation_id"), "@id"), "@parent")"""),
    },
    key=Sql("""x_key("@id")"""),
    parent=Sql("""x_key("@parent")"""),
    root=Sql("""x_key(coalesce("@retweeted", "@root"))"""),
    fields={
        "native_id": "id",
        "platform": Sql("'x'"),
        "kind": Sql(
            """CASE WHEN "@retweeted" IS NOT NULL THEN 'repost' WHEN "@answered" IS NOT NULL THEN 'comment' ELSE 'post' END"""
        ),
        "author_id": ("author_id", "author.id"),
        "author_name": ("author.name", "author.username"),
        "author_followers": "author.public_metrics.followers_count",
        "verified": "author.verified",
        "published_at": "created_at",
        "collected_at": ("__twarc.retrieved_at", "../__twarc.retrieved_at"),
        # A retweet's own text is cut short.
        "text": Sql(
            f"""as_text(coalesce(CASE WHEN "@retweeted" IS NOT NULL THEN coalesce("original.text", {referenced("retweeted", "text")}) END, "text"))"""
        ),
        "url": Sql("""coalesce('https://x.com/' || "author.username" || '/status/' || "@id", x_url("@id"))"""),
        "likes": own("like_count"),
        "comments": own("reply_count"),
        "reposts": own("retweet_count"),
        "favourites": own("bookmark_count"),
        "views": own("impression_count"),
        "language": Sql("""nullif("lang", 'und')"""),
        "edge": Sql("""CASE WHEN "@parent" IS NOT NULL THEN 'explicit' END"""),
    },
)
NEEDS = ("id", "text", "author_id", "created_at", "conversation_id")

FLAT = Export(
    name="x-api",
    tool="X API v2 (flattened, twarc-csv)",
    needs=NEEDS,
    headers=("in_reply_to_user_id", "lang", "source", "possibly_sensitive", "entities.hashtags"),
    time_zone="UTC",
    findings=(TWEET,),
)

PAGES = replace(
    FLAT,
    name="x-api-pages",
    tool="X API v2",
    findings=(replace(TWEET, record="data[]"), replace(TWEET, record="includes.tweets[]")),
    lookups=(
        Lookup("author.", "author_id", "includes.users[]", "id"),
        Lookup("original.", "referenced_tweets[0].id", "includes.tweets[]", "id"),
    ),
)
