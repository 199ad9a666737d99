"""ExportComments.com: the comments under one post, below a preamble that names it; comments have no id."""

from loaders.export import Export, Finding, Sql

NAME = "Name (click to view profile)"

COMMENT = Finding(
    fields={
        "kind": Sql("'comment'"),
        "author_id": Sql("""regexp_replace("Profile ID", '^ID:\\s*', '')"""),
        "author_name": NAME,
        "published_at": "Date",
        "text": "Comment",
        "likes": "Likes",
    },
)

EXPORT = Export(
    name="exportcomments",
    tool="ExportComments.com",
    needs=(NAME, "Profile ID", "Date", "Likes", "Comment"),
    headers=("(view source)",),
    findings=(COMMENT,),
)
