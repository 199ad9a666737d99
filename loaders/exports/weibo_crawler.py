"""dataabc/weibo-crawler: the timelines of accounts as csv (six widths in one file), json and SQLite, with comments and reposts."""

from dataclasses import replace

from loaders.export import Export, Finding, Source, Sql

OLDEST = (
    "id",
    "正文",
    "原始图片url",
    "视频url",
    "位置",
    "日期",
    "工具",
    "点赞数",
    "评论数",
    "转发数",
    "话题",
    "＠用户",
)
WITH_BID = ("id", "bid", *OLDEST[1:])
WITH_AUTHOR = ("uid", "用户昵称", *OLDEST)
NEWEST = (
    "id", "bid", "正文", "头条文章url", "原始图片url", "视频url", "Live Photo视频url", "位置", "日期", "工具", "点赞数", "评论数", "转发数",
    "话题", "＠用户", "完整日期", "是否编辑过", "编辑次数",
)  # fmt: skip
# A repost's row ends before the two columns about its original's edits, a post's after 是否原创.
WITH_ORIGINAL = (
    *NEWEST,
    "是否原创",
    "源用户id",
    "源用户昵称",
    *(f"源微博{name.replace('＠', '@')}" for name in NEWEST),
)


def capped(*columns: str) -> Sql:
    """The crawler writes 1000000 where Weibo shows 100万+."""
    cells = ", ".join(f'"{column}"' for column in columns)
    return Sql(f"CASE WHEN '1000000' IN ({cells}) THEN 'capped' WHEN coalesce({cells}) IS NOT NULL THEN 'final' END")


IN_CSV = {
    "published_at": ("完整日期", "日期"),
    "text": ("正文",),
    "likes": ("点赞数",),
    "comments": ("评论数",),
    "reposts": ("转发数",),
}
IN_JSON = {
    "published_at": ("full_created_at", "created_at"),
    "text": ("text",),
    "likes": ("attitudes_count",),
    "comments": ("comments_count",),
    "reposts": ("reposts_count",),
}


def post(
    names: dict[str, tuple[str, ...]], prefix: str, author: str, fields: dict[str, Source], **more: Sql
) -> Finding:
    """The record's own post, or with a prefix what it reposts."""
    columns = {field: tuple(f"{prefix}{name}" for name in found) for field, found in names.items()}
    link = f"""'https://weibo.com/' || "@author" || '/' || as_id("{prefix}bid")"""
    return Finding(
        derive={"@mid": Sql(f"""mid_of(as_id("{prefix}id"), as_id("{prefix}bid"))"""), "@author": Sql(author)},
        key=Sql("""weibo_key("@mid")"""),
        fields={
            "native_id": f"{prefix}id",
            "platform": Sql("'weibo'"),
            "kind": Sql("'post'"),
            "author_id": Sql('"@author"'),
            "url": Sql(f"""coalesce({link}, 'https://m.weibo.cn/detail/' || "@mid")"""),
            "counts_are": capped(*columns["likes"], *columns["comments"], *columns["reposts"]),
            **columns,
            **fields,
        },
        **more,
    )


ORIGINAL_ID = """as_id("源微博id")"""
ROOT = Sql(f"""weibo_key(mid_of({ORIGINAL_ID}, as_id("源微博bid")))""")
OWN = post(
    IN_CSV,
    "",
    """coalesce(as_id("uid"), found_in("@file", '^(\\d{5,12})$'))""",
    parent=ROOT,
    root=ROOT,
    fields={
        "kind": Sql(f"""CASE WHEN "是否原创" = 'False' OR {ORIGINAL_ID} IS NOT NULL THEN 'repost' ELSE 'post' END"""),
        "author_name": "用户昵称",
        "edge": Sql(f"CASE WHEN {ORIGINAL_ID} IS NOT NULL THEN 'explicit' END"),
    },
)
ORIGINAL = post(
    IN_CSV,
    "源微博",
    """as_id("源用户id")""",
    present=Sql(f"{ORIGINAL_ID} IS NOT NULL"),
    fields={"author_name": "源用户昵称"},
)

