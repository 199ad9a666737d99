"""Brandwatch: its preamble, its header of two generations, its flattened API; invented rows under true names."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import pytest

from loaders.prepare import preview
from loaders.refused import Refused
from tests.loaders.invented import write
from tests.loaders.staging import sightings, staged

OF_2021 = (
    "Query Id", "Query Name", "Date", "Title", "Snippet", "Url", "Domain", "Sentiment", "Page Type", "Language", "Country Code", "Country",
    "Author", "Full Name", "Full Text", "Gender", "Impressions", "Facebook Likes", "Instagram Likes", "Original Url", "Resource Id",
    "Thread Entry Type", "Thread Id", "Thread URL", "Twitter Author ID", "Twitter Followers", "Twitter Reply Count", "Twitter Reply to",
    "Twitter Retweet of", "Twitter Retweets", "Twitter Likes", "Twitter Verified", "Reach (new)", "Theme - Sound",
)  # fmt: skip
RENAMED = {"Twitter Retweet of": "X Repost of", "Twitter Retweets": "X Reposts", "Twitter Reply Count": "X Replies"}
OF_2024 = (*(RENAMED.get(name, name.replace("Twitter", "X")) for name in OF_2021), "Mention Id", "Likes", "Emotion")
PREAMBLE = (
    '"Report:","Bulk Mentions Download"\n"Brand:","Fudao"\n"From:","Mon Jan 01 00:00:00 UTC 2024"\n'
    '"To:","Tue Jan 02 00:00:00 UTC 2024"\n"Label:","Fudao daily"\n\n'
)
URL = "http://twitter.com/reed/statuses/1740000000000000123"
ROW = {
    "Query Id": "2000000017",
    "Query Name": "Fudao speakers",
    "Date": "2024-01-01 02:04:00.0",
    "Snippet": "the Fudao speaker",
    "Full Text": "the Fudao speaker floats",
    "Url": URL,
    "Domain": "twitter.com",
    "Sentiment": "positive",
    "Page Type": "twitter",
    "Language": "en",
    "Country": "Ireland",
    "Author": "reed",
    "Full Name": "reed (Reed Marsh)",
    "Gender": "female",
    "Facebook Likes": "0",
    "Instagram Likes": "0",
    "Resource Id": "77000000000000017",
    "Thread Entry Type": "post",
    "Thread Id": "0",
    "Twitter Author ID": "900000021",
    "Twitter Followers": "88",
    "Twitter Reply Count": "1",
    "Twitter Retweets": "3",
    "Twitter Likes": "8",
    "Twitter Verified": "false",
    "Reach (new)": "1200",
    "Theme - Sound": "x",
}


def renamed(row: dict[str, str]) -> dict[str, str]:
    return {OF_2024[OF_2021.index(name)]: cell for name, cell in row.items()}


def x_id(status: str) -> UUID:
    return UUID(sha256(f"x\x1f{status}".encode()).hexdigest()[:32])


@pytest.mark.parametrize("header", [OF_2021, OF_2024], ids=["Twitter", "X"])
def test_a_post_below_the_preamble(tmp_path, header):
    path = write(tmp_path / "fudao.csv", header, [ROW if header is OF_2021 else renamed(ROW)])
    path.write_text(PREAMBLE + path.read_text(encoding="utf-8-sig"), encoding="utf-8-sig")
    prepared = staged(path)
    (found,) = sightings(prepared)
    assert '"Theme - Sound":"x"' in found.pop("extra")
    assert (prepared.export, prepared.rows) == ("brandwatch", 1)
    assert found == {
        "mention_id": x_id("1740000000000000123"),
        "native_id": "77000000000000017",
        "platform": "x",
        "kind": "post",
        "source_name": "twitter.com",
        "author_id": "900000021",
        "author_name": "reed",
        "author_followers": 88,
        "verified": False,
        "gender": "female",
        "published_at": datetime(2024, 1, 1, 10, 4),
        "precision": "second",
        "text": "the Fudao speaker floats",
        "url": URL,
        "likes": 8,
        "comments": 1,
        "reposts": 3,
        "reach": 1200,
        "counts_are": "final",
        "region": "Ireland",
        "language": "en",
        "queries": ["Fudao speakers", "fudao"],
        "export_sentiment": 1,
        "line": 8,
        "part": 0,
    }


ABOVE = "http://twitter.com/fudao/statuses/1740000000000000100"
THREAD = "https://forum.example/t/1"
KINDS = [
    ({"Twitter Retweet of": ABOVE, "Url": URL + "1"}, "repost", "x", x_id("1740000000000000100"), x_id("1740000000000000100")),
    ({"Twitter Reply to": ABOVE, "Url": URL + "2", "Thread Id": "1740000000000000090"}, "comment", "x",
     x_id("1740000000000000100"), x_id("1740000000000000090")),
    ({"Url": THREAD, "Page Type": "forum", "Thread Entry Type": "post", "Thread URL": THREAD}, "post", "forum", None, None),
    ({"Url": "https://journal.example/a", "Page Type": "news"}, "article", "news", None, None),
    ({"Url": "https://shop.example/a", "Page Type": "review"}, "review", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize("header", [OF_2021, OF_2024], ids=["Twitter", "X"])
@pytest.mark.parametrize(("cells", "kind", "platform", "parent", "root"), KINDS, ids=[kind for _, kind, *_ in KINDS])
def test_what_a_mention_is_and_stands_under(tmp_path, header, cells, kind, platform, parent, root):
    row = ROW | cells
    (found,) = sightings(staged(write(tmp_path / "x.csv", header, [row if header is OF_2021 else renamed(row)])))
    assert [found.get(name) for name in ("kind", "platform", "parent_id", "root_id")] == [kind, platform, parent, root]


def test_comments_with_the_address_of_their_thread_stay_several_and_hang_under_it(tmp_path):
    reply = {"Url": THREAD, "Thread URL": THREAD, "Page Type": "forum", "Thread Entry Type": "reply"}
    written = [ROW | {"Url": THREAD, "Page Type": "forum"}, *(ROW | reply | {"Resource Id": f"r{n}"} for n in range(2))]
    found = sightings(staged(write(tmp_path / "x.csv", OF_2021, written)))
    assert len({row["mention_id"] for row in found}) == 3


def test_the_flattened_api_is_the_same_export_in_camel_case(tmp_path):
    row = {"queryId": "1", "queryName": "Fudao", "date": "2024-01-01T02:04:00.000+0000", "url": URL, "fullText": "it floats",
           "reachEstimate": "7.0", "sentiment": "negative", "author": "reed", "twitterFollowers": "88"}  # fmt: skip
    prepared = staged(write(tmp_path / "x.csv", row, [row]))
    (found,) = sightings(prepared)
    assert prepared.export == "brandwatch"
    told = ("mention_id", "published_at", "text", "reach", "export_sentiment", "author_name", "author_followers")
    assert [found[name] for name in told] == [
        x_id("1740000000000000123"), datetime(2024, 1, 1, 10, 4), "it floats", 7, -1, "reed", 88,
    ]  # fmt: skip


@pytest.mark.usefixtures("english")
def test_the_real_flattened_api_has_no_date_and_is_refused_with_that_reason(samples):
    path = samples / "brandwatch-api" / "column_data.csv"
    with pytest.raises(Refused) as refused:
        preview(path, store_zone="UTC")
    assert str(refused.value).startswith(
        "No column holds the time of publication, without which a mention has no place in time."
    )
    assert str(refused.value).endswith(" The nearest format is brandwatch, but there is no Date.")
