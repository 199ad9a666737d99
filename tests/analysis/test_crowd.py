from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

import pytest

from analysis.author_overlap import author_overlap
from analysis.crowd import DEEPEST, LONGEST, WIDEST, Crowd, fits
from analysis.filters import Filters
from analysis.moved import moved
from analysis.sentiment import sentiment
from analysis.totals import totals
from analysis.voice import voice
from tests.analysis.stores import opened
from tests.mentions import numbered, plain, stored_of

FEB, MAR, APR = datetime(2024, 2, 1), datetime(2024, 3, 1), datetime(2024, 4, 1)
NOW = Filters(since=MAR, until=APR, brands=("甲", "乙", "丙"))
BEFORE = replace(NOW, since=FEB, until=MAR)
HOSTILE = ["O'Brien", 'a"b', "a&b=c", "one=x&other=y", "%", "%3D", "+", "∅", "∅∅", " ", "", "'; DROP TABLE mention; --", "$one {crowd}", "😀\n"]


def said(author: str | None, *brands: str, at: datetime = MAR, **values: object) -> dict:
    return plain(1, author_id=author, brands=[*brands], published_at=at, **values)[0]


TOLD = [
    said("both", "甲", sentiment=-1), said("both", "乙", sentiment=1), said("both", "丙", sentiment=-1), said("at once", "乙", "甲"), said("one", "甲", sentiment=-1), said(None, "甲", "乙"),
    said("outside", "甲"), said("outside", "乙", at=FEB), said("silent", "乙", at=FEB),
    said("went", "甲", at=FEB), said("went", "乙", sentiment=-1), said("went", "甲", "乙"), said("went", "丙"), said("stayed", "甲", at=FEB), said("stayed", "甲"),
    said("torn", "甲", at=FEB), said("torn", "甲"), said("torn", "乙"), said("was torn", "甲", "乙", at=FEB), said("was torn", "乙"),
]  # fmt: skip
WENT = Crowd("甲", "乙", NOW, BEFORE)


@pytest.fixture(scope="module")
def cursor(holding):
    with holding(stored_of(numbered(TOLD))) as cursor:
        yield cursor


def authors(cursor, *crowds: Crowd) -> set[str | None]:
    sql, values = Filters(crowds=crowds).selection()
    return {author for (author,) in cursor.execute(f"SELECT author_id FROM ({sql})", values).fetchall()}


def test_who_names_both_in_the_filters_does_so_at_once_or_one_after_the_other(cursor):
    assert authors(cursor, Crowd("甲", "乙", NOW)) == authors(cursor, Crowd("乙", "甲", NOW)) == {"both", "at once", "went", "torn"}
    assert authors(cursor, Crowd("甲", "乙", replace(NOW, since=None))) == {"both", "at once", "went", "torn", "outside", "was torn"}
    assert authors(cursor, Crowd("甲", "丙", replace(NOW, sentiments=(-1,)))) == {"both"}
    assert authors(cursor, Crowd("甲", "无此牌", NOW)) == set()


def test_who_moved_named_one_most_before_and_the_other_most_now(cursor):
    assert authors(cursor, WENT) == {"went"}
    assert authors(cursor, Crowd("甲", "甲", NOW, BEFORE)) == {"stayed"}
    assert authors(cursor, Crowd("甲", "乙", replace(NOW, brands=()), replace(BEFORE, brands=()))) == set()
    assert authors(cursor, WENT, Crowd("甲", "甲", NOW, BEFORE)) == {"went", "stayed"}


def test_of_several_any_counts_and_unknown_is_an_author_who_is_not_known(cursor):
    assert authors(cursor, WENT, None) == {"went", None}


