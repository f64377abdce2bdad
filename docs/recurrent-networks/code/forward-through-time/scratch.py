"""Forward pass through time with a mask, packing, and the masked loss."""

import numpy as np

# --8<-- [start:masked]
Array = np.ndarray


def lengths_to_mask(lengths: Array, steps: int) -> Array:
    """Lengths (N,) to a mask (T, N): 1 on real steps, 0 on padding."""
    return (np.arange(steps)[:, None] < lengths).astype(float)


def run(x: Array, mask: Array, w_x: Array, w_h: Array, b: Array) -> Array:
    """x (T, N, d), mask (T, N); states (T, N, h), held where the mask is 0."""
    h = np.zeros((x.shape[1], w_h.shape[0]))  # (N, h)
    states = []
    for x_t, m_t in zip(x, mask[:, :, None], strict=True):  # (N, d), (N, 1)
        new = np.tanh(x_t @ w_x + h @ w_h + b)
        h = m_t * new + (1.0 - m_t) * h  # padding: carry the old state on
        states.append(h)
    return np.stack(states)


def masked_mean(losses: Array, mask: Array) -> float:
    """Mean of losses (T, N) over the real steps."""
    return float((losses * mask).sum() / mask.sum())


# --8<-- [end:masked]


# --8<-- [start:packed]
def pack(x: Array, lengths: Array) -> tuple[Array, Array, Array]:
    """x (T, N, d) to real rows (sum of lengths, d), rows per step, and the order."""
    order = np.argsort(-lengths, kind="stable")  # longest first
    alive = np.array([(lengths > t).sum() for t in range(lengths.max())])
    rows = [x[t, order[:n]] for t, n in enumerate(alive)]
    return np.concatenate(rows), alive, order


def run_packed(
    rows: Array, alive: Array, order: Array, w_x: Array, w_h: Array, b: Array
) -> tuple[Array, Array]:
    """States of the real steps, packed as the rows are, and the last states (N, h)."""
    h = np.zeros((len(order), w_h.shape[0]))
    states, start = [], 0
    for n in alive:  # step t works on its n living sequences only
        h[:n] = np.tanh(rows[start : start + n] @ w_x + h[:n] @ w_h + b)
        states.append(h[:n].copy())
        start += n
    last = np.empty_like(h)
    last[order] = h  # back to the order of the batch
    return np.concatenate(states), last


# --8<-- [end:packed]


# The worked example: A has three steps, B one; one input, one unit.
X = np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 0.0]])[:, :, None]  # (T, N, d) = (3, 2, 1)
LENGTHS = np.array([3, 1])
W_X, W_H, B = np.array([[1.0]]), np.array([[0.5]]), np.array([-0.2])
TAGS = np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 0.0]])  # (T, N), 0 also on padding


def tag_losses(states: Array) -> tuple[Array, Array]:
    """P(tag 1) = sigmoid(2 h), and the cross-entropy with TAGS; both (T, N)."""
    p = 1.0 / (1.0 + np.exp(-2.0 * states[:, :, 0]))
    return p, -np.log(np.where(TAGS == 1.0, p, 1.0 - p))


def show(values: Array) -> str:
    """Four decimals, separated by spaces; no minus zero."""
    return " ".join(f"{v:z.4f}" for v in np.ravel(values))


if __name__ == "__main__":
    x = np.array([1.0, 1.0, 0.0, 0.0, 0.0]).reshape(5, 1, 1)
    full, mask = np.ones((5, 1)), lengths_to_mask(np.array([2]), 5)
    plain, held = run(x, full, W_X, W_H, B), run(x, mask, W_X, W_H, B)
    print("two real steps, three of padding")
    print("  without mask:", show(plain))
    print("  with mask:   ", show(held))
    assert held[-1] == plain[1]

    mask = lengths_to_mask(LENGTHS, 3)
    states, free = run(X, mask, W_X, W_H, B), run(X, np.ones((3, 2)), W_X, W_H, B)
    p, losses = tag_losses(states)
    p_free, losses_free = tag_losses(free)
    print("worked example, sequences A and B")
    print(f"  w_x {show(W_X)}  w_h {show(W_H)}  b {show(B)}")
    for t in range(3):
        old = states[t - 1] if t else np.zeros((2, 1))
        print(f"  step {t + 1}: z = {show(X[t] @ W_X + old @ W_H + B)}", end="")
        print(f"  h = {show(states[t])}  without mask B: {show(free[t, 1])}")
        print(f"    P(tag 1) = {show(p[t])}  losses = {show(losses[t])}")
    print("  losses of the padding, without mask:", show(losses_free[1:, 1]))
    total = (losses * mask).sum()
    print(f"  sum of the real losses {total:.4f}")
    print(f"  mean over 4 real steps {masked_mean(losses, mask):.4f}")
    print(f"  mean over 6 slots      {losses_free.mean():.4f}")
    means = (losses * mask).sum(axis=0) / mask.sum(axis=0)
    print(f"  means of A and B {show(means)}, their mean {means.mean():.4f}")
    d_logits = (p - TAGS) * mask / mask.sum()
    d_free = (p_free - TAGS) / mask.size
    print("  dL/dlogit of B, masked:  ", show(d_logits[:, 1]))
    print("  dL/dlogit of B, 6 slots: ", show(d_free[:, 1]))
    assert np.isclose(
        masked_mean(losses, mask),
        -np.log([p[0, 0], 1 - p[1, 0], p[2, 0], p[0, 1]]).mean(),
    )

    rng = np.random.default_rng(0)
    lengths = np.array([3, 8, 5, 1])
    params = rng.normal(size=(2, 4)), 0.5 * rng.normal(size=(4, 4)), rng.normal(size=4)
    x = rng.normal(size=(8, 4, 2))  # the padding is random garbage
    states = run(x, lengths_to_mask(lengths, 8), *params)
    for i, n in enumerate(lengths):
        alone = run(x[:n, i : i + 1], np.ones((n, 1)), *params)
        assert np.allclose(alone[-1, 0], states[-1, i])
    rows, alive, order = pack(x, lengths)
    packed, last = run_packed(rows, alive, order, *params)
    assert np.allclose(last, states[-1])
    assert np.allclose(packed, pack(states, lengths)[0])
    print("masked batch = one by one = packed, lengths", *lengths)
    print(
        "  order", *order, "  rows per step", *alive, "  rows", len(rows), "of", 8 * 4
    )
