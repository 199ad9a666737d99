from math import hypot, log1p

import numpy as np
import pandas as pd
import pytest

from charts import theme
from charts.ages import ages
from charts.cascade import DESK, PHONE, Look, cascade
from charts.cascade_layout import INNER
from charts.replay import STEPS

HOUR, DAY = 3600, 24 * 3600


def nodes(above: list[int], age: list[float], **columns: object) -> pd.DataFrame:
    n = len(above)
    depth, below = [0] * n, [0] * n
    for node in range(1, n):
        depth[node] = depth[above[node]] + 1
    for node in range(n - 1, 0, -1):
        below[above[node]] += below[node] + 1
    frame = pd.DataFrame(
        {
            "node": range(n), "above": above, "mention_id": [f"m{node}" for node in range(n)], "author_name": [f"name {node}" for node in range(n)], "platform": "weibo",
            "published_at": pd.Timestamp("2025-03-01 08:00") + pd.to_timedelta(age, unit="s"), "age": age, "sentiment": 0.0, "text": "text", "edge": [None, *["explicit"] * (n - 1)],
            "depth": depth, "descendants": below, "role": "ordinary",
        }
    )  # fmt: skip
    return frame.assign(**columns)


def star(n: int, last: float) -> pd.DataFrame:
    return nodes([-1, *[0] * (n - 1)], [0.0, *np.linspace(1, last, n - 1)])


TREE = nodes([-1, 0, 0, 1, 1, 3], [0, 60, HOUR, 2 * HOUR, DAY, 700 * DAY])


def marks(figure) -> dict[tuple, tuple[float, float, str]]:
    """Where each mark stands and what hover says of it, by its key."""
    traces = [trace for trace in figure.data if trace.hoverinfo != "skip"]
    return {tuple(key): (x, y, text) for trace in traces for key, x, y, text in zip(trace.customdata, trace.x, trace.y, trace.hovertext, strict=True)}


def lines(figure) -> list:
    return [trace for trace in figure.data if trace.mode == "lines"]


def test_the_radius_is_the_logarithm_of_the_age():
    found = marks(cascade(TREE))
    whole = log1p(700 * DAY / 60)
    assert {key: hypot(x, y) for key, (x, y, _text) in found.items()} == pytest.approx(
        {(0,): 0} | {(row,): INNER + (1 - INNER) * log1p(TREE["age"][row] / 60) / whole for row in range(1, 6)}, abs=1e-3
    )


def test_rings_stand_where_the_ages_do_that_they_name():
    figure = cascade(TREE)
    rings = {note.text: shape.x1 for note, shape in zip(figure.layout.annotations, figure.layout.shapes, strict=False)}
    assert rings["1 day"] == pytest.approx(hypot(*marks(figure)[(4,)][:2]), abs=1e-3)
    assert set(rings) == {"10 minutes", "1 hour", "1 day", "1 week", "1 year"}


def test_hover_tells_who_when_how_many_below_and_how_it_feels():
    told = TREE.assign(sentiment=[0, -1, None, 1, 0, 0], text=["a", "b", None, "d", "e", "f"], edge=[None, "explicit", "inferred", "parsed", "explicit", "explicit"])
    found = {key: text.split("<br>") for key, (_x, _y, text) in marks(cascade(told)).items()}
    assert found[(1,)] == ["<b>name 1</b>", "2025-03-01 08:01 · after 1 min", "3 nodes below · Sentiment: Negative · By its id", "b"]
    assert found[(2,)] == ["<b>name 2</b>", "2025-03-01 09:00 · after 60 min", "0 nodes below · Sentiment: Unknown · By its text"]


def test_large_is_from_whom_most_descends_and_hollow_is_who_is_not_in_the_data():
    figure = cascade(TREE.assign(mention_id=["a", None, "c", "d", "e", "f"]))
    (dots,) = [trace for trace in figure.data if trace.mode == "markers" and trace.customdata]
    rows = [key[0] for key in dots.customdata]
    sizes, symbols = dict(zip(rows, dots.marker.size, strict=True)), dict(zip(rows, dots.marker.symbol, strict=True))
    assert sizes[1] == max(size for row, size in sizes.items() if row) and sizes[2] == sizes[4] == sizes[5] < sizes[3]
    assert symbols[1] == "circle-open" and symbols[2] == "circle"
    assert "Not in the data" in {trace.name for trace in figure.data}


