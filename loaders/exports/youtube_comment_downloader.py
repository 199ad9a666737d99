"""youtube-comment-downloader: the comments under one video, as json or one object a line."""

from loaders.export import Export, Finding, Sql

COMMENT = Finding(
    derive={
        # A reply's id is its parent's and its own, joined by a dot.
        "@parent": Sql("""CASE WHEN contains("cid", '.') THEN key_in('youtube', split_part("cid", '.', 1)) END"""),
    },
    key=Sql("""key_in('youtube', "cid")"""),
    parent=Sql('"@parent"'),
    fields={
        "native_id": "cid",
        "platform": Sql("'youtube'"),
        "kind": Sql("'comment'"),
        "author_id": "channel",
        "author_name": "author",
        # Counted back from "2 weeks ago": no more exact than these words.
        "published_at": "time_parsed",
        "precision": Sql('near_precision("time")'),
        "text": "text",
        "likes": "votes",
        "comments": "replies",
        "edge": Sql("""CASE WHEN "@parent" IS NOT NULL THEN 'explicit' END"""),
    },
)

EXPORT = Export(
    name="youtube-comment-downloader",
    tool="youtube-comment-downloader",
    needs=("cid", "text", "time", "author", "channel", "votes", "time_parsed"),
    headers=("photo", "heart", "reply"),
    findings=(COMMENT,),
)
