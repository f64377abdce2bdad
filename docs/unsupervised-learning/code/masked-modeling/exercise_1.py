"""Exercise 1: patches of an image, hidden ones, and the cost of attention."""

side, patch, ratio = 224, 16, 0.75
T = (side // patch) ** 2
hidden = round(ratio * T)
visible = T - hidden
print(f"{T} patches of {patch * patch * 3} numbers, {hidden} hidden, {visible} visible")
print(f"pairs in attention: {visible**2} instead of {T**2}, 1/{T**2 // visible**2}")
print(f"targets per image: {hidden * patch * patch * 3}")
tokens = 512
print(f"BERT: {round(0.15 * tokens)} of {tokens} tokens are targets")
