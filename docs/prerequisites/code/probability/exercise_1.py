"""Two tables of chances, and Bayes with one and with two words."""

import numpy as np
from scratch import bayes, moments, show

if __name__ == "__main__":
    show("(a) E, Var", *moments(np.arange(4), np.array([0.1, 0.2, 0.3, 0.4])))
    joint = np.array([[0.15, 0.15], [0.1, 0.6]])  # rain, dry; late, on time
    rain, late = joint[0].sum(), joint[:, 0].sum()
    show("(b) p(rain), p(late)", rain, late)
    show("    late | rain, rain | late", joint[0, 0] / rain, joint[0, 0] / late)
    show("    p(rain) p(late)", rain * late)
    prior = np.array([0.2, 0.8])  # spam, other
    once = bayes(prior, np.array([0.4, 0.01]))
    show("(c) after 'prize'", once[0])
    twice = bayes(once, np.array([0.3, 0.05]))
    show("(d) after 'free' too", twice[0])
    assert np.isclose(twice[0], 60 / 61)
