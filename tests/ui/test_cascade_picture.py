import pytest

from ui.cascade_picture import hubs, toggled

ONE, OTHER = "0197a1b2-0000-7000-8000-000000000001", "0297a1b2-0000-7000-8000-000000000002"


def test_a_click_opens_a_hub_and_the_next_one_closes_it():
    opened = toggled(toggled([], ONE, 0, 23), ONE, 17, 4)
    assert hubs(opened, ONE) == ((0, 23), (17, 4))
    assert hubs(toggled(opened, ONE, 0, 23), ONE) == ((17, 4),)


def test_the_hubs_of_another_cascade_stay_closed():
    assert hubs(toggled([], ONE, 0, 23), OTHER) == ()


@pytest.mark.parametrize("code", ["", "0197a1b2", "0197a1b2.1", "0197a1b2.-1.0", "0197a1b2.x.0", "0197a1b2.1.2.3", "0197a1b2.1.", f"0197a1b2.{10**30}.0", "0197a1b2.².0"])
def test_what_an_address_says_wrongly_opens_nothing(code):
    assert hubs([code], ONE) == ()
