"""Exercise 3: predict with the weights of a trained scikit-learn network."""

import warnings

import numpy as np
from scratch import forward, softmax
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

x, y = load_digits(return_X_y=True)
x = x / 16  # (1797, 64)
model = MLPClassifier((32, 16), learning_rate_init=0.01, max_iter=30, random_state=0)
with warnings.catch_warnings():
    warnings.simplefilter("ignore", ConvergenceWarning)
    model.fit(x[:1200], y[:1200])

# coefs_ holds the matrices W (d_in, d_out), intercepts_ the biases
layers = list(zip(model.coefs_, model.intercepts_, strict=True))
zs, activations = forward(x[1200:], layers)
p = softmax(zs[-1])  # (597, 10)
print("shapes of W", [w.shape for w, _ in layers])
print("shapes of Z", [z.shape for z in zs])
same = np.allclose(p, model.predict_proba(x[1200:]), atol=1e-12)
print(f"same probabilities as predict_proba: {same}")
print(f"more than 85% right: {(p.argmax(axis=1) == y[1200:]).mean() > 0.85}")
assert same
