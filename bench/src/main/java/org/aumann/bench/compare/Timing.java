package org.aumann.bench.compare;

import java.util.List;

/**
 * How long solves took, in seconds.
 *
 * @param first the first solve of the process, everything cold
 * @param runs number of solves after it
 * @param median of those; of the first one where there are no more
 * @param least of those
 * @param greatest of those
 */
record Timing(double first, int runs, double median, double least, double greatest) {
    static final Timing NONE = new Timing(Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN);

    /** The timing of solves in their order. */
    static Timing of(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return NONE;
        }
        int from = seconds.size() > 1 ? 1 : 0;
        List<Double> sorted =
                seconds.subList(from, seconds.size()).stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Timing(seconds.getFirst(), seconds.size() - 1, median, sorted.getFirst(), sorted.getLast());
    }
}
