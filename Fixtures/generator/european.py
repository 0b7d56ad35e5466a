"""A German export: semicolons, decimal comma, points for thousands, day first, Windows-1252."""

import datetime
import random

from . import text

TOWNS = {"Köln": 30, "München": 25, "Düsseldorf": 18, "Gießen": 12, "Lübeck": 9, "Århus": 3}
STREETS = ["Hauptstraße", "Gänsemarkt", "Königsallee", "Am Mühlbach", "Schöne Aussicht"]
HEADER = ["Kunde", "Straße", "PLZ", "Ort", "Betrag", "Rabatt", "Datum", "Bemerkung"]
REMARKS = {"": 75, "zahlt später; bitte mahnen": 8, "Gutschrift über 20 €": 8, "„Stammkunde“": 9}


def amount(value):
    """1234567.8 as 1.234.567,80."""
    whole, cents = f"{value:,.2f}".split(".")
    return whole.replace(",", ".") + "," + cents


def rows():
    chance = random.Random(49)
    for number in range(180):
        day = datetime.date(2023, 1, 1) + datetime.timedelta(days=chance.randrange(450))
        yield [
            f"K{number + 1:04d}", f"{chance.choice(STREETS)} {chance.randrange(1, 140)}",
            f"{chance.randrange(1067, 99999):05d}", text.pick(chance, TOWNS),
            amount(chance.lognormvariate(6.5, 1.1)), f"{chance.randrange(0, 31) / 2:.1f}".replace(".", ","),
            day.strftime("%d.%m.%Y"), text.pick(chance, REMARKS) or None,
        ]


def files():
    lines = text.delimited(HEADER, rows(), delimiter=";", ending="\r\n")
    yield "kunden.csv", lines.encode("cp1252")
