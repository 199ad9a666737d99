"""4CAT's csv: posts on X, TikTok and Xiaohongshu, comments on the latter two and of YouTube Data Tools."""

from loaders.export import NOTHING, Export, Finding, Source, Sql


def unless_retweeted(column: str) -> Sql:
    """A retweet's row has its original's counts."""
    return Sql(f"""CASE WHEN "is_retweet" IS DISTINCT FROM 'yes' THEN as_count("{column}") END""")


def comment(platform: str, parent: str, fields: dict[str, Source], *, post: str | None = None) -> Finding:
    """A comment whose parent is known by id, and its post where it is."""
    return Finding(
        key=Sql(f"""id_key('{platform}', as_id("id"))"""),
        parent=Sql(f"""id_key('{platform}', as_id("{parent}"))"""),
        root=Sql(f"""id_key('{platform}', as_id("{post}"))""") if post else NOTHING,
        own_address=False,
        fields={
            "native_id": "id",
            "platform": Sql(f"'{platform}'"),
            "kind": Sql("'comment'"),
            "edge": Sql(f"""CASE WHEN "{parent}" IS NOT NULL THEN 'explicit' END"""),
            **fields,
        },
    )


SHARED = {"author_name": "author", "published_at": ("unix_timestamp", "timestamp"), "text": "body"}

TWEET = Finding(
    derive={
        "@id": Sql('as_id("id")'),
        "@root": Sql("""x_key(nullif(as_id("thread_id"), "@id"))"""),
    },
    key=Sql("""x_key("@id")"""),
    root=Sql('"@root"'),
    fields=SHARED
    | {
        "native_id": "id",
        "platform": Sql("'x'"),
        "kind": Sql(
            "CASE WHEN \"is_retweet\" = 'yes' THEN 'repost' WHEN \"is_reply\" = 'yes' THEN 'comment' ELSE 'post' END"
        ),
        "author_id": "author_id",
        "author_name": ("author_fullname", "author"),
        "author_followers": "author_followers",
        "url": ("link", "url"),
        "likes": unless_retweeted("like_count"),
        "comments": unless_retweeted("reply_count"),
        "reposts": unless_retweeted("retweet_count"),
        "favourites": unless_retweeted("bookmark_count"),
        "views": unless_retweeted("impression_count"),
        "language": Sql("""nullif("language_guess", 'und')"""),
        "edge": Sql("""CASE WHEN "@root" IS NOT NULL THEN 'explicit' END"""),
    },
)
TWITTER = Export(
    name="4cat-twitter",
    tool="4CAT",
    needs=("id", "thread_id", "unix_timestamp", "body", "author_fullname", "is_retweet", "retweeted_user", "is_reply"),
    headers=("timestamp", "possibly_sensitive", "quote_count", "is_quote_tweet", "hashtags", "mentions", "place_name"),
    time_zone="UTC",
    findings=(TWEET,),
)

VIDEO = Finding(
    key=Sql("""id_key('tiktok', as_id("id"))"""),
    fields=SHARED
    | {
        "native_id": "id",
        "platform": Sql("'tiktok'"),
        "kind": Sql("'post'"),
        "author_id": ("author_id", "author"),
        "author_name": ("author_full", "author"),
        "author_followers": "author_followers",
        "url": "tiktok_url",
        "likes": "likes",
        "comments": "comments",
        "reposts": "shares",
        "views": "plays",
    },
)
TIKTOK = Export(
    name="4cat-tiktok",
    tool="4CAT",
    needs=("id", "thread_id", "author_full", "body", "tiktok_url", "likes", "plays", "timestamp"),
    headers=("music_name", "hashtags", "thumbnail_url", "video_url"),
    time_zone="UTC",
    findings=(VIDEO,),
)

TIKTOK_COMMENTS = Export(
    name="4cat-tiktok-comments",
    tool="4CAT",
    needs=("id", "thread_id", "body", "post_id", "post_url", "is_comment_on_comment", "likes", "unix_timestamp"),
    headers=("post_body", "is_liked_by_post_author", "is_sticky"),
    time_zone="UTC",
    findings=(
        comment(
            "tiktok",
            "thread_id",
            SHARED
            | {
                "author_id": "author",
                "author_name": ("author_full", "author"),
                "url": ("comment_url", "post_url"),
                "likes": "likes",
                "comments": "replies",
                "language": Sql("""nullif("language_guess", 'un')"""),
            },
            post="post_id",
        ),
    ),
)

NOTE = Finding(
    key=Sql("""id_key('xiaohongshu', as_id("id"))"""),
    fields=SHARED
    | {
        "native_id": "id",
        "platform": Sql("'xiaohongshu'"),
        "kind": Sql("'post'"),
        "title": "title",
        "url": "url",
        "likes": "likes",
    },
)
XIAOHONGSHU = Export(
    name="4cat-xiaohongshu",
    tool="4CAT",
    needs=("id", "url", "title", "body", "author_avatar_url", "video_url", "likes", "unix_timestamp"),
    headers=("collected_from_url", "thread_id", "hashtags", "image_urls", "image_url"),
    time_zone="UTC",
    findings=(NOTE,),
)

XIAOHONGSHU_COMMENTS = Export(
    name="4cat-xiaohongshu-comments",
    tool="4CAT",
    needs=("id", "thread_id", "url", "body", "author_avatar_url", "ip_location", "replies", "unix_timestamp"),
    time_zone="UTC",
    findings=(
        comment(
            "xiaohongshu",
            "thread_id",
            SHARED | {"url": "url", "region": "ip_location", "likes": "likes", "comments": "replies"},
            post="thread_id",
        ),
    ),
)

YOUTUBE_COMMENTS = Export(
    name="youtube-data-tools",
    tool="YouTube Data Tools",
    needs=("id", "isReplyTo", "authorName", "text", "publishedAt"),
    headers=("replyCount", "likeCount", "authorChannelId", "authorChannelUrl", "isReply", "isReplyToName"),
    time_zone="UTC",
    findings=(
        comment(
            "youtube",
            "isReplyTo",
            {
                "author_id": "authorChannelId",
                "author_name": "authorName",
                "published_at": "publishedAt",
                "text": "text",
                "likes": "likeCount",
                "comments": "replyCount",
            },
        ),
    ),
)

EXPORTS = (TWITTER, TIKTOK_COMMENTS, XIAOHONGSHU_COMMENTS, TIKTOK, XIAOHONGSHU, YOUTUBE_COMMENTS)
