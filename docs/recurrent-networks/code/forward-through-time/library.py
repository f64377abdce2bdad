"""Packing, masks and masked losses in PyTorch, equal to the code from scratch."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

torch.set_num_threads(1)


def main() -> None:
    """Compare packing, states and loss with the scratch code."""
    rng = np.random.default_rng(1)
    w_x, w_h, b = rng.normal(size=(2, 4)), rng.normal(size=(4, 4)), rng.normal(size=4)
    layer = nn.RNN(2, 4, dtype=torch.float64)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.from_numpy(w_x.T))
        layer.weight_hh_l0.copy_(torch.from_numpy(w_h.T))
        layer.bias_ih_l0.copy_(torch.from_numpy(b))
        layer.bias_hh_l0.zero_()

    # --8<-- [start:pack]
    lengths = np.array([3, 8, 5, 1])
    sequences = [torch.from_numpy(rng.normal(size=(n, 2))) for n in lengths]
    x = pad_sequence(sequences)  # (T, N, d) = (8, 4, 2), filled up with 0
    packed = pack_padded_sequence(x, torch.from_numpy(lengths), enforce_sorted=False)
    rows, alive, order = scratch.pack(x.numpy(), lengths)
    assert np.array_equal(packed.data.numpy(), rows)  # (17, d)
    assert packed.batch_sizes.tolist() == alive.tolist()  # rows per step
    assert packed.sorted_indices.tolist() == order.tolist()

    out, h_n = layer(packed)  # out is packed, too
    states, last = scratch.run_packed(rows, alive, order, w_x, w_h, b)
    assert np.allclose(out.data.detach().numpy(), states)
    assert np.allclose(h_n[0].detach().numpy(), last)  # the true last steps
    # --8<-- [end:pack]

    # --8<-- [start:unpack]
    padded, back = pad_packed_sequence(out)  # (T, N, h), zeros after the end
    mask = scratch.lengths_to_mask(lengths, 8)
    held = scratch.run(x.numpy(), mask, w_x, w_h, b)
    assert back.tolist() == lengths.tolist()
    assert np.allclose(padded.detach().numpy(), held * mask[:, :, None])
    _, h_padded = layer(x)  # no packing: runs on over the padding
    assert torch.allclose(h_padded[0, 1], h_n[0, 1])  # the longest one is right
    assert not torch.allclose(h_padded[0, 3], h_n[0, 3])  # the short ones are not
    # --8<-- [end:unpack]
    print("rows", len(rows), "rows per step", *alive, "order", *order)
    print("packed states and h_n agree with the scratch code")

    # --8<-- [start:loss]
    logits = torch.from_numpy(rng.normal(size=(8, 4, 3))).requires_grad_()  # k = 3
    tags = torch.from_numpy(rng.integers(0, 3, size=(8, 4)))
    real = torch.from_numpy(mask).bool()
    marked = tags.masked_fill(~real, -100)  # the default of ignore_index
    loss = nn.functional.cross_entropy(logits.flatten(0, 1), marked.flatten())
    loss.backward()
    with torch.no_grad():
        log_p = logits.log_softmax(dim=2)
        losses = -log_p.gather(2, tags[:, :, None])[:, :, 0]  # (T, N)
    assert np.isclose(loss.item(), scratch.masked_mean(losses.numpy(), mask))
    assert torch.count_nonzero(logits.grad[~real]) == 0  # padding teaches nothing
    # --8<-- [end:loss]
    print("cross_entropy with ignore_index is the masked mean")

    # The worked example.
    mask = scratch.lengths_to_mask(scratch.LENGTHS, 3)
    states = scratch.run(scratch.X, mask, scratch.W_X, scratch.W_H, scratch.B)
    logits = torch.from_numpy(2.0 * states[:, :, 0]).requires_grad_()
    losses = nn.functional.binary_cross_entropy_with_logits(
        logits, torch.from_numpy(scratch.TAGS), reduction="none"
    )
    loss = (losses * torch.from_numpy(mask)).sum() / mask.sum()
    loss.backward()
    print(f"worked example: loss {loss.item():.4f},", end=" ")
    print("dL/dlogit of B:", scratch.show(logits.grad[:, 1].numpy()))


if __name__ == "__main__":
    main()
