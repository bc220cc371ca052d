"""Max-welfare CE of many N(0, 1) games, one after the other by SciPy's linprog (HiGHS): beside BatchBenchmark.

Usage: python3 bench/src/main/python/batch.py [GAMES] [ACTIONS]
Times linprog alone: the rows are made before. Prints games a second of process time and of wall time, and the largest gain.
"""

import sys
import time

import numpy as np
import scipy
from scipy.optimize import linprog


def rows(payoffs):
    """Incentive rows of CE, dense: fewer elements than a sparse format would pay for at this size."""
    actions = payoffs.shape[1]
    result = []
    for player in range(2):
        own = payoffs[player] if player == 0 else payoffs[player].T
        for recommended in range(actions):
            for deviation in range(actions):
                if deviation != recommended:
                    row = np.zeros((actions, actions))
                    row[recommended] = own[deviation] - own[recommended]
                    result.append((row if player == 0 else row.T).ravel())
    return np.array(result)


def main():
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    actions = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    random = np.random.default_rng(1)
    problems = []
    for _ in range(games):
        payoffs = random.standard_normal((2, actions, actions))
        problems.append((-payoffs.sum(axis=0).ravel(), rows(payoffs)))
    ones = np.ones((1, actions * actions))
    process, wall, worst, solved = time.process_time(), time.perf_counter(), 0.0, 0
    for cost, incentives in problems:
        answer = linprog(
            cost, A_ub=incentives, b_ub=np.zeros(len(incentives)), A_eq=ones, b_eq=[1.0], method="highs"
        )
        solved += answer.status == 0
        worst = max(worst, float((incentives @ answer.x).max()))
    process, wall = time.process_time() - process, time.perf_counter() - wall
    print(
        f"scipy {scipy.__version__}: {solved} of {games} games {actions}x{actions} solved, "
        f"{games / process:.0f} a second of process time, {games / wall:.0f} of wall time, largest gain {worst:.1e}"
    )


if __name__ == "__main__":
    main()
