"""Customers of an invented internet provider, and who of them left: the main example."""

import datetime
import math
import random

from . import text, workbook
from .workbook import Error, Styled

FIRST = """Ada Amara Anton Bela Carla Chen Dario Edda Elif Emil Farid Freya Gita Hana Hugo Ines Ivo Jana
Jonas Kaja Lars Leila Lin Lotte Marek Mila Nadia Nils Noor Olga Omar Pavel Petra Quentin Rosa Ruben Sana
Selma Tariq Theo Uma Vera Viktor Wanda Xenia Yara Yusuf Zoe""".split()
LAST = """Abel Adeyemi Almeida Berg Castro Dahl Dubois Ek Farkas Fischer Garcia Haddad Hansen Ito Jansen Kaya
Keller Kovac Larsen Lopez Moreau Nakamura Novak Nowak O'Brien Olsen Okafor Park Petrov Quinn Rossi Roth
Santos Schmidt Singh Sorensen Tanaka Torres Ueda Varga Weber Wood Yilmaz Zhang Zimmer""".split()
REGIONS = {"north": 30, "coast": 24, "hills": 18, "south": 16, "islands": 7}
CONTRACTS = {"monthly": 52, "one-year": 27, "two-year": 21}
PAYMENTS = {"card": 45, "direct debit": 35, "invoice": 18, "cash": 2}
HEADER = [
    "customer_id", "name", "region", "postcode", "contract", "tenure_months", "monthly_charge",
    "total_paid", "discount", "payment", "support_calls", "satisfaction", "newsletter",
    "last_contact", "churned",
]


class Customer:
    """One customer; who leaves follows from what the columns say, plus chance."""

    def __init__(self, chance, number):
        normal = lambda: chance.gauss(0, 1)
        self.id = f"C-{number:05d}"
        self.name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        self.region = text.pick(chance, REGIONS)
        self.postcode = f"{chance.randrange(1000, 99999):05d}"
        self.contract = text.pick(chance, CONTRACTS)
        longer = {"monthly": 0.0, "one-year": 0.5, "two-year": 0.9}[self.contract]
        self.tenure = max(1, min(96, round(math.exp(2.4 + longer + 0.8 * normal()))))
        self.charge = round(max(9.9, 42 + 16 * normal()), 2)
        self.discount = text.pick(chance, {0.0: 60, 0.05: 18, 0.1: 14, 0.25: 8})
        self.payment = text.pick(chance, PAYMENTS)
        unhappy = normal()
        self.calls = min(12, int(max(0, round(1.4 + 1.5 * unhappy + 0.9 * normal()))))
        self.satisfaction = max(1, min(5, round(3.6 - 0.9 * unhappy + 0.6 * normal())))
        self.newsletter = chance.random() < 0.4
        minute = chance.randrange(0, 455 * 24 * 60)
        self.contact = datetime.datetime(2023, 1, 1) + datetime.timedelta(minutes=minute)
        self.churned = chance.random() < 1 / (1 + math.exp(-self.risk()))
        # Gaps as they happen: nobody asked, nobody noted it.
        self.calls = text.sometimes(chance, 0.03, self.calls)
        self.satisfaction = text.sometimes(chance, 0.16, self.satisfaction)
        self.contact = text.sometimes(chance, 0.08, self.contact)
        self.discount = text.sometimes(chance, 0.02, self.discount)
        self.region = text.sometimes(chance, 0.01, self.region)

    def risk(self):
        """The log-odds of leaving."""
        return 0.8 * (
            -1.9
            + {"monthly": 1.5, "one-year": -0.4, "two-year": -1.9}[self.contract]
            - 0.95 * (math.log(self.tenure) - 2.6)
            + 0.042 * (self.charge * (1 - self.discount) - 40)
            + 0.55 * (self.calls - 1.5)
            - 0.62 * (self.satisfaction - 3.5)
            + {"card": 0, "direct debit": -0.5, "invoice": 0.6, "cash": 0.9}[self.payment]
            + (-0.3 if self.newsletter else 0.1))


def people(seed, count, first):
    chance = random.Random(seed)
    return [Customer(chance, first + number) for number in range(count)]


def record(customer):
    """The fields as text, as an export to CSV has them."""
    c = customer
    moment = c.contact.strftime("%Y-%m-%dT%H:%M") if c.contact else None
    discount = None if c.discount is None else f"{c.discount:.2f}"
    return [
        c.id, c.name, c.region, c.postcode, c.contract, c.tenure, f"{c.charge:.2f}",
        f"{c.charge * c.tenure:.2f}", discount, c.payment, c.calls, c.satisfaction,
        str(c.newsletter).lower(), moment, "yes" if c.churned else "no",
    ]


def sheet_row(customer, number):
    """The cells of one row; the total is a formula with its cached result."""
    c = customer
    return [
        c.id, c.name, c.region, c.postcode, c.contract, c.tenure, Styled(c.charge, "money"),
        Styled(round(c.charge * c.tenure, 2), "money", f"F{number}*G{number}"),
        Styled(c.discount, "percent"), c.payment, c.calls, c.satisfaction, c.newsletter,
        Styled(c.contact, "datetime"), "yes" if c.churned else "no",
    ]


def book(customers):
    header = [Styled(name, "header") for name in HEADER]
    rows = [[Styled("Customers of Northlight Broadband, 31 March 2024", "title")], [], header]
    for customer in customers:
        rows.append(sheet_row(customer, len(rows) + 1))
    # A lookup that found nothing, as one finds in most workbooks of this kind.
    rows[40][8] = Styled(Error("#N/A"), "percent")
    regions = [[Styled(name, "header") for name in ("region", "manager", "opened", "target")]]
    for number, region in enumerate(REGIONS):
        regions.append([
            region, f"{FIRST[number * 7]} {LAST[number * 5]}",
            Styled(datetime.date(2015 + number, 3, 1 + number), "date"), 250 - 40 * number,
        ])
    lookup = [["code", "meaning"], ["yes", "left within the quarter"], ["no", "stayed"]]
    widths = [12, 20, 9, 9, 10, 14, 14, 12, 9, 12, 13, 12, 11, 17, 9]
    return workbook.write(
        [
            workbook.Sheet(
                "Customers", rows, widths=widths, merged=["A1:H1"], frozen=3),
            workbook.Sheet("Regions", regions, table="RegionList"),
            workbook.Sheet("Lookup", lookup, state="hidden"),
        ],
        [("AllCustomers", f"Customers!$A$3:$O${len(rows)}")])


def april(customers):
    """New customers in another order of columns, without the answer; one region is new."""
    order = [0, 1, 4, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    rows = []
    for number, customer in enumerate(customers):
        fields = record(customer)
        if number % 60 == 17:
            fields[2] = "lakes"
        rows.append([fields[column] for column in order])
    return text.delimited([HEADER[column] for column in order], rows)


def files():
    yield "customers.xlsx", book(people(20240331, 600, 1))
    rows = [record(customer) for customer in people(20230331, 2000, 10001)]
    yield "customers.csv", text.delimited(HEADER, rows).encode()
    yield "april.csv", april(people(20240430, 300, 30001)).encode()
