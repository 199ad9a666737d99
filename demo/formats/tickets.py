"""The service's tickets as a workbook, in the columns of the project's template."""

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from demo import story
from demo.mention import Mention
from demo.words import pick

NAME = "客服工单"
HEADER = (
    "工单号",
    "创建时间",
    "问题描述",
    "客户ID",
    "渠道",
    "问题分类",
    "产品",
    "批次",
    "版本",
    "地区",
    "状态",
    "处理人",
    "完结时间",
    "满意度",
)
CHANNELS = ("电话", "电话", "在线客服", "在线客服", "在线客服", "App 内反馈", "门店")
FAULTY, SOUND = ("2502", "2502", "2502", "2503", "2503"), ("2411", "2412", "2501", "2502", "2503", "")
MADE = datetime(2025, 4, 28, 9)


def write(folder: Path, random: Random, mentions: list[Mention]) -> Path:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("工单")
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, HEADER)
        for place, said in enumerate(said for said in mentions if said.platform == "service"):
            for column, cell in enumerate(_row(random, said)):
                if isinstance(cell, datetime):
                    sheet.write_datetime(place + 1, column, cell, moment)
                elif cell != "":
                    sheet.write(place + 1, column, cell)
    path = folder / f"{NAME}.xlsx"
    path.write_bytes(_stored(file))
    return path


def _row(random: Random, said: Mention) -> list[object]:
    category = said.detail["category"]
    hours = 2 + 30 * random.random() * (3 if said.happening == "crisis" else 1)
    closed = said.at + timedelta(hours=hours)
    done = closed < story.END and random.random() < 0.93
    score = pick(
        random,
        (1, 1, 2, 2, 3, 4, 5) if said.happening == "crisis" and said.at < story.APOLOGY else (2, 3, 4, 4, 5, 5, 5),
    )
    batch = pick(random, FAULTY if category in ("充电发热", "召回登记") else SOUND)
    product = said.detail["product"]
    return [
        said.id, said.at.replace(second=0), said.text, said.author.id, pick(random, CHANNELS), category, product,
        batch if product == "澜汐 W3" and random.random() < 0.85 else "", pick(random, ("3.0.4", "3.1.0", "3.1.0", "")), said.author.region,
        "已办结" if done else "处理中", f"坐席{1 + int(24 * random.random()):02d}", closed.replace(second=0) if done else "", score if done and random.random() < 0.6 else "",
    ]  # fmt: skip


def _stored(workbook: io.BytesIO) -> bytes:
    """The workbook packed without compression, which differs between machines."""
    packed = io.BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2025, 4, 28, 9, 0, 0)), source.read(name))
    return packed.getvalue()
