"""What happens when a network with batch normalization is left in training mode."""

import copy

import numpy as np
from training import STARTS, X_NEW, Y_NEW, Array, Network, summary

SHUFFLED = np.random.default_rng(0).permutation(len(Y_NEW))
SORTED = np.argsort(Y_NEW, kind="stable")  # all zeros, then all ones, ...


def trained() -> Network:
    """Six hidden layers, He, rate 0.3, batches of 64."""
    return Network(6, STARTS["He"], "batch").train(0.3, 64, 5)


# --8<-- [start:forgotten]
def forgotten_eval(model: Network, order: Array, batch: int) -> tuple[Array, Array]:
    """Accuracy in training mode, then in inference mode with what is left."""
    model = copy.deepcopy(model)
    right = []
    for start in range(0, len(order) - batch + 1, batch):
        rows = order[start : start + batch]
        z = model.forward(X_NEW[rows][None], training=True)  # the mistake
        right.append(z.argmax(axis=-1) == Y_NEW[rows])
    return 100 * np.concatenate(right, axis=1).mean(axis=1), model.accuracy()


# --8<-- [end:forgotten]


def main() -> None:
    """Accuracy by batch size and order."""
    model = trained()
    print("inference mode:", summary(model.accuracy()))
    for name, order, sizes in (
        ("shuffled", SHUFFLED, (1, 2, 4, 8, 16, 64, 540)),
        ("sorted by class", SORTED, (16, 64)),
    ):
        print(f"training mode, {name}; then inference mode with the changed statistics")
        for batch in sizes:
            during, after = forgotten_eval(model, order, batch)
            print(f"  batches of {batch:<4} {summary(during):<18} {summary(after)}")


if __name__ == "__main__":
    main()
