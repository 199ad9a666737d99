"""thunlp/Chinese_Rumor_Dataset (CED): Weibo posts and their cascades, a file each, named `<n>_<bid>_<uid>.json`."""

from loaders.export import Export, Finding, Sql

BID = """found_in("@file", '^\\d+_([0-9A-Za-z]{6,9})_\\d+$')"""
UID = """found_in("@file", '^\\d+_[0-9A-Za-z]{6,9}_(\\d+)$')"""

ORIGINAL = Finding(
    derive={"@bid": Sql(BID), "@uid": Sql(UID)},
    key=Sql("""bid_key("@bid")"""),
    fields={
        "native_id": Sql('"@bid"'),
        "platform": Sql("'weibo'"),
        "kind": Sql("'post'"),
        "author_id": Sql('"@uid"'),
        "author_followers": "user.followers",
        "verified": "user.verified",
        "gender": "user.gender",
        "published_at": "time",
        "text": "text",
        "url": Sql("""'https://weibo.com/' || "@uid" || '/' || "@bid\""""),
        "likes": "likes",
        "comments": "comments",
        "reposts": "reposts",
        "region": Sql("""nullif(as_name("user.location"), '其他')"""),
    },
)
REPOST = Finding(
    derive={"@root": Sql(f"bid_key({BID})")},
    key=Sql("""bid_key("mid")"""),
    parent=Sql("""CASE WHEN "parent" IS NULL THEN "@root" ELSE bid_key("parent") END"""),
    root=Sql('"@root"'),
    fields={
        "native_id": "mid",
        "platform": Sql("'weibo'"),
        "kind": Sql("'repost'"),
        "author_id": "uid",
        "published_at": "date",
        "text": "text",
        "edge": Sql("""CASE WHEN "parent" IS NOT NULL OR "@root" IS NOT NULL THEN 'explicit' END"""),
    },
)


def part(name: str, finding: Finding, *needs: str) -> Export:
    return Export(
        name_is_query=False,
        name=name, tool="thunlp/Chinese_Rumor_Dataset", needs=needs, time_zone="Asia/Shanghai", findings=(finding,)
    )


EXPORTS = (
    part("ced-original", ORIGINAL, "text", "time", "has_url", "pics", "source", "likes", "comments", "reposts"),
    part("ced-reposts", REPOST, "mid", "uid", "parent", "kids", "text", "date"),
)
