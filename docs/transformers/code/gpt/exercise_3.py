"""Exercise 3: what the loss looks like when the targets are not shifted."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from library import GPT, clm_loss


def main() -> None:
    """Random tokens: an honest model cannot beat ln 8, a leaking one gets to 0."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    fresh = torch.randint(8, (256, 17))
    for name in ("shifted", "not shifted"):
        model = GPT(8, 17, 16, 2, 1)
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
        for _ in range(60):
            ids = torch.randint(8, (32, 17))
            if name == "shifted":
                loss = clm_loss(model, ids)
            else:
                loss = F.cross_entropy(model(ids).flatten(0, 1), ids.flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        wrong = loss.item() < 0.1
        print(f"{name}: training loss near 0: {wrong}", end="; ")
        honest = clm_loss(model, fresh).item() > 2.0
        print(f"next-token loss at least 2.0: {honest}")
        assert wrong == (name == "not shifted")
        assert honest


if __name__ == "__main__":
    main()
