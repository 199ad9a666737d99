"""Zeeschuimer's ndjson: an envelope around what X, TikTok, Instagram, Douyin or Xiaohongshu sent to the browser."""

from loaders.export import Export, Finding, Sql

AUTHOR = "data.core.user_results.result"
RETWEETED = "data.legacy.retweeted_status_result.result"
NOTE, PAGE_NOTE = "data.note_card", "data.note"


def first(*columns: str) -> str:
    cells = ", ".join(f'"{column}"' for column in columns)
    return f"coalesce({cells})"


def first_id(*columns: str) -> str:
    ids = ", ".join(f'as_id("{column}")' for column in columns)
    return f"coalesce({ids})"


def own(*columns: str) -> Sql:
    """A count in the first of these columns that has one; a retweet has its original's."""
    return Sql(f'as_count(CASE WHEN "@retweeted" IS NULL THEN {first(*columns)} END)')


ITEM = Finding(
    derive={
        "@platform": Sql(
            """coalesce(platform_of_host("source_platform"), platform_of_word(split_part("source_platform", '-', 1)))"""
        ),
        "@comment": Sql("""ends_with("source_platform", '-comments')"""),
        "@own": Sql(
            first_id("data.rest_id", "data.legacy.id_str", "data.aweme_id", "data.awemeId", "data.code",
                     "data.shortcode", "data.note_id", "data.id", "item_id")
        ),
        "@id": Sql(f"""CASE WHEN "@comment" THEN {first_id("data.cid", "data.id", "item_id")} ELSE "@own" END"""),
        "@post": Sql(f"""CASE WHEN "@comment" THEN {first_id("data.aweme_id", "data.note_id")} END"""),
        "@caption": Sql(
            """CASE WHEN json_valid("data.edge_media_to_caption.edges")
                THEN json_extract_string("data.edge_media_to_caption.edges", '$[0].node.text') END"""
        ),
        "@retweeted": Sql(first_id(f"{RETWEETED}.rest_id", f"{RETWEETED}.tweet.rest_id")),
        "@answered": Sql(
            first_id("data.legacy.in_reply_to_status_id_str", "data.reply_id", "data.target_comment.id")
        ),
        "@parent": Sql("""coalesce("@retweeted", "@answered", "@post", as_id("data.legacy.quoted_status_id_str"))"""),
        "@thread": Sql("""nullif(as_id("data.legacy.conversation_id_str"), "@id")"""),
        "@time": Sql(
            first("data.legacy.created_at", "data.createTime", "data.create_time", "data.taken_at",
                  "data.taken_at_timestamp", f"{NOTE}.time", f"{PAGE_NOTE}.time", "data.time")
        ),
        "@root": Sql("""coalesce("@retweeted", "@post", "@thread", "@parent")"""),
    },
    key=Sql("""key_in(coalesce("@platform", "source_platform"), "@id")"""),
    parent=Sql("""key_in("@platform", "@parent")"""),
    root=Sql("""CASE WHEN "@parent" IS NOT NULL THEN key_in("@platform", "@root") END"""),
    fields={
        "native_id": Sql('"@id"'),
        "platform": Sql('"@platform"'),
        "kind": Sql(
            """CASE WHEN "@retweeted" IS NOT NULL THEN 'repost' WHEN "@comment" OR "@answered" IS NOT NULL THEN 'comment'
                ELSE 'post' END"""
        ),
        "author_id": (
            "data.legacy.user_id_str", "data.author.id", "data.author.uid", "data.user.uid", "data.user.pk", "data.owner.id",
            f"{NOTE}.user.user_id", f"{PAGE_NOTE}.user.userId", "data.user_info.user_id",
        ),
        "author_name": (
            f"{AUTHOR}.core.name", f"{AUTHOR}.legacy.name", "data.author.nickname", "data.authorInfo.nickname",
            "data.user.nickname", "data.user.username", "data.owner.username", f"{NOTE}.user.nickname",
            f"{PAGE_NOTE}.user.nickname", "data.user_info.nickname", "data.user.name", "data.nickname", "data.author_name",
        ),
        "author_followers": (f"{AUTHOR}.legacy.followers_count", "data.authorStats.followerCount"),
        "published_at": "@time",
        "collected_at": "timestamp_collected",
        "title": (f"{NOTE}.display_title", "data.display_title", f"{PAGE_NOTE}.title", "data.title"),
        # A retweet's own text is cut short, that of a long tweet too.
        "text": (
            f"{RETWEETED}.legacy.full_text", f"{RETWEETED}.tweet.legacy.full_text",
            "data.note_tweet.note_tweet_results.result.text", "data.legacy.full_text", "data.desc", "data.text",
            "data.content", "data.caption.text", "@caption", f"{NOTE}.desc", f"{PAGE_NOTE}.desc",
        ),
        "url": Sql(
            """CASE "@platform" WHEN 'x' THEN x_url("@id")
                WHEN 'tiktok' THEN coalesce(as_url("data.share_info.url"), 'https://www.tiktok.com/@' || "data.author.uniqueId" || '/video/' || "@id")
                WHEN 'instagram' THEN 'https://www.instagram.com/p/' || "@id"
                WHEN 'douyin' THEN 'https://www.douyin.com/video/' || "@id"
                WHEN 'xiaohongshu' THEN 'https://www.xiaohongshu.com/explore/' || coalesce("@post", "@id") END"""
        ),
        "likes": own(
            "data.legacy.favorite_count", "data.stats.diggCount", "data.digg_count", "data.statistics.digg_count",
            "data.like_count", "data.edge_media_preview_like.count", f"{NOTE}.interact_info.liked_count",
            "data.interact_info.liked_count", f"{PAGE_NOTE}.interactInfo.likedCount", "data.likes",
        ),
        "comments": own(
            "data.legacy.reply_count", "data.stats.commentCount", "data.reply_comment_total", "data.statistics.comment_count",
            "data.comment_count", "data.edge_media_preview_comment.count", f"{NOTE}.interact_info.comment_count",
            f"{PAGE_NOTE}.interactInfo.commentCount", "data.sub_comment_count",
        ),
        "reposts": own(
            "data.legacy.retweet_count", "data.stats.shareCount", "data.statistics.share_count",
            f"{NOTE}.interact_info.share_count", f"{PAGE_NOTE}.interactInfo.shareCount",
        ),
        "favourites": own(
            "data.legacy.bookmark_count", "data.stats.collectCount", "data.statistics.collect_count",
            f"{NOTE}.interact_info.collected_count", f"{PAGE_NOTE}.interactInfo.collectedCount",
        ),
        "views": own("data.views.count", "data.stats.playCount", "data.statistics.play_count", "data.play_count"),
        "region": "data.ip_location",
        "language": Sql("""nullif(coalesce("data.legacy.lang", "data.comment_language"), 'und')"""),
        "edge": Sql("""CASE WHEN "@parent" IS NOT NULL THEN 'explicit' END"""),
    },
)  # fmt: skip

EXPORT = Export(
    name="zeeschuimer",
    tool="Zeeschuimer",
    needs=("item_id", "timestamp_collected", "source_platform", "source_platform_url"),
    headers=("nav_index",),
    time_zone="UTC",
    findings=(ITEM,),
)
