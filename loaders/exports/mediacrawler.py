"""NanmiCoder/MediaCrawler: what seven platforms published and the comments under it, with ids or, since July 2026, without."""

from dataclasses import dataclass, field

from loaders.export import Export, Finding, Source, Sql


@dataclass(frozen=True)
class Site:
    """`id` is the column of the post's id, `key` its key (also of the post that a comment stands under).

    `needs` and `comment_needs` tell the site's files from those of the others.
    """

    platform: str
    id: str
    key: Sql
    needs: tuple[str, ...]
    fields: dict[str, Source]
    comment_needs: tuple[str, ...]
    comment_fields: dict[str, Source] = field(default_factory=dict)
    comment_namespace: str | None = None


AUTHOR = {"author_id": ("user_id", "creator_hash"), "author_name": ("nickname", "user_nickname")}
SHARED = AUTHOR | {"gender": "gender", "region": "ip_location", "collected_at": "last_modify_ts"}
CAPTION = {"title": Sql("""nullif(as_text("title"), as_text("desc"))"""), "text": ("desc", "title")}


def id_in(namespace: str, column: str) -> Sql:
    return Sql(f"""id_key('{namespace}', as_id("{column}"))""")


SITES = (
    Site(
        "weibo",
        id="note_id",
        key=Sql("""weibo_key(mid_of(as_id("note_id"), NULL))"""),
        needs=("note_id", "content", "create_time", "create_date_time", "shared_count", "note_url"),
        fields={
            "published_at": ("create_time", "create_date_time"),
            "text": "content",
            "url": "note_url",
            "likes": "liked_count",
            "comments": "comments_count",
            "reposts": "shared_count",
        },
        comment_needs=("comment_id", "note_id", "content", "create_time", "create_date_time", "comment_like_count"),
        comment_fields={"published_at": ("create_time", "create_date_time"), "likes": "comment_like_count"},
    ),
    Site(
        "xiaohongshu",
        id="note_id",
        key=id_in("xiaohongshu", "note_id"),
        needs=("note_id", "title", "desc", "time", "liked_count", "tag_list", "note_url"),
        fields={
            "published_at": "time",
            "title": "title",
            "text": "desc",
            "url": "note_url",
            "likes": "liked_count",
            "comments": "comment_count",
            "reposts": "share_count",
            "favourites": "collected_count",
        },
        comment_needs=("comment_id", "note_id", "content", "create_time", "parent_comment_id", "like_count"),
        comment_namespace="xiaohongshu",
    ),
    Site(
        "douyin",
        id="aweme_id",
        key=id_in("douyin", "aweme_id"),
        needs=("aweme_id", "aweme_type", "desc", "create_time", "liked_count", "aweme_url"),
        fields=CAPTION
        | {
            "published_at": "create_time",
            "url": "aweme_url",
            "likes": "liked_count",
            "comments": "comment_count",
            "reposts": "share_count",
            "favourites": "collected_count",
        },
        comment_needs=("comment_id", "aweme_id", "content", "create_time", "parent_comment_id"),
    ),
    Site(
        "bilibili",
        id="video_id",
        key=id_in("bilibili", "video_id"),
        needs=("video_id", "title", "desc", "create_time", "video_danmaku", "video_url"),
        fields=CAPTION
        | {
            "published_at": "create_time",
            "url": "video_url",
            "likes": "liked_count",
            "comments": "video_comment",
            "reposts": "video_share_count",
            "favourites": "video_favorite_count",
            "views": "video_play_count",
        },
        comment_needs=("comment_id", "video_id", "content", "create_time", "parent_comment_id", "like_count"),
        comment_fields={"gender": "sex"},
    ),
    Site(
        "kuaishou",
        id="video_id",
        key=id_in("kuaishou", "video_id"),
        needs=("video_id", "title", "desc", "create_time", "viewd_count", "video_url"),
        fields=CAPTION
        | {"published_at": "create_time", "url": "video_url", "likes": "liked_count", "views": "viewd_count"},
        comment_needs=("comment_id", "video_id", "content", "create_time", "sub_comment_count"),
    ),
    Site(
        "tieba",
        id="note_id",
        key=id_in("tieba", "note_id"),
        needs=("note_id", "title", "desc", "publish_time", "tieba_name", "total_replay_num", "note_url"),
        fields={
            "published_at": "publish_time",
            "title": "title",
            "text": "desc",
            "url": "note_url",
            "source_name": "tieba_name",
            "comments": "total_replay_num",
        },
        comment_needs=("comment_id", "note_id", "content", "publish_time", "tieba_name"),
        comment_fields={"published_at": "publish_time", "source_name": "tieba_name"},
    ),
    Site(
        "zhihu",
        id="content_id",
        key=Sql("""key_in('zhihu', as_word("content_type") || '/' || as_id("content_id"))"""),
        needs=("content_id", "content_type", "content_text", "content_url", "created_time", "voteup_count"),
        fields={
            "kind": Sql("""CASE WHEN "content_type" = 'article' THEN 'article' ELSE 'post' END"""),
            "published_at": "created_time",
            "title": "title",
            "text": ("content_text", "desc"),
            "url": "content_url",
            "likes": "voteup_count",
            "comments": "comment_count",
        },
        comment_needs=("comment_id", "content_id", "content_type", "content", "publish_time"),
        comment_fields={"published_at": "publish_time"},
    ),
)


def contents(site: Site) -> Export:
    kind = {
        "native_id": site.id,
        "platform": Sql(f"'{site.platform}'"),
        "kind": Sql("'post'"),
        "queries": "source_keyword",
    }
    return Export(
        name_is_query=False,
        name=f"mediacrawler-{site.platform}",
        tool="NanmiCoder/MediaCrawler",
        needs=site.needs,
        time_zone="Asia/Shanghai",
        findings=(Finding(key=site.key, fields=kind | SHARED | site.fields),),
    )


def comments(site: Site) -> Export:
    """A comment's parent is another comment unless none, 0 or the comment itself is named: then it is the post."""
    namespace = site.comment_namespace or f"{site.platform}-comment"
    finding = Finding(
        derive={"@above": Sql("""nullif(as_id("parent_comment_id"), as_id("comment_id"))"""), "@post": site.key},
        key=id_in(namespace, "comment_id"),
        parent=Sql(f"""CASE WHEN "@above" IS NULL THEN "@post" ELSE id_key('{namespace}', "@above") END"""),
        root=Sql('"@post"'),
        fields={
            "native_id": "comment_id",
            "platform": Sql(f"'{site.platform}'"),
            "kind": Sql("'comment'"),
            "published_at": "create_time",
            "text": "content",
            "likes": "like_count",
            "comments": "sub_comment_count",
            "edge": Sql("""CASE WHEN "@post" IS NOT NULL THEN 'explicit' END"""),
            **SHARED,
            **site.comment_fields,
        },
    )
    return Export(
        name_is_query=False,
        name=f"mediacrawler-{site.platform}-comments",
        tool="NanmiCoder/MediaCrawler",
        needs=site.comment_needs,
        time_zone="Asia/Shanghai",
        findings=(finding,),
    )


EXPORTS = tuple(export for site in SITES for export in (contents(site), comments(site)))
