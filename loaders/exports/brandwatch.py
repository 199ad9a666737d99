"""Brandwatch Consumer Research: bulk mentions downloads, whose columns differ, and the API's camelCase flattened."""

from loaders.export import Export, Finding, Sql, largest

MENTION = Finding(
    derive={
        "@url": Sql('as_url(coalesce("Url", "Original Url"))'),
        "@platform": Sql(
            """coalesce(platform_of_host(host_of("@url")), platform_of_word("Content Source Name"),
                platform_of_word("Page Type Name"), platform_of_word("Page Type"))"""
        ),
        "@shared": Sql('coalesce("X Repost of", "Twitter Retweet of")'),
        "@answered": Sql('coalesce("X Reply to", "Twitter Reply to")'),
        "@entry": Sql("""lower(coalesce("Engagement Type", "Thread Entry Type", ''))"""),
        "@kind": Sql(
            """CASE WHEN "@shared" IS NOT NULL OR "@entry" IN ('retweet', 'repost', 'share') THEN 'repost'
                WHEN "@answered" IS NOT NULL OR "@entry" IN ('reply', 'comment') THEN 'comment'
                WHEN contains(lower(coalesce("Page Type", "Page Type Name", '')), 'review') THEN 'review'
                WHEN is_article("@platform") THEN 'article' ELSE 'post' END"""
        ),
        "@thread": Sql(
            """CASE WHEN "@platform" = 'x' THEN x_key(as_id("Thread Id")) ELSE address_key(as_url("Thread URL")) END"""
        ),
        "@self": Sql('address_key("@url")'),
        "@root": Sql("""CASE WHEN "@kind" IN ('repost', 'comment') THEN nullif("@thread", "@self") END"""),
        "@above": Sql('nullif(address_key(as_url(coalesce("@shared", "@answered"))), "@self")'),
        "@parent": Sql("""coalesce("@above", CASE WHEN "@platform" IS DISTINCT FROM 'x' THEN "@root" END)"""),
    },
    # The address of a comment is often that of its post, the address of a tweet never that of another.
    key=Sql(
        """CASE WHEN "@platform" IS DISTINCT FROM 'x' AND "@kind" = 'comment' OR "@url" IS NULL
            THEN id_key('brandwatch', as_id(coalesce("Resource Id", "Mention Id"))) END"""
    ),
    parent=Sql('"@parent"'),
    root=Sql("""CASE WHEN "@kind" = 'repost' THEN "@parent" ELSE "@root" END"""),
    fields={
        "native_id": ("Resource Id", "Mention Id"),
        "platform": Sql('"@platform"'),
        "kind": Sql('"@kind"'),
        "source_name": ("Content Source Name", "Domain"),
        "author_id": ("X Author ID", "Twitter Author ID", "Facebook Author ID"),
        "author_name": ("Author", "Full Name"),
        "author_followers": largest(
            "X Followers", "Twitter Followers", "Instagram Followers", "Youtube Subscriber Count"
        ),
        "verified": ("X Verified", "Twitter Verified"),
        "gender": "Gender",
        "published_at": "Date",
        "title": "Title",
        "text": ("Full Text", "Snippet"),
        "url": ("Url", "Original Url"),
        "likes": largest("Likes", "X Likes", "Twitter Likes", "Facebook Likes", "Instagram Likes", "Tiktok Likes"),
        "comments": largest(
            "Comments", "X Replies", "Twitter Reply Count", "Facebook Comments", "Instagram Comments", "Tiktok Comments"
        ),
        "reposts": largest("Shares", "X Reposts", "Twitter Retweets", "Facebook Shares", "Tiktok Shares"),
        "reach": ("Reach (new)", "Reach Estimate"),
        "region": "Country",
        "language": "Language",
        "edge": Sql("""CASE WHEN coalesce("@parent", "@root") IS NOT NULL THEN 'explicit' END"""),
        "queries": "Query Name",
        "emotion": "Emotion",
        "export_sentiment": "Sentiment",
    },
)

EXPORT = Export(
    name="brandwatch",
    tool="Brandwatch Consumer Research",
    needs=("Query Id", "Query Name", "Date", "Url"),
    headers=("Domain", "Impact", "Impressions", "Region", "City", "Continent", "Account Type", "Added", "Avatar"),
    time_zone="UTC",
    findings=(MENTION,),
)
