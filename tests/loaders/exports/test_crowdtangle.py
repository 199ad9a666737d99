"""CrowdTangle's three downloads, by invented rows under the true headers."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from tests.loaders.invented import write
from tests.loaders.staging import sightings, staged

FACEBOOK = (
    "Page Name", "User Name", "Facebook Id", "Page Category", "Page Admin Top Country", "Page Description", "Page Created",
    "Likes at Posting", "Followers at Posting", "Post Created", "Post Created Date", "Post Created Time", "Type", "Total Interactions",
    "Likes", "Comments", "Shares", "Love", "Wow", "Haha", "Sad", "Angry", "Care", "Video Share Status", "Is Video Owner?", "Post Views",
    "Total Views", "Total Views For All Crossposts", "Video Length", "URL", "Message", "Link", "Final Link", "Image Text", "Link Text",
    "Description", "Sponsor Id", "Sponsor Name", "Sponsor Category", "Overperforming Score (weighted — Likes 1x Shares 1x )",
)  # fmt: skip
POST = {
    "Page Name": "Fudao Audio",
    "User Name": "fudaoaudio",
    "Facebook Id": "900000001",
    "Page Admin Top Country": "IE",
    "Likes at Posting": "4000",
    "Followers at Posting": "4210",
    "Post Created": "2021-01-14 20:32:05 EST",
    "Post Created Date": "2021-01-14",
    "Post Created Time": "20:32:05",
    "Type": "Photo",
    "Total Interactions": "1,234",
    "Likes": "1,100",
    "Comments": "30",
    "Shares": "4",
    "Love": "90",
    "Wow": "10",
    "Video Length": "N/A",
    "URL": "https://www.facebook.com/900000001/posts/1000000000000017",
    "Message": "It floats.",
    "Link": "https://www.facebook.com/fudaoaudio/photos/a.1/1000000000000018/?type=3",
}


def facebook_id(post: str) -> UUID:
    return UUID(sha256(f"facebook\x1f{post}".encode()).hexdigest()[:32])


def test_a_post_of_a_page_on_facebook(tmp_path):
    (found,) = sightings(staged(write(tmp_path / "fudao.csv", FACEBOOK, [POST])))
    assert '"Total Interactions":"1,234"' in found.pop("extra")
    assert found == {
        "mention_id": facebook_id("1000000000000017"),
        "platform": "facebook",
        "kind": "post",
        "author_id": "900000001",
        "author_name": "Fudao Audio",
        "author_followers": 4210,
        "published_at": datetime(2021, 1, 15, 9, 32, 5),
        "precision": "second",
        "text": "It floats.",
        "url": "https://www.facebook.com/900000001/posts/1000000000000017",
        "likes": 1200,
        "comments": 30,
        "reposts": 4,
        "counts_are": "final",
        "region": "IE",
        "queries": ["fudao"],
        "line": 2,
        "part": 0,
    }


def test_a_post_that_links_to_another_post_shares_it_and_one_that_links_to_its_own_photo_or_a_page_does_not(tmp_path):
    links = [
        "https://www.facebook.com/5/posts/1000000000000099",
        "https://www.facebook.com/groups/7/permalink/1000000000000099/",
        POST["URL"],
        POST["Link"],
        "https://journal.example/posts/1",
        "",
    ]
    group = tuple(name.replace("Page Name", "Group Name") for name in FACEBOOK)
    written = [POST | {"Group Name": "Speakers", "Link": link} for link in links]
    for row in written:
        del row["Page Name"]
    found = sightings(staged(write(tmp_path / "x.csv", group, written)))
    shared = facebook_id("1000000000000099")
    assert [(row["kind"], row.get("parent_id"), row.get("root_id")) for row in found] == [
        ("repost", shared, shared),
        ("repost", shared, shared),
        ("post", None, None),
        ("post", None, None),
        ("post", None, None),
        ("post", None, None),
    ]
    assert {row["author_name"] for row in found} == {"Speakers"}


INSTAGRAM = {
    "Account": "Fudao Audio",
    "User Name": "fudaoaudio",
    "Followers at Posting": "4210",
    "Post Created": "2021-07-14 20:32:05 EDT",
    "Post Created Date": "2021-07-14",
    "Post Created Time": "20:32:05",
    "Type": "Photo",
    "Total Interactions": "104",
    "Likes": "100",
    "Comments": "4",
    "Views": "0",
    "URL": "https://www.instagram.com/p/Cx1-_abCDEf/",
    "Link": "",
    "Photo": "https://pictures.example/1.jpg",
    "Title": "",
    "Description": "It floats. #fudao",
}


def test_a_post_on_instagram(tmp_path):
    prepared = staged(write(tmp_path / "x.csv", INSTAGRAM, [INSTAGRAM]))
    (found,) = sightings(prepared)
    expected = {
        "mention_id": UUID(sha256(b"instagram\x1fCx1-_abCDEf").hexdigest()[:32]),
        "platform": "instagram",
        "kind": "post",
        "author_id": "fudaoaudio",
        "author_name": "Fudao Audio",
        "author_followers": 4210,
        "published_at": datetime(2021, 7, 15, 8, 32, 5),
        "text": "It floats. #fudao",
        "likes": 100,
        "comments": 4,
        "views": 0,
    }
    assert (prepared.export, {name: found[name] for name in expected}) == ("crowdtangle-instagram", expected)


def test_who_shared_a_link_below_the_preamble(tmp_path):
    row = {"Source": "Fudao Audio", "Followers": "4210", "Date": "2021-01-14 20:32:05", "Interactions": "12", "Post Type": "Link",
           "Link": "https://www.facebook.com/900000001/posts/1000000000000017"}  # fmt: skip
    path = write(tmp_path / "x.csv", row, [row])
    preamble = "Link: https://journal.example/a\nFacebook Interactions,Facebook Reactions,Facebook Shares,Facebook Comments\n12,8,3,1\n\n"
    path.write_text(preamble + path.read_text(encoding="utf-8-sig"), encoding="utf-8")
    prepared = staged(path)
    (found,) = sightings(prepared)
    expected = {
        "mention_id": facebook_id("1000000000000017"),
        "platform": "facebook",
        "kind": "post",
        "author_name": "Fudao Audio",
        "author_followers": 4210,
        "published_at": datetime(2021, 1, 15, 9, 32, 5),
        "extra": '{"Interactions":"12","Post Type":"Link"}',
    }
    assert (prepared.export, {name: found[name] for name in expected}) == ("crowdtangle-links", expected)
