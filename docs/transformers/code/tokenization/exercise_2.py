"""Solution of exercise 2: every digit is a token of its own."""

from texts import corpus
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

train, held_out = corpus()
lengths = {}
for name in ("digits merged", "digits alone"):
    tokenizer = Tokenizer(models.BPE())
    steps = [pre_tokenizers.ByteLevel(add_prefix_space=False)]
    if name == "digits alone":
        steps.insert(0, pre_tokenizers.Digits(individual_digits=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
    trainer = trainers.BpeTrainer(
        vocab_size=2048,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([train], trainer)
    lengths[name] = len(tokenizer.encode(held_out).ids)
    cuts = [" ".join(tokenizer.encode(n).tokens) for n in ("1999", "2000", "12345")]
    print(f"{name}: {' | '.join(cuts)}; held-out text {lengths[name]} tokens")
assert lengths["digits alone"] > lengths["digits merged"]
