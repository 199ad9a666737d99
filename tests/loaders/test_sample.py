import pytest

from loaders.guess import SAMPLED
from loaders.read import LINE
from loaders.refused import Refused
from loaders.sample import sample

pytestmark = pytest.mark.usefixtures("english")


def test_it_holds_the_first_records_as_they_stand_in_the_file(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("甲,@乙\n" + "".join(f" {n} ,b{n}\n" for n in range(SAMPLED + 5)), encoding="utf-8")
    found = sample(path, "x.csv")
    assert found.num_rows == SAMPLED
    assert found.slice(0, 2).to_pylist() == [{"甲": " 0 ", "＠乙": "b0", LINE: 2}, {"甲": " 1 ", "＠乙": "b1", LINE: 3}]


def test_of_a_header_alone_there_are_its_columns(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("甲,乙\n", encoding="utf-8")
    found = sample(path, "x.csv")
    assert (found.num_rows, found.schema.names) == (0, ["甲", "乙", LINE])


def test_what_is_no_table_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"")
    with pytest.raises(Refused, match=r"^The file is empty\.$"):
        sample(path, "x.csv")