def test_what_is_guessed_is_dotted():
    figure = cascade(TREE.assign(edge=[None, "inferred", "inferred", "parsed", "unattached", "explicit"]))
    dotted = [trace for trace in lines(figure) if trace.line.dash == "dot"]
    assert [list(trace.x).count(None) for trace in dotted] == [3]
    assert sum(list(trace.x).count(None) for trace in lines(figure)) == 5


def test_colours_are_of_meanings_and_each_has_a_shape_of_its_own():
    figure = cascade(TREE.assign(sentiment=[0, -1, 1, None, -1, 1]))
    looks = {trace.name: (trace.marker.color, trace.marker.symbol[0]) for trace in figure.data if trace.customdata}
    assert looks == {
        "Negative 33.3%": (theme.SENTIMENT[-1], "diamond"), "Neutral 16.7%": (theme.SENTIMENT[0], "circle"), "Positive 33.3%": (theme.SENTIMENT[1], "square"),
        "Unknown 16.7%": (theme.CONTEXT, "circle"),
    }  # fmt: skip


def test_a_large_cascade_is_folded_and_a_hub_tells_what_it_holds():
    frame = star(3001, DAY).assign(sentiment=[0.0, *[-1.0] * 2000, *[1.0] * 1000])
    found = {key: text for key, (_x, _y, text) in marks(cascade(frame)).items() if len(key) == 2}
    counted = {key[1]: int(text.split("<br>")[1].split(" ")[0].replace(",", "")) for key, text in found.items()}
    places = np.minimum(np.log1p(frame["age"] / 60) / log1p(DAY / 60) * 24, 23).astype(int)[1:]
    alone = {stretch for stretch, count in places.value_counts().items() if count == 1}
    assert counted == {stretch: count for stretch, count in places.value_counts().items() if stretch not in alone}
    held = frame["sentiment"][1:].groupby(places)
    most = {stretch: ("Negative" if (felt < 0).mean() > 0.5 else "Positive", max((felt < 0).mean(), (felt > 0).mean())) for stretch, felt in held}
    assert {key[1]: text.split("<br>")[2] for key, text in found.items()} == {stretch: f"{most[stretch][0]} {most[stretch][1]:.1%}" for stretch in counted}


def test_opened_it_shows_nodes_and_closes_again():
    frame, key = star(3001, DAY), (0, 20)
    figure = cascade(frame, look=Look(opened=(key,)))
    found = marks(figure)
    assert "Opened" in found[key][2] and sum(len(one) == 1 for one in found) > 100
    assert "−" in [text for trace in figure.data if trace.mode == "text" for text in trace.text]


def test_the_way_to_a_node_that_an_opened_hub_shows_leads_through_the_hub():
    star_of, key = np.linspace(0, DAY, 401), (0, 12)
    held = [row for row, age in enumerate(star_of) if 0.5 <= log1p(age / 60) / log1p(DAY / 60) < 16 / 24]
    # Behind one of them hangs one more.
    frame = nodes([-1, *[0] * 400, held[3]], [*star_of, DAY])
    assert len(held) > 20 and not {(row,) for row in held} <= set(marks(cascade(frame, size=PHONE)))
    for row in [*held, 401]:
        figure = cascade(frame, look=Look(opened=(key,), chosen=row), size=PHONE)
        (ink,) = [trace for trace in lines(figure) if trace.line.color == theme.INK]
        found, ends = marks(figure), [(ink.x[place - 1], ink.y[place - 1]) for place, x in enumerate(ink.x) if x is None]
        way = [key, (held[3],), (401,)] if row == 401 else [key, (row,)]
        assert ends == [pytest.approx(found[one][:2], abs=1e-3) for one in way]


def test_the_way_to_the_chosen_node_is_drawn_in_ink_even_if_it_was_folded():
    frame = nodes([-1, *[0] * 1500, 1], [0.0, *np.linspace(60, DAY, 1501)])
    assert (900,) not in marks(cascade(frame)) and (900,) in marks(cascade(frame, look=Look(chosen=900)))
    figure = cascade(TREE, look=Look(chosen=5))
    (ink,) = [trace for trace in lines(figure) if trace.line.color == theme.INK]
    ends = [(ink.x[place - 1], ink.y[place - 1]) for place, x in enumerate(ink.x) if x is None]
    assert ends == [pytest.approx(marks(figure)[(row,)][:2], abs=1e-3) for row in (1, 3, 5)]


