from analysis import thresholds
from analysis.metrics import METRICS
from analysis.thresholds import THRESHOLDS

# Which definition states which thresholds, and how.
STATED = {
    "missing": {"missing_share": "5 %", "least_mentions": "30"},
    "precision": {"missing_share": "5 %", "least_mentions": "30"},
    "clock": {"timed": "500", "night_hours": "five", "night_start": "1 at night", "night_away": "5 hours", "night_share": "10.4 %"},
    "gaps": {"longest_gap": "31", "side_days": "14", "least_side_days": "7", "empty_side": "15 %", "expected_in_gap": "10"},
    "drops": {
        "covered_share": "99 %", "weeks_before": "8 weeks", "least_weeks": "4", "usual_week": "30", "drop_to": "half", "drop_score": "3.5",
    },
    "repeats": {"merged_share": "80 %"},
    "copies": {"copies": "10 by one author", "copied_length": "10 characters"},
}  # fmt: skip
WORDS = {"five": 5, "half": 0.5}


def number(words: str) -> float:
    first = words.split()[0]
    return WORDS.get(first) or float(first) / (100 if words.endswith("%") else 1)


def test_every_threshold_has_a_reason_and_is_stated_by_a_definition():
    assert [name for name, threshold in THRESHOLDS.items() if len(threshold.reason) < 20] == []
    assert {name for stated in STATED.values() for name in stated} == set(THRESHOLDS)


def test_definitions_state_the_thresholds_that_are_used():
    for metric, stated in STATED.items():
        for name, words in stated.items():
            assert words in METRICS[metric].definition, (metric, words)
            # Half of what five of 24 hours would hold.
            used = thresholds.values()[name] * (5 / 24 if name == "night_share" else 1)
            assert round(used, 3) == round(number(words), 3), (metric, name)
