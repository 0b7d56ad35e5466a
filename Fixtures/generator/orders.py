"""Orders as JSON Lines: numbers wider than a double, exact decimals, nulls and keys that come and go."""

import json
import random

from . import text

PRODUCTS = {"router": 40, "cable, 5 m": 30, "dish \"sky\"": 12, "天线": 10, "naïve kit 🛰": 8}


def lines():
    chance = random.Random(7)
    for number in range(150):
        cents = chance.randrange(100, 900000)
        fields = [
            ("order_id", str(9007199254740993 + number * 1000003)),
            ("product", json.dumps(text.pick(chance, PRODUCTS), ensure_ascii=number % 2 == 0)),
            ("quantity", str(chance.randrange(1, 9))),
            ("amount", f"{cents // 100}.{cents % 100:02d}"),
            ("paid", chance.choice(["true", "false", "null"])),
            ("ordered", f'"2024-0{chance.randrange(1, 4)}-{chance.randrange(1, 29):02d}"'),
        ]
        if chance.random() < 0.2:
            fields.append(("coupon", f'"{chance.randrange(0, 9999):04d}"'))
        yield "{" + ", ".join(f'"{key}": {value}' for key, value in fields) + "}\n"


def files():
    yield "orders.ndjson", "".join(lines()).encode()
