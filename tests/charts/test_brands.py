import plotly.graph_objects as go

from charts import theme
from charts.brands import colours, keyed


def test_ours_is_ink_and_each_other_has_a_colour_of_its_own_whatever_the_order():
    painted = colours(["乙", "我", "丙", "甲"], ["我"])
    assert painted["我"] == theme.INK
    assert len(set(painted.values())) == 4
    assert colours(["甲", "丙", "乙", "我"], ["我"]) == painted


def test_of_several_of_ours_the_first_is_ink():
    assert colours(["子", "我", "甲"], ["我", "子"]) == {"我": theme.INK, "子": theme.GREY, "甲": theme.CATEGORICAL[1]}
    assert theme.INK not in colours(["甲", "乙"], []).values()


def test_the_key_stands_above_the_rows_and_makes_room():
    figure = keyed(go.Figure(layout={"height": 100}), ["一", "二"], ["#111", "#222"])
    assert [note.text for note in figure.layout.annotations] == ["二", "一"]
    assert [shape.fillcolor for shape in figure.layout.shapes] == ["#222", "#111"]
    assert figure.layout.height == 120
