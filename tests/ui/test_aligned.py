from datetime import date

import pytest

from ui.aligned import code_of, launch_of


@pytest.mark.parametrize(
    ("code", "launch"),
    [
        ("星澜@2025-04-10", ("星澜", date(2025, 4, 10))), (" 星澜  2025-04-10 ", ("星澜", date(2025, 4, 10))), ("a@b 2@2025-04-10", ("a@b 2", date(2025, 4, 10))),
        ("星澜@2025-02-30", None), ("2025-04-10", None), ("@2025-04-10", None), ("星澜", None), ("", None),
    ],
)  # fmt: skip
def test_a_launch_is_a_brand_and_a_day(code, launch):
    assert launch_of(code) == launch
    assert launch is None or launch_of(code_of(*launch)) == launch
