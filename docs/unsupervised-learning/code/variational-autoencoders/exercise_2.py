"""Exercise 2: gradient descent on mu and log-variance closes the gap of the bound."""

from math import exp, log

from scratch import LOGVAR, MU, exact

mu, logvar = MU, LOGVAR
for step in range(101):
    now = exact(mu, logvar)
    if step in (0, 1, 10, 100):
        gap = now["log p(x)"] - now["expected ELBO"]
        print(
            f"step {step:3}: mu {mu:.4f}, variance {exp(logvar):.4f}, "
            f"ELBO {now['expected ELBO']:.4f}, gap {gap:.4f}"
        )
        assert abs(gap - now["KL to the posterior"]) < 1e-12
    mu -= 0.2 * now["expected dL/dmu"]
    logvar -= 0.2 * now["expected dL/dlogvar"]

assert abs(mu - 2 / 3) < 1e-6
assert abs(logvar - log(4 / 9)) < 1e-4
