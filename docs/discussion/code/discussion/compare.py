"""One network, three objectives: what can each model do afterward?"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from examples import MASK, SEP, START, WORDS, T, V, possible, texts
from torch import nn

Array = np.ndarray
D, HEADS, LAYERS, BATCH = 32, 2, 2, 64
UPDATES, TUNING, SEEDS, TEST, LABELS = 400, 40, (0, 1, 2), 1000, 50
RATE = 6e-3

KINDS = ("masked", "causal", "seq2seq")


# --8<-- [start:model]
def sight(kind: str, n: int, prefix: int = T) -> torch.Tensor:
    """Who may see whom (n, n): all, what came before, or the source and before."""
    see = torch.ones(n, n, dtype=torch.bool)
    if kind == "masked":
        return see
    see = see.tril()
    if kind == "seq2seq":
        see[:, :prefix] = True  # the source is read in both directions
    return see


def layout(ids: Array) -> tuple[torch.Tensor, torch.Tensor]:
    """Place and segment of each word; an answer counts from the gap it fills."""
    n, t = ids.shape
    where, part = np.tile(np.arange(t), (n, 1)), np.zeros((n, t), dtype=int)
    if t > T:  # behind the source: the separator asks for the first word
        gap = ids[:, :T] == MASK
        first = np.where(gap.any(axis=1), gap.argmax(axis=1), 0)
        where[:, T:] += (first - T)[:, None]
        part[:, T:] = 1
    return torch.tensor(where), torch.tensor(part)


class Block(nn.Module):
    """Pre-norm attention and a feedforward part."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(D, 3 * D), nn.Linear(D, D)
        self.mlp = nn.Sequential(nn.Linear(D, 2 * D), nn.ReLU(), nn.Linear(2 * D, D))
        self.norms = nn.ModuleList(nn.LayerNorm(D) for _ in range(2))

    def forward(self, h: torch.Tensor, see: torch.Tensor) -> torch.Tensor:
        n, t, _ = h.shape
        qkv = self.qkv(self.norms[0](h)).view(n, t, 3, HEADS, -1)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # each (n, heads, t, D / heads)
        mix = F.scaled_dot_product_attention(q, k, v, attn_mask=see)
        h = h + self.out(mix.transpose(1, 2).reshape(n, t, D))
        return h + self.mlp(self.norms[1](h))


class Network(nn.Module):
    """The same for every objective; only `see` differs."""

    def __init__(self) -> None:
        super().__init__()
        self.token, self.place = nn.Embedding(V, D), nn.Embedding(T, D)
        self.segment = nn.Embedding(2, D)  # source or answer
        for table, std in ((self.token, 0.3), (self.place, 0.3), (self.segment, 0.1)):
            nn.init.normal_(table.weight, std=std)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm, self.head = nn.LayerNorm(D), nn.Linear(D, WORDS)

    def hidden(self, ids: torch.Tensor, see: torch.Tensor) -> torch.Tensor:
        h = self.token(ids)  # (N, t, D)
        where, part = layout(ids.numpy())
        h = h + self.place(where) + self.segment(part)
        for block in self.blocks:
            h = block(h, see)
        return self.norm(h)

    def forward(self, ids: torch.Tensor, see: torch.Tensor) -> torch.Tensor:
        return self.head(self.hidden(ids, see))  # (N, t, WORDS)


# --8<-- [end:model]


