"""Lines of text as people's programs write them."""

import csv
import io


def delimited(header, rows, delimiter=",", ending="\n"):
    """A header and rows as delimited text; None is an empty field."""
    memory = io.StringIO()
    writer = csv.writer(memory, delimiter=delimiter, lineterminator=ending)
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if value is None else value for value in row])
    return memory.getvalue()


def pick(random, weighted):
    """One of the keys of `weighted`, as often as its weight says."""
    mark = random.random() * sum(weighted.values())
    for value, weight in weighted.items():
        mark -= weight
        if mark < 0:
            return value
    return value


def sometimes(random, share, value):
    """The value, or None in `share` of the cases: a gap."""
    return None if random.random() < share else value
