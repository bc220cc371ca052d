"""Sweeps of a mean-field game in NumPy, the way one would write them there: the peer of MeanFieldBenchmark.

Usage: mean_field.py SIZE HORIZON POLICIES SECONDS [mixed|deterministic]

The game is mfg_crowd_modelling_2d on a torus: occupancies of all policies, the rewards against each, and a best response to
each. Policy 0 is uniform; prints what its best response is worth, to be compared with ours, and the updates (times, states,
actions and policies, twice: forward and backward) a second, best of all runs.
"""

import sys
import time

import numpy as np

# down, left, stay, right, up
MOVES = [(0, -1), (-1, 0), (0, 0), (1, 0), (0, 1)]


def shifted(cells, move, sign):
    return np.roll(cells, (sign * move[0], sign * move[1]), axis=(-2, -1))


def noisy(cells):
    """Chance moves too, with the same probability every way; it is its own transpose."""
    return sum(shifted(cells, move, 1) for move in MOVES) / len(MOVES)


def occupancies(policies):
    """policies [policy, time, action, x, y] -> [policy, time, x, y]"""
    count, horizon, _, size, _ = policies.shape
    mu = np.empty((count, horizon, size, size))
    mu[:, 0] = 1 / size**2
    for t in range(horizon - 1):
        flow = mu[:, t, None] * policies[:, t]
        mu[:, t + 1] = noisy(sum(shifted(flow[:, a], move, 1) for a, move in enumerate(MOVES)))
    return mu


def occupancies_of_actions(actions):
    """actions [policy, time, x, y] -> [policy, time, x, y]"""
    count, horizon, size, _ = actions.shape
    cells = np.arange(size**2).reshape(size, size)
    leads = np.stack([shifted(cells, move, -1) for move in MOVES]).reshape(len(MOVES), -1)
    first = size**2 * np.arange(count)[:, None]
    mu = np.empty((count, horizon, size, size))
    mu[:, 0] = 1 / size**2
    for t in range(horizon - 1):
        to = leads[actions[:, t].reshape(count, -1), np.arange(size**2)] + first
        moved = np.bincount(to.ravel(), weights=mu[:, t].ravel(), minlength=count * size**2)
        mu[:, t + 1] = noisy(moved.reshape(count, size, size))
    return mu


def rewards(mu):
    """The part that does not depend on the action."""
    size = mu.shape[-1]
    near = 1 - 2 * np.abs(np.arange(size) - size // 2) / size
    return near[:, None] + near[None, :] - np.log(mu + 1e-25)


def best_responses(r):
    """r [policy, time, x, y] -> values at the start and actions [policy, time, x, y]"""
    count, horizon, size, _ = r.shape
    actions = np.empty(r.shape, dtype=np.int32)
    value = np.zeros((count, size, size))
    for t in reversed(range(horizon)):
        follows = noisy(value)
        effort = 0 if t == horizon - 1 else 1 / size
        q = np.stack([shifted(follows, move, -1) - (effort if any(move) else 0) for move in MOVES], axis=1)
        actions[:, t] = q.argmax(axis=1)
        value = r[:, t] + q.max(axis=1)
    return value.mean(axis=(1, 2)), actions


def main():
    size, horizon, count = map(int, sys.argv[1:4])
    budget = float(sys.argv[4])
    random = np.random.default_rng(1)
    policies = random.uniform(0.01, 1, (count, horizon, len(MOVES), size, size))
    policies[0] = 1
    policies /= policies.sum(axis=2, keepdims=True)
    sweep = occupancies
    values, actions = best_responses(rewards(occupancies(policies)))
    if sys.argv[5:] == ["deterministic"]:
        policies, sweep = actions, occupancies_of_actions
    best = np.inf
    start = time.perf_counter()
    while time.perf_counter() - start < budget:
        before = time.perf_counter()
        best_responses(rewards(sweep(policies)))
        best = min(best, time.perf_counter() - before)
    print("best response to the uniform policy", repr(float(values[0])))
    print("updates a second", f"{2 * actions.size * len(MOVES) / best:.3e}")


if __name__ == "__main__":
    main()
