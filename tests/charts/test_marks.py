import itertools

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import theme
from charts.marks import MOST_LINES, mark
from charts.time_axis import LINE, PLOT, on_time_axis

START, DAYS = pd.Timestamp("2025-11-01"), 30


def noted(*rows: tuple[float, str], kind: str = "other", until: object = None) -> pd.DataFrame:
    """Annotations from the day of the axis on which they are, and their titles."""
    at = [START + pd.Timedelta(days=day) for day, _title in rows]
    return pd.DataFrame({"at": at, "until": pd.to_datetime(until), "kind": kind, "title": [title for _at, title in rows]})


def drawn(*marks: pd.DataFrame, heights: tuple[int, ...] = (PLOT,)) -> go.Figure:
    rows = pd.DataFrame({"bucket": pd.date_range(START, periods=DAYS, freq="D")})
    figure = on_time_axis(rows, grain="day", heights=heights)
    figure.layout.shapes = ()
    return mark(figure, pd.concat(marks, ignore_index=True) if marks else None)


def lines_of_text(figure: go.Figure) -> dict[str, int]:
    """The texts and the line, from the lowest, on which each stands."""
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    return {note.text: round((note.y - 1) * plot / LINE) for note in figure.layout.annotations}


def dashes(figure: go.Figure) -> list[tuple[pd.Timestamp, str]]:
    return sorted((shape.x0, shape.line.dash) for shape in figure.layout.shapes if shape.type == "line")


def crowd(count: int) -> pd.DataFrame:
    return noted(*[(10 + place / 10, f"Event number {place:02}") for place in range(count)])


def test_without_marks_nothing_changes():
    bare = drawn()
    assert drawn(noted((3, "within")).head(0)).layout == bare.layout
    assert (bare.layout.annotations, bare.layout.margin.t) == ((), LINE)


def test_marks_outside_the_axis_are_left_out():
    figure = drawn(noted((-3, "before"), (3, "within"), (31, "after")))
    assert lines_of_text(figure) == {"within": 0}
    assert dashes(figure) == [(START + pd.Timedelta(days=3), "dash")]


def test_a_line_goes_through_all_panels_up_to_its_title():
    (line,) = drawn(noted((3, "within")), heights=(200, 100)).layout.shapes
    assert (line.yref, line.y0) == ("paper", 0)
    assert line.y1 == pytest.approx(1 + LINE / 322)


def test_titles_that_would_overlap_stand_above_one_another_the_latest_lowest():
    figure = drawn(noted((2, "起火"), (3, "回应"), (24, "召回")))
    assert lines_of_text(figure) == {"召回": 0, "回应": 0, "起火": 1}
    assert figure.layout.height == drawn().layout.height + LINE
    assert figure.layout.margin.t == 2 * LINE


def test_a_title_near_the_end_stands_left_of_its_line():
    figure = drawn(noted((1, "early"), (28, "late")))
    assert {note.text: note.xanchor for note in figure.layout.annotations} == {"early": "left", "late": "right"}


def test_a_title_is_cut_to_what_fits_beside_its_line_and_hover_tells_all_of_it():
    figure = drawn(noted((15, "一二三四五六七八九十一二三四五")))
    (note,) = figure.layout.annotations
    assert theme.width(note.text) * theme.LETTER <= (340 - 52 - 8) / 2
    assert note.hovertext == "2025-11-16 00:00 · 一二三四五六七八九十一二三四五"


def test_titles_never_fill_more_than_four_lines_and_all_others_are_gathered():
    figure = drawn(crowd(20))
    lines = lines_of_text(figure)
    assert max(lines.values()) + 1 == MOST_LINES
    assert figure.layout.margin.t == MOST_LINES * LINE
    (chip,) = [text for text in lines if text.startswith("+")]
    assert (chip, lines[chip], len(lines)) == ("+17", 0, 4)
    assert [dash for _at, dash in dashes(figure)].count("dash") == 3
    assert [dash for _at, dash in dashes(figure)].count("dot") == 17


def test_hover_on_a_number_tells_its_marks_the_earliest_first_and_how_many_more():
    (chip,) = [note for note in drawn(crowd(20)).layout.annotations if note.text.startswith("+")]
    told = chip.hovertext.split("<br>")
    assert told[:2] == ["2025-11-11 07:12 · Event number 03", "2025-11-11 09:36 · Event number 04"]
    assert told[-1] == "… and 5 more"
    assert len(told) == 13


def test_gathered_numbers_do_not_overlap_and_count_every_mark():
    marks = noted(*[(day / 4, f"Event number {day:03}") for day in range(120)])
    chips = [note for note in drawn(marks).layout.annotations if note.text.startswith("+")]
    titles = [note for note in drawn(marks).layout.annotations if not note.text.startswith("+")]
    assert sum(int(chip.text) for chip in chips) + len(titles) == 120
    places = sorted((chip.x - START) / pd.Timedelta(days=DAYS) * (340 - 52 - 8) for chip in chips)
    assert min(right - left for left, right in itertools.pairwise(places)) >= 30


def test_our_own_and_the_authority_s_titles_are_kept_before_others():
    figure = drawn(crowd(9), noted((10.55, "Recall"), kind="ours"), noted((10.45, "Notice"), kind="authority"))
    assert {"Recall", "Notice"} <= set(lines_of_text(figure))


def test_each_part_of_the_axis_has_a_title_before_one_has_two():
    figure = drawn(noted(*[(5 + place / 10, f"Ours at the start {place}") for place in range(6)], kind="ours"), noted((12, "Rumour")))
    assert "Rumour" in lines_of_text(figure)


def test_a_span_is_a_bar_at_the_head_of_the_plot_that_ends_with_the_axis():
    figure = drawn(noted((3, "sale"), until="2025-11-06"), noted((20, "recall"), until="2026-01-01"))
    bars = sorted((bar.x0, bar.x1) for bar in figure.layout.shapes if bar.type == "rect")
    assert bars == [
        (START + pd.Timedelta(days=3), pd.Timestamp("2025-11-06")),
        (START + pd.Timedelta(days=20), pd.Timestamp("2025-12-01")),
    ]
    assert {note.hovertext for note in figure.layout.annotations} == {
        "2025-11-04 00:00 – 2025-11-06 00:00 · sale",
        "2025-11-21 00:00 – 2026-01-01 00:00 · recall",
    }


def test_what_began_before_the_axis_has_a_title_at_its_start_and_no_line():
    figure = drawn(noted((-9, "recall"), until="2025-11-06"))
    (note,), (bar,) = figure.layout.annotations, figure.layout.shapes
    assert (note.text, note.x, note.hovertext) == ("recall", START, "2025-10-23 00:00 – 2025-11-06 00:00 · recall")
    assert (bar.type, bar.x0) == ("rect", START)
