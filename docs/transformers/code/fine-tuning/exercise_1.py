"""Solution of exercise 1: LoRA parameters and layer-wise rates."""

from scratch import layer_rates

d, layers, r, matrices = 768, 12, 4, 4
trained = layers * matrices * 2 * d * r
print(f"LoRA of rank {r} on {matrices} matrices: {trained:,d}")
print(f"float32 with Adam, 16 bytes each: {trained * 16 / 1e6:.1f} MB")
rates = layer_rates(3e-5, 0.9, layers)
print(f"top {rates[-1]:.1e}, layer 6 {rates[6]:.2e}, embeddings {rates[0]:.2e}")
