"""Tables with rows that are known to be odd, for oddrows.py: generated ones, and errors planted into any.

A table is a list of column names, a list of rows of texts as they stand in a file, and a label for
each row: 0, or the kind of its error. Everything follows from the seed and the table's name.
"""

import csv
import zlib
from datetime import date, timedelta
from pathlib import Path

import numpy as np

KINDS = ["swapped", "unit", "pair", "typo", "shifted"]
UNITS = [1000, 100, 0.001, 0.01, 2.54, 1 / 2.54, 0.3048, 1.609344, 0.45359237, 60, 24]


def generator(seed, name):
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


# Generated tables


def orders(rng, n):
    """Sales: a total that is a product, a city that has a country, a date within business days."""
    cities = {"Berlin": "DE", "Hamburg": "DE", "Munich": "DE", "Paris": "FR", "Lyon": "FR", "Nantes": "FR",
              "Rome": "IT", "Milan": "IT", "Turin": "IT", "Vienna": "AT", "Graz": "AT", "Madrid": "ES"}
    goods = {"Desk": ("Office", 240), "Chair": ("Office", 120), "Lamp": ("Home", 35), "Sofa": ("Home", 780),
             "Mouse": ("Computer", 25), "Keyboard": ("Computer", 60), "Monitor": ("Computer", 230),
             "Cable": ("Computer", 8), "Shelf": ("Home", 90), "Printer": ("Office", 180)}
    first = ["Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Karla", "Leo"]
    last = ["Meyer", "Rossi", "Dubois", "Garcia", "Huber", "Fischer", "Moreau", "Bianchi", "Weber", "Lopez"]
    names = ["order", "ordered", "shipped", "customer", "email", "city", "country", "product", "group", "price",
             "quantity", "discount", "total", "status"]
    rows = []
    weights = rng.dirichlet(np.full(len(cities), 3.0))
    for i in range(n):
        city = str(rng.choice(list(cities), p=weights))
        product = str(rng.choice(list(goods)))
        group, base = goods[product]
        day = date(2023, 1, 2) + timedelta(days=int(rng.integers(0, 700)))
        while day.weekday() > 4:
            day += timedelta(days=1)
        price = round(base * float(rng.lognormal(0, 0.12)), 2)
        quantity = int(1 + rng.poisson(2.5))
        discount = float(rng.choice([0, 0, 0, 0.05, 0.1]))
        person = (str(rng.choice(first)), str(rng.choice(last)))
        shipped = "" if rng.random() < 0.06 else str(day + timedelta(days=int(rng.integers(1, 7))))
        status = "open" if not shipped else str(rng.choice(["sent", "paid", "paid", "paid", "returned"]))
        rows.append([str(10001 + i), str(day), shipped, " ".join(person),
                     f"{person[0]}.{person[1]}@example.com".lower(), city, cities[city], product, group,
                     f"{price:.2f}", str(quantity), f"{discount:g}",
                     f"{price * quantity * (1 - discount):.2f}", status])
    return names, rows


