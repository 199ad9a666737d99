"""CrowdTangle's downloads: posts on Facebook, posts on Instagram, and who shared a link."""

from loaders.export import Export, Finding, Sql

REACTIONS = ("Love", "Wow", "Haha", "Sad", "Angry", "Care")
OTHERS = " + ".join(f'coalesce(as_count("{name}"), 0)' for name in REACTIONS)

FACEBOOK_POST = Finding(
    derive={
        # A photo's or video's link is the file itself; only a post's is a post that was shared.
        "@shared": Sql(
            """CASE WHEN regexp_matches("Link", '(?i)facebook\\.com/.*(posts/|permalink)') THEN address_key(as_url("Link")) END"""
        ),
        "@parent": Sql('nullif("@shared", address_key(as_url("URL")))'),
    },
    parent=Sql('"@parent"'),
    root=Sql('"@parent"'),
    fields={
        "platform": Sql("'facebook'"),
        "kind": Sql("""CASE WHEN "@parent" IS NULL THEN 'post' ELSE 'repost' END"""),
        "author_id": "Facebook Id",
        "author_name": ("Page Name", "Group Name", "User Name"),
        "author_followers": ("Followers at Posting", "Likes at Posting"),
        "published_at": "Post Created",
        "title": "Link Text",
        "text": ("Message", "Description", "Image Text"),
        "url": "URL",
        "likes": Sql(f'as_count("Likes") + {OTHERS}'),
        "comments": "Comments",
        "reposts": "Shares",
        "views": ("Post Views", "Total Views"),
        "region": "Page Admin Top Country",
        "edge": Sql("""CASE WHEN "@parent" IS NOT NULL THEN 'explicit' END"""),
    },
)

FACEBOOK = Export(
    name="crowdtangle-facebook",
    tool="CrowdTangle",
    needs=("Facebook Id", "Followers at Posting", "Post Created", "Total Interactions", "URL", "Message"),
    headers=("Page Category", "Post Created Date", "Post Created Time", "Type", "Video Length", "Final Link"),
    findings=(FACEBOOK_POST,),
    time_zone="America/New_York",
)

INSTAGRAM_POST = Finding(
    fields={
        "platform": Sql("'instagram'"),
        "kind": Sql("'post'"),
        "author_id": "User Name",
        "author_name": "Account",
        "author_followers": "Followers at Posting",
        "published_at": "Post Created",
        "title": "Title",
        "text": ("Description", "Image Text"),
        "url": "URL",
        "likes": "Likes",
        "comments": "Comments",
        "views": "Views",
    },
)

INSTAGRAM = Export(
    name="crowdtangle-instagram",
    tool="CrowdTangle",
    needs=("Account", "User Name", "Followers at Posting", "Post Created", "URL", "Photo", "Description"),
    headers=("Post Created Date", "Post Created Time", "Type", "Total Interactions", "Link"),
    findings=(INSTAGRAM_POST,),
    time_zone="America/New_York",
)

SHARED_LINK = Finding(
    fields={
        "platform": Sql('platform_of_host(host_of(as_url("Link")))'),
        "kind": Sql("'post'"),
        "author_name": "Source",
        "author_followers": "Followers",
        "published_at": "Date",
        "url": "Link",
    },
)

LINKS = Export(
    name="crowdtangle-links",
    tool="CrowdTangle link checker",
    needs=("Source", "Followers", "Date", "Interactions", "Post Type", "Link"),
    findings=(SHARED_LINK,),
    time_zone="America/New_York",
)
