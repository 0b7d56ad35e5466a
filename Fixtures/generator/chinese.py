"""Customers whose columns, values and dates are Chinese: a workbook, and the same rows in GB18030."""

import datetime
import math
import random

from . import text, workbook
from .workbook import Styled

FAMILY = list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗")
GIVEN = ["伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "涛", "明", "超", "秀英", "桂兰", "子轩", "雨桐"]
CITIES = {"北京": 22, "上海": 21, "广州": 17, "深圳": 15, "成都": 13, "西安": 8, "哈尔滨": 4}
PLANS = {"基础套餐": 48, "家庭套餐": 34, "尊享套餐": 18}
HEADER = ["客户编号", "姓名", "城市", "套餐", "入网日期", "月费（元）", "投诉次数", "满意度", "备注", "是否流失"]
NOTES = {"": 80, "已回访": 8, "要求退款，未处理": 5, "换了新地址": 4, "名字里有“㐂”字": 2, "𠮷野家门店": 1}


def rows():
    chance = random.Random(86)
    for number in range(240):
        plan = text.pick(chance, PLANS)
        days = chance.randrange(20, 2000)
        fee = {"基础套餐": 39, "家庭套餐": 89, "尊享套餐": 159}[plan] + chance.randrange(0, 20)
        complaints = min(9, int(chance.expovariate(0.7)))
        happy = max(1, min(5, round(4 - 0.5 * complaints + chance.gauss(0, 0.8))))
        risk = -1.1 + 0.8 * complaints - 0.7 * (happy - 3) - 0.0012 * (days - 900)
        left = chance.random() < 1 / (1 + math.exp(-risk))
        yield [
            f"KH{number + 1:06d}", chance.choice(FAMILY) + chance.choice(GIVEN),
            text.pick(chance, CITIES), plan,
            datetime.date(2024, 3, 31) - datetime.timedelta(days=days), fee + 0.5 * (fee % 2),
            complaints, text.sometimes(chance, 0.1, happy), text.pick(chance, NOTES) or None,
            "是" if left else "否",
        ]


def files():
    table = list(rows())
    cells = [[Styled(name, "header") for name in HEADER]]
    for row in table:
        cells.append(row[:4] + [Styled(row[4], "chinese_date"), Styled(row[5], "money")] + row[6:])
    yield "kehu.xlsx", workbook.write([workbook.Sheet("客户", cells, frozen=1)])
    lines = [row[:4] + [row[4].isoformat(), f"{row[5]:.2f}"] + row[6:] for row in table]
    yield "kehu-gb18030.csv", text.delimited(HEADER, lines, ending="\r\n").encode("gb18030")
