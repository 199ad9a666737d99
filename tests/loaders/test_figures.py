"""Figures of the business in a table: long or wide, each row that is refused named with its reason."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.figures import METRICS
from tests.loaders.test_supplement import looked_at, workbook

pytestmark = pytest.mark.usefixtures("english")
D3, D4 = date(2025, 3, 3), date(2025, 3, 4)


def told(found):
    return [(row["date"], row["brand"], row["metric"], row["value"], row["unit"]) for row in found.table.to_pylist()]


def refused(found):
    return [(row.line, str(row.why)) for row in found.refused]


def test_a_row_for_each_figure(tmp_path):
    found = looked_at(tmp_path, "日期,品牌,指标,数值,单位\n2025-03-03,甲,订单,120,单\n2025-03-04,甲,订单,\"1,300\",\n2025-03-03,,满意度,4.5,分\n2025-03-03,甲,复购率（%）,31.5,\n")
    assert told(found) == [(D3, "甲", "orders", 120, "单"), (D4, "甲", "orders", 1300, "单"), (D3, None, "satisfaction", 4.5, "分"), (D3, "甲", "复购率", 31.5, "%")]
    assert refused(found) == []


def test_a_column_for_each_metric_what_is_blank_is_unknown_and_no_fault(tmp_path):
    found = looked_at(tmp_path, "date,brand,orders (单),销量（台）,满意度,备注\n2025-03-03,甲,120,3.5万,,促销\n2025-03-04,甲,,20,4.4,\n")
    assert told(found) == [(D3, "甲", "orders", 120, "单"), (D4, "甲", "satisfaction", 4.4, None), (D3, "甲", "销量", 35_000, "台"), (D4, "甲", "销量", 20, "台")]
    assert (refused(found), found.ignored) == ([], ["备注"])


def test_each_bad_row_is_named_with_its_reason(tmp_path):
    lines = ["date,brand,metric,value,unit", ",甲,orders,1,单", "someday,甲,orders,1,单", "2025-03-03,甲,,1,单", "2025-03-03,甲,orders,,单", "2025-03-03,甲,orders,many,单", "2025-03-03,甲,orders,5,单", "2025-03-04,甲,orders,6,万单"]
    found = looked_at(tmp_path, "\n".join(lines))
    assert refused(found) == [
        (2, "It has no date."), (3, "“someday” is no date."), (4, "It does not say which metric."), (5, "It has no value."), (6, "orders: “many” is no number."),
        (8, "Its unit is 万单; orders is in 单 elsewhere."),
    ]  # fmt: skip
    assert told(found) == [(D3, "甲", "orders", 5, "单")]


def test_a_unit_that_the_store_knows_otherwise_is_refused_and_one_that_is_missing_is_taken_from_there(tmp_path):
    found = looked_at(tmp_path, "date,orders (件),满意度\n2025-03-03,5,4.5\n", units={"orders": "单", "satisfaction": "分"})
    assert refused(found) == [(2, "Its unit is 件; orders is in 单 elsewhere.")]
    assert told(found) == [(D3, None, "satisfaction", 4.5, "分")]


def test_of_one_day_there_is_one_row_or_the_same_several_times(tmp_path):
    """Rows of several shops are no repeats, though their values are the same by chance."""
    found = looked_at(tmp_path, "date,brand,orders,门店\n2025-03-03,甲,5,\n2025/3/3,甲,6,\n2025-03-03,乙,7,东\n2025-03-03,乙,7,东\n2025-03-03,,5,东\n2025-03-03,,5,西\n")
    assert told(found) == [(D3, "乙", "orders", 7, None)]
    assert refused(found) == [(line, "Several rows tell orders of this day: add them up, or leave one.") for line in (2, 3, 6, 7)]
    assert found.ignored == ["门店"]


def test_equal_values_of_two_sheets_or_two_columns_are_no_repeats(tmp_path):
    rows = [["date", "orders"], ["2025-03-03", 5]]
    assert refused(looked_at(tmp_path, workbook(east=rows, west=rows), "f.xlsx")) == [(2, "Several rows tell orders of this day: add them up, or leave one.")] * 2
    assert told(looked_at(tmp_path, "date,orders,订单\n2025-03-03,5,5\n")) == []


def test_columns_that_are_not_read_are_told_of_long_tables_too(tmp_path):
    found = looked_at(tmp_path, "日期,统计日期,指标,数值,门店\n2025-03-03,20250304,订单,5,东\n")
    assert (told(found), found.ignored) == ([(D3, None, "orders", 5, None)], ["统计日期", "门店"])
    found = looked_at(tmp_path, "日期,统计日期,订单\n2025-03-03,20250304,5\n")
    assert (told(found), found.ignored) == ([(D3, None, "orders", 5, None)], ["统计日期"])


def test_a_row_of_several_metrics_is_refused_cell_by_cell(tmp_path):
    found = looked_at(tmp_path, "date,orders,returns,price\n2025-03-03,many,some,5\nnever,1,2,3\n2025-03-04,1,2,3\n")
    assert refused(found) == [(2, "orders: “many” is no number."), (2, "returns: “some” is no number."), (3, "“never” is no date.")]
    assert told(found) == [(D4, None, "orders", 1, None), (D3, None, "price", 5, None), (D4, None, "price", 3, None), (D4, None, "returns", 2, None)]


def test_a_unit_behind_the_number_agrees_with_the_metric_and_marks_of_nothing_are_blank(tmp_path):
    found = looked_at(tmp_path, "date,orders (单),sales,returns\n2025-03-03,12 单,1.2万元,-\n2025-03-04,3件,N/A,无\n2025-03-05,—,5,3\n")
    assert told(found) == [(D3, None, "orders", 12, "单"), (date(2025, 3, 5), None, "returns", 3, None), (D3, None, "sales", 12_000, "元"), (date(2025, 3, 5), None, "sales", 5, "元")]
    assert refused(found) == [(3, "Its unit is 件; orders is in 单 elsewhere.")]


def test_what_may_be_a_hundred_or_ten_thousand_times_as_much_is_refused(tmp_path):
    found = looked_at(tmp_path, "date,好评率,sales（万元）,重量（千克）\n2025-03-03,95%,1.2万,2万\n2025-03-04,0.96,3.4,\n")
    assert told(found) == [(D4, None, "sales", 3.4, "万元"), (D3, None, "好评率", 95, "%"), (D3, None, "重量", 20_000, "千克")]
    assert refused(found) == [
        (2, "sales: “1.2万” counts in thousands or the like, and so does its unit 万元: leave one of them."), (3, "好评率: “0.96” lacks the % that other cells have; it may be a fraction."),
    ]  # fmt: skip
    assert told(looked_at(tmp_path, "date,metric,value,unit\n2025-03-03,好评率,95,％\n", units={"好评率": "%"})) == [(D3, None, "好评率", 95, "%")]


@pytest.mark.parametrize(("values", "count"), [((0.95, 0.4), 0), ((95, 0.4), 2), ((0, 0), 2), (("0.4%", "0.5%"), 2)])
def test_what_may_be_fractions_in_a_workbook_is_refused(tmp_path, values, count):
    found = looked_at(tmp_path, workbook(a=[["date", "好评率（%）"], ["2025-03-03", values[0]], ["2025-03-04", values[1]]]), "f.xlsx")
    assert found.table.num_rows == count
    assert all("may be a fraction, as a workbook keeps 95%" in why for _line, why in refused(found)) and len(found.refused) == 2 - count


@pytest.mark.parametrize(("header", "count"), [("好评率", 0), ("好评率（%）", 1)])
def test_a_text_table_may_say_a_fraction_of_a_percent_where_it_names_the_unit(tmp_path, header, count):
    found = looked_at(tmp_path, f"date,{header}\n2025-03-03,0.95\n", units={"好评率": "%"})
    assert (found.table.num_rows, len(found.refused)) == (count, 1 - count)


def test_metrics_go_by_their_usual_names(tmp_path):
    rows = [f"2025-03-03,{metric} {place},{name.upper()},1" for metric, names in METRICS.items() for place, name in enumerate(names)]
    found = told(looked_at(tmp_path, "\n".join(["date,brand,metric,value", *rows])))
    assert sorted((metric, brand) for _day, brand, metric, _value, _unit in found) == sorted((metric, f"{metric} {place}") for metric, names in METRICS.items() for place in range(len(names)))


CELLS = st.sampled_from(["1", "2", "x", "", "1.5万"])


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["2025-03-03", "2025-03-04", "?"]), st.sampled_from(["甲", "乙", ""]), CELLS, CELLS), min_size=1, max_size=8))
def test_every_cell_is_loaded_or_its_row_is_named(tmp_path_factory, rows):
    lines = ["date,brand,orders,returns,anchor", *(",".join([*row, "1"]) for row in rows)]
    found = looked_at(tmp_path_factory.mktemp("figures"), "\n".join(lines))
    values = {"1": 1.0, "2": 2.0, "1.5万": 15_000.0}
    said: dict[tuple, set] = {}
    for day, brand, *cells in rows:
        for metric, cell in zip(("orders", "returns", "anchor"), [*cells, "1"], strict=True):
            if day != "?" and cell in values:
                said.setdefault((day, brand or None, metric), set()).add((values[cell], *cells))
    assert {(row["date"].isoformat(), row["brand"], row["metric"]): row["value"] for row in found.table.to_pylist()} == {key: min(one)[0] for key, one in said.items() if len(one) == 1}
    numbers_in = [any(row[2 + place] in values for row in rows) for place in (0, 1)]
    bad = {
        line for line, (day, brand, *cells) in enumerate(rows, start=2)
        if day == "?" or any(inside and cell == "x" for cell, inside in zip(cells, numbers_in, strict=True))
        or any(len(said.get((day, brand or None, metric), ())) > 1 and cell in values for metric, cell in zip(("orders", "returns", "anchor"), [*cells, "1"], strict=True))
    }  # fmt: skip
    assert {row.line for row in found.refused} == bad
