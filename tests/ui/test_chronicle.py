"""What is chosen in a table of what was done, while more is done."""

from datetime import datetime, timedelta

from streamlit.testing.v1 import AppTest

from tests.visits import choose, run, table

NOON = datetime(2025, 3, 1, 12)


def page() -> None:
    import streamlit as st

    from ui.chronicle import chosen

    times = st.session_state["times"]
    st.text(str(chosen({"At": times, "What": list(map(str, times))}, key="done", alt="Done", several=True)))


def opened(*hours: int) -> AppTest:
    app = AppTest.from_function(page)
    return at(app, *hours)


def at(app: AppTest, *hours: int) -> AppTest:
    app.session_state["times"] = [NOON + timedelta(hours=hour) for hour in hours]
    return run(app)


def test_the_places_that_are_chosen_are_told():
    app = opened(3, 2, 1)
    assert (app.text[0].value, [row[0].hour for row in table(app, "done")]) == ("[]", [15, 14, 13])
    assert choose(app, "done", 0, 2).text[0].value == "[0, 2]"


def test_what_was_chosen_is_not_another_after_more_was_done():
    assert at(choose(opened(2, 1), "done", 1), 3, 2, 1).text[0].value == "[]"


def test_nor_where_the_earliest_falls_out_of_the_list():
    assert at(choose(opened(2, 1), "done", 1), 3, 2).text[0].value == "[]"


def test_nor_where_a_clock_went_back():
    assert at(choose(opened(3, 1), "done", 1), 3, 2, 1).text[0].value == "[]"
