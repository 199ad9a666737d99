"""What counts as a finding about the health of the data: every number with the reason for it, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Threshold:
    """`reason` is documented in docs/metrics.md beside the value."""

    value: float
    reason: str


THRESHOLDS = {
    "least_mentions": Threshold(30, "the small n of all metrics: under it no share is told"),
    "side_days": Threshold(14, "the days before and after a gap that tell its rhythm: two whole weeks, so that each weekday stands there twice on either side"),
    "least_side_days": Threshold(7, "one whole week on either side; a single stray mention long before the others opens no gap of years"),
    "empty_side": Threshold(0.15, "the share of days around a gap that may be empty too: one of a week, two of two; more, and empty days are the rhythm itself"),
    "longest_gap": Threshold(31, "days; a month is the longest file that is forgotten, and what is silent for longer are two runs and not a gap in one"),
    "expected_in_gap": Threshold(10, "mentions to be expected in a gap; a steady platform stays silent then once in 22,000 times (Poisson), and bursts leave room below that"),
    "covered_share": Threshold(0.99, "of a file's mentions lie in the days that it covers; a few wrong dates do not stretch it into years"),
    "weeks_before": Threshold(8, "weeks that a week is compared with: two months, of which one holiday or one crisis does not move the median"),
    "least_weeks": Threshold(4, "fewer weeks have no median to speak of"),
    "usual_week": Threshold(30, "mentions of a usual week; under it shares and falls are chance (the small n of all metrics)"),
    "drop_to": Threshold(0.5, "a week at half of the usual or less; smaller falls are weeks like others"),
    "drop_score": Threshold(3.5, "robust standard deviations below the median, as a spike is above it"),
    "timed": Threshold(500, "mentions with a time of day; five hours hold 104 of them by chance, give or take 9"),
    "night_hours": Threshold(5, "people sleep; in every time zone the five hours from 1 to 6 are the quietest, give or take an hour or two"),
    "night_start": Threshold(1, "where the five quietest hours begin when the time zone is right"),
    "night_away": Threshold(5, "hours that the quietest window lies away from the night; shift work, late evenings and long lunches move it less"),
    "night_share": Threshold(0.5, "of what five hours would hold if all hours were alike (5/24); above half there is no night to speak of, only chance"),
    "missing_share": Threshold(0.05, "mentions without text, author or time of day; under one in twenty the table of missing fields is enough"),
    "merged_share": Threshold(0.8, "of a file that was merged; below, exports that overlap and formats that repeat a post for each of its comments are ordinary"),
    "copies": Threshold(10, "times that an author says the same again; ten are an automaton, an advertisement, or posts exported under new ids"),
    "copied_length": Threshold(10, "characters of a text that is no stock phrase, as for coordination"),
}  # fmt: skip


def values() -> dict[str, float]:
    """As parameters of the questions."""
    return {name: threshold.value for name, threshold in THRESHOLDS.items()}
