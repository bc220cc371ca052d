package org.aumann.kernels.cpu.incentive;

import java.util.Arrays;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.ReadAhead;

/**
 * Reads the pages with the columns of joint actions, and nothing around them. Neighbouring joint actions share their
 * pages.
 */
final class PageLoads {
    private final JointActionIndex index;
    private final ReadAhead readAhead;

    /** Per deviation the page that was read last. */
    private final long[] last;

    PageLoads(JointActionIndex index, ReadAhead readAhead) {
        this.index = index;
        this.readAhead = readAhead;
        this.last = new long[readAhead.isActive() ? index.actionCountSum() : 0];
        Arrays.fill(last, -1);
    }

    void load(long jointAction) {
        if (last.length == 0) {
            return;
        }
        int deviation = 0;
        long before = -1;
        for (int p = 0; p < index.playerCount(); p++) {
            long base = index.base(jointAction, p);
            for (int d = 0; d < index.actionCount(p); d++) {
                long element = base + d * index.stride(p);
                long page = readAhead.page(p, element);
                if (page != last[deviation] && page != before) {
                    readAhead.load(p, element);
                }
                last[deviation++] = page;
                before = page;
            }
        }
    }
}
