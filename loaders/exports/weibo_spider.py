"""nghuyong/WeiboSpider: posts found by a search, as lines of json or `mongoexport` writes them."""

from loaders.export import Export, Finding, Sql

ORIGIN = Sql("""address_key(as_url("origin_weibo"))""")
POST = Finding(
    parent=ORIGIN,
    root=ORIGIN,
    fields={
        "native_id": "_id",
        "platform": Sql("'weibo'"),
        "kind": Sql("""CASE WHEN as_url("origin_weibo") IS NULL THEN 'post' ELSE 'repost' END"""),
        "author_id": "user_id",
        "published_at": "created_at",
        "collected_at": "crawl_time",
        "text": "content",
        "url": "weibo_url",
        "likes": "like_num",
        "comments": "comment_num",
        "reposts": "repost_num",
        "edge": Sql("""CASE WHEN as_url("origin_weibo") IS NOT NULL THEN 'explicit' END"""),
        "queries": "keyword",
    },
)
EXPORT = Export(
    name="weibo-spider",
    tool="nghuyong/WeiboSpider",
    needs=("_id", "weibo_url", "user_id", "created_at", "like_num", "repost_num", "comment_num", "content"),
    headers=("tool", "image_url", "location_map_info"),
    time_zone="Asia/Shanghai",
    findings=(POST,),
)
