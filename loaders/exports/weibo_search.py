"""dataabc/weibo-search: `结果文件/<keyword>/<keyword>.csv`, in three header generations and a fork with comments."""

from loaders.export import Export, Finding, Sql

MID = {"@mid": Sql("""mid_of("id", "bid")""")}
ROOT = {"@root": Sql("""mid_of(as_id("retweet_id"), NULL)""")}
POST_KEY = Sql("""weibo_key("@mid")""")
ROOT_KEY = Sql("""weibo_key("@root")""")

POST = Finding(
    derive=MID | ROOT,
    key=POST_KEY,
    parent=ROOT_KEY,
    root=ROOT_KEY,
    fields={
        "native_id": "id",
        "platform": Sql("'weibo'"),
        "kind": Sql("""CASE WHEN as_id("retweet_id") IS NULL THEN 'post' ELSE 'repost' END"""),
        "author_id": "user_id",
        "author_name": "用户昵称",
        "verified": Sql(
            """CASE WHEN "user_authentication" IN ('蓝V', '黄V', '红V', '金V') THEN true
                    WHEN "user_authentication" = '普通用户' THEN false END"""
        ),
        "published_at": "发布时间",
        "text": "微博正文",
        "url": Sql("""'https://weibo.com/' || as_id("user_id") || '/' || as_id("bid")"""),
        "likes": "点赞数",
        "comments": "评论数",
        "reposts": "转发数",
        "region": "ip",
        "edge": Sql("""CASE WHEN "@root" IS NOT NULL THEN 'explicit' END"""),
    },
)

# The fork repeats the post for each of its comments, which have no id of their own.
COMMENT = Finding(
    derive=MID,
    present=Sql("""coalesce("评论内容", "评论时间", "评论人ID", "评论人昵称") IS NOT NULL"""),
    parent=POST_KEY,
    root=POST_KEY,
    fields={
        "platform": Sql("'weibo'"),
        "kind": Sql("'comment'"),
        "author_id": "评论人ID",
        "author_name": "评论人昵称",
        "published_at": "评论时间",
        "text": "评论内容",
        "likes": "点赞次数",
        "edge": Sql("'explicit'"),
    },
)

# Headers of 2022, 2023 and now: an appending crawler writes the rows of one below that of another.
NARROW = (
    "id", "bid", "user_id", "用户昵称", "微博正文", "头条文章url", "发布位置", "艾特用户", "话题", "转发数", "评论数", "点赞数", "发布时间", "发布工具",
    "微博图片url", "微博视频url", "retweet_id",
)  # fmt: skip
WIDE = (*NARROW, "ip", "user_authentication")
WIDER = (*WIDE, "会员类型", "会员等级")

EXPORT = Export(
    name="weibo-search",
    tool="dataabc/weibo-search",
    time_zone="Asia/Shanghai",
    needs=("id", "bid", "user_id", "用户昵称", "微博正文", "发布时间"),
    headers=(
        "头条文章url", "发布位置", "艾特用户", "话题", "转发数", "评论数", "点赞数", "发布工具", "微博图片url", "微博视频url",
        "retweet_id", "ip", "user_authentication", "会员类型", "会员等级",
    ),
    generations=(WIDE, WIDER),
    findings=(POST, COMMENT),
)  # fmt: skip
