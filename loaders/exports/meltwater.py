"""Meltwater's csv (UTF-16 with tabs) and xlsx: the layout of 2025–26, and the two before it with `Headline`."""

from dataclasses import replace

from loaders.export import Export, Finding, Sql, largest

LANGUAGES = {
    "en": "english", "zh": "chinese", "fr": "french", "de": "german", "es": "spanish", "pt": "portuguese", "it": "italian",
    "nl": "dutch", "ru": "russian", "ja": "japanese", "ko": "korean", "ar": "arabic", "tr": "turkish", "id": "indonesian",
}  # fmt: skip
NAMED = " ".join(f"WHEN '{name}' THEN '{code}'" for code, name in LANGUAGES.items())
TYPE = """lower(coalesce("Content Type", ''))"""


MENTION = Finding(
    derive={
        "@url": Sql('as_url("URL")'),
        "@platform": Sql(
            """coalesce(platform_of_host(host_of("@url")), platform_of_word("Source Type"), platform_of_word("Source"),
                platform_of_word("Information Type"))"""
        ),
        "@kind": Sql(
            f"""CASE WHEN contains({TYPE}, 'repost') OR contains({TYPE}, 'retweet') THEN 'repost'
                WHEN contains({TYPE}, 'reply') OR contains({TYPE}, 'comment') THEN 'comment'
                WHEN {TYPE} IN ('news', 'article') OR is_article("@platform") THEN 'article' ELSE 'post' END"""
        ),
        "@when": Sql("""CASE WHEN contains("Date", ':') THEN "Date" ELSE concat_ws(' ', "Date", "Time") END"""),
    },
    # The address of a comment is often that of its post, the address of a tweet never that of another.
    key=Sql(
        """coalesce(x_key(as_id("Tweet Id")), CASE WHEN "@platform" IS DISTINCT FROM 'x' AND "@kind" = 'comment'
            OR "@url" IS NULL THEN id_key('meltwater', as_id("Document ID")) END)"""
    ),
    fields={
        "native_id": ("Tweet Id", "Document ID"),
        "platform": Sql('"@platform"'),
        "kind": Sql('"@kind"'),
        "source_name": ("Source Name", "Source"),
        "author_id": ("Twitter Id", "Author Handle"),
        "author_name": ("Author Name", "Influencer", "Twitter Screen Name"),
        "author_followers": "Twitter Followers",
        "published_at": ("@when", "Date"),
        "title": ("Title", "Headline"),
        "text": ("Hit Sentence", "Opening Text"),
        "url": "URL",
        "likes": "Likes",
        "comments": largest("Comments", "Replies"),
        "reposts": largest("Reposts", "Shares"),
        "views": ("Views", "Estimated Views"),
        "reach": "Reach",
        "region": "Country",
        "language": Sql(f"""CASE lower("Language") {NAMED} ELSE lower("Language") END"""),
        "queries": "Input Name",
        "export_sentiment": Sql('as_sentiment("Sentiment")'),
    },
)

EXPORT = Export(
    name="meltwater",
    tool="Meltwater",
    needs=("Date", "Document ID", "URL", "Source Name", "Author Name", "Title", "Reach", "AVE"),
    headers=("Keywords", "Source Domain", "State", "City", "Keyphrases", "Engagement", "Document Tags"),
    findings=(MENTION,),
)

HEADLINES = replace(
    EXPORT,
    name="meltwater-headlines",
    needs=("Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Influencer", "Input Name", "Reach"),
)
