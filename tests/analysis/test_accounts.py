from hypothesis import given
from hypothesis import strategies as st

from analysis.accounts import accounts
from analysis.filters import Filters
from tests.mentions import FEW, numbered, plain, stored_of, stores

entries = st.lists(
    st.tuples(st.sampled_from(["*", "weibo", "x", "O'Brien"]), st.sampled_from(["1", "2", "@甲", "@1", "@乙 😀", "O'Brien", "@", "z"])), max_size=4
)


@FEW
@given(stores(), entries)
def test_each_entry_counts_its_mentions_and_authors(holding, stored, entries):
    with holding(stored) as cursor:
        rows = cursor.execute("SELECT platform, author_id, author_name FROM mention").fetchall()
        expected = []
        for place, (platform, id_) in enumerate(entries):
            met = [
                f"{at or ''}:{author if author is not None else f'@{name}'}"
                for at, author, name in rows
                if platform in ("*", at) and (author == id_ or (name is not None and f"@{name}" == id_))
            ]
            expected.append({"place": place, "mentions": len(met), "authors": len(set(met))})
        assert accounts(cursor, Filters(), entries=entries).rows == expected


def test_names_are_compared_with_names_and_ids_with_ids(holding):
    records = numbered([*plain(platform="weibo", author_id="7", author_name="甲"), *plain(platform="x", author_id="8", author_name="7")])
    with holding(stored_of(records)) as cursor:
        found = accounts(cursor, Filters(), entries=[("*", "7"), ("*", "@7"), ("weibo", "@甲"), ("x", "@甲")]).rows
    assert [(row["mentions"], row["authors"]) for row in found] == [(1, 1), (1, 1), (1, 1), (0, 0)]
