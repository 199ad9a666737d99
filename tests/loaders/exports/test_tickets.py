"""Customer-service tickets, by invented ones: who the customer is stays with the company."""

import io
from datetime import datetime
from hashlib import md5

import python_calamine

from loaders.template import COLUMNS, SHEET, workbook
from tests.loaders.invented import write
from tests.loaders.staging import rejections, sightings, staged
from tests.loaders.test_sheet import workbook as made

HEADER = list(COLUMNS)
TICKET = {
    "工单号": "G20240301-7", "创建时间": "2024-03-01 10:30", "问题描述": "浮岛音箱充电时发烫", "客户ID": "C-90017", "渠道": "400电话", "问题分类": "发热",
    "产品": "浮岛", "批次": "B7", "版本": "2.1", "地区": "广东", "状态": "处理中", "处理人": "小林", "完结时间": "", "满意度": "2",
}  # fmt: skip


def customer(name: str) -> str:
    return md5(f"ticket\x1f{name}".encode()).hexdigest()


def test_a_filled_template_becomes_tickets_and_no_customer_is_named(tmp_path):
    rows = [TICKET, TICKET | {"工单号": "G20240301-8", "渠道": "微博", "完结时间": "2024-03-02 09:00"}, TICKET | {"工单号": "G3", "创建时间": ""}]
    prepared = staged(write(tmp_path / "工单.csv", HEADER, rows))
    assert (prepared.export, prepared.rows, prepared.read, prepared.rejected) == ("tickets", 3, 3, 1)
    first, second = sightings(prepared)
    assert {k: v for k, v in first.items() if k != "mention_id"} == {
        "native_id": "G20240301-7", "platform": "service", "kind": "ticket", "source_name": "400电话", "author_id": customer("C-90017"),
        "published_at": datetime(2024, 3, 1, 10, 30), "precision": "minute", "text": "浮岛音箱充电时发烫", "region": "广东", "products": ["浮岛"],
        "version": "2.1", "extra": '{"问题分类":"发热","批次":"B7","状态":"处理中","处理人":"小林","满意度":"2"}', "line": 2, "part": 0,
    }  # fmt: skip
    assert (second["platform"], second["author_id"]) == ("weibo", customer("C-90017"))
    assert "C-90017" not in f"{first}{second}{rejections(prepared)}"
    assert rejections(prepared)[0]["line"] == 4


def test_english_tickets_are_the_same(tmp_path):
    row = {"ticket_id": "G20240301-7", "created_at": "2024-03-01 10:30", "description": "hot", "customer_id": "C-90017", "channel": "phone"}
    prepared = staged(write(tmp_path / "tickets.csv", list(row), [row]))
    chinese = staged(write(tmp_path / "工单.csv", HEADER, [TICKET]))
    (found,) = sightings(prepared)
    assert (prepared.export, found["platform"], found["author_id"]) == ("tickets-english", "service", customer("C-90017"))
    assert found["mention_id"] == sightings(chinese)[0]["mention_id"]


def test_the_template_is_the_header_that_is_read(tmp_path):
    (header,) = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook())).get_sheet_by_name(SHEET).to_python()
    assert header == HEADER
    path = tmp_path / "工单.xlsx"
    path.write_bytes(made({SHEET: [HEADER, [datetime(2024, 3, 1, 10, 30) if c == "创建时间" else TICKET[c] for c in HEADER]]}).getvalue())
    assert [row["text"] for row in sightings(staged(path))] == ["浮岛音箱充电时发烫"]
