"""A table of chances, and Bayes with one and with two words."""

import numpy as np
from scratch import bayes, moments, show

if __name__ == "__main__":
    show("(a) E, Var", *moments(np.arange(4), np.array([0.1, 0.2, 0.3, 0.4])))
    prior = np.array([0.2, 0.8])  # spam, other
    once = bayes(prior, np.array([0.4, 0.01]))
    show("(b) after 'prize'", once[0])
    twice = bayes(once, np.array([0.3, 0.05]))
    show("(c) after 'free' too", twice[0])
    assert np.isclose(twice[0], 60 / 61)
