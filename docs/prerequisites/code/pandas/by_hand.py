"""What three pandas calls do, written out with the standard library."""

import csv
from io import StringIO
from statistics import mean

CUSTOMERS = """\
id,plan,monthly,left
1,basic,10,1
2,basic,,0
3,basic,14,1
4,pro,30,0
5,pro,34,0
6,pro,,1
"""
SUPPORT_CALLS = """\
id,reason
1,price
1,outage
4,billing
9,price
"""
Row = dict[str, str]


# --8<-- [start:by-hand]
def read_csv(text: str) -> list[Row]:
    """pd.read_csv: one row per line, named by the header."""
    return list(csv.DictReader(StringIO(text)))


def group_mean(rows: list[Row], by: str, column: str) -> dict[str, float]:
    """df.groupby(by)[column].mean(): split, average what is there, combine."""
    groups: dict[str, list[float]] = {}
    for row in rows:
        known = groups.setdefault(row[by], [])
        if row[column]:  # a missing value is skipped, not counted as 0
            known.append(float(row[column]))
    return {name: mean(values) for name, values in groups.items()}


def merge_left(left: list[Row], right: list[Row], on: str) -> list[Row]:
    """left.merge(right, on=on, how="left"): every left row, once per match."""
    extra = {name: "" for name in right[0] if name != on}
    joined = []
    for row in left:
        matches = [other for other in right if other[on] == row[on]]
        joined += [{**row, **match} for match in matches or [extra]]
    return joined


# --8<-- [end:by-hand]


def main() -> None:
    """Print the tables' sizes and rates; assert them."""
    customers, calls = read_csv(CUSTOMERS), read_csv(SUPPORT_CALLS)
    missing = sum(row["monthly"] == "" for row in customers)
    print(f"{len(customers)} customers, {missing} without a monthly price")
    print("mean price per plan:", group_mean(customers, "plan", "monthly"))
    rates = group_mean(customers, "plan", "left")
    print("share who left:", {plan: round(rate, 4) for plan, rate in rates.items()})
    as_zero = [{**row, "monthly": row["monthly"] or "0"} for row in customers]
    zeros = group_mean(as_zero, "plan", "monthly")
    print("with 0 for missing:", {plan: round(m, 2) for plan, m in zeros.items()})

    merged = merge_left(customers, calls, on="id")
    before = mean(float(row["left"]) for row in customers)
    after = mean(float(row["left"]) for row in merged)
    print(
        f"left share before merge {before:.4f}, after {after:.4f}, {len(merged)} rows"
    )
    assert len(merged) == 7
    assert (before, after) == (3 / 6, 4 / 7)


if __name__ == "__main__":
    main()
