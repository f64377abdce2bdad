"""Train a small GPT on generated sentences; bits per character, and sampling."""

from __future__ import annotations

import math
import re

import numpy as np
import torch
from library import GPT, clm_loss

ANIMALS = ["cat", "dog", "fox", "hen", "owl", "ram"]
VERBS = ["sees", "finds", "hears", "likes"]
ENDS = ["sleeps", "waits", "runs"]
SENTENCE = re.compile(
    f"the ({'|'.join(ANIMALS)}) ({'|'.join(VERBS)}) the ({'|'.join(ANIMALS)}) "
    rf"and the \1 ({'|'.join(ENDS)})\."
)
SEEDS, STEPS, T, BATCH = (0, 1, 2), 270, 48, 16


# --8<-- [start:text]
def sentences(count: int, seed: int) -> list[str]:
    """Four free choices; the animal after "and the" is the first one again."""
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(count):
        first, second = rng.choice(ANIMALS, size=2)  # may be equal
        verb, end = rng.choice(VERBS), rng.choice(ENDS)
        out.append(f"the {first} {verb} the {second} and the {first} {end}.")
    return out


# --8<-- [end:text]
CHARS = sorted(set("".join(sentences(400, 9)) + "\n"))


def encode(text: str) -> torch.Tensor:
    """Characters as numbers."""
    return torch.tensor([CHARS.index(c) for c in text])


def floor() -> float:
    """Bits of choice in a sentence over its mean length with the line break."""
    pools = [ANIMALS, VERBS, ANIMALS, ENDS]
    bits = sum(math.log2(len(p)) for p in pools)
    mean = [sum(map(len, p)) / len(p) for p in pools]
    fixed = len("the   the  and the  .") + 1
    return bits / (fixed + sum(mean) + mean[0])


def ngram(train: torch.Tensor, test: torch.Tensor, order: int) -> float:
    """Bits per character of counts with order - 1 characters of context."""
    v = len(CHARS)
    table = np.full((v,) * order, 0.01)  # a little for what was never seen
    windows = np.lib.stride_tricks.sliding_window_view
    np.add.at(table, tuple(windows(train.numpy(), order).T), 1)
    table /= table.sum(axis=-1, keepdims=True)
    return float(-np.log2(table[tuple(windows(test.numpy(), order).T)]).mean())


def cut(text: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
    """Windows of T + 1 characters that begin with a line break."""
    return text[starts + torch.arange(T + 1)]  # (N, T + 1)


@torch.no_grad()
def bits(model: GPT, ids: torch.Tensor) -> float:
    """Bits per character over the first sentence of each window."""
    targets = ids[:, 1:]  # (N, T)
    log_p = model(ids[:, :-1]).log_softmax(dim=-1)
    log_p = log_p.gather(2, targets[:, :, None])[:, :, 0]  # of the right character
    breaks = (targets == CHARS.index("\n")).int()
    first = breaks.cumsum(dim=1) - breaks == 0  # up to the first line break
    return -log_p[first].mean().item() / math.log(2)


def fit(
    seed: int, train: torch.Tensor, test: torch.Tensor
) -> tuple[GPT, dict[int, float]]:
    """Train one model; bits per character on the test text at some steps."""
    torch.manual_seed(seed)
    model = GPT(len(CHARS), T, d=32, h=4, layers=2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, STEPS)
    starts = (train[: -T - 1] == CHARS.index("\n")).nonzero()  # (sentences, 1)
    held_out = cut(test, (test[: -T - 1] == CHARS.index("\n")).nonzero())
    curve = {}
    for step in range(STEPS + 1):
        if step % 30 == 0:
            curve[step] = bits(model, held_out)
        chosen = starts[torch.randint(len(starts), (BATCH,))]
        loss = clm_loss(model, cut(train, chosen))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step < STEPS:
            schedule.step()
    return model, curve


@torch.no_grad()
def write(model: GPT, tau: float, nucleus: float, count: int, seed: int) -> list[str]:
    """Sample count sentences from a line break on; tau = 0 is the greedy choice."""
    draw = torch.Generator().manual_seed(seed)
    ids = torch.full((count, 1), CHARS.index("\n"))
    while ids.shape[1] < 48:
        z = model(ids)[:, -1]
        if tau == 0:
            new = z.argmax(dim=1, keepdim=True)
        else:
            p, order = (z / tau).softmax(dim=1).sort(dim=1, descending=True)
            p[p.cumsum(dim=1) - p >= nucleus] = 0  # top-p: the set was full before
            new = order.gather(1, torch.multinomial(p, 1, generator=draw))
        ids = torch.cat([ids, new], dim=1)
    return ["".join(CHARS[i] for i in row[1:]).split("\n")[0] for row in ids.tolist()]


def main() -> None:
    """Print the baselines, the curve over seeds and the sampling table."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # the digits are the same on all CPUs
    train = encode("\n".join(sentences(1500, 0)) + "\n")
    test = encode("\n".join(sentences(120, 1)) + "\n")
    print(f"{len(CHARS)} characters; training text of {len(train):,}")
    for name, order in (("unigram", 1), ("bigram", 2), ("five-gram", 5)):
        print(f"{name:<10}{ngram(train, test, order):.2f} bits per character")
    print(f"{'floor':<10}{floor():.2f} bits per character")
    runs = [fit(seed, train, test) for seed in SEEDS]
    size = sum(p.numel() for p in runs[0][0].parameters())
    print(f"GPT with {size:,} parameters, seeds {SEEDS}")
    for step in runs[0][1]:
        values = [curve[step] for _, curve in runs]
        print(f"step {step:3d}: {np.mean(values):.2f}, spread {np.ptp(values):.2f}")
    print("tau  top-p  correct  different, of 64")
    for tau, nucleus in ((0, 1), (0.5, 1), (1, 1), (1, 0.9), (2, 1), (2, 0.9)):
        good, kinds = [], []
        for seed, (model, _) in zip(SEEDS, runs, strict=True):
            text = write(model, tau, nucleus, 64, seed)
            good.append(np.mean([bool(SENTENCE.fullmatch(s)) for s in text]))
            kinds.append(len(set(text)))
        print(
            f"{tau:.1f}  {nucleus:.1f}    {np.mean(good):.2f}     {np.mean(kinds):.0f}"
        )


if __name__ == "__main__":
    main()
