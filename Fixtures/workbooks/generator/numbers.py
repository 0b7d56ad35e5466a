"""Numbers to the last digit, and what number formats make of them."""

from .book import column, d, down, n, one, row, s, sheet1


def plain(values):
    return column([f'<c r="{{r}}"><v>{value}</v></c>' for value in values])


def styled(values):
    """Values, each with a format of its own."""
    return column([f'<c r="{{r}}" s="{i}"><v>{value}</v></c>' for i, value in enumerate(values, 1)])


def cases():
    yield ("digits", one(plain([
        "12345678901234567890", "9007199254740993", "-9223372036854775808", "0.1", "1E-12",
        "1.23456789012345E+19", "0.30000000000000004", "74.170000000000002", "5.0", "1E+3", ".5",
        "5.", "+7", "007", "1.50", "-0.0025", "123456789012345.6", "4.9406564584124654E-324",
        "1.7976931348623157E+308", "0.000001", "3.0000000000000001"])),
        sheet1(down([n(v) for v in (
            "12345678901234567890", "9007199254740993", "-9223372036854775808", "0.1", "1e-12",
            "1.23456789012345e+19", "0.30000000000000004", "74.17", "5", "1000", "0.5", "5", "7",
            "7", "1.5", "-0.0025", "123456789012345.6", "5e-324", "1.7976931348623157e+308",
            "0.000001", "3")])))

    numbers = ['"Day "0', '0" h"', "[Red]0.00", "[Cyan]0", r"\d0", "0_d", "#,##0*d",
               r"[$EUR]\ #,##0", "0.00E+00", "General", "GENERAL;[Red]-General", "@", "00000",
               "0%", "$#,##0.00", "#,##0.00\u00a0[$\u20ac-407]", "# ?/?"]
    yield ("formats-of-numbers", one(styled(["45000.5"] * len(numbers)), formats=numbers),
           sheet1(down([n("45000.5")] * len(numbers))))

    dates = [r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", 'yyyy"\u5e74"m"\u6708"', "m/d/yy;@", "B2yyyy/mm/dd",
             "[$-411]ge.m.d", "mmm", "aaaa", 14, 57, 31]
    yield ("formats-of-dates", one(styled(["45000"] * len(dates)), formats=dates),
           sheet1(down([d("2023-03-15")] * len(dates))))

    times = ["mm:ss.0", "h:mm AM/PM", "s", "[$-F400]h:mm:ss AM/PM", 20, 45, "h", "A/P h"]
    yield ("formats-of-times", one(styled(["0.75"] * len(times)), formats=times),
           sheet1(down([d("18:00:00")] * len(times))))

    durations = ["[h]:mm", "[mm]:ss", "[ss].00", 46, "[HH]:MM:SS"]
    yield ("formats-of-durations", one(styled(["1.25"] * len(durations)), formats=durations),
           sheet1(down([{**n("1.25"), "fmt": "duration"}] * len(durations))))

    by_value = ["0.00;[Red]m/d/yy", "0.00;[Red]m/d/yy", r"[<1]h:mm;yyyy\-mm\-dd",
                r"[<1]h:mm;yyyy\-mm\-dd", "0;0;yyyy", 'yyyy;0;"-"', 'yyyy;0;"-"', '"a"";"yyyy']
    yield ("section-by-value", one(
        styled(["45000", "-2", "0.5", "45000", "0", "45000", "0", "45000"]), formats=by_value),
        sheet1(down([n(45000), n(-2), d("12:00:00"), d("2023-03-15"), d("00:00:00"),
                     d("2023-03-15"), n(0), d("2023-03-15")]), bad_date=1))

    serials = ["0.5", "1", "59", "60", "61", "2958465", "2958466", "-1", "1e300",
               "44927.99999999", "45000.000011574", "60.5"]
    rows = "".join(row(i, f'<c r="A{i}" s="1"><v>{v}</v></c>') for i, v in enumerate(serials, 1))
    yield ("serials-1900", one(rows, formats=["yyyy-mm-dd h:mm:ss"]),
           sheet1(down([d("12:00:00"), d("1900-01-01"), d("1900-02-28"), n(60), d("1900-03-01"),
                        d("9999-12-31"), n(2958466), n(-1), n("1e+300"),
                        d("2023-01-01T23:59:59.999"), d("2023-03-15T00:00:01"), n("60.5")]),
                  bad_date=5))
    serials = ["0", "0.5", "59", "60", "2957003", "2957004", "-1"]
    rows = "".join(row(i, f'<c r="A{i}" s="1"><v>{v}</v></c>') for i, v in enumerate(serials, 1))
    yield ("serials-1904",
           one(rows, formats=["yyyy-mm-dd"], attributes=' date1904="true"'),
           sheet1(down([d("1904-01-01"), d("12:00:00"), d("1904-02-29"), d("1904-03-01"),
                        d("9999-12-31"), n(2957004), d("1903-12-31")]), bad_date=1))

    yield ("text-that-looks-like-numbers", one(
        row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>',
            '<c r="C1" t="str"><v>None</v></c>', '<c r="D1" t="inlineStr"><is><t>1e5</t></is></c>'),
        sst=["<si><t>00123</t></si>", "<si><t>NA</t></si>"]),
        sheet1({"A1": s("00123"), "B1": s("NA"), "C1": s("None"), "D1": s("1e5")}))
