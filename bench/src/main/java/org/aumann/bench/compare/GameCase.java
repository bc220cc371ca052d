package org.aumann.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One game of the comparison.
 *
 * @param family the family, which makes a line
 * @param shape short form for people, such as {@code 4x10}
 * @param name name in the catalogue
 * @param jointActionCount J
 * @param isLarge whether it is left to {@link Problem#MECCE}
 */
record GameCase(String family, String shape, String name, long jointActionCount, boolean isLarge) {
    private static final int ACTIONS = 10;
    private static final int FIRST_LARGE = 7;
    private static final int PLAYERS = 4;
    private static final List<String> FAMILIES =
            List.of("rank", "covariant", "congestion", "dispersion", "blotto", "zero_sum");

    /**
     * The games of the comparison, smaller ones of a family first.
     *
     * @param all every family at every size, not only {@code rank}
     * @param large also 10⁷ and 10⁸ joint actions
     */
    static List<GameCase> of(boolean all, boolean large) {
        List<GameCase> cases = new ArrayList<>();
        for (String family : FAMILIES) {
            boolean every = all || family.equals("rank");
            for (int players = every ? 3 : PLAYERS; players <= (every ? 6 : PLAYERS); players++) {
                cases.add(of(family, players));
            }
        }
        for (int players = FIRST_LARGE; large && players <= FIRST_LARGE + 1; players++) {
            cases.add(of("rank", players));
        }
        return cases;
    }

    /** The game of a family with about 10^size joint actions. */
    static GameCase of(String family, int size) {
        return switch (family) {
            case "blotto" -> blotto(size);
            case "zero_sum" -> {
                int actions = (int) Math.round(Math.pow(ACTIONS, size / 2.0));
                yield new GameCase(
                        family,
                        "2x" + actions,
                        "zero_sum(actions=" + actions + ",seed=1)",
                        (long) actions * actions,
                        false);
            }
            case "rank", "covariant", "congestion", "dispersion" -> {
                String more = switch (family) {
                    case "covariant" -> String.format(Locale.ROOT, ",rho=%.12f,seed=1", -1.0 / (size - 1));
                    case "dispersion" -> "";
                    default -> ",seed=1";
                };
                boolean isLarge = size >= FIRST_LARGE;
                yield new GameCase(
                        family,
                        size + "x" + ACTIONS,
                        family + "(players=" + size + ",actions=" + ACTIONS + more
                                + (isLarge ? ",precision=float32)" : ")"),
                        Math.round(Math.pow(ACTIONS, size)),
                        isLarge);
            }
            default -> throw new IllegalArgumentException("family (" + family + ") must be one of " + FAMILIES);
        };
    }

    /** Three players; s soldiers on three fields are C(s + 2, 2) divisions: 10, 21, 45, 105 of them. */
    private static GameCase blotto(int size) {
        int soldiers = switch (size) {
            case 3 -> 3;
            case 4 -> 5;
            case 5 -> 8;
            default -> 13;
        };
        int actions = (soldiers + 1) * (soldiers + 2) / 2;
        return new GameCase(
                "blotto",
                "3x" + actions,
                "blotto(players=3,soldiers=" + soldiers + ",fields=3)",
                (long) actions * actions * actions,
                false);
    }
}
