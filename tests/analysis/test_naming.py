"""What is asked of each brand, against counting in plain Python."""

import duckdb

from analysis.naming import each, how_many, naming, of_each

LISTS = [["a"], ["a", "b"], ["b", "O'Brien", "b"], ["c"], [], None, ["O'Brien"], ["a", "a"]]
BRANDS = ("O'Brien", "a", "b", "nowhere")


def asked(sql: str, brands: tuple = BRANDS) -> list[tuple]:
    with duckdb.connect() as cursor:
        cursor.execute("CREATE TABLE mention AS SELECT unnest($lists::VARCHAR[][]) AS brands", {"lists": LISTS})
        return cursor.execute(f"WITH named AS (SELECT *, {naming(brands)} FROM mention) {sql}", {"compared": list(brands)}).fetchall()


def test_a_mention_counts_once_for_each_brand_that_it_names():
    counts = [sum(brand in (brands or []) for brands in LISTS) for brand in BRANDS]
    assert asked(of_each("SELECT {brand}, count(*) FROM named WHERE {named}", BRANDS)) == list(zip(BRANDS, counts, strict=True))
    assert asked(f"SELECT unnest($compared), unnest({each('count(*) FILTER ({named})', BRANDS)}) FROM named") == list(zip(BRANDS, counts, strict=True))


def test_a_mention_tells_how_many_of_the_brands_it_names():
    counts = [brands and sum(brand in brands for brand in BRANDS) for brands in LISTS]
    assert [count for count, in asked(f"SELECT {how_many(BRANDS)} FROM named")] == [0 if brands == [] else count for brands, count in zip(LISTS, counts, strict=True)]
