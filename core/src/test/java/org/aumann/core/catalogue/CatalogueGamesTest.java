package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameContract;
import org.aumann.core.game.GameState;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NodeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueGamesTest extends GameContract {
    private static final List<String> FURTHER_INSTANCES = List.of(
            "kuhn_poker(players=4)",
            "trade_comm(num_items=3)",
            "sheriff(instance=gabriele)",
            "goofspiel(imp_info=true,points_order=descending,returns_type=point_difference)",
            "goofspiel(players=3,num_cards=3,imp_info=true,returns_type=total_points)",
            "goofspiel(players=3,num_cards=3,points_order=ascending)",
            "liars_dice(players=3,dice_sides=2)",
            "liars_dice(numdice=2,dice_sides=2)",
            "rank(actions=3x1x2)",
            "zero_sum(actions=2x5,repeated=true)");

    @Override
    protected Stream<Game> games() {
        Stream<String> defaults = GameCatalogue.entries().stream().map(CatalogueEntry::id);
        return Stream.concat(defaults, FURTHER_INSTANCES.stream()).map(GameCatalogue::game);
    }

    /**
     * Sizes. Terminals and infostates of Kuhn 2–4, Leduc 2, Trade Comm 2–3 and Sheriff gabriele are those of
     * spec/01, the nodes of Leduc 2 too; the others were measured once, on 2026-11-22, and agree with the
     * formulas in the Javadoc of the games.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kuhn_poker(players=2)                              |      58 |     30 | 6 6",
                "kuhn_poker(players=2,cards=4)                      |     113 |     60 | 8 8",
                "kuhn_poker(players=2,cards=2)                      |      21 |     10 | 4 4",
                "kuhn_poker(players=3)                              |     617 |    312 | 16 16 16",
                "kuhn_poker(players=4)                              |    7886 |   3960 | 40 40 40 40",
                "kuhn_poker(players=5)                              |  116437 |  58320 | 96 96 96 96 96",
                "kuhn_poker(players=6)                              | 1944020 | 972720 | 224 224 224 224 224 224",
                "leduc_poker(players=2)                             |    9457 |   5520 | 468 468",
                "leduc_poker(players=3)                             | 1831601 |1043952 | 8600 8600 8600",
                "trade_comm(num_items=1)                            |       7 |      1 | 2 2",
                "trade_comm(num_items=2)                            |     351 |    256 | 10 12",
                "trade_comm(num_items=3)                            |    7411 |   6561 | 30 36",
                "trade_comm(num_items=4)                            |   69973 |  65536 | 68 80",
                "sheriff                                            |   28085 |  16384 | 2341 2340",
                "sheriff(instance=gabriele)                         |     705 |    396 | 78 21",
                "goofspiel                                          |   26773 |  13824 | 3652 3652",
                "goofspiel(imp_info=true,points_order=descending)   |    1077 |    576 | 81 81",
                "goofspiel(players=3,num_cards=3,imp_info=true)     |    2551 |   1296 | 57 57 57",
                "liars_dice(dice_sides=3)                           |    1147 |    567 | 96 96",
                "liars_dice(dice_sides=4)                           |    8181 |   4080 | 512 512",
                "liars_dice                                         |  294883 | 147420 | 12288 12288",
                "liars_dice(players=3,dice_sides=2)                 |    1023 |    504 | 44 42 42",
                "matrix_gibson                                      |      10 |      6 | 1 1",
            })
    void compiledSizes(String specification, int nodes, int terminals, String infostates) {
        GameTree tree = GameTree.of(GameCatalogue.game(specification));
        assertThat(tree.nodeCount()).isEqualTo(nodes);
        assertThat(tree.terminalCount()).isEqualTo(terminals);
        String[] perPlayer = infostates.split(" ", -1);
        assertThat(perPlayer).hasSize(tree.playerCount());
        for (int p = 0; p < perPlayer.length; p++) {
            assertThat(tree.sequenceForm(p).infostateCount()).isEqualTo(Integer.parseInt(perPlayer[p]));
        }
    }

    /**
     * Four-player Leduc has more histories than a compiled tree may have, so it is counted without being
     * compiled: what follows a deal does not depend on which card it was.
     */
    @ParameterizedTest
    @CsvSource({"2, 9457, 5520", "3, 1831601, 1043952", "4, 349388741, 193969440"})
    void leducSizes(int players, long nodes, long terminals) {
        Size size =
                size(GameCatalogue.game("leduc_poker(players=" + players + ")").root());
        assertThat(size).isEqualTo(new Size(nodes, terminals));
    }

    private record Size(long nodes, long terminals) {
        Size plus(Size other, long times) {
            return new Size(nodes + times * other.nodes, terminals + times * other.terminals);
        }
    }

    private static Size size(GameState state) {
        return switch (state.kind()) {
            case NodeKind.Terminal _ -> new Size(1, 1);
            case NodeKind.Chance _ -> new Size(1, 0).plus(size(state.child(0)), state.actionCount());
            case NodeKind.Decision _ -> {
                Size size = new Size(1, 0);
                for (int a = 0; a < state.actionCount(); a++) {
                    size = size.plus(size(state.child(a)), 1);
                }
                yield size;
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kuhn_poker(players=4)",
                "leduc_poker",
                "liars_dice(players=3,dice_sides=2)",
                "goofspiel",
                "goofspiel(players=3,num_cards=3)",
                "goofspiel(players=3,num_cards=3,returns_type=point_difference)",
                "matrix_mp",
                "matrix_rps",
                "blotto(players=4,soldiers=3)",
                "covariant(players=4,rho=-0.3333333333333333)",
                "zero_sum(actions=7x3)",
                "zero_sum(actions=7x3,repeated=true)",
            })
    void zeroSum(String specification) {
        GameTree tree = GameTree.of(GameCatalogue.game(specification));
        double worst = 0;
        for (int z = 0; z < tree.terminalCount(); z++) {
            double sum = 0;
            for (int p = 0; p < tree.playerCount(); p++) {
                sum += tree.payoff(p, z);
            }
            worst = Math.max(worst, Math.abs(sum));
        }
        assertThat(worst).isLessThan(1e-7); // −1/3 in decimal: the root of the rounding error
    }

    @Test
    void fourPlayerLeducIsPlayable() {
        Game game = GameCatalogue.game("leduc_poker(players=4)");
        GameState state = game.root();
        while (!(state.kind() instanceof NodeKind.Terminal)) {
            state = state.child(state.actionCount() - 1);
        }
        // Everybody raises as often as allowed, then calls: 1 + 2·2 + 2·4 = 13 each. Cards come from the
        // top, 9 8 7 6 with 5 on the table: no pair, rank 4 twice.
        assertThat(Play.payoffs(game, state)).containsExactly(13, 13, -13, -13);
    }
}
