"""Daily figures of the business: what the story does to orders, returns, complaints and satisfaction."""

from datetime import date, datetime, timedelta
from random import Random

from demo import story

HEADER = ("date", "brand", "metric", "value", "unit")
ORDERS_A_DAY = {story.OURS: 860, story.SHUOYE: 1_040, story.HEYAO: 520}
WEEKDAYS = (0.94, 0.92, 0.95, 0.97, 1.04, 1.12, 1.06)
RETURN_RATE, RETURNS_COME = 0.031, 6  # of the orders of so many days before
COMPLAINTS_A_DAY, SATISFACTION = 24, 4.52
NOISE = 0.035
# What happens, as the day on which it begins and factors for it and the following days; the last one holds no longer.
EFFECTS: dict[str, tuple[tuple[str, date, tuple[float, ...]], ...]] = {
    "orders": (
        (story.OURS, date(2025, 3, 13), (1.62, 1.45, 1.30, 1.22, 1.12, 1.06)),
        (story.OURS, date(2025, 3, 22), (1.16, 1.18, 1.14, 1.06)),
        (story.OURS, date(2025, 3, 30), (0.86, 0.68, 0.60, 0.58, 0.60, 0.64, 0.67, 0.71, 0.75, 0.79, 0.84, 0.88, 0.91,
            0.94, 0.96, 0.98, 0.99)),
        (story.OURS, date(2025, 4, 18), (2.35, 2.10, 1.85, 1.15, 0.95, 0.93, 0.95, 0.97)),
        (story.SHUOYE, date(2025, 3, 31), (1.04, 1.10, 1.12, 1.10, 1.08, 1.06, 1.04, 1.03)),
        (story.HEYAO, date(2025, 3, 31), (1.03, 1.05, 1.06, 1.05, 1.03)),
        (story.HEYAO, date(2025, 4, 10), (1.85, 1.70, 1.52, 1.42, 1.28, 1.22, 1.18, 1.15, 1.12, 1.10)),
        (story.SHUOYE, date(2025, 4, 18), (1.22, 1.18, 1.12)),
    ),
    "returns": ((story.OURS, date(2025, 3, 31),
        (1.5, 2.9, 4.6, 6.2, 6.6, 5.4, 4.4, 3.5, 2.8, 2.3, 1.9, 1.6, 1.4, 1.25, 1.15, 1.08)),),
    "complaints": (
        (story.OURS, date(2025, 3, 27), (1.15, 1.2, 1.3, 2.1, 4.4, 6.3, 6.8, 4.2, 3.0, 2.4, 2.0, 1.7, 1.5, 1.35, 1.2,
            1.1)),
        (story.OURS, date(2025, 4, 19), (1.3, 1.9, 2.5, 2.3, 1.6, 1.2, 1.1)),
    ),
    "satisfaction": (
        (story.OURS, date(2025, 3, 30), (0.97, 0.86, 0.79, 0.75, 0.78, 0.83, 0.87, 0.90, 0.92, 0.94, 0.96, 0.97, 0.98,
            0.99)),
        (story.OURS, date(2025, 4, 19), (0.98, 0.95, 0.93, 0.94, 0.97, 0.99)),
    ),
}  # fmt: skip
UNITS = {"orders": "单", "returns": "单", "complaints": "件", "satisfaction": "分"}


def figures(seed: int) -> list[tuple[str, str, str, object, str]]:
    """Rows of business.csv: orders of every brand, the other metrics of ours."""
    random = Random(seed)
    days = [(story.START + timedelta(days=day)).date() for day in range(story.DAYS)]
    rows = []
    for brand, a_day in ORDERS_A_DAY.items():
        rows += [
            (
                day,
                brand,
                "orders",
                round(a_day * _factor("orders", brand, day) * _noise(random) * WEEKDAYS[day.weekday()]),
            )
            for day in days
        ]
    orders = {day: value for day, brand, _, value in rows if brand == story.OURS}
    usual = ORDERS_A_DAY[story.OURS]
    ours = story.OURS
    rows += [
        (
            day,
            ours,
            "returns",
            round(
                RETURN_RATE
                * orders.get(day - timedelta(days=RETURNS_COME), usual)
                * _factor("returns", ours, day)
                * _noise(random)
            ),
        )
        for day in days
    ]
    rows += [
        (
            day,
            ours,
            "complaints",
            round(COMPLAINTS_A_DAY * _factor("complaints", ours, day) * _noise(random, 3) * WEEKDAYS[day.weekday()]),
        )
        for day in days
    ]
    rows += [
        (day, ours, "satisfaction", round(SATISFACTION * _factor("satisfaction", ours, day) * _noise(random, 0.3), 2))
        for day in days
    ]
    return [(day.isoformat(), brand, metric, value, UNITS[metric]) for day, brand, metric, value in rows]


def week_of(metric: str, rows: list[tuple], monday: datetime) -> float:
    """The mean of our brand's metric in the week that begins on `monday`."""
    first, last = monday.date().isoformat(), (monday + timedelta(days=6)).date().isoformat()
    values = [
        value for day, brand, name, value, _ in rows if brand == story.OURS and name == metric and first <= day <= last
    ]
    return sum(values) / len(values)


def _factor(metric: str, brand: str, day: date) -> float:
    factor = 1.0
    for of, begins, factors in EFFECTS[metric]:
        place = (day - begins).days
        if of == brand and 0 <= place < len(factors):
            factor *= factors[place]
    return factor


def _noise(random: Random, times: float = 1.0) -> float:
    return 1 + random.gauss(0, NOISE * times)
