package org.aumann.kernels.cpu.incentive;

/**
 * What K3 does on a {@link SlabWalk}. An instance belongs to one task.
 *
 * <p>A <em>panel</em> of a player is {@code [A_p][length]} joint actions, {@code base + r · stride(p) + i}:
 * a slab of the player, or a part of it.
 */
interface SlabVisitor {
    /** A panel of a player above the leaves, before the joint actions in it are visited. */
    default void enter(int player, long base, int length) {}

    /** A block of whole slabs of all leaf players: joint actions {@code base … base + length − 1}. */
    void block(long base, int length);

    /** A panel of a player above the leaves, after all joint actions in it were visited. */
    default void leave(int player, long base, int length) {}

    /** This visitor, and another one right after it in every place: what the first wrote is still in the caches. */
    default SlabVisitor then(SlabVisitor next) {
        SlabVisitor first = this;
        return new SlabVisitor() {
            @Override
            public void enter(int player, long base, int length) {
                first.enter(player, base, length);
                next.enter(player, base, length);
            }

            @Override
            public void block(long base, int length) {
                first.block(base, length);
                next.block(base, length);
            }

            @Override
            public void leave(int player, long base, int length) {
                first.leave(player, base, length);
                next.leave(player, base, length);
            }
        };
    }
}
