"""Talkwalker's raw results: one row a mention, the counts of each platform in columns of their own."""

from loaders.export import Export, Finding, Sql


def of_platform(prefix: str, **columns: str) -> Sql:
    """The column of the mention's platform; those of the others hold zeros that nobody counted."""
    whens = " ".join(f"""WHEN '{platform}' THEN as_count("{prefix}.{name}")""" for platform, name in columns.items())
    return Sql(f'CASE "@platform" {whens} END')


COUNTS = "article_extended_attributes"
REPOSTED = """contains("tags_internal", 'isRepost')"""

MENTION = Finding(
    derive={
        "@url": Sql('as_url("url")'),
        "@above": Sql('as_url("parent_url")'),
        # An original is its own parent_url.
        "@parent": Sql('nullif(address_key("@above"), address_key("@url"))'),
        "@platform": Sql(
            """coalesce(platform_of_host(host_of("@url")), CASE
                WHEN contains("source_type", 'MESSAGEBOARD') THEN 'forum' WHEN contains("source_type", 'BLOG') THEN 'blog'
                WHEN contains("source_type", 'NEWS') THEN 'news' END)"""
        ),
    },
    parent=Sql('"@parent"'),
    root=Sql(f'CASE WHEN {REPOSTED} THEN "@parent" END'),
    fields={
        "platform": Sql('"@platform"'),
        "kind": Sql(
            f"""CASE WHEN {REPOSTED} THEN 'repost' WHEN contains("tags_internal", 'isComment') THEN 'comment'
                WHEN is_article("@platform") THEN 'article' ELSE 'post' END"""
        ),
        "author_id": Sql("""regexp_replace("extra_author_attributes.id", '^[a-z]+:', '')"""),
        "author_name": ("extra_author_attributes.name", "extra_author_attributes.short_name"),
        "author_followers": of_platform(
            "source_extended_attributes",
            x="twitter_followers",
            facebook="facebook_followers",
            instagram="instagram_followers",
        ),
        "gender": Sql("""nullif(lower("extra_author_attributes.gender"), 'unknown')"""),
        "published_at": "published",
        "collected_at": "search_indexed",
        "title": ("title", "title_snippet"),
        "text": ("content", "content_snippet"),
        "url": "url",
        "likes": of_platform(
            COUNTS, x="twitter_likes", facebook="facebook_likes", instagram="instagram_likes", youtube="youtube_likes"
        ),
        "comments": Sql(f"""CASE WHEN "@platform" <> 'x' THEN as_count("{COUNTS}.num_comments") END"""),
        "reposts": of_platform(COUNTS, x="twitter_retweets", facebook="facebook_shares"),
        "views": of_platform(COUNTS, youtube="youtube_views"),
        "reach": "reach",
        "region": (
            "extra_article_attributes.world_data.country",
            "extra_author_attributes.world_data.country",
            "extra_source_attributes.world_data.country",
        ),
        "language": "lang",
        "edge": Sql("""CASE WHEN "@parent" IS NOT NULL THEN 'explicit' END"""),
        "queries": Sql(
            # A list in json, words between commas in a workbook.
            """list_transform(string_split(regexp_replace("matched_profile", '[\\[\\]\\x22]', '', 'g'), ','),
                lambda path: trim(regexp_extract(path, '[^/]*$')))"""
        ),
        "export_sentiment": Sql("""CAST(sign(TRY_CAST("sentiment" AS DOUBLE)) AS TINYINT)"""),
    },
)

EXPORT = Export(
    name="talkwalker",
    tool="Talkwalker",
    needs=("url", "published", "search_indexed", "source_type", "tags_internal"),
    day_first=True,
    findings=(MENTION,),
)
