import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.projection import (
    DAY,
    HORIZONS,
    METHODS,
    REACH,
    WEIGHTS,
    between,
    decay,
    holt,
    origins,
    parted,
    projections,
    smoothed,
    standing,
)
from tests.mentions import FEW

SERIES = st.integers(0, 10**6).map(lambda seed: np.random.default_rng(seed).poisson(np.random.default_rng(seed).choice([0.2, 3, 40]), 4 * DAY).astype(float))
QUIET = [4.0] * (REACH - DAY)


def told(method, hours):
    """What a method tells after these hours alone."""
    return method(np.concatenate([np.full(REACH, np.nan), hours])[None, -REACH:])[0]


def test_the_last_hour_goes_on_and_yesterday_comes_again():
    hours = np.arange(40.0)
    assert told(METHODS["last"], hours).tolist() == [39] * 24
    assert told(METHODS["seasonal"], hours).tolist() == list(range(16, 40))


def test_usual_is_the_mean_of_the_days_but_loud_ones_smoothed_with_the_hours_beside():
    days = [[40.0, *[0] * 23], [80.0, *[0] * 23], [60.0, *[0] * 23], [120.5, *[0] * 23]]
    level, _rhythm, _excess = parted(np.concatenate([np.full(REACH - 96, np.nan), *days])[None])
    # The median of the days is 70: what has more than 140 is loud, and nothing is here.
    assert level[0, [23, 0, 1, 2]].tolist() == [75.125 / 4, 75.125 / 2, 75.125 / 4, 0]
    days[3][0] = 141.0
    level, _rhythm, _excess = parted(np.concatenate([np.full(REACH - 96, np.nan), *days])[None])
    assert level[0, 0] == 60 / 2


def test_the_hours_of_a_day_that_is_known_in_part_count_too():
    level, _rhythm, excess = parted(np.concatenate([np.full(REACH - 36, np.nan), [8.0] * 12, [4.0] * 24])[None])
    assert (level[0, 5], level[0, 17], np.isnan(excess[0]).sum()) == (4, 6, REACH - 36)


def test_few_mentions_make_no_day_loud_and_no_rhythm():
    level, rhythm, excess = parted(np.array([*[0.0] * (REACH - 1), 12])[None])
    assert level[0].sum() == pytest.approx(12 / 14)
    assert rhythm[0].min() > 0.95
    assert excess[0, -1] == pytest.approx((12 - 6 / 14) / rhythm[0, -1])


def test_an_outbreak_falls_on_to_what_is_usual_as_it_fell():
    after = 512 * 0.5 ** (np.arange(12) / 4)
    ahead = told(decay, [*QUIET, *[4.0] * 12, *(4 + after)])
    assert ahead == pytest.approx(4 + 512 * 0.5 ** (np.arange(12, 36) / 4))


def test_an_outbreak_that_does_not_fall_yet_halves_every_six_hours():
    ahead = told(decay, [*QUIET, *[4.0] * 21, 68, 132, 196])
    assert ahead == pytest.approx(4 + 128 * 0.5 ** (np.arange(1, 25) / 6))


def test_without_an_outbreak_what_is_usual_comes():
    assert told(decay, [*QUIET, *[4.0] * 23, 11]) == pytest.approx(parted(np.array([[*QUIET, *[4.0] * 23, 11]]))[0][0])
    level, _rhythm, excess = parted(np.array([[*QUIET, *[4.0] * 21, 10.1, 10.1, 10.1]]))
    assert standing(excess, level)[1].tolist() == [False]
    level, _rhythm, excess = parted(np.array([[*QUIET, *[4.0] * 21, 11, 11, 11]]))
    assert standing(excess, level)[1].tolist() == [True]


def test_level_and_trend_by_hand():
    # e = 10, 5, 2.9, −2.21; l = 5, 9.5, 13.55, 15.105; b = 2.5, 3.25, 3.325, 2.1075
    for row in ([10, 12, 15, 14], [np.nan, np.nan, 10, 12, 15, 14]):
        found = smoothed(np.array([row]), *np.array([[0.5], [0.5], [0.8]]))
        assert [value.item() for value in found] == pytest.approx([15.105, 2.1075, 100 + 25 + 8.41 + 4.8841])


def plain_holt(hours):
    """The same from the hours in turn, without arrays of them."""
    level, rhythm, excess = (part[0] for part in parted(np.concatenate([np.full(REACH, np.nan), hours])[None, -REACH:]))
    runs = []
    for alpha, beta, phi in WEIGHTS.T:
        height = trend = squares = 0
        for value in excess[-7 * 24 :]:
            if value == value:
                error = value - height - phi * trend
                height, trend, squares = height + phi * trend + alpha * error, phi * trend + alpha * beta * error, squares + error**2
        runs.append((squares, height, trend, phi))
    _squares, height, trend, phi = min(runs)
    ahead = [height + trend * sum(phi**step for step in range(1, h + 1)) for h in range(1, 25)]
    return [max(level[h] + rhythm[h] * max(one, min(height, 0)), 0) for h, one in enumerate(ahead)]


