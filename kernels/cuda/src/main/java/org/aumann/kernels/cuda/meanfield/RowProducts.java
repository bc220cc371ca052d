package org.aumann.kernels.cuda.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Partials;
import org.aumann.kernels.cuda.device.Scratch;

/** The matrix product of all policies' rows with the rewards against mixtures. */
final class RowProducts implements AutoCloseable {
    /** Policies, and mixtures, of a tile: {@code kFactors} of the kernels. */
    private static final int FACTORS = 4;

    private static final int TILE_FIELDS = 3;
    private static final int WARP = 32;

    /** Numbers of a slice, at least. */
    private static final int LEAST_SLICE = 1_024;

    private static final int GREATEST_SLICES = 128;

    private final CudaDevice device;
    private final MeanFieldModel model;
    private final List<List<PolicyRow>> rows;
    private final long slices;
    private final Scratch addresses;
    private final Scratch tiles;
    private final Scratch partials;
    private final Scratch result;

    /** Of the rows that the device has been told of. */
    private int policyCount;

    private int tileCount;

    /**
     * @param rows the policies by population, as many as there are at a call
     */
    RowProducts(CudaDevice device, MeanFieldModel model, List<List<PolicyRow>> rows) {
        this.device = device;
        this.model = model;
        this.rows = rows;
        // By the size alone: a product is the same bits whatever else is multiplied.
        this.slices = Math.clamp(model.rewardSize() / LEAST_SLICE, 1, GREATEST_SLICES);
        String subject = "payoffs of " + model.game().name();
        this.addresses = new Scratch(device, "addresses of policies", subject);
        this.tiles = new Scratch(device, "tiles of policies", subject);
        this.partials = new Scratch(device, "partial payoffs", subject);
        this.result = new Scratch(device, "payoffs", subject);
    }

    /** Tells the device which rows there are. */
    private void describeRows() {
        List<long[]> cut = new ArrayList<>();
        int first = 0;
        for (int p = 0; p < rows.size(); p++) {
            int count = rows.get(p).size();
            for (int k = 0; k < count; k += FACTORS) {
                cut.add(new long[] {first + k, Math.min(FACTORS, count - k), (long) p * model.rewardSize()});
            }
            first += count;
        }
        long[] rewarded = rows.stream()
                .flatMap(List::stream)
                .mapToLong(PolicyRow::rewarded)
                .toArray();
        long[] flat = cut.stream().flatMapToLong(Arrays::stream).toArray();
        device.upload(rewarded, addresses.ofAtLeast((long) Long.BYTES * rewarded.length));
        device.upload(flat, tiles.ofAtLeast((long) Long.BYTES * TILE_FIELDS * cut.size()));
        policyCount = first;
        tileCount = cut.size();
    }

    /**
     * Multiplies.
     *
     * @param rewards {@code [mixture][population]} and the layout of the game
     * @param mixtureCount number of mixtures
     * @return {@code [mixture][policy]}, until the next call
     */
    DeviceMemory multiply(DeviceMemory rewards, int mixtureCount) {
        if (rows.stream().mapToInt(List::size).sum() != policyCount) { // none is ever taken away
            describeRows();
        }
        long products = (long) mixtureCount * policyCount;
        DeviceMemory sums = result.ofDoubles(products);
        DeviceMemory parts = slices == 1 ? sums : partials.ofDoubles(slices * products);
        long warps = slices * tileCount * ((mixtureCount + FACTORS - 1) / FACTORS);
        device.kernel("row_products")
                .launch(
                        policyCount + " policies x " + mixtureCount + " mixtures of "
                                + model.game().name(),
                        Grid.over(WARP * warps, Kernel.BLOCKS),
                        Kernel.of(tiles.ofAtLeast(0)),
                        Kernel.of(tileCount),
                        Kernel.of(addresses.ofAtLeast(0)),
                        Kernel.of(policyCount),
                        Kernel.of(rewards),
                        Kernel.of(mixtureCount),
                        Kernel.of((long) model.populationCount() * model.rewardSize()),
                        Kernel.of(model.rewardSize()),
                        Kernel.of(slices),
                        Kernel.of(parts));
        if (slices > 1) {
            Partials.sum(device, parts, slices, products, sums.address());
        }
        return sums;
    }

    @Override
    public void close() {
        result.close();
        partials.close();
        tiles.close();
        addresses.close();
    }
}
