"""Measurements of three invented kinds of flower: a small table with three classes."""

import random

from . import text

# Mean and spread of each measure by kind; the two last kinds overlap a little.
KINDS = {
    "meadow bell": ((14.2, 1.6), (22.0, 3.0), (5.1, 0.5), (11.0, 1.8)),
    "marsh bell": ((21.5, 2.2), (35.0, 4.5), (7.4, 0.7), (17.5, 2.6)),
    "alpine bell": ((25.0, 2.4), (28.5, 4.0), (8.9, 0.8), (21.0, 2.8)),
}
HEADER = ["petal_mm", "stem_cm", "leaf_cm", "stamen_mm", "kind"]


def files():
    chance = random.Random(3)
    rows = []
    for kind, measures in KINDS.items():
        for _ in range(60):
            rows.append([f"{chance.gauss(*measure):.1f}" for measure in measures] + [kind])
    chance.shuffle(rows)
    yield "flowers.csv", text.delimited(HEADER, rows).encode()
