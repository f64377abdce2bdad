"""torch.distributions and PyTorch's losses, checked against scratch.py."""

import math

import scratch
import torch
from torch.distributions import Bernoulli, Categorical, Normal, kl_divergence
from torch.nn import functional
from torch.testing import assert_close

FLOAT = torch.float64
p = torch.tensor(scratch.P)
q = torch.tensor(scratch.Q)


# --8<-- [start:torch]
def distributions() -> None:
    """Log-probabilities, entropy and KL divergence, as in scratch.py."""
    coin = torch.tensor(scratch.COIN)
    nll = -Bernoulli(torch.tensor(0.5, dtype=FLOAT)).log_prob(coin).mean()
    assert_close(nll.item(), scratch.bernoulli_nll(scratch.COIN, 0.5))
    log = Normal(1.0, 2.0).log_prob(torch.tensor(3.0))
    assert_close(log.exp().item(), 0.1210, atol=1e-4, rtol=0)
    assert_close(Categorical(p).entropy().item(), scratch.entropy(scratch.P))
    divergence = kl_divergence(Categorical(p), Categorical(q))
    assert_close(divergence.item(), scratch.kl(scratch.P, scratch.Q))
    print(f"KL(p || q)            {divergence.item():.4f}")


def losses() -> None:
    """The losses of training are negative log-likelihoods of the labels."""
    label = torch.tensor([1])  # the second class
    loss = functional.cross_entropy(q.log()[None], label)  # takes logits
    assert_close(loss.item(), -math.log(0.3))
    one = torch.ones(1, dtype=FLOAT)
    binary = functional.binary_cross_entropy(0.7 * one, one)
    assert_close(binary.item(), -math.log(0.7))
    print(f"-ln 0.3, -ln 0.7      {loss.item():.4f} {binary.item():.4f}")


# --8<-- [end:torch]


def traps() -> None:
    """The numbers behind the table of failures."""
    kl_div = functional.kl_div  # (log q, p), in this order
    right = kl_div(q.log()[None], p[None], reduction="batchmean")
    mean = kl_div(q.log()[None], p[None], reduction="none").mean()
    swapped = kl_div(p.log()[None], q[None], reduction="batchmean")
    print(f"kl_div                {right.item():.4f}")
    print(f"kl_div, mean          {mean.item():.4f}")
    print(f"kl_div, swapped       {swapped.item():.4f}")
    x, mu, var = torch.tensor([3.0]), torch.tensor([1.0]), torch.tensor([4.0])
    for full in (False, True):
        value = functional.gaussian_nll_loss(mu, x, var, full=full).item()
        print(f"Gaussian, full={full!s:<6} {value:.4f}")
    zero = torch.tensor([1.0, 0.0])
    print("0 * ln 0              ", (zero * zero.log()).sum().item())
    print("xlogy(0, 0)           ", torch.xlogy(zero, zero).sum().item())


if __name__ == "__main__":
    distributions()
    losses()
    traps()
