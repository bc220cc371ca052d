"""Equilibria in NumPy and SciPy, the way one would write them there: the peer of `bench/compare`.

Usage: peers.py GAME.npy PROBLEM RELATIVE_EPSILON TIME_LIMIT REPEAT_SECONDS REPEATS SIGMA.npy

The game is the array [player, a_0, ..., a_{n-1}] of payoffs; PROBLEM is mwcce, mwce, mecce, mece or mgcce. Prints
`ready` once the game is loaded, `run SECONDS` for every solve, `certify`, and `done ...`. The last answer is left in
SIGMA.npy, to be certified by somebody else. Time is from the payoffs in memory to sigma, any matrix included.
"""

import sys
import time

import numpy as np
from scipy.optimize import linprog, minimize
from scipy.sparse import csr_matrix, vstack

# As for Aumann: largest violation of the optimality conditions, relative to the range of the payoffs.
TOLERANCE = 1e-6
EVALUATIONS = 15_000


def axes(payoff, player):
    """The payoffs of a player as [the players before, own action, the players after]."""
    shape = payoff.shape[1:]
    before = int(np.prod(shape[:player], dtype=np.int64))
    return payoff[player].reshape(before, shape[player], -1)


class Coarse:
    """Gains of the deviations of a CCE, and their transpose. Alphas of the players follow each other."""

    def __init__(self, tensors):
        self.tensors = tensors
        self.sizes = [t.shape[1] for t in tensors]

    def gains(self, sigma):
        result = []
        for t in self.tensors:
            s = sigma.reshape(t.shape)
            result.append(np.einsum("lr,ldr->d", s.sum(axis=1), t) - np.vdot(s, t))
        return np.concatenate(result)

    def transposed(self, alpha):
        total = np.zeros(self.tensors[0].size)
        for t, a in zip(self.tensors, np.split(alpha, np.cumsum(self.sizes)[:-1])):
            view = total.reshape(t.shape)
            view += np.einsum("d,ldr->lr", a, t)[:, None, :]
            view -= a.sum() * t
        return total


class Correlated:
    """The same for a CE; the diagonal, which is no deviation, has gains and multipliers of 0."""

    def __init__(self, tensors):
        self.tensors = tensors
        self.sizes = [t.shape[1] ** 2 for t in tensors]

    def gains(self, sigma):
        result = []
        for t in self.tensors:
            s = sigma.reshape(t.shape)
            # [followed, deviation], through BLAS
            product = np.einsum("lrk,ldk->rd", s, t, optimize=True)
            result.append((product - product.diagonal()[:, None]).ravel())
        return np.concatenate(result)

    def transposed(self, alpha):
        total = np.zeros(self.tensors[0].size)
        for t, a in zip(self.tensors, np.split(alpha, np.cumsum(self.sizes)[:-1])):
            a = a.reshape(t.shape[1], t.shape[1])
            view = total.reshape(t.shape)
            view += np.matmul(a - np.diag(a.sum(axis=1)), t)
        return total


def softmax(u):
    """Value and gradient of log-sum-exp."""
    top = u.max()
    e = np.exp(u - top)
    mass = e.sum()
    return top + np.log(mass), e / mass


def sparsemax(u):
    """Value and maximiser of <u, s> - J/2 |s|^2 over the simplex; in units of 1/J steps are of order 1."""
    size = u.size
    tau = (u.sum() - size) / size
    active = size
    while True:
        above = u > tau
        count = np.count_nonzero(above)
        if count == active:
            break
        active = count
        tau = (u[above].sum() - size) / count
    s = np.maximum(u - tau, 0) / size
    return np.vdot(u, s) - size / 2 * np.vdot(s, s), s


