"""Exercise 1: two steps of Adam and of momentum for one weight."""

import numpy as np
import scratch

w, s, v, s_velocity = np.array([0.5]), {}, np.array([0.5]), {}
print("t   gradient  Adam: m hat   s hat    w        momentum: w")
for t, g in enumerate((4.0, -2.0), 1):
    w = scratch.adam(w, np.array([g]), s, 0.01)
    v = scratch.momentum(v, np.array([g]), s_velocity, 0.01)
    m_hat = s["m"][0] / (1 - 0.9**t)
    s_hat = s["s"][0] / (1 - 0.999**t)
    print(f"{t}   {g:7.4f}   {m_hat:12.4f} {s_hat:8.4f} {w[0]:8.4f}   {v[0]:8.4f}")
first = 0.01 * 0.4 / np.sqrt(0.016)
print(f"first step without correction: {first:.4f}")
assert np.isclose(w[0], 0.48734, atol=1e-4)
