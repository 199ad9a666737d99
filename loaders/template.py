"""The workbook to fill in for customer-service tickets."""

import io
from datetime import datetime

import xlsxwriter

from language import _

SHEET = "工单"
# Column -> what stands in it. The first three are needed.
COLUMNS = {
    "工单号": "The ticket's number; the same number again is the same ticket",
    "创建时间": "When the customer wrote, such as 2024-03-01 10:30",
    "问题描述": "What the customer says",
    "客户ID": "Only a hash of it is kept",
    "渠道": "Where the ticket came in: phone, app, a platform",
    "问题分类": "Your own category",
    "产品": "Product or model",
    "批次": "Batch",
    "版本": "Version",
    "地区": "Region or province",
    "状态": "Open, in work, done",
    "处理人": "Who works on it",
    "完结时间": "When it was closed",
    "满意度": "Satisfaction, as you count it",
}
WIDTH = 18


def workbook() -> bytes:
    """An xlsx with one sheet: the header, what each column is for as its comment, dates as dates."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 1, 1)})
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True})
        moment, text = book.add_format({"num_format": "yyyy-mm-dd hh:mm"}), book.add_format({"num_format": "@"})
        for position, (name, meaning) in enumerate(COLUMNS.items()):
            sheet.write_string(0, position, name, bold)
            sheet.write_comment(0, position, _(meaning))
            sheet.set_column(position, position, WIDTH, moment if name.endswith("时间") else text)
        sheet.freeze_panes(1, 1)
    return file.getvalue()
