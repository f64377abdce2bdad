"""Choose the learning rate on validation pictures, apart from the test pictures."""

from scenes import class_iou, scenes
from train import RATE, predict, train


# --8<-- [start:rates]
def validate(skip: bool) -> dict[float, float]:
    """Mean IoU in percent of one short run per rate, with a seed of its own."""
    data, (X, truth) = scenes(300, seed=0), scenes(100, seed=2)
    scores = {}
    for rate in (0.003, 0.01, 0.03):
        net = train(3, skip, *data, rate=rate, steps=60)
        scores[rate] = 100 * class_iou(predict(net, X), truth).mean()
    return scores


# --8<-- [end:rates]


def main() -> None:
    """The same rate wins for both networks."""
    for name, skip in (("no skips", False), ("U-Net", True)):
        scores = validate(skip)
        print(f"{name}, mean IoU in validation:", end=" ")
        print(", ".join(f"{score:.0f} at {rate}" for rate, score in scores.items()))
        assert max(scores, key=scores.__getitem__) == RATE


if __name__ == "__main__":
    main()
