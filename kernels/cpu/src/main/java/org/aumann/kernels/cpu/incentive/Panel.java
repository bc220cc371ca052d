package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import org.aumann.kernels.cpu.base.PayoffRuns;
import org.aumann.kernels.cpu.base.Runs;

/**
 * A panel in float64, {@code [A][width]}: one row per own action of a player, padded with zeros to pairs of
 * vectors. CE needs every pair of actions, so that a panel is read A times.
 */
final class Panel {
    /** Numbers in a panel: both panels of a product fit the second-level cache, and a few rows the first. */
    private static final int SIZE = 8_192;

    private double[] values = new double[0];
    private double[] staged = new double[0];
    private int width;

    /** Largest length of a panel for so many actions. */
    static int lengthFor(int actions) {
        return Math.max(2 * Runs.LANES, SIZE / actions / (2 * Runs.LANES) * (2 * Runs.LANES));
    }

    double[] values() {
        return values;
    }

    /** Distance of the rows. */
    int width() {
        return width;
    }

    /** Makes it {@code [actions][length]}, with zeros in the padding and anything elsewhere. */
    void resize(int actions, int length) {
        width = (length + 2 * Runs.LANES - 1) / (2 * Runs.LANES) * (2 * Runs.LANES);
        if (values.length < actions * width) {
            values = new double[actions * width];
            staged = new double[actions * width];
        }
        for (int r = 0; r < actions; r++) {
            for (int i = length; i < width; i++) {
                values[r * width + i] = 0;
            }
        }
    }

    /** Payoffs {@code base + r · stride + i} of a player. */
    void load(PayoffRuns payoffs, int player, long base, long stride, int actions, int length) {
        resize(actions, length);
        for (int r = 0; r < actions; r++) {
            payoffs.load(player, base + r * stride, length, values, r * width);
        }
    }

    /** Doubles {@code base + r · stride + i} in memory. */
    void load(MemorySegment source, long base, long stride, int actions, int length) {
        resize(actions, length);
        for (int r = 0; r < actions; r++) {
            Runs.load(source, base + r * stride, length, values, r * width);
        }
    }

    /** A block {@code [slabs][A][stride]} of a player's payoffs, actions first. */
    void loadBlock(PayoffRuns payoffs, int player, long base, int stride, int actions, int length) {
        resize(actions, length / actions);
        payoffs.load(player, base, length, staged, 0);
        Runs.actionsFirst(staged, length / actions / stride, actions, stride, values, width);
    }

    /** A block {@code [slabs][A][stride]}, actions first. */
    void loadBlock(double[] block, int stride, int actions, int length) {
        resize(actions, length / actions);
        Runs.actionsFirst(block, length / actions / stride, actions, stride, values, width);
    }

    /** Adds it to a block {@code [slabs][A][stride]}. */
    void addToBlock(double[] block, int stride, int actions, int length) {
        Runs.addActionsBack(values, width, length / actions / stride, actions, stride, block);
    }
}
