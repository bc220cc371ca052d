"""Writes the games of this folder from x_base.npy: all integers, all exact in float64."""
import numpy as np

base = np.load("x_base.npy")
for exponent in (8, 9, 10, 12):
    np.save(f"x_1e{exponent}.npy", base + 10.0**exponent)
# A player's payoffs plus numbers that depend on the co-player's action alone change no gain.
random = np.random.default_rng(13)
shifted = base.copy()
shifted[0] += random.integers(-10**10, 10**10, size=(1, 4))
shifted[1] += random.integers(-10**10, 10**10, size=(4, 1))
np.save("x_coplayers.npy", shifted)
