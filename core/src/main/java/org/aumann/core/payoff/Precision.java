package org.aumann.core.payoff;

/** How payoffs are stored. Arithmetic is float64 in either case. */
public enum Precision {
    /** 32-bit IEEE, half the memory and half the traffic; relative error 6e-8. */
    FLOAT32(Float.BYTES),
    /** 64-bit IEEE. */
    FLOAT64(Double.BYTES);

    private final long byteSize;

    Precision(long byteSize) {
        this.byteSize = byteSize;
    }

    /**
     * Bytes of one payoff.
     *
     * @return 4 or 8
     */
    public long byteSize() {
        return byteSize;
    }
}
