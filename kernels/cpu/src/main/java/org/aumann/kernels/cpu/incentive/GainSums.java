package org.aumann.kernels.cpu.incentive;

/** A task's part of the gains, for a σ whose scale is applied later. */
interface GainSums extends SlabVisitor {
    /** Adds the task's gains, one per incentive row. */
    void addTo(double[] gains);
}
