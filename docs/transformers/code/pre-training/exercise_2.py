"""Solution of exercise 2: bands and rows of a signature of 128 numbers."""

for bands, rows in ((64, 2), (32, 4), (16, 8)):
    assert bands * rows == 128
    chances = [1 - (1 - s**rows) ** bands for s in (0.3, 0.5, 0.8)]
    print(
        f"{bands} bands of {rows}: threshold near {(1 / bands) ** (1 / rows):.2f};",
        "candidate at 0.3, 0.5, 0.8:",
        *(f"{c:.2f}" for c in chances),
    )