def test_whatever_narrows_what_a_crowd_says_leaves_the_crowd_as_it_is(cursor):
    both = author_overlap(cursor, NOW)
    filters = both.mentions(both.rows[0])
    assert (both.rows[0]["mentions"], totals(cursor, filters).row["mentions"]) == (7, 7)
    # What they say of a third brand, without any, in another window, and only what is negative.
    assert [totals(cursor, replace(filters, **chosen)).row["mentions"] for chosen in ({"brands": ("丙",)}, {"brands": ()}, {"since": FEB, "until": MAR}, {"sentiments": (-1,)})] == [2, 9, 2, 2]
    assert [totals(cursor, replace(filters, brands=(), sentiments=(sentiment,))).row["mentions"] for sentiment in (-1, 1)] == [3, 1]
    flows = moved(cursor, NOW, before=BEFORE)
    went = flows.mentions(next(row for row in flows.rows if (row["source"], row["target"]) == ("甲", "乙")))
    assert [totals(cursor, one).row["mentions"] for one in (went, replace(went, brands=()), replace(went, sentiments=(-1,)), replace(went, since=FEB, until=MAR))] == [2, 3, 1, 1]


def test_a_crowd_found_in_a_crowd_is_in_both(cursor):
    assert authors(cursor, Crowd("甲", "丙", replace(NOW, crowds=(WENT,)))) == {"went"}
    assert authors(cursor, Crowd("甲", "丙", NOW)) == {"went", "both"}


@pytest.mark.parametrize("brand", HOSTILE)
def test_whatever_a_brand_is_called_its_crowd_is_told_by_a_link_and_reads_back(holding, brand):
    filters = Filters(since=MAR, brands=(brand, "甲"), regions=(brand, None), crowds=(Crowd(brand, "甲", NOW, BEFORE),))
    chosen = Filters(crowds=(Crowd(brand, "甲", filters), Crowd("甲", brand, filters, replace(filters, since=FEB, until=MAR))))
    assert Filters.of_link(chosen.link()) == (chosen, [])
    rows = numbered([said("1", brand, "甲"), said("1", brand), said("1", "乙"), said("1", "甲", at=FEB), said("2", "甲")])
    with holding(stored_of(rows)) as cursor:
        now = Filters(brands=(brand, "甲"), since=MAR)
        both, went = author_overlap(cursor, now), moved(cursor, now, before=replace(now, since=FEB, until=MAR))
        assert [row["mentions"] for row in both.rows] == opened(cursor, both) == [2]
        assert [row["mentions"] for row in went.rows] == opened(cursor, went) == [0, 0, 2, 0]


def nested(depth: int) -> str:
    crowd = Crowd("甲", "乙", NOW)
    for _deeper in range(depth - 1):
        crowd = Crowd("甲", "乙", replace(NOW, crowds=(crowd,)))
    return str(crowd)


