import tomllib
from pathlib import Path

import pytest

import language
from analysis import metrics
from analysis.metrics import METRICS, Metric

ROOT = Path(__file__).resolve().parents[2]
ALL = [value for value in vars(metrics).values() if isinstance(value, Metric)]


def test_every_metric_is_in_the_glossary_under_its_own_name():
    assert {metric.name: metric for metric in ALL} == METRICS
    assert len(METRICS) == len(ALL)


@pytest.mark.parametrize("metric", ALL, ids=lambda metric: metric.name)
def test_a_metric_has_a_label_a_unit_and_a_definition(metric):
    assert [text for text in (metric.name, metric.label, metric.unit, metric.definition) if not text.strip()] == []
    assert metric.definition.endswith(".")
    assert metric.told() == metric.definition


def test_no_two_metrics_share_a_label():
    assert len({metric.label for metric in ALL}) == len(ALL)


def test_a_definition_is_told_in_the_readers_language():
    language.follow(lambda: "zh")
    assert [metric.name for metric in ALL if metric.told() == metric.definition] == []


def test_the_definition_of_heat_states_the_weights_that_are_used():
    weights = tomllib.loads((ROOT / "config" / "heat.toml").read_text(encoding="utf-8"))
    told = " + ".join(f"{weight:g}·ln(1+{count})" for count, weight in weights.items())
    assert f"1 + {told}, as" in METRICS["heat"].definition
