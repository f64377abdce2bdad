"""Task heads in the transformers library, with tiny random models: no download."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers
from torch import nn
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    BartConfig,
    BartForConditionalGeneration,
    BertConfig,
    BertForQuestionAnswering,
    BertForSequenceClassification,
    BertForTokenClassification,
    BertModel,
)

transformers.logging.set_verbosity_error()

# --8<-- [start:config]
TINY = {
    "vocab_size": 50,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 64,
    "max_position_embeddings": 32,
}
# --8<-- [end:config]


def shapes() -> None:
    """Output shapes for a batch of 2 texts of 7 tokens."""
    ids = torch.arange(14).view(2, 7)
    model = BertForSequenceClassification(BertConfig(**TINY, num_labels=3))
    print("text classification:", tuple(model(ids).logits.shape))
    model = BertForTokenClassification(BertConfig(**TINY, num_labels=5)).eval()
    print("named entity recognition:", tuple(model(ids).logits.shape))
    labels = torch.tensor([[-100, 0, 1, -100, 2, 0, -100]] * 2)
    loss = model(ids, labels=labels).loss
    logits = model(ids).logits
    kept = labels != -100
    mine = nn.functional.cross_entropy(logits[kept], labels[kept])
    print("  loss ignores -100:", torch.isclose(loss, mine).item())
    out = BertForQuestionAnswering(BertConfig(**TINY))(ids)
    print("question answering:", tuple(out.start_logits.shape), "and",
          tuple(out.end_logits.shape))  # fmt: skip
    config = BartConfig(
        vocab_size=50, d_model=32, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=64,
        decoder_ffn_dim=64, max_position_embeddings=32,
    )  # fmt: skip
    out = BartForConditionalGeneration(config)(ids, labels=torch.arange(8).view(2, 4))
    print("summarization, 4 target tokens:", tuple(out.logits.shape))


# --8<-- [start:train]
def train() -> None:
    """A classifier learns whether token 7 occurs: the whole loop."""
    torch.manual_seed(0)
    model = BertForSequenceClassification(BertConfig(**TINY, num_labels=2))
    decay = [p for p in model.parameters() if p.dim() > 1]  # matrices only
    rest = [p for p in model.parameters() if p.dim() == 1]  # biases, norms
    groups = [{"params": decay}, {"params": rest, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=2e-3, weight_decay=0.01)
    steps = 150
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, 15, steps)
    model.train()
    for _ in range(steps):
        ids, labels = batch(32)
        mask = torch.ones_like(ids)  # 0 would mark padding
        loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    model.eval()
    with torch.no_grad():
        ids, labels = batch(500)
        right = (model(ids).logits.argmax(-1) == labels).double().mean().item()
    print(f"right on new texts above 90%: {right > 0.9}, guessing about 50%")


# --8<-- [end:train]


# --8<-- [start:load]
def load(name: str, texts: list[str]) -> tuple[nn.Module, dict]:
    """Body and tokenizer under one name, a fresh head, and a padded batch."""
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModelForSequenceClassification.from_pretrained(name, num_labels=2)
    batch = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
    return model, batch


# --8<-- [end:load]


def save_and_load() -> None:
    """A tiny model and tokenizer in a folder stand for the name on the Hub."""
    words = ["[PAD]", "[UNK]", "a", "good", "bad", "film"]
    core = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, "[UNK]"))
    core.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=core, pad_token="[PAD]", unk_token="[UNK]",
        model_input_names=["input_ids", "attention_mask"],
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        fast.save_pretrained(folder)
        BertModel(BertConfig(**TINY)).save_pretrained(folder)
        model, batch = load(folder, ["a good film", "bad"])
    print("ids:", batch["input_ids"].tolist())
    print("mask:", batch["attention_mask"].tolist())
    print("logits:", tuple(model(**batch).logits.shape))


def batch(n: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Random texts (n, 8); half of them hold token 7."""
    ids = torch.randint(8, 50, (n, 8))
    labels = torch.randint(0, 2, (n,))
    place = torch.randint(0, 8, (n,))
    ids[torch.arange(n), place] = torch.where(labels == 1, 7, 8)
    return ids, labels


def counts() -> None:
    """Parameters of BERT base, counted without allocating them."""
    with torch.device("meta"):
        model = BertForSequenceClassification(BertConfig(num_labels=2))
    body = sum(p.numel() for p in model.bert.parameters())
    head = sum(p.numel() for p in model.classifier.parameters())
    print(f"BERT base: body {body:,d}, head {head:,d}")
    assert (body, head) == (109_482_240, 1_538)


if __name__ == "__main__":
    transformers.utils.logging.disable_progress_bar()
    shapes()
    save_and_load()
    train()
    counts()
