import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from nlp.authors import KINDS, Account, Accounts, AuthorRules

ACCOUNTS = Accounts(
    (
        Account("42", "official", "weibo", brand="澜汐"),
        Account("@潮汐日报", "media"),
        Account("@潮汐日报", "partner", "weibo"),
        Account("7", "regulator"),
    )
)
RULES = st.builds(AuthorRules, st.sampled_from([1, 100_000]), st.sampled_from([(), ("news",), ("news", "weibo")]))
WHO = [
    ("weibo", "42", "潮汐日报", "official"),
    ("x", "42", None, None),
    ("weibo", None, "潮汐日报", "partner"),
    ("douyin", "9", "潮汐日报", "media"),
    (None, None, "潮汐日报", "media"),
    ("x", "7", None, "regulator"),
    (None, "7", None, "regulator"),
    (None, None, None, None),
    ("weibo", None, "@潮汐日报", None),
]


def strings(values: list) -> pa.Array:
    return pa.array(values, pa.string())


def test_an_id_counts_before_a_name_and_a_platform_before_any():
    columns = [strings([row[place] for row in WHO]) for place in range(3)]
    assert ACCOUNTS.kinds(*columns).to_pylist() == [kind for *_, kind in WHO]


def test_no_account_is_listed_where_there_is_no_list():
    assert Accounts().kinds(*[strings(["weibo"])] * 3).to_pylist() == [None]


def kind_of(rules, listed, exported, kind, platform, followers, author):
    """As the docstrings say it, one mention at a time."""
    if listed or exported in KINDS:
        return listed or exported
    if kind == "article" and platform in rules.media_platforms:
        return "media"
    if followers is not None and followers >= rules.kol_followers:
        return "kol"
    return "person" if author else None


MENTION = st.tuples(
    st.sampled_from([None, "official"]), st.sampled_from([None, "kol", "robot"]), st.sampled_from([None, "post", "article", "review", "ticket"]),
    st.sampled_from([None, "news", "weibo"]), st.sampled_from([None, 0, 99_999, 100_000]), st.sampled_from([None, "a"]),
)  # fmt: skip


@given(RULES, st.lists(MENTION, min_size=1, max_size=8))
def test_the_kind_of_an_author(rules, rows):
    listed, exported, kind, platform, followers, author = map(list, zip(*rows, strict=True))
    table = pa.table(
        {
            "kind": strings(kind), "platform": strings(platform), "author_followers": pa.array(followers, pa.int64()),
            "author_id": strings(author), "author_name": strings([None] * len(rows)),
        }
    )  # fmt: skip
    assert rules.kind(strings(listed), strings(exported), table).to_pylist() == [kind_of(rules, *row) for row in rows]
