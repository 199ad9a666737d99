"""Pages of comments as Douyin's own interface sends them: `{"comments": […]}`, with the answers inside."""

from dataclasses import replace

from loaders.export import Export, Finding, Sql

COMMENT = Finding(
    record="comments[]",
    derive={"@above": Sql("""as_id("reply_id")"""), "@post": Sql("""id_key('douyin', as_id("aweme_id"))""")},
    key=Sql("""id_key('douyin-comment', as_id("cid"))"""),
    parent=Sql("""CASE WHEN "@above" IS NULL THEN "@post" ELSE id_key('douyin-comment', "@above") END"""),
    root=Sql('"@post"'),
    fields={
        "native_id": "cid",
        "platform": Sql("'douyin'"),
        "kind": Sql("'comment'"),
        "author_id": "user.uid",
        "author_name": "user.nickname",
        "author_followers": "user.follower_count",
        "published_at": "create_time",
        "text": "text",
        "likes": "digg_count",
        "comments": "reply_comment_total",
        "region": "ip_label",
        "edge": Sql("""CASE WHEN "@post" IS NOT NULL THEN 'explicit' END"""),
    },
)
EXPORT = Export(
    name="douyin-comments",
    tool="Douyin",
    needs=("cid", "text", "create_time", "digg_count", "aweme_id"),
    time_zone="Asia/Shanghai",
    findings=(COMMENT, replace(COMMENT, record="comments[].reply_comment[]")),
)
