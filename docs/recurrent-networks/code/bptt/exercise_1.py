"""Exercise 1: the worked example with the gradient cut between its two steps."""

import numpy as np
import scratch
import truncation

if __name__ == "__main__":
    _, states, full = scratch.worked_example()
    errors = states[1:] - scratch.TARGETS
    delta_1 = errors[0, 0] * (1 - states[1, 0] ** 2)  # nothing from step 2
    delta_2 = errors[1, 0] * (1 - states[2, 0] ** 2)
    d_wx = 1.0 * delta_1 - 1.0 * delta_2
    print("delta_1:", scratch.row(delta_1), "  delta_2:", scratch.row(delta_2))
    print("dL/dw_x:", scratch.row(d_wx), "  full:", scratch.row(full["w_x"]))
    cut = truncation.truncated(errors, scratch.X, states, scratch.W_H, 1)
    print("dL/dw_h:", scratch.row(cut["w_h"]), " (the same as in full)")
    assert np.allclose(cut["w_x"][0], d_wx)
    assert np.allclose(cut["w_h"], full["w_h"])
