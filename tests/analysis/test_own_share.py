from datetime import datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.own import Own
from analysis.own_share import earned as earned_of
from analysis.own_share import own_share
from analysis.totals import totals
from tests.analysis.stores import opened
from tests.analysis.test_brand_replies import owners
from tests.mentions import FEW, author_key, filter_values, is_official, left, numbered, plain, sample, stored_of

ACCOUNTS = (("weibo:1", "甲"), ("*:@乙 😀", "甲"), ("x:2", "乙"), ("*:O'Brien", "%"))


def own_authors(stored, as_of, ours):
    """The keys of our accounts, of all that is published: of a brand of ours; where none is, of those that are official and listed for none."""
    published = [row for row in stored.mention.itertuples() if author_key(row) and (as_of is None or row.published_at <= as_of)]
    official, ids = [row for row in published if is_official(row)], {key.partition(":")[2] for key, brand in ours.accounts if brand in ours.brands}
    rows = [row for row in published if is_official(row) or row.author_id in ids or (row.author_name and f"@{row.author_name}" in ids)]
    known = {*ours.brands, *(brand for row in stored.mention.itertuples() for brand in row.brands or () if brand)}
    listing = owners(rows, ours.accounts, words_only=True)
    if not ours.brands:
        return {author_key(row) for row in official if listing[author_key(row)] is None}
    found = owners(official, ours.accounts, known=known) | {key: brand for key, brand in listing.items() if brand is not None}
    return {key for key, brand in found.items() if brand in ours.brands}


SPLIT = datetime(2024, 1, 8)
OWNS = [Own(), Own(ACCOUNTS), Own(ACCOUNTS, ("甲",)), Own(brands=("甲", "O'Brien"))]


@settings(FEW, max_examples=8)
@given(filter_values(), st.sampled_from(OWNS))
@example({"brands": ("甲", "乙", None), "without_authors": ("weibo:1", "x:1")}, OWNS[2])
@example({"brands": ("O'Brien",), "platforms": ("weibo", "x", None)}, OWNS[3])
@example({"brands": ("甲", "%")}, OWNS[3])
@example({"newcomers": ("returning",), "since": SPLIT}, OWNS[3])
@example({"newcomers": ("new", None), "since": SPLIT, "brands": ("甲", "乙", "O'Brien")}, OWNS[2])
def test_what_is_own_and_what_is_said_by_others_are_counted_one_by_one(holding, chosen, ours):
    stored, filters = sample(300), Filters(**chosen)
    rows = [row for row, keep in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if keep]
    accounts = own_authors(stored, filters.as_of, ours)
    authors = sorted({author_key(row) for row in rows} & accounts)
    own = sum(author_key(row) in authors for row in rows)
    earned = sum(author_key(row) not in authors and (not ours.brands or bool(set(row.brands or ()) & set(ours.brands))) for row in rows)
    with holding(stored) as cursor:
        answer = own_share(cursor, filters, ours=ours)
        assert answer.rows == [{"own": own, "author": authors, "earned": earned, "share": own / (own + earned) if own + earned >= 30 else None}]
        assert not own or opened(cursor, answer) == [own]
        others, both_asked = earned_of(answer, ours), filters.brands and not {*ours.brands} <= {*filters.brands} and not {*filters.brands} <= {*ours.brands}
        assert (others is None) == bool(ours.brands and both_asked)
        assert others is None or totals(cursor, others).row["mentions"] == earned


def test_an_official_account_is_ours_by_the_list_by_its_name_or_by_what_it_says(holding):
    official = {"platform": "weibo", "author_kind": "official"}
    records = [
        *plain(3, **official, author_id="1", author_name="甲客服"), *plain(4, **official, author_id="2", author_name="甲旗舰"), *plain(5, platform="weibo", author_id="3", author_kind="partner"),
        # A competitor that no list names, by its name and by what it says; one that speaks of us; one of which nothing tells.
        *plain(6, **official, author_id="5", author_name="乙官方", brands=["甲"]), *plain(7, **official, author_id="6", brands=["乙"]), *plain(8, **official, author_id="7", brands=["甲"]), *plain(2, **official, author_id="8"),
        *plain(20, platform="weibo", author_id="4", author_kind="person", brands=["甲"]), *plain(9, platform="weibo", author_id="9", brands=["乙"]),
    ]  # fmt: skip
    accounts = (("weibo:2", "乙"), ("*:3", "甲"))
    with holding(stored_of(numbered(records))) as cursor:
        told = own_share(cursor, Filters(), ours=Own(accounts, ("甲",))).row
        narrowed = own_share(cursor, Filters(brands=("甲",)), ours=Own(accounts, ("甲",))).row
        unknown = own_share(cursor, Filters(), ours=Own(accounts)).row
    assert told == {"own": 16, "author": ["weibo:1", "weibo:3", "weibo:7"], "earned": 26, "share": 16 / 42}
    assert (narrowed["own"], narrowed["author"]) == (8, ["weibo:7"])
    assert unknown["author"] == ["weibo:1", "weibo:5", "weibo:6", "weibo:7", "weibo:8"]


def test_what_others_say_is_opened_where_filters_tell_it(holding):
    with holding(stored_of(numbered([*plain(3, platform="x", author_id="1", author_kind="official"), *plain(4, brands=["甲"]), *plain(2, platform="x", author_id="2", brands=["甲", "乙"])]))) as cursor:
        def opens(filters, ours):
            return earned_of(own_share(cursor, filters, ours=ours), ours)

        assert opens(Filters(without_authors=("x:2",)), Own()) == Filters(without_authors=("x:2", "x:1"))
        assert opens(Filters(brands=("甲", "乙"), without_authors=(None,)), Own(brands=("甲",))) == Filters(brands=("甲",), without_authors=(None,))
        assert opens(Filters(brands=("乙",)), Own(brands=("甲",))) is None