def test_the_replay_brings_the_marks_in_by_their_time_and_ends_with_all_of_them():
    figure = cascade(TREE)
    assert len(figure.frames) == len(figure.layout.sliders[0].steps) == STEPS + 1
    moving = list(figure.frames[0].traces)
    (dots,) = [place for place in moving if figure.data[place].customdata]
    for frame, step in zip(figure.frames, figure.layout.sliders[0].steps, strict=True):
        came = len(frame.data[moving.index(dots)].x)
        assert step.label.endswith(f"{came} of 6")
    # The gap behind the last line does not matter.
    assert [len(part.x) for part in figure.frames[-1].data] == [len(figure.data[place].x) - (figure.data[place].x[-1] is None) for place in moving]
    assert figure.layout.sliders[0].steps[-1].label == "2027-01-30 08:00 · 100.0% · 6 of 6"


def test_a_group_of_one_node_and_the_ring_around_the_chosen_come_when_it_does():
    figure = cascade(TREE.assign(sentiment=[0, 0, 0, 0, 0, -1]), look=Look(chosen=5))
    (alone,) = [place for place, trace in enumerate(figure.data) if trace.name == "Negative 16.7%"]
    (ring,) = [place for place, trace in enumerate(figure.data) if trace.marker.symbol == "circle-open" and not trace.showlegend]
    for frame in figure.frames:
        came = dict(zip(frame.traces, (len(part.x) for part in frame.data), strict=True))
        assert came[alone] == came[ring] == (frame.name == str(STEPS))


def test_where_the_time_of_the_origin_is_unknown_the_first_known_is_told():
    frame = TREE.assign(age=np.nan, published_at=TREE["published_at"].where(TREE["node"] > 0))
    figure = cascade(frame)
    assert marks(figure)[(2,)][2].split("<br>")[1] == "2025-03-01 09:00 · 59 min after the first known node"
    assert "From the first known node on" in {trace.name for trace in figure.data}
    assert "From the first known node on" not in {trace.name for trace in cascade(TREE).data}
    assert figure.layout.sliders[0].steps[0].label == "2025-03-01 08:01 · 20.0% · 1 of 5 whose time is known"


def test_what_is_known_only_to_the_day_is_told_by_the_day_and_counts_as_unknown():
    exact = TREE["published_at"].where(~TREE["node"].isin([0, 4]))
    by_the_day = TREE.assign(at=exact, age=np.nan, published_at=TREE["published_at"].where(exact.notna(), TREE["published_at"].dt.normalize()))
    for frame in (by_the_day, TREE.assign(age=TREE["age"].where(TREE["node"] != 4))):
        figure = cascade(frame)
        assert marks(figure)[(4,)][2].split("<br>")[1] == "2025-03-02 (by the day)"
        assert figure.layout.sliders[0].steps[-1].label.endswith(f"of {int(ages(frame).size - np.isnan(ages(frame)).sum())} whose time is known")
    assert cascade(by_the_day).layout.sliders[0].steps[0].label.startswith("2025-03-01 08:01")
    assert not cascade(by_the_day.assign(at=pd.NaT)).frames


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_two_nodes_a_star_and_a_chain_are_drawn(size):
    two = marks(cascade(nodes([-1, 0], [0, 5]), size=size))
    assert set(two) == {(0,), (1,)} and two[(0,)][:2] == (0, 0)
    chain = cascade(nodes([node - 1 for node in range(500)], list(range(500))), size=size)
    assert len(marks(chain)) == (500 if size == DESK else pytest.approx(150, abs=30))


def test_nodes_without_a_known_time_stand_between_their_parent_and_what_follows():
    found = marks(cascade(TREE.assign(age=[0, None, HOUR, 2 * HOUR, DAY, 700 * DAY])))
    assert 0 < hypot(*found[(1,)][:2]) < hypot(*found[(3,)][:2])
    depths = marks(cascade(TREE.assign(age=np.nan, published_at=pd.NaT)))
    assert hypot(*depths[(1,)][:2]) == pytest.approx(hypot(*depths[(2,)][:2]), abs=1e-3) and hypot(*depths[(5,)][:2]) == pytest.approx(1, abs=1e-3)
