package org.aumann.core.catalogue;

import java.util.List;

/** Moves on a grid of columns and rows; row 0 is in the south. */
enum Compass {
    NORTH("north", 0, 1),
    SOUTH("south", 0, -1),
    EAST("east", 1, 0),
    WEST("west", -1, 0),
    STICK("stick", 0, 0);

    /** The labels of the four directions. */
    static final List<String> DIRECTIONS = List.of(NORTH.label, SOUTH.label, EAST.label, WEST.label);

    /** The labels of the four directions, and of not moving. */
    static final List<String> ALL = List.of(NORTH.label, SOUTH.label, EAST.label, WEST.label, STICK.label);

    private final String label;
    private final int columns;
    private final int rows;

    Compass(String label, int columns, int rows) {
        this.label = label;
        this.columns = columns;
        this.rows = rows;
    }

    static Compass of(int action) {
        return values()[action];
    }

    Cell from(Cell cell) {
        return new Cell(cell.column() + columns, cell.row() + rows);
    }

    /** A square of a grid. */
    record Cell(int column, int row) {
        boolean isWithin(int columnCount, int rowCount) {
            return column >= 0 && column < columnCount && row >= 0 && row < rowCount;
        }

        Cell clamped(int columnCount, int rowCount) {
            return new Cell(Math.clamp(column, 0, columnCount - 1), Math.clamp(row, 0, rowCount - 1));
        }

        /** Two digits; with a dot between them on grids where there are more. */
        @Override
        public String toString() {
            return column > 9 || row > 9 ? column + "." + row : "" + column + row;
        }
    }
}
