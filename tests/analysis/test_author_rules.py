from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.author_rules import author_rules
from analysis.filters import Filters
from nlp.authors import KINDS
from tests.analysis.stores import opened, storing
from tests.mentions import FEW, author_key, numbered

LISTED = {("weibo", "1"): "official", ("*", "@甲"): "kol", ("*", "O'Brien"): "media", (":", "x"): "kol"}
VALUES = {
    "platform": [None, "weibo", "news", "wechat"], "kind": [None, "post", "article"], "author_id": [None, "1", "2", "O'Brien"], "author_name": [None, "甲", "乙", "O'Brien"],
    "author_followers": [None, 0, 9, 10, 99, 100], "export_author_kind": [None, None, "kol", "official", "robot"],
}  # fmt: skip


def kind_of(row, kol_followers, media_platforms):
    """By the list, else the export, else the rules."""
    keys = [(where, who) for who in (row.author_id, row.author_name and f"@{row.author_name}") for where in (row.platform, "*")]
    if found := [LISTED[key] for key in keys if key in LISTED]:
        return found[0]
    if row.export_author_kind in KINDS:
        return row.export_author_kind
    if row.kind == "article" and row.platform in media_platforms:
        return "media"
    if row.author_followers is not None and row.author_followers >= kol_followers:
        return "kol"
    return "person" if row.author_id or row.author_name else None


def stored() -> pd.DataFrame:
    """Mentions whose authors are what the shipped values say, for all the numbers ten times smaller."""
    random = Random(7)
    frame = pd.DataFrame(numbered([{name: random.choice(some) for name, some in VALUES.items()} for _ in range(400)]), dtype=object)
    return frame.assign(author_kind=pd.Series([kind_of(row, 100, ("news",)) for row in frame.itertuples()], dtype=object), author=[author_key(row) for row in frame.itertuples()])


def counted(frame: pd.DataFrame, kinds: pd.Series) -> dict[str, tuple[int, int]]:
    """Mentions and known authors of KOL and media."""
    return {kind: (int((kinds == kind).sum()), frame["author"][kinds == kind].nunique()) for kind in ("kol", "media")}


@settings(FEW, max_examples=6)
@given(st.sampled_from([1, 10, 100, 1_000]), st.sets(st.sampled_from(["news", "wechat", "O'Brien"])).map(tuple))
def test_it_counts_who_is_a_kol_or_a_medium_and_who_would_be(holding, kol_followers, media_platforms):
    frame = stored()
    now = counted(frame, frame["author_kind"])
    then = counted(frame, pd.Series([kind_of(row, kol_followers, media_platforms) for row in frame.itertuples()], dtype=object))
    with storing(holding, frame.drop(columns="author").to_dict("records"), []) as cursor:
        answer = author_rules(cursor, Filters(), kol_followers=kol_followers, media_platforms=media_platforms, listed=[*LISTED])
        assert {row["value"]: ((row["mentions"], row["authors"]), (row["drafted"], row["drafted_authors"])) for row in answer.rows} == {kind: (now[kind], then[kind]) for kind in now}
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_no_list_and_no_mentions_are_no_rows(holding):
    with storing(holding, [], []) as cursor:
        assert author_rules(cursor, Filters(), kol_followers=1, media_platforms=(), listed=[]).rows == []
