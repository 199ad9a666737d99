from itertools import combinations

from hypothesis import given, settings

from analysis.author_overlap import author_overlap, closest
from analysis.crowd import Crowd, fits
from analysis.filters import Filters
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, filter_values, left, numbered, plain, sample, stored_of

COMPARED = ("甲", "乙", "O'Brien", "nowhere")


@settings(FEW, max_examples=5)
@given(filter_values())
def test_pairs_are_those_of_counting_one_by_one_and_open_their_mentions(holding, chosen):
    stored = sample(600)
    filters = Filters(**chosen | {"brands": COMPARED})
    kept = [row for row, keep in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if keep and author_key(row)]
    naming = {brand: {author_key(row) for row in kept if brand in row.brands} for brand in COMPARED}
    with holding(stored) as cursor:
        answer = author_overlap(cursor, filters)
        for row, (one, other) in zip(answer.rows, combinations(COMPARED, 2), strict=True):
            both, least = naming[one] & naming[other], min(len(naming[one]), len(naming[other]))
            assert row == {
                "one": one, "other": other, "pair": [one, other], "authors": len(both), "authors_one": len(naming[one]), "authors_other": len(naming[other]),
                "share": len(both) / least if least >= 30 else None, "mentions": sum(author_key(said) in both and bool({one, other} & set(said.brands)) for said in kept), "crowd": str(Crowd(one, other, filters)),
                "several": len({key for one, other in combinations(COMPARED, 2) for key in naming[one] & naming[other]}),
            }  # fmt: skip
        if all(fits(row["crowd"]) for row in answer.rows):
            assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_who_names_both_in_two_mentions_or_in_one_is_the_same(holding):
    records = [plain(1, author_id="1", brands=["甲"])[0], plain(1, author_id="1", brands=["乙"])[0], plain(1, author_id="2", brands=["甲", "乙"])[0], plain(1, brands=["甲", "乙"])[0]]
    people = [plain(1, author_id=str(n), brands=[brand])[0] for brand, numbers in {"甲": range(10, 50), "乙": range(50, 78)}.items() for n in numbers]
    with holding(stored_of(numbered([*records, *people]))) as cursor:
        (row,) = author_overlap(cursor, Filters(brands=("甲", "乙"))).rows
    assert (row["authors"], row["authors_one"], row["authors_other"], row["share"], row["mentions"]) == (2, 42, 30, 2 / 30, 3)


def test_the_closest_pair_is_told_and_whether_it_is_clearly_so(holding):
    def said(one: str, other: str, count: int) -> list[dict]:
        return [plain(1, author_id=f"{one}{other}{n}", brands=[one, other])[0] for n in range(count)]

    def alone(brand: str, count: int) -> list[dict]:
        return [plain(1, author_id=f"{brand}{n}", brands=[brand])[0] for n in range(count)]

    for second, clear in ((10, True), (36, False)):
        records = [*said("甲", "乙", 40), *said("甲", "丙", second), *alone("甲", 200), *alone("乙", 60), *alone("丙", 100 - second)]
        with holding(stored_of(numbered(records))) as cursor:
            row, told = closest(author_overlap(cursor, Filters(brands=("甲", "乙", "丙"))))
            assert (row["one"], row["other"], row["share"], told) == ("甲", "乙", 0.4, clear)
    with holding(stored_of([])) as cursor:
        assert closest(author_overlap(cursor, Filters(brands=("甲", "乙")))) is None