# --8<-- [start:training]
def lesson(kind: str, x: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Inputs and targets of a batch; -1 is not asked."""
    n = len(x)
    if kind == "causal":
        return np.hstack([np.full((n, 1), START), x[:, :-1]]), x
    size = rng.integers(1, 5)  # a gap of 1 to 4 words
    rows, span = np.arange(n)[:, None], np.arange(size)
    gap = rng.integers(T - size + 1, size=(n, 1)) + span  # (n, size)
    source, target = x.copy(), np.full_like(x, -1)
    source[rows, gap] = MASK
    answer = x[rows, gap]
    if kind == "masked":
        target[rows, gap] = answer
        return source, target
    return after(source, answer[:, :-1]), np.hstack([target, answer])


def after(source: Array, answer: Array) -> Array:
    """Source, separator, and what is written so far."""
    return np.hstack([source, np.full((len(source), 1), SEP), answer])


def update(model: Network, optimizer, kind: str, ids: Array, target: Array) -> None:
    """One step on the words that are asked."""
    logits = model(torch.tensor(ids), sight(kind, ids.shape[1]))
    goal = torch.tensor(target).flatten()
    loss = F.cross_entropy(logits.flatten(0, 1), goal, ignore_index=-1)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def pretrain(kind: str, seed: int) -> Network:
    """UPDATES steps on fresh texts, the same texts for every objective."""
    torch.manual_seed(seed)
    model, rng = Network(), np.random.default_rng(100 + seed)
    gaps = np.random.default_rng(200 + seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE, fused=True)
    for step in range(UPDATES):
        optimizer.param_groups[0]["lr"] = RATE * min(1, 2 - 2 * step / UPDATES)
        x, _ = texts(BATCH, rng)
        update(model, optimizer, kind, *lesson(kind, x, gaps))
    return model


# --8<-- [end:training]


@torch.no_grad()
def best(model: Network, kind: str, ids: Array, at: int) -> Array:
    """Most likely word at one place of each row."""
    logits = model(torch.tensor(ids), sight(kind, ids.shape[1]))
    return logits[:, at].argmax(dim=1).numpy()


# --8<-- [start:fill]
def fill(model: Network, kind: str, x: Array, start: int, size: int) -> Array:
    """Answer for a gap, written from left to right where that is possible."""
    source, span = x.copy(), slice(start, start + size)
    source[:, span] = MASK
    if kind == "masked":  # put each word in before asking for the next
        for t in range(start, start + size):
            source[:, t] = best(model, kind, source, t)
        return source[:, span]
    answer = np.empty((len(x), 0), dtype=x.dtype)
    for _ in range(size):
        if kind == "causal":  # the right side cannot be seen
            left = np.full((len(x), 1), START), x[:, :start], answer
            ids = np.hstack(left)
        else:
            ids = after(source, answer)
        word = best(model, kind, ids, ids.shape[1] - 1)
        answer = np.hstack([answer, word[:, None]])
    return answer


@torch.no_grad()
def fill_at_once(model: Network, x: Array, start: int, size: int) -> Array:
    """The masked model names all words of the gap in one pass."""
    source = x.copy()
    source[:, start : start + size] = MASK
    logits = model(torch.tensor(source), sight("masked", T))
    return logits.argmax(dim=2).numpy()[:, start : start + size]


@torch.no_grad()
def fill_by_trial(model: Network, x: Array, at: int) -> Array:
    """The causal model rates the whole text with each word in the gap."""
    scores = []
    for word in range(WORDS):
        y = x.copy()
        y[:, at] = word
        ids, target = lesson("causal", y, np.random.default_rng())
        logits = model(torch.tensor(ids), sight("causal", T))
        losses = F.cross_entropy(
            logits.transpose(1, 2), torch.tensor(target), reduction="none"
        )
        scores.append(-losses.sum(dim=1))
    return torch.stack(scores, dim=1).argmax(dim=1).numpy()


# --8<-- [end:fill]


def fits(x: Array, g: Array, start: int, answer: Array) -> float:
    """Share of texts in which every pair that touches the answer is possible."""
    y = x.copy()
    y[:, start : start + answer.shape[1]] = answer
    return float(possible(y, g).all(axis=1).mean())


# --8<-- [start:transform]
def reverse_lesson(kind: str, x: Array) -> tuple[Array, Array]:
    """Text and separator, then the reversed text: at once or word by word."""
    y, n = x[:, ::-1], len(x)
    target = np.hstack([np.full((n, T), -1), y])
    if kind == "masked":
        return np.hstack([x, np.full((n, T), MASK)]), target
    return after(x, y[:, :-1]), target


# --8<-- [end:transform]


def transform(model: Network, kind: str, seed: int, test: Array) -> float:
    """Words of the reversed text that are right after TUNING updates."""
    rng = np.random.default_rng(300 + seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3, fused=True)
    for _ in range(TUNING):
        x, _ = texts(BATCH, rng)
        update(model, optimizer, kind, *reverse_lesson(kind, x))
    test = test[:300]
    if kind == "masked":
        ids, _ = reverse_lesson(kind, test)
        with torch.no_grad():
            guess = model(torch.tensor(ids), sight(kind, 2 * T)).argmax(dim=2)
        answer = guess.numpy()[:, T:]
    else:
        answer = test[:, :0]
        for _ in range(T):
            ids = after(test, answer)
            word = best(model, kind, ids, ids.shape[1] - 1)
            answer = np.hstack([answer, word[:, None]])
    return float((answer == test[:, ::-1]).mean())


# --8<-- [start:probe]
def probe(features: Array, g: Array) -> float:
    """Ridge regression on the first LABELS texts; accuracy on the others."""
    few, sign = features[:LABELS], 2.0 * g - 1
    z = (features - few.mean(axis=0)) / (few.std(axis=0) + 1e-6)
    a, middle = z[:LABELS], sign[:LABELS].mean()
    square = a.T @ a + 10 * np.eye(a.shape[1])
    w = np.linalg.solve(square, a.T @ (sign[:LABELS] - middle))
    guess = z[LABELS:] @ w + middle > 0
    return float((guess == g[LABELS:]).mean())


@torch.no_grad()
def pooled(model: Network, kind: str, x: Array) -> Array:
    """Frozen vectors of a text, averaged over its places (N, D)."""
    ids = np.hstack([np.full((len(x), 1), START), x[:, :-1]]) if kind == "causal" else x
    h = model.hidden(torch.tensor(ids), sight(kind, T))  # (N, T, D)
    return h.mean(dim=1).numpy()


# --8<-- [end:probe]


def measure(kind: str, seed: int) -> dict[str, float]:
    """All abilities of one model, in percent."""
    x, g = texts(TEST, np.random.default_rng(9))
    model, middle = pretrain(kind, seed), T // 2
    truth, result = x[:, middle], {}
    result["gap of 1"] = np.mean(fill(model, kind, x, middle, 1)[:, 0] == truth)
    if kind == "causal":
        result["gap of 1, by trial"] = np.mean(fill_by_trial(model, x, middle) == truth)
    result["gap of 3"] = fits(x, g, middle - 1, fill(model, kind, x, middle - 1, 3))
    if kind == "masked":
        once = fill_at_once(model, x, middle - 1, 3)
        result["gap of 3, at once"] = fits(x, g, middle - 1, once)
    result["continue by 4"] = fits(x, g, T - 4, fill(model, kind, x, T - 4, 4))
    result["classify"] = probe(pooled(model, kind, x), g)
    result["reverse"] = transform(model, kind, seed, x)
    return {name: 100 * float(value) for name, value in result.items()}


def untrained(kind: str) -> dict[str, float]:
    """The same without pre-training, one seed, in percent."""
    torch.manual_seed(0)
    x, g = texts(TEST, np.random.default_rng(9))
    model = Network()
    result = {"classify": probe(pooled(model, kind, x), g)}
    result["reverse"] = transform(model, kind, 0, x)
    return {name: 100 * value for name, value in result.items()}


def baselines() -> dict[str, float]:
    """What a guess or a count reaches, in percent."""
    x, g = texts(TEST, np.random.default_rng(9))
    rng = np.random.default_rng(4)
    pairs = WORDS * x[:, :-1] + x[:, 1:]
    result = {
        "gap of 1": np.mean(x[:, T // 2] == np.bincount(x[:, T // 2]).argmax()),
        "gap of 3": fits(x, g, T // 2 - 1, rng.integers(WORDS, size=(TEST, 3))),
        "continue by 4": fits(x, g, T - 4, rng.integers(WORDS, size=(TEST, 4))),
        "classify": max(g.mean(), 1 - g.mean()),
        "classify, counts of words": probe(np.eye(WORDS)[x].sum(axis=1), g),
        "classify, counts of pairs": probe(np.eye(WORDS**2)[pairs].sum(axis=1), g),
        "reverse": np.mean(x == x[:, ::-1]),
    }
    return {name: 100 * float(value) for name, value in result.items()}


def main() -> None:
    """Three models per objective."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # the digits are the same on all CPUs
    count = sum(p.numel() for p in Network().parameters())
    print(f"{count} parameters, {UPDATES} updates of {BATCH} texts")
    for name, value in baselines().items():
        print(f"{'naive':8s} {name:26s} {value:3.0f}%")
    for kind in KINDS:
        runs = [measure(kind, seed) for seed in SEEDS]
        for name in runs[0]:
            values = [run[name] for run in runs]
            low, high = min(values), max(values)
            print(
                f"{kind:8s} {name:26s} {np.mean(values):3.0f}% ({low:.0f}-{high:.0f})"
            )
        for name, value in untrained(kind).items():
            print(f"{kind:8s} {name + ', untrained':26s} {value:3.0f}%")


if __name__ == "__main__":
    main()
