"""Exercise 4: batch normalization with random shifts added after it."""

from training import STARTS, Network, summary

RATE, BATCH, EPOCHS = 0.2, 64, 5
for label, norm, noise in (
    ("no normalization", "none", 0.0),
    ("batch norm", "batch", 0.0),
    ("batch norm, noise 0.25", "batch", 0.25),
    ("batch norm, noise 0.5", "batch", 0.5),
    ("batch norm, noise 1", "batch", 1.0),
):
    model = Network(6, STARTS["He"], norm, noise).train(RATE, BATCH, EPOCHS)
    print(f"{label:<23}{summary(model.accuracy())}")