EXPORT = Export(
    name_is_query=False,
    name="weibo-crawler",
    tool="dataabc/weibo-crawler",
    needs=("id", "正文", "原始图片url", "日期", "工具", "点赞数", "评论数", "转发数"),
    time_zone="Asia/Shanghai",
    findings=(OWN, ORIGINAL),
    generations=(WITH_BID, WITH_AUTHOR, NEWEST, WITH_ORIGINAL[:19], WITH_ORIGINAL[:37], WITH_ORIGINAL),
)


RETWEET_ID = """coalesce(as_id("retweet.id"), as_id("retweet_id"))"""
RETWEET = Sql(f"""weibo_key(mid_of({RETWEET_ID}, as_id("retweet.bid")))""")
STATUS = post(
    IN_JSON,
    "",
    """as_id("user_id")""",
    parent=RETWEET,
    root=RETWEET,
    fields={
        "kind": Sql(f"CASE WHEN {RETWEET_ID} IS NOT NULL THEN 'repost' ELSE 'post' END"),
        "author_name": "screen_name",
        "author_followers": "../user.followers_count",
        "verified": "../user.verified",
        "edge": Sql(f"CASE WHEN {RETWEET_ID} IS NOT NULL THEN 'explicit' END"),
    },
)
STATUSES = (
    STATUS,
    post(
        IN_JSON,
        "retweet.",
        """as_id("retweet.user_id")""",
        present=Sql("""as_id("retweet.id") IS NOT NULL"""),
        fields={"author_name": "retweet.screen_name"},
    ),
)
TABLE = replace(
    EXPORT,
    name="weibo-crawler-table",
    needs=("user_id", "screen_name", "id", "bid", "text", "attitudes_count", "reposts_count", "created_at"),
    generations=(),
    findings=STATUSES,
)
JSON = replace(
    TABLE, name="weibo-crawler-json", findings=tuple(replace(finding, record="weibo[]") for finding in STATUSES)
)

UNDER = Sql("""weibo_key(mid_of(as_id("weibo_id"), NULL))""")
ANSWER = {
    "native_id": "id",
    "platform": Sql("'weibo'"),
    "author_id": "user_id",
    "author_name": "user_screen_name",
    "published_at": "created_at",
    "text": "text",
    "likes": "like_count",
    "edge": Sql("'explicit'"),
}
COMMENT = Finding(
    derive={"@above": Sql("""nullif(as_id("root_id"), as_id("id"))"""), "@post": UNDER},
    key=Sql("""id_key('weibo-comment', as_id("id"))"""),
    parent=Sql("""CASE WHEN "@above" IS NULL THEN "@post" ELSE id_key('weibo-comment', "@above") END"""),
    root=Sql('"@post"'),
    fields=ANSWER | {"kind": Sql("'comment'")},
)
COMMENTS = replace(
    EXPORT,
    name="weibo-crawler-comments",
    needs=("id", "weibo_id", "created_at", "user_screen_name", "text", "like_count"),
    generations=(),
    findings=(COMMENT,),
)
COMMENT_TABLE = replace(COMMENTS, name="weibo-crawler-comment-table", needs=(*COMMENTS.needs, "root_id"))
REPOSTS = replace(
    COMMENTS,
    name="weibo-crawler-reposts",
    needs=(*COMMENTS.needs, "bid", "user_id"),
    findings=(
        Finding(
            derive={"@post": UNDER},
            key=Sql("""weibo_key(mid_of(as_id("id"), as_id("bid")))"""),
            parent=Sql('"@post"'),
            root=Sql('"@post"'),
            fields=ANSWER | {"kind": Sql("'repost'")},
        ),
    ),
)
EXPORTS = (EXPORT, TABLE, JSON, COMMENT_TABLE, REPOSTS, COMMENTS)
