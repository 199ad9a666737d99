import pandas as pd

from charts import theme
from charts.contributions import contributions

MOVED = pd.DataFrame(
    {
        "label": ["Weibo", "Douyin", "News"],
        "contribution": [-0.123, 0.018, 0.0],
        "net_before": [0.31, None, 0.2],
        "net_now": [-0.22, 0.11, 0.2],
    }
)


def ends(figure) -> dict[int, str]:
    return {note.y: note.text for note in figure.layout.annotations}


def test_what_pulled_down_goes_left_and_what_lifted_goes_right_in_the_order_of_the_rows():
    figure = contributions(MOVED, by="Platform")
    (bars,) = figure.data
    assert (list(bars.x), list(bars.y)) == ([-0.123, 0.018, 0.0], [0, 1, 2])
    assert list(bars.marker.color) == [theme.SENTIMENT[-1], theme.SENTIMENT[1], theme.SENTIMENT[1]]
    assert figure.layout.yaxis.ticktext == ("Weibo", "Douyin", "News")
    assert list(map(list, bars.customdata)) == [[0], [1], [2]]


def test_beside_a_bar_stand_its_points_and_the_group_s_own_net_sentiment():
    assert ends(contributions(MOVED, by="Platform")) == {
        0: "<b>−12.3 pp</b><br>31.0% → −22.0%",
        1: "<b>+1.8 pp</b><br>– → 11.0%",
        2: "<b>+0.0 pp</b><br>20.0% → 20.0%",
    }
    (bars,) = contributions(MOVED, by="Platform").data
    assert bars.hovertext[0] == (
        "Weibo<br>−12.3 pp of the change of net sentiment<br>Its own net sentiment 31.0% → −22.0%"
    )


def test_both_sides_of_zero_have_one_scale_and_a_side_without_bars_no_room():
    def across(*parts: float) -> tuple:
        rows = pd.DataFrame({"label": "a", "contribution": parts, "net_before": 0.1, "net_now": 0.1})
        return contributions(rows, by="Platform").layout.xaxis.range

    assert across(-0.2, 0.1) == (-0.2, 0.2)
    assert across(-0.2, -0.1) == (-0.2, 0)
    assert across(0.1) == (0, 0.1)
    assert across(0.0) == (0, 0.001)


def test_the_first_ten_rows_are_shown():
    many = pd.concat([MOVED] * 4, ignore_index=True)
    assert len(contributions(many, by="Platform").data[0].x) == 10
