"""Start a rare class at its frequency: the first loss with and without a bias."""

import numpy as np
from scratch import focal


def main() -> None:
    """One positive in a hundred."""
    share = 0.01
    for start in (0.5, share):
        z = np.log(start / (1 - start))
        positive, negative = (focal(z, np.array(y), 0, 0.5)[0] * 2 for y in (1, 0))
        loss = share * positive + (1 - share) * negative
        slope = share * (start - 1) + (1 - share) * start
        print(
            f"p {start}: bias {z + 0.0:.4f}, loss {loss:.4f}, slope {slope + 0.0:.4f}"
        )
        part = (1 - share) * negative / loss
        print(f"   share of the loss from negatives {part:.2f}")


if __name__ == "__main__":
    main()