PAIR = {"one": "甲", "other": "乙"}
REFUSED = {
    "nothing": "", "no pairs": "甲", "one brand": urlencode({"one": "甲"}), "the same key twice": urlencode([*PAIR.items(), ("one", "丙")]), "an unknown key": urlencode(PAIR | {"page": "3"}),
    "no such kind": urlencode(PAIR | {"kinds": "tweet"}), "no day": urlencode(PAIR | {"since": "yesterday"}), "no window": urlencode(PAIR | {"since": "2024-03-02", "until": "2024-03-01"}),
    "no day before": urlencode(PAIR | {"before_until": "yesterday"}), "no window before": urlencode(PAIR | {"before_since": "2024-03-02", "before_until": "2024-03-01"}),
    "twice the same brand": urlencode({"one": "甲", "other": "甲"}), "no end before": urlencode(PAIR | {"since": "2024-03-01", "before_since": "2024-02-01"}),
    "a window that is not before": urlencode(PAIR | {"since": "2024-03-01", "before_until": "2024-03-02"}), "a window before of no brands": urlencode({"since": "2024-03-01", "before_until": "2024-02-02"}),
    "no letter": "one=\ud800&other=b", "no letter in a filter": "brands=\ud800&since=2024-03-01",
    "a value twice": urlencode([*PAIR.items(), ("brands", "甲"), ("brands", "甲")]), "no keyword": urlencode(PAIR | {"keyword": '"open'}), "no text": "one=%ff&other=b", "a json": '{"one": "甲"}',
    "too long": urlencode(PAIR | {"keyword": "x" * LONGEST}), "too many brands": urlencode({**PAIR, "brands": [str(n) for n in range(WIDEST + 1)]}, doseq=True),
    "too deep": nested(DEEPEST + 1), "far too deep": nested(6), "too deep by another spelling": nested(DEEPEST + 1).replace("crowds=", "%63rowds="), "no crowd within": urlencode(PAIR | {"crowds": "one=甲"}),
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_crowd_is_refused(text):
    with pytest.raises(ValueError):
        Crowd.read(text, Filters.of_link)
    assert Filters.of_link({"crowds": [text]}) == (Filters(), [text])


def test_a_crowd_reads_from_any_spelling_of_its_text_and_is_told_in_one():
    told = "one=甲&other=乙&since=2024-03-01&until=20240331&brands=甲&brands=乙&before_until=2024-02-29"
    read = Crowd.read(told, Filters.of_link)
    assert read == Crowd("甲", "乙", Filters(since=MAR, until=APR, brands=("甲", "乙")), Filters(until=MAR, brands=("甲", "乙")))
    assert str(read) == "since=2024-03-01&until=2024-03-31&brands=%E7%94%B2&brands=%E4%B9%99&one=%E7%94%B2&other=%E4%B9%99&before_until=2024-02-29"
    assert [fits(nested(depth)) for depth in range(1, DEEPEST + 2)] == [True] * DEEPEST + [False]


def test_without_brands_it_is_all_authors_of_the_mentions(cursor):
    speakers = Crowd(None, None, replace(NOW, brands=(), sentiments=(1,)))
    assert authors(cursor, speakers) == {"both"} and Filters.of_link(Filters(crowds=(speakers,)).link()) == (Filters(crowds=(speakers,)), [])


def test_as_of_a_moment_it_is_who_was_known_to_be_in_it(cursor):
    both = Crowd("甲", "乙", replace(NOW, since=None))
    sql, values = Filters(crowds=(both,), as_of=FEB).selection()
    assert {author for (author,) in cursor.execute(f"SELECT author_id FROM ({sql})", values).fetchall()} == {"was torn"}


@pytest.mark.parametrize("chosen", [("returning",), ("new",), ("new", None), (None,)])
@pytest.mark.parametrize("crowds", [(), (Crowd("甲", "乙", replace(NOW, since=None)),)])
def test_who_is_new_stays_so_in_what_a_row_opens(cursor, chosen, crowds):
    filters = replace(NOW, newcomers=chosen, crowds=crowds)
    for answer in (voice(cursor, filters), author_overlap(cursor, filters), sentiment(cursor, filters, grain="week"), sentiment(cursor, filters, by="sentiments")):
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
    assert totals(cursor, filters.steady()).row == totals(cursor, filters).row


def test_an_address_holds_a_few_of_them_and_the_others_are_named():
    texts = [urlencode(PAIR | {"regions": str(n)}) for n in range(6)]
    filters, refused = Filters.of_link({"crowds": texts})
    assert (len(filters.crowds), len(refused)) == (4, 2)
    assert Filters.of_link({"crowds": ["one=甲&other=乙", "other=乙&one=甲"]}) == (Filters(crowds=(Crowd("甲", "乙", Filters()),)), [])


def test_a_crowd_is_told_in_words(english):
    assert Filters(crowds=(Crowd("甲", "乙", replace(NOW, platforms=("weibo",))),)).sentence() == (
        "all time · Group of authors: authors who name 甲 and 乙 (2024-03-01 to 2024-03-31 · Platform: Weibo)"
    )
    among = "2024-03-01 to 2024-03-31 · Brand: 甲, 乙, 丙; against 2024-02-01 to 2024-02-29"
    assert WENT.sentence() == f"authors who moved from 甲 to 乙 ({among})"
    assert Crowd("甲", "甲", NOW, BEFORE).sentence() == f"authors who stayed with 甲 ({among})"
    assert Crowd("甲", "丁", NOW).sentence() == "authors who name 甲 and 丁 (2024-03-01 to 2024-03-31 · Brand: 甲, 乙, 丙)"
    assert Filters(crowds=(None,)).sentence() == "all time · Group of authors: Author not known"
