package org.aumann.kernels.cpu;

/** One K3 operation, piece by piece. An instance belongs to one task. */
interface SlabKernel {
    /** Largest length of a tile: ten actions of it fit the first-level cache as float64. */
    int TILE = 256;

    /** Strides below this are too short for tiles. */
    int SHORT_STRIDE = 64;

    /**
     * A tile of a player's slab: joint actions {@code base + r · stride + i} for all actions r and
     * {@code 0 ≤ i < length}.
     */
    void tile(int player, long base, int length);

    /** Consecutive whole slabs of a player with a short stride. */
    void rows(int player, long base, int slabs);

    /** All players have been here: joint actions {@code base … base + length − 1} are complete. */
    void complete(long base, int length);
}
