"""What a dropped file does not say itself and a person is asked for."""

from datetime import date, datetime

import streamlit as st

from language import _
from ui.plain import plain


def asks(key: str, parameter: str, example: str | None = None) -> None:
    """From now on a file is asked about, for a field of loaders.parameters.Parameters."""
    _asked(key).setdefault(parameter, example)


def no_longer_asks(key: str, parameter: str) -> None:
    _asked(key).pop(parameter, None)


def answers(key: str) -> dict[str, object]:
    """What was answered so far, as fields of Parameters."""
    told = {parameter: st.session_state.get(f"{parameter}_{key}") for parameter in _asked(key)}
    return {parameter: _plain(value) for parameter, value in told.items() if value is not None}


def questions(key: str) -> None:
    for parameter, example in _asked(key).items():
        _QUESTIONS[parameter](f"{parameter}_{key}", example)


def _asked(key: str) -> dict[str, str | None]:
    return st.session_state.setdefault("_asked", {}).setdefault(key, {})


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _day_first(key: str, example: str | None) -> None:
    st.segmented_control(
        _("Which comes first in {example}?", example=plain(example)),
        [True, False],
        format_func=lambda first: _("the day") if first else _("the month"),
        key=key,
    )


def _date(key: str, _example: str | None) -> None:
    st.date_input(
        _("The file holds no dates. The day of all its mentions:"),
        value=None,
        key=key,
        help=_("They are marked as dated by you, and stay out of hourly figures."),
        width=300,
    )


def _collected(key: str, _example: str | None) -> None:
    st.datetime_input(
        _("Times such as “3小时前” count from when the file was collected. That was:"), value=None, key=key, width=300
    )


_QUESTIONS = {"day_first": _day_first, "date": _date, "collected": _collected}
