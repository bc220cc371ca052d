package org.aumann.core.payoff;

import org.aumann.core.InvalidInputException;

/**
 * The count profiles of interchangeable players: how many play each action.
 *
 * <pre>{@code
 * c ∈ ℕ^A,  Σ_r c_r = n      W(n, A) = C(n + A − 1, A − 1) of them
 * index(c) = Σ_i W(m_i, A − i) − W(m_{i+1}, A − i),   m_i = c_i + … + c_{A−1}
 * }</pre>
 *
 * <p>Lexicographic, the first action most significant. 10 players with 10 actions have 92 378 profiles, but 10¹⁰
 * joint actions. Immutable and safe for use by several threads.
 */
public final class CountProfiles {
    private final int players;
    private final int actions;

    /** Per number of players and of actions the number of profiles. */
    private final long[][] counts;

    private CountProfiles(int players, int actions, long[][] counts) {
        this.players = players;
        this.actions = actions;
        this.counts = counts;
    }

    /**
     * The profiles of some players.
     *
     * @param players number of players, at least 0
     * @param actions number of actions, at least 1
     * @return the profiles
     * @throws InvalidInputException if there are more than 2³¹−1 of them
     */
    public static CountProfiles of(int players, int actions) {
        if (players < 0 || actions < 1) {
            throw new IllegalArgumentException(
                    "players (" + players + ") must be at least 0 and actions (" + actions + ") at least 1");
        }
        // One more player than asked for, to number the neighbours of a profile.
        long[][] counts = new long[players + 2][actions + 1];
        for (int m = 0; m < counts.length; m++) {
            counts[m][0] = m == 0 ? 1 : 0;
            for (int a = 1; a <= actions; a++) {
                counts[m][a] = counts[m][a - 1] + (m == 0 ? 0 : counts[m - 1][a]);
                if (m <= players && counts[m][a] > Integer.MAX_VALUE) {
                    throw new InvalidInputException("count profiles of " + players + " players with " + actions
                            + " actions exceed " + Integer.MAX_VALUE);
                }
            }
        }
        return new CountProfiles(players, actions, counts);
    }

    /**
     * Number of players.
     *
     * @return at least 0
     */
    public int players() {
        return players;
    }

    /**
     * Number of actions.
     *
     * @return at least 1
     */
    public int actions() {
        return actions;
    }

    /**
     * Number of profiles.
     *
     * @return {@code W(n, A)}, at least 1
     */
    public int count() {
        return (int) counts[players][actions];
    }

    /**
     * The number of a profile.
     *
     * @param profile players per action, n in all. Not modified.
     * @return index in {@code 0..count−1}
     */
    public int index(int... profile) {
        long index = 0;
        int left = players;
        for (int i = 0; i < actions; i++) {
            int next = left - profile[i];
            index += counts[left][actions - i] - counts[next][actions - i];
            left = next;
        }
        if (left != 0) {
            throw new IllegalArgumentException("counts of a profile must sum to " + players);
        }
        return (int) index;
    }

    /**
     * The profile of a number.
     *
     * @param index in {@code 0..count−1}
     * @return players per action
     */
    public int[] profile(int index) {
        int[] profile = new int[actions];
        long rest = index;
        int left = players;
        for (int i = 0; i < actions - 1; i++) {
            int parts = actions - i;
            while (profile[i] < left && counts[left][parts] - counts[left - profile[i] - 1][parts] <= rest) {
                profile[i]++;
            }
            rest -= counts[left][parts] - counts[left - profile[i]][parts];
            left -= profile[i];
        }
        profile[actions - 1] = left;
        return profile;
    }

    /**
     * Moves to the profile with the next number.
     *
     * @param profile players per action. Modified.
     * @return false if it was the last one, which stays
     */
    public boolean next(int[] profile) {
        int last = actions - 1;
        int i = last;
        while (i > 0 && profile[i] == 0) {
            i--;
        }
        if (i == 0) {
            return false;
        }
        int moved = profile[i];
        profile[i] = 0;
        profile[i - 1]++;
        profile[last] = moved - 1;
        return true;
    }

    /**
     * The numbers of the profiles with one player more.
     *
     * @param profile players per action. Not modified.
     * @param neighbours receives the index of {@code profile + e_r} among the profiles of n + 1 players, for every
     *     action r. Modified.
     */
    public void withOneMore(int[] profile, int[] neighbours) {
        neighbours(profile, 1, neighbours);
    }

    /**
     * The numbers of the profiles with one player less.
     *
     * @param profile players per action. Not modified.
     * @param neighbours receives the index of {@code profile − e_r} among the profiles of n − 1 players, −1 where
     *     nobody plays r. Modified.
     */
    public void withOneLess(int[] profile, int[] neighbours) {
        neighbours(profile, -1, neighbours);
    }

    /** Of the terms of the index, those before r change at both ends, that of r at its start, those after it nowhere. */
    private void neighbours(int[] profile, int change, int[] neighbours) {
        long before = 0;
        long after = index(profile);
        int left = players;
        for (int r = 0; r < actions; r++) {
            int next = left - profile[r];
            int parts = actions - r;
            after -= counts[left][parts] - counts[next][parts];
            neighbours[r] = profile[r] + change < 0
                    ? -1
                    : (int) (before + counts[left + change][parts] - counts[next][parts] + after);
            before += next + change < 0 ? 0 : counts[left + change][parts] - counts[next + change][parts];
            left = next;
        }
    }
}
