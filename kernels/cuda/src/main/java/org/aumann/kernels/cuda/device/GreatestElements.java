package org.aumann.kernels.cuda.device;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.aumann.kernels.cuda.device.Kernel.Grid;

/**
 * Where the greatest numbers on the device are: a radix selection.
 *
 * <p>The key of a number is its bits, made to have its order. Digit by digit from the top, the device counts the
 * keys that begin like the last one wanted, and the host chooses the digit that goes on. It ends as soon as all
 * keys that begin alike are wanted, after all eight digits otherwise; then equal numbers are selected by place in the
 * same way. A digit costs a read of the numbers; only counts and what was found leave the device.
 */
final class GreatestElements {
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    /** Blocks of counting threads: enough to keep a GPU reading, few enough that their counts are quick to bring back. */
    private static final int BLOCKS = 256;

    private final CudaDevice device;
    private final DeviceMemory numbers;
    private final long count;
    private final String subject;
    private final Grid grid;

    private long prefix;
    private int knownBits;
    private long number;
    private boolean byPlace;

    GreatestElements(CudaDevice device, DeviceMemory numbers, long count) {
        this.device = device;
        this.numbers = numbers;
        this.count = count;
        this.subject = count + " numbers";
        this.grid = Grid.over(count, BLOCKS);
    }

    /** See {@link org.aumann.kernels.JointBuffer#greatest}. */
    long[] select(int wanted) {
        long undecided = Math.min(wanted, count);
        while (undecided > 0) {
            if (knownBits == Long.SIZE) {
                number = prefix;
                prefix = 0;
                knownBits = 0;
                byPlace = true;
            }
            undecided = choose(digits(), undecided);
        }
        return collect();
    }

    /** Extends the prefix by the digit of the last one wanted; returns how many of those like it are wanted, 0 for all. */
    private long choose(long[] digits, long wanted) {
        long left = wanted;
        int digit = DIGITS - 1;
        while (digits[digit] < left) {
            left -= digits[digit--];
        }
        prefix |= (long) digit << (Long.SIZE - DIGIT_BITS - knownBits);
        knownBits += DIGIT_BITS;
        return digits[digit] == left ? 0 : left;
    }

    private long[] digits() {
        long[] counts = new long[DIGITS * grid.x()];
        try (DeviceMemory onDevice = longs(counts.length)) {
            device.kernel("greatest_digits").launch(subject, grid, selection(), Kernel.of(onDevice));
            device.download(onDevice, counts);
        }
        long[] sums = new long[DIGITS];
        for (int i = 0; i < counts.length; i++) {
            sums[i % DIGITS] += counts[i];
        }
        return sums;
    }

    private long[] collect() {
        long[] first = new long[grid.x() * Kernel.BLOCK];
        try (DeviceMemory counts = longs(first.length)) {
            device.kernel("greatest_count").launch(subject, grid, selection(), Kernel.of(counts));
            device.download(counts, first);
        }
        int size = 0;
        for (int i = 0; i < first.length; i++) {
            int selected = (int) first[i];
            first[i] = size;
            size += selected;
        }
        long[] places = new long[size];
        double[] found = new double[size];
        try (DeviceMemory firstOnDevice = device.copyOf(first, "slots of the greatest numbers");
                DeviceMemory placesOnDevice = longs(size);
                DeviceMemory foundOnDevice = longs(size)) {
            device.kernel("greatest_collect")
                    .launch(
                            subject,
                            grid,
                            selection(),
                            Kernel.of(firstOnDevice),
                            Kernel.of(placesOnDevice),
                            Kernel.of(foundOnDevice));
            device.download(placesOnDevice, places);
            device.download(foundOnDevice, found);
        }
        Comparator<Integer> greatestFirst = (i, j) ->
                found[i] == found[j] ? Long.compare(places[i], places[j]) : Double.compare(found[j], found[i]);
        return IntStream.range(0, size)
                .boxed()
                .sorted(greatestFirst)
                .mapToLong(i -> places[i])
                .toArray();
    }

    /** The struct {@code Selection} of the kernels. */
    private long[] selection() {
        return new long[] {numbers.address(), count, prefix, knownBits, number, byPlace ? 1 : 0};
    }

    private DeviceMemory longs(int size) {
        return device.allocate((long) Long.BYTES * size, "the greatest numbers");
    }
}
