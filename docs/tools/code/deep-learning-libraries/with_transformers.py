"""Hugging Face Transformers without a download: a tiny model with random weights."""

from __future__ import annotations

import torch
from transformers import AutoModelForSequenceClassification, BertConfig

CLS, TARGET, LENGTH = 1, 7, 12


def make(count: int, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Sequences of token numbers; label 1 if token 7 occurs."""
    random = torch.Generator().manual_seed(seed)
    ids = torch.randint(8, 30, (count, LENGTH), generator=random)
    place = torch.randint(1, LENGTH, (count,), generator=random)
    labels = torch.arange(count) % 2
    ids[labels == 1, place[labels == 1]] = TARGET
    ids[:, 0] = CLS  # the position that the classifier reads
    return ids, labels


def main() -> None:
    """Train for a moment, then test on new sequences."""
    # --8<-- [start:transformers]
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=30,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=16,
        num_labels=2,
    )
    model = AutoModelForSequenceClassification.from_config(config)  # random weights
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    ids, labels = make(512, seed=0)  # (512, 12), (512,)
    model.train()
    for _ in range(15):
        for xs, ys in zip(ids.split(64), labels.split(64), strict=True):
            optimizer.zero_grad()
            result = model(input_ids=xs, labels=ys)  # labels given: loss computed
            result.loss.backward()
            optimizer.step()
    # --8<-- [end:transformers]
    model.eval()
    new_ids, new_labels = make(200, seed=1)
    with torch.no_grad():
        scores = model(input_ids=new_ids).logits  # (200, 2)
    accuracy = (scores.argmax(dim=1) == new_labels).float().mean().item()
    assert accuracy > 0.9
    print(f"class: {type(model).__name__}, is a torch.nn.Module: ", end="")
    print(isinstance(model, torch.nn.Module))
    print(f"parameters: {model.num_parameters():,}")
    print(f"output: {type(result).__name__}, scores {tuple(scores.shape)}")
    print(f"new sequences right: {'more than 90%' if accuracy > 0.9 else 'too few'}")


if __name__ == "__main__":
    main()