def test_holt_takes_the_weights_that_told_its_own_hours_best():
    random = np.random.default_rng(2)
    for hours in (random.poisson(6, 200) + np.arange(200) // 8, random.poisson(3, 30), np.arange(30)):
        assert told(holt, hours.astype(float)) == pytest.approx(plain_holt(hours))


@FEW
@given(SERIES, SERIES, st.integers(0, 72))
def test_what_comes_later_changes_no_forecast(counts, other, place):
    changed = np.concatenate([counts[: DAY + place], other[DAY + place :]])
    for method in METHODS.values():
        before, after = (method(origins(one)[0])[: place + 1] for one in (counts, changed))
        assert (before == after).all()


@pytest.mark.parametrize(("mean", "loud", "outbreak"), [(0.3, 0, False), (8, 0, False), (8, 30, True), (8, 70, False)])
def test_the_backtest_is_of_forecasts_made_from_the_hours_before_alone(mean, loud, outbreak):
    random = np.random.default_rng(6)
    counts = random.poisson(mean, 120).astype(float)
    counts[120 - loud :] += 90
    past, _future = origins(counts)
    level, _rhythm, excess = parted(past)
    amid = standing(excess, level)[1]
    found = {at: {name: told(method, counts[:at]) for name, method in METHODS.items()} for at in range(DAY, 121)}
    for one in projections(counts):
        tried = range(DAY, 120 - one.hours + 1)
        like = [at for at in tried if amid[at - DAY] == amid[-1]]
        tried = like if len(like) >= 3 * one.hours else tried
        off = {name: [abs(found[at][name][: one.hours].sum() - counts[at : at + one.hours].sum()) for at in tried] for name in METHODS}
        enough = len(like) >= 3 * one.hours
        assert (one.origins, one.outbreak, one.enough) == (len(tried), outbreak, enough)
        assert one.errors == {name: pytest.approx(np.mean(ones)) for name, ones in off.items()}
        assert one.method == (min(METHODS, key=lambda name: one.errors[name]) if enough else "decay" if outbreak else "seasonal")
        assert one.path == pytest.approx(found[120][one.method][: one.hours])
        assert one.total[0] == pytest.approx(one.path.sum())


def test_under_48_hours_nothing_is_told_and_farther_ahead_it_takes_more():
    counts = np.random.default_rng(1).poisson(5, 120).astype(float)
    assert projections(counts[:47]) == []
    told_of = [(one.hours, one.origins, bool(np.isnan(one.total[1]))) for one in projections(counts[:48])]
    assert told_of == [(6, 19, False), (12, 13, True), (24, 1, True)]
    assert {one.method for one in projections(counts[:48])[1:]} == {"seasonal"}
    assert [np.isnan(one.total[1]) for one in projections(counts)] == [False] * 3


@pytest.mark.parametrize("value", [0, 7])
def test_of_equals_the_simplest_is_taken_and_zeros_are_hours_too(value):
    for one in projections(np.full(200, float(value))):
        assert (one.method, one.total, set(one.errors.values())) == ("last", (value * one.hours,) * 3, {0})
        assert {*one.path, *one.low, *one.high} == {value}


def test_an_interval_by_hand():
    # (1 + came)/(1 + told) = .1, .2 … 1.9; the quantile (1 + 1/19)·.9 = 18/19 of these lies at 1.8 + .1/19, its mirror at .2 − .1/19.
    told_of, came = np.full((19, 1), 9.0), np.arange(19.0)[:, None]
    assert between(np.array([99.0]), told_of, came, 1).tolist() == [[18], [180]]
    # Six hours apart 19 are 3: none of the errors may be left out.
    assert between(np.array([99.0]), told_of, came, 6).tolist() == [[9], [189]]
    assert between(np.array([0.0]), told_of, came, 1).tolist() == [[0], [1]]


def test_an_interval_is_not_told_amid_the_first_outbreak_nor_where_it_says_nothing():
    random = np.random.default_rng(4)
    counts = random.poisson(5, 400).astype(float)
    first = [*counts, *random.poisson(300, 8)]
    assert [(one.outbreak, np.isnan(one.total[1]), np.isnan(one.low).all()) for one in projections(np.array(first, float))] == [(True, True, True)] * 3
    quiet = projections(counts)
    assert [(one.outbreak, np.isnan(one.total[1]), np.isnan(one.low).any()) for one in quiet] == [(False, False, False)] * 3
    # Out of the blue an hour brings 400, and now it is quiet.
    wild = np.where(random.random(600) < 0.03, 400.0, 0)
    wild[-60:] = 0
    assert np.isnan(projections(wild)[0].total[1])


def test_eighty_of_a_hundred_intervals_hold_what_came():
    random, held = np.random.default_rng(7), {hours: [] for hours in HORIZONS}
    rhythm = 30 * (1 + 0.7 * np.sin(np.arange(16 * DAY) / DAY * 2 * np.pi))
    for _ in range(40):
        counts = random.poisson(rhythm).astype(float)
        at = len(counts) - DAY
        for one in projections(counts[:at]):
            held[one.hours].append(one.total[1] <= counts[at : at + one.hours].sum() <= one.total[2])
    assert {hours: 0.7 <= np.mean(ones) <= 0.98 for hours, ones in held.items()} == dict.fromkeys(HORIZONS, True)
