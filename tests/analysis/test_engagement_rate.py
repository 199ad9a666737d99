from hypothesis import given, settings

from analysis.engagement_rate import engagement_rate
from analysis.filters import Filters
from tests.analysis.stores import opened
from tests.mentions import FEW, SAMPLE, author_key, engagement, filter_values, left, numbered, plain, stored_of

COMPARED = ("乙", "甲", "nowhere")


@settings(FEW, max_examples=5)
@given(filter_values())
def test_engagement_and_followers_are_those_of_authors_of_whom_both_are_known(holding, chosen):
    filters = Filters(**{**chosen, "brands": COMPARED})
    rows = [row for row, kept in zip(SAMPLE.mention.itertuples(), left(SAMPLE, filters), strict=True) if kept]
    expected = []
    for brand in COMPARED:
        own, followers = [row for row in rows if brand in row.brands], {}
        for row in own:
            if author_key(row) is not None and row.author_followers is not None:
                followers[author_key(row)] = max(row.author_followers, followers.get(author_key(row), 0))
        known = {author_key(row) for row in own if engagement(row) is not None}
        followers = {key: most for key, most in followers.items() if key in known}
        engaged = [one for row in own if author_key(row) in followers and (one := engagement(row)) is not None]
        both, whole = sum(engaged) if engaged else None, sum(followers.values()) if followers else None
        rate = both / whole if len(followers) >= 30 and whole else None
        expected.append({"value": brand, "named": len(rows), "engagement": both, "followers": whole, "followed": len(followers), "engagement_rate": rate})
    with holding(SAMPLE) as cursor:
        answer = engagement_rate(cursor, filters)
        assert answer.rows == expected
        assert opened(cursor, answer) == [sum(brand in row.brands for row in rows) for brand in COMPARED]


def test_an_author_without_known_engagement_adds_no_followers(holding):
    def people(name, count, followers, likes):
        return [plain(1, brands=["甲"], platform="weibo", kind="post", text="好", author_id=f"{name}{n}", author_followers=followers, likes=likes)[0] for n in range(count)]

    with holding(stored_of(numbered([*people("known", 40, 100, 2), *people("unknown", 40, 900, None), *people("few", 3, None, 7)]))) as cursor:
        (row,) = engagement_rate(cursor, Filters(brands=("甲",))).rows
    assert (row["followed"], row["followers"], row["engagement"], row["engagement_rate"]) == (40, 4000, 80, 80 / 4000)