def through_dual(payoff, concept, conjugate, epsilon, limit):
    """Minimises the dual by L-BFGS-B, in payoffs of range 1."""
    ranges = np.array([float(np.ptp(g)) or 1.0 for g in payoff])
    tensors = [axes(payoff, p) / ranges[p] for p in range(payoff.shape[0])]
    operator = Coarse(tensors) if concept == "cce" else Correlated(tensors)
    slack = np.concatenate([np.full(n, epsilon / r) for n, r in zip(operator.sizes, ranges)])
    deadline = time.perf_counter() + limit
    evaluations = 0
    sigma = None

    def dual(alpha):
        nonlocal evaluations, sigma
        if time.perf_counter() > deadline:
            raise TimeoutError
        evaluations += 1
        value, sigma = conjugate(-operator.transposed(alpha))
        return value + slack @ alpha, slack - operator.gains(sigma)

    count = sum(operator.sizes)
    options = {"maxcor": 20, "gtol": TOLERANCE, "ftol": 0, "maxiter": EVALUATIONS, "maxfun": EVALUATIONS}
    answer = minimize(
        dual, np.zeros(count), jac=True, method="L-BFGS-B", bounds=[(0, None)] * count, options=options
    )
    dual(answer.x)
    status = "optimal" if answer.success else "stopped"
    return sigma, status, evaluations


def explicit_matrix(payoff, concept):
    """One row per deviation, one column per joint action, without zeros."""
    size = payoff[0].size
    blocks = []
    for p in range(payoff.shape[0]):
        t = axes(payoff, p).astype(np.float64, copy=False)
        actions = t.shape[1]
        columns = np.arange(size, dtype=np.int32).reshape(t.shape)
        for d in range(actions):
            if concept == "cce":
                blocks.append(row((t[:, d : d + 1, :] - t).ravel(), columns.ravel(), size))
            else:
                for r in range(actions):
                    if r != d:
                        blocks.append(row((t[:, d] - t[:, r]).ravel(), columns[:, r].ravel(), size))
    return vstack(blocks, format="csr")


def row(gains, columns, size):
    kept = np.flatnonzero(gains)
    ends = np.array([0, kept.size])
    return csr_matrix((gains[kept], columns[kept], ends), shape=(1, size))


def by_linprog(payoff, concept, epsilon, limit):
    """Maximum welfare by HiGHS over all joint actions."""
    start = time.perf_counter()
    matrix = explicit_matrix(payoff, concept)
    size = payoff[0].size
    left = max(0.1, limit - (time.perf_counter() - start))
    answer = linprog(
        -payoff.sum(axis=0, dtype=np.float64).ravel(),
        A_ub=matrix,
        b_ub=np.full(matrix.shape[0], epsilon),
        A_eq=csr_matrix(np.ones((1, size))),
        b_eq=np.ones(1),
        bounds=(0, None),
        method="highs",
        options={"time_limit": left},
    )
    if answer.x is None:
        if answer.status == 1:
            raise TimeoutError
        return None, "failed", answer.nit
    sigma = np.maximum(answer.x, 0)
    return sigma / sigma.sum(), "optimal" if answer.success else "stopped", answer.nit


def solve(payoff, problem, epsilon, limit):
    kind, concept = problem[:2], problem[2:]
    if kind == "mw":
        return by_linprog(payoff, concept, epsilon, limit)
    return through_dual(payoff, concept, {"me": softmax, "mg": sparsemax}[kind], epsilon, limit)


def main():
    game, problem, relative, limit, budget, repeats, answer = sys.argv[1:]
    payoff = np.load(game)
    epsilon = float(relative) * max(float(np.ptp(g)) for g in payoff)
    print("ready", flush=True)
    spent = 0.0
    for k in range(1 + int(repeats)):
        start = time.perf_counter()
        sigma, status, evaluations = solve(payoff, problem, epsilon, float(limit))
        seconds = time.perf_counter() - start
        print("run", seconds, flush=True)
        spent += seconds
        if spent > float(budget):
            break
    print("certify", flush=True)
    if sigma is not None:
        np.save(answer, sigma.reshape(payoff.shape[1:]))
    print("done", "status=" + status, "evaluations=" + str(evaluations), flush=True)


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        print("done status=out-of-memory", flush=True)
    except TimeoutError:
        print("done status=time-limit", flush=True)
