"""CHECKED: Weibo posts about COVID-19 with a label, each with its comments and reposts, all ids hashed."""

from loaders.export import NOTHING, Export, Finding, Source, Sql

SHARED = {"native_id": "id", "platform": Sql("'weibo'"), "author_id": "user_id", "published_at": "date", "text": "text"}
POST = Sql("""id_key('checked', as_id("../id"))""")


def finding(record: str, kind: str, above: Sql = NOTHING, **fields: Source) -> Finding:
    edge = {"edge": Sql("'explicit'")} if above != NOTHING else {}
    return Finding(
        record=record,
        key=Sql("""id_key('checked', as_id("id"))"""),
        parent=above,
        root=above,
        fields=SHARED | {"kind": Sql(f"'{kind}'")} | edge | fields,
    )


EXPORT = Export(
    name_is_query=False,
    name="checked",
    tool="cyang03/CHECKED",
    needs=("id", "date", "user_id", "text", "comment_num", "repost_num", "like_num"),
    headers=("label", "analysis", "pic_url", "video_url"),
    time_zone="Asia/Shanghai",
    findings=(
        finding("", "post", likes="like_num", comments="comment_num", reposts="repost_num"),
        finding("comments[]", "comment", POST),
        finding("reposts[]", "repost", POST),
    ),
)
