package org.aumann.core.catalogue;

/**
 * Cells of a square grid, {@code state = x · size + y}, with walls around it or none.
 *
 * @param size cells along a side
 * @param isTorus whether what leaves on one side comes back on the other; else it stays at the wall
 */
record Grid(int size, boolean isTorus) {
    int cell(int x, int y) {
        return x * size + y;
    }

    int x(int cell) {
        return cell / size;
    }

    int y(int cell) {
        return cell % size;
    }

    /** The cell that a step leads to. */
    int step(int cell, int dx, int dy) {
        return cell(along(x(cell) + dx), along(y(cell) + dy));
    }

    private int along(int coordinate) {
        return isTorus ? Math.floorMod(coordinate, size) : Math.clamp(coordinate, 0, size - 1);
    }
}
