"""InfoNCE with its gradient in NumPy, and the worked example."""

import numpy as np


# --8<-- [start:infonce]
def unit(H: np.ndarray) -> np.ndarray:
    """Scale each row to length 1: (N, d)."""
    return H / np.linalg.norm(H, axis=1, keepdims=True)


def infonce(A: np.ndarray, B: np.ndarray, tau: float) -> tuple[float, np.ndarray]:
    """Loss and softmax probabilities (N, N); row i of A belongs to row i of B."""
    logits = unit(A) @ unit(B).T / tau  # (N, N), positives on the diagonal
    logits = logits - logits.max(axis=1, keepdims=True)
    P = np.exp(logits)
    P /= P.sum(axis=1, keepdims=True)
    return float(-np.log(np.diag(P)).mean()), P


def gradients(A: np.ndarray, B: np.ndarray, tau: float) -> list[np.ndarray]:
    """Gradients of the loss with respect to A and B, before normalization."""
    P, out = infonce(A, B, tau)[1], []
    G = (P - np.eye(len(A))) / (len(A) * tau)  # dL/dS, (N, N)
    for H, dU in ((A, G @ unit(B)), (B, G.T @ unit(A))):
        U = unit(H)
        dU = dU - (dU * U).sum(axis=1, keepdims=True) * U  # stay on the sphere
        out.append(dU / np.linalg.norm(H, axis=1, keepdims=True))
    return out


# --8<-- [end:infonce]

A = np.array([[1, 0], [0.6, 0.8], [-0.8, 0.6]])
B = np.array([[0.8, 0.6], [0, 1], [-0.6, 0.8]])


def show(M: np.ndarray) -> list:
    """Round to four decimals."""
    return [[round(float(x), 4) for x in row] for row in np.atleast_2d(M)]


def main() -> None:
    """Three pairs in the plane."""
    tau = 0.5
    S = A @ B.T
    loss, P = infonce(A, B, tau)
    print("similarities:", show(S))
    print("logits:", show(S / tau))
    print("probabilities:", show(P))
    print("losses:", show(-np.log(np.diag(P)))[0], f"mean {loss:.4f}")
    G = (P - np.eye(3)) / (3 * tau)
    print("dL/dS:", show(G))
    print("dL/dA on the sphere:", show(gradients(A, B, tau)[0]))
    print("pull and push on the second row of A:", show((P - np.eye(3))[1] / tau)[0])
    for t in (0.1, 0.5, 2.0):
        print(f"tau {t}: loss {infonce(A, B, t)[0]:.4f}, chance ln 3 = {np.log(3):.4f}")
    print("probabilities, tau 0.1:", show(infonce(A, B, 0.1)[1].round(2)))
    same = np.tile(A[:1], (3, 1))
    print(f"all vectors equal: {infonce(same, same, tau)[0]:.4f}")
    for M, g in zip((A, B), gradients(A, B, tau), strict=True):
        for i, j in ((1, 0), (2, 1)):
            old, values = M[i, j], []
            for h in (1e-6, -1e-6):
                M[i, j] = old + h
                values.append(infonce(A, B, tau)[0])
            M[i, j] = old
            assert abs((values[0] - values[1]) / 2e-6 - g[i, j]) < 1e-8
    print("gradients agree with finite differences")


if __name__ == "__main__":
    main()