def people(rng, n):
    """Persons: height, weight and index belong together, so do birth and age."""
    names = ["id", "name", "sex", "born", "age", "height_cm", "weight_kg", "bmi", "systolic", "diastolic", "smoker",
             "children", "income", "postcode"]
    syllables = ["ma", "ri", "jo", "ha", "nel", "tom", "ka", "lo", "ben", "sa", "vi", "dor", "el", "an", "pet"]
    rows = []
    for i in range(n):
        sex = "f" if rng.random() < 0.52 else "m"
        age = int(np.clip(rng.normal(45, 16), 18, 92))
        born = date(2024, 6, 30) - timedelta(days=int(age * 365.25 + rng.integers(1, 364)))
        height = float(rng.normal(166 if sex == "f" else 179, 6.5))
        index = float(rng.lognormal(3.2, 0.14))
        weight = index * (height / 100) ** 2
        systolic = int(rng.normal(105 + age * 0.4, 10))
        name = "".join(rng.choice(syllables, 2)).title() + " " + "".join(rng.choice(syllables, 3)).title()
        income = "" if rng.random() < 0.1 else str(int(rng.lognormal(10.4, 0.5) // 100 * 100))
        rows.append([f"P{100000 + i}", name, sex, str(born), str(age), f"{height:.0f}", f"{weight:.1f}",
                     f"{weight / (height / 100) ** 2:.1f}", str(systolic), str(int(systolic * 0.63 + rng.normal(0, 5))),
                     str(rng.choice(["no", "no", "no", "yes"])), str(min(int(rng.poisson(1.2)), 6)), income,
                     f"{int(rng.integers(100, 900)) * 100:05d}"])
    return names, rows


def sensors(rng, n):
    """Readings of devices: each at a place with its own climate, by the hour."""
    names = ["time", "device", "site", "firmware", "temperature", "humidity", "pressure", "dew_point", "voltage", "rssi",
             "state"]
    devices = [f"TX-{i:03d}" for i in range(24)]
    sites = {d: s for d, s in zip(devices, ["north", "north", "south", "coast"] * 6)}
    base = {"north": (8, 65, 1009), "south": (19, 45, 1014), "coast": (14, 80, 1012)}
    firmware = {d: str(rng.choice(["2.1.0", "2.1.4", "3.0.1"])) for d in devices}
    rows = []
    for i in range(n):
        device = devices[i % len(devices)]
        warm, damp, weight = base[sites[device]]
        hour = i // len(devices)
        temperature = warm + 6 * np.sin(2 * np.pi * (hour % 24 - 8) / 24) + rng.normal(0, 1.5)
        humidity = float(np.clip(damp - 1.8 * (temperature - warm) + rng.normal(0, 4), 5, 100))
        dew = temperature - (100 - humidity) / 5
        rows.append([f"2024-{1 + hour // 720 % 12:02d}-{1 + hour // 24 % 28:02d}T{hour % 24:02d}:00:00", device,
                     sites[device], firmware[device], f"{temperature:.1f}", f"{humidity:.0f}",
                     f"{weight + rng.normal(0, 5):.1f}", f"{dew:.1f}", f"{rng.normal(3.3, 0.04):.2f}",
                     str(int(rng.normal(-70, 8))), "ok" if rng.random() < 0.97 else "low battery"])
    return names, rows


GENERATED = {"orders": orders, "people": people, "sensors": sensors}


def generated(name, n, seed=0):
    return GENERATED[name](generator(seed, name), n)


def read_csv(path, limit, seed=0):
    """The columns and rows of a file, as texts; at most `limit` rows, picked by the seed."""
    with open(path, newline="", encoding="utf-8") as file:
        names, *rows = list(csv.reader(file))
    rows = [row for row in rows if len(row) == len(names)]
    if len(rows) > limit:
        picked = generator(seed, Path(path).stem).choice(len(rows), limit, replace=False)
        rows = [rows[i] for i in sorted(picked)]
    return names, rows


# Errors


def number(text):
    try:
        value = float(text)
        return value if np.isfinite(value) else None
    except ValueError:
        return None


def planted(names, rows, share=0.02, seed=0, name=""):
    """Copies of the rows, some with an error, and the kind of each row's error or ''."""
    rng = generator(seed, name + "/errors")
    rows = [list(row) for row in rows]
    before = [list(row) for row in rows]
    labels = [""] * len(rows)
    width = len(names)
    numeric = [c for c in range(width) if np.mean([number(row[c]) is not None for row in rows if row[c] != ""] or [0]) > 0.9]
    texts = [c for c in range(width) if c not in numeric]
    seen = {}

    def pairs(a, b):
        if (a, b) not in seen:
            seen[a, b] = {(row[a], row[b]) for row in before}
        return seen[a, b]

    def frequent(c):
        values, counts = np.unique([row[c] for row in before], return_counts=True)
        return [str(v) for v, k in zip(values, counts) if k >= len(rows) * 0.02 and v != ""]

    common = {c: frequent(c) for c in range(width)}
    crossed = [(a, b) for a in range(width) for b in range(width) if a != b and 2 <= len(common[a]) and 2 <= len(common[b])]

    def swapped(row):
        group = numeric if len(numeric) > 1 and (rng.random() < 0.7 or len(texts) < 2) else texts
        if len(group) < 2:
            return False
        a, b = rng.choice(group, 2, replace=False)
        if row[a] == row[b]:
            return False
        row[a], row[b] = row[b], row[a]
        return True

    def unit(row):
        if not numeric:
            return False
        c = int(rng.choice(numeric))
        value = number(row[c])
        if not value:
            return False
        row[c] = f"{value * float(rng.choice(UNITS)):.6g}"
        return True

    def pair(row):
        if not crossed:
            return False
        a, b = crossed[int(rng.integers(len(crossed)))]
        wrong = [v for v in common[b] if (row[a], v) not in pairs(a, b)] if row[a] in common[a] else []
        if not wrong:
            return False
        row[b] = str(rng.choice(wrong))
        return True

    def typo(row):
        group = [c for c in (texts or numeric) if len(row[c]) > 2]
        if not group:
            return False
        c = int(rng.choice(group))
        text = row[c]
        i = int(rng.integers(len(text) - 1))
        letter = chr(ord("a") + int(rng.integers(26))) if texts else str(rng.integers(10))
        row[c] = [text[:i] + text[i + 1] + text[i] + text[i + 2:], text[:i] + text[i + 1:],
                  text[:i] + letter + text[i:], text[:i] + letter + text[i + 1:]][int(rng.integers(4))]
        return row[c] != text

    def shifted(row):
        if width < 3:
            return False
        c = int(rng.integers(0, width - 2))
        row[c:] = [""] + row[c:-1]
        return True

    makers = {"swapped": swapped, "unit": unit, "pair": pair, "typo": typo, "shifted": shifted}
    wanted = max(len(KINDS), round(share * len(rows)))
    order = rng.permutation(len(rows))
    done = 0
    for step, i in enumerate(order):
        if done >= wanted or step > 40 * wanted:
            break
        kind = KINDS[step % len(KINDS)]
        row = list(rows[i])
        if makers[kind](row) and row != rows[i]:
            rows[i], labels[i] = row, kind
            done += 1
    return rows, labels


def large(rows=200_000, columns=20, seed=0):
    """A table for measuring time: numbers with common factors, and categories."""
    rng = generator(seed, "large")
    hidden = rng.normal(size=(rows, 4))
    numbers = hidden @ rng.normal(size=(4, columns - 4)) + rng.normal(size=(rows, columns - 4))
    codes = np.stack([np.digitize(hidden[:, j], [-1, 0, 1]) for j in range(4)], axis=1)
    names = [f"x{j}" for j in range(columns - 4)] + [f"group{j}" for j in range(4)]
    return names, numbers, codes


def write_csv(path, names, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
