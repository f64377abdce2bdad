"""Exercise 1: mean and count per customer, rows of four merges."""

from statistics import mean

from scratch import group_by, merge

orders = {"customer": [1, 2, 1, 3, 2], "amount": [20.0, 30.0, None, 10.0, 50.0]}
people = {"customer": [1, 2, 4], "city": ["Pune", "Delhi", "Kochi"]}

print("mean amount:", group_by(orders, "customer", "amount", mean))
print("orders known:", group_by(orders, "customer", "amount", len))
for left, right, name in ((orders, people, "orders"), (people, orders, "people")):
    sizes = [
        len(merge(left, right, "customer", h)["customer"]) for h in ("inner", "left")
    ]
    print(f"{name} on the left: inner {sizes[0]} rows, left {sizes[1]} rows")
assert group_by(orders, "customer", "amount", mean) == {1: 20, 2: 40, 3: 10}
assert len(merge(orders, people, "customer", "inner")["customer"]) == 4
assert len(merge(people, orders, "customer", "left")["customer"]) == 5
