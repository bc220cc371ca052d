"""Sweeps of a mean-field game in NumPy, the way one would write them there: the peer of MeanFieldBenchmark.

Usage: mean_field.py ring|torus SIZE HORIZON POLICIES SECONDS [mixed|deterministic]

The game is mfg_crowd_modelling on a ring, or mfg_crowd_modelling_2d on a torus: occupancies of all policies, the rewards
against each, and a best response to each. Policy 0 is uniform; prints what its best response is worth, to be compared with ours, and the updates (times, states,
actions and policies, twice: forward and backward) a second, best of all runs.
"""

import sys
import time

import numpy as np

# left, stay, right; down, left, stay, right, up
MOVES = {
    "ring": [(-1, 0), (0, 0), (1, 0)],
    "torus": [(0, -1), (-1, 0), (0, 0), (1, 0), (0, 1)],
}


def shifted(cells, move, sign):
    return np.roll(cells, (sign * move[0], sign * move[1]), axis=(-2, -1))


def noisy(cells, moves):
    """Chance moves too, with the same probability every way; it is its own transpose."""
    return sum(shifted(cells, move, 1) for move in moves) / len(moves)


def occupancies(policies, moves):
    """policies [policy, time, action, x, y] -> [policy, time, x, y]"""
    count, horizon, _, *shape = policies.shape
    mu = np.empty((count, horizon, *shape))
    mu[:, 0] = 1 / np.prod(shape)
    for t in range(horizon - 1):
        flow = mu[:, t, None] * policies[:, t]
        mu[:, t + 1] = noisy(sum(shifted(flow[:, a], move, 1) for a, move in enumerate(moves)), moves)
    return mu


def occupancies_of_actions(actions, moves):
    """actions [policy, time, x, y] -> [policy, time, x, y]"""
    count, horizon, *shape = actions.shape
    states = np.prod(shape)
    cells = np.arange(states).reshape(shape)
    leads = np.stack([shifted(cells, move, -1) for move in moves]).reshape(len(moves), -1)
    first = states * np.arange(count)[:, None]
    mu = np.empty((count, horizon, *shape))
    mu[:, 0] = 1 / states
    for t in range(horizon - 1):
        to = leads[actions[:, t].reshape(count, -1), np.arange(states)] + first
        moved = np.bincount(to.ravel(), weights=mu[:, t].ravel(), minlength=count * states)
        mu[:, t + 1] = noisy(moved.reshape(count, *shape), moves)
    return mu


def rewards(mu):
    """The part that does not depend on the action."""
    size, width = mu.shape[-2:]
    near = 1 - 2 * np.abs(np.arange(size) - size // 2) / size
    there = near[:, None] + (near[None, :] if width > 1 else 0)
    return there - np.log(mu + 1e-25)


def best_responses(r, moves):
    """r [policy, time, x, y] -> values at the start and actions [policy, time, x, y]"""
    count, horizon, *shape = r.shape
    actions = np.empty(r.shape, dtype=np.int32)
    value = np.zeros((count, *shape))
    for t in reversed(range(horizon)):
        follows = noisy(value, moves)
        effort = 0 if t == horizon - 1 else 1 / shape[0]
        q = np.stack([shifted(follows, move, -1) - (effort if any(move) else 0) for move in moves], axis=1)
        actions[:, t] = q.argmax(axis=1)
        value = r[:, t] + q.max(axis=1)
    return value.mean(axis=(1, 2)), actions


def main():
    moves = MOVES[sys.argv[1]]
    size, horizon, count = map(int, sys.argv[2:5])
    budget = float(sys.argv[5])
    random = np.random.default_rng(1)
    width = size if sys.argv[1] == "torus" else 1
    policies = random.uniform(0.01, 1, (count, horizon, len(moves), size, width))
    policies[0] = 1
    policies /= policies.sum(axis=2, keepdims=True)
    sweep = occupancies
    values, actions = best_responses(rewards(occupancies(policies, moves)), moves)
    if sys.argv[6:] == ["deterministic"]:
        policies, sweep = actions, occupancies_of_actions
    best = np.inf
    start = time.perf_counter()
    while time.perf_counter() - start < budget:
        before = time.perf_counter()
        best_responses(rewards(sweep(policies, moves)), moves)
        best = min(best, time.perf_counter() - before)
    print("best response to the uniform policy", repr(float(values[0])))
    print("updates a second", f"{2 * actions.size * len(moves) / best:.3e}")


if __name__ == "__main__":
    main()
