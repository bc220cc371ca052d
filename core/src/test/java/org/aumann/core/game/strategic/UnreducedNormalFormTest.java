package org.aumann.core.game.strategic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.Fraction;
import org.aumann.core.format.EfgGame;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.PerfectRecall;
import org.aumann.core.payoff.PayoffTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreducedNormalFormTest {
    /** Piccione and Rubinstein 1997: home (4) is at the second exit, but both look the same. */
    static final String DRIVER = """
            EFG 2 R "absent-minded driver" { "driver" }
            p "" 1 1 "exit" { "leave" "go on" } 0
            t "" 1 "" { 0 }
            p "" 1 1 0
            t "" 2 "" { 4 }
            t "" 3 "" { 1 }
            """;

    /** The team's member moves twice and forgets the first move; Bob guesses the second one. */
    static final String FORGETFUL = """
            EFG 2 R "forgetful" { "Ann" "Bob" }
            p "" 1 1 "first" { "l" "r" } 0
            p "" 1 2 "second" { "l" "r" } 0
            p "" 2 1 "" { "L" "R" } 0
            t "" 1 "" { 1/3 -1/3 }
            t "" 2 "" { 1 -1 }
            p "" 2 1 0
            t "" 3 "" { 0 0 }
            t "" 3
            p "" 1 2 0
            p "" 2 1 0
            t "" 3
            t "" 3
            p "" 2 1 0
            t "" 2
            t "" 1
            """;

    @TempDir
    Path folder;

    private EfgGame game(String text) throws IOException {
        return EfgGame.read(Files.writeString(folder.resolve("game.efg"), text));
    }

    private static double[] payoffs(NormalFormGame game, int player) {
        return LongStream.range(0, game.payoffs().index().jointActionCount())
                .mapToDouble(a -> game.payoffs().get(player, a))
                .toArray();
    }

    /** A road of 20 000 exits that look the same: two strategies, and no more memory than the road. */
    @Test
    void aLongRoadIsNoTrouble() throws IOException {
        int exits = 20_000;
        String text = "EFG 2 R \"road\" { \"driver\" } "
                + "p \"\" 1 1 { \"leave\" \"go on\" } 0 t \"\" 0\n".repeat(exits) + "t \"\" 1 { 1 }";
        EfgGame road = game(text);
        assertThat(PerfectRecall.holds(road)).isFalse();
        try (NormalFormGame normal = UnreducedNormalForm.of(road).game()) {
            assertThat(payoffs(normal, 0)).containsExactly(0, 1);
        }
        EfgGame numbered = game(IntStream.rangeClosed(1, exits)
                .mapToObj(exit -> "p \"\" 1 " + exit + " { \"leave\" \"go on\" } 0 t \"\" 0\n")
                .collect(Collectors.joining("", "EFG 2 R \"road\" { \"driver\" } ", "t \"\" 1 { 1 }")));
        assertThat(PerfectRecall.holds(numbered)).isTrue();
    }

    /** No pure strategy leaves at the second exit. */
    @Test
    void theAbsentMindedDriverNeverGetsHome() throws IOException {
        EfgGame driver = game(DRIVER);
        UnreducedNormalForm form = UnreducedNormalForm.of(driver);
        try (NormalFormGame normal = form.game()) {
            assertThat(payoffs(normal, 0)).containsExactly(0, 1);
            assertThat(normal.actionLabel(0, 1)).isEqualTo("1");
            assertThat(normal.name()).isEqualTo("absent-minded driver in normal form");
        }
        assertThat(form.infostateCount()).isOne();
        assertThat(form.terminalCount()).isEqualTo(3);
        assertThat(form.nodeCount()).isEqualTo(5);
        assertThat(PerfectRecall.holds(driver)).isFalse();
    }

    /** Rows ll, lr, rl, rr of Ann against L, R: the mixed moves pay nothing. */
    @Test
    void forgottenMovesAreChosenTogether() throws IOException {
        EfgGame forgetful = game(FORGETFUL);
        UnreducedNormalForm form = UnreducedNormalForm.of(forgetful);
        try (NormalFormGame normal = form.game()) {
            assertThat(payoffs(normal, 0)).containsExactly(1.0 / 3, 1, 0, 0, 0, 0, 1, 1.0 / 3);
            assertThat(normal.actionLabel(0, 2)).isEqualTo("10");
        }
        assertThat(form.infostateCount()).isEqualTo(3);
        ExactPayoffs exact = form.exactPayoffs(forgetful.exactTerminals());
        assertThat(exact.payoff(1, 0)).isEqualTo(Fraction.of(-1, 3));
        assertThat(exact.payoff(1, 7)).isEqualTo(Fraction.of(-1, 3));
        assertThat(PerfectRecall.holds(forgetful)).isFalse();
    }

    /** Every reduced strategy stands for the functions that agree where it gets: the best replies are worth the same. */
    @ParameterizedTest
    @ValueSource(strings = {"kuhn_poker", "matrix_gibson", "sheriff(num_rounds=1,max_items=1,max_bribe=1)"})
    void extendsTheReducedForm(String specification) {
        Game game = GameCatalogue.game(specification);
        assertThat(PerfectRecall.holds(game)).isTrue();
        GameTree tree = GameTree.of(game);
        ReducedNormalForm reduced = ReducedNormalForm.of(tree);
        UnreducedNormalForm full = UnreducedNormalForm.of(game);
        try (NormalFormGame few = reduced.game();
                NormalFormGame many = full.game()) {
            PayoffTensor payoffs = many.payoffs();
            int[][] reducedOf = IntStream.range(0, 2)
                    .mapToObj(p -> IntStream.range(0, payoffs.index().actionCount(p))
                            .map(k -> reducedOf(few, p, many.actionLabel(p, k)))
                            .toArray())
                    .toArray(int[][]::new);
            for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                int[] actions = payoffs.index().actions(a);
                long same = few.payoffs().index().jointAction(reducedOf[0][actions[0]], reducedOf[1][actions[1]]);
                assertThat(payoffs.get(0, a)).isEqualTo(few.payoffs().get(0, same));
                assertThat(payoffs.get(1, a)).isEqualTo(few.payoffs().get(1, same));
            }
        }
    }

    /** The one reduced strategy whose digits are those of the label, or stars. */
    private static int reducedOf(NormalFormGame few, int player, String label) {
        return IntStream.range(0, few.payoffs().index().actionCount(player))
                .filter(k -> label.matches(few.actionLabel(player, k).replace('*', '.')))
                .boxed()
                .toList()
                .getFirst();
    }

    @Test
    void countsBeforeItLists() {
        assertThatThrownBy(() -> UnreducedNormalForm.of(GameCatalogue.game("leduc_poker")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("pure strategies of player 0 (more than 1e")
                .hasMessageEndingWith("must be at most 1000000");
    }
}
