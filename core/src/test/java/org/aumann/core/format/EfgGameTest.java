package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.exact.ExactTerminal;
import org.aumann.core.exact.Fraction;
import org.aumann.core.game.GameState;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NodeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gambit's extensive games, against examples made by hand from the format's documentation. */
final class EfgGameTest {
    @TempDir
    Path folder;

    private EfgGame read(String text) {
        return EfgGame.read(FormatFixtures.write(folder, "game.efg", text));
    }

    /** Kuhn poker as a file: information sets are numbered by card and history, definitions stand once. */
    private static final class KuhnPoker {
        private static final String CARDS = "JQK";
        private final StringBuilder text =
                new StringBuilder("EFG 2 R \"Kuhn poker\" { \"first\" \"second\" }\n\"\"\n\n");
        private final boolean[] defined = new boolean[100];
        private int outcomes;

        static String text() {
            return new KuhnPoker().build();
        }

        private String build() {
            text.append("c \"\" 1 \"deal\" {");
            for (String deal : List.of("JQ", "JK", "QJ", "QK", "KJ", "KQ")) {
                text.append(" \"").append(deal).append("\" 1/6");
            }
            text.append(" } 0\n");
            for (int first = 0; first < 3; first++) {
                for (int second = 0; second < 3; second++) {
                    if (first != second) {
                        deal(first, second);
                    }
                }
            }
            return text.toString();
        }

        private void deal(int first, int second) {
            int sign = first > second ? 1 : -1;
            decision(1, first, 0, "");
            decision(2, second, 0, "p");
            terminal(sign);
            decision(1, first, 1, "pb");
            terminal(-1);
            terminal(2 * sign);
            decision(2, second, 1, "b");
            terminal(1);
            terminal(2 * sign);
        }

        private void decision(int player, int card, int stage, String history) {
            int infoset = card * 2 + stage + 1;
            text.append("p \"\" ").append(player).append(' ').append(infoset);
            if (!defined[player * 10 + infoset]) {
                defined[player * 10 + infoset] = true;
                text.append(" \"").append(CARDS.charAt(card)).append(history).append("\" { \"p\" \"b\" }");
            }
            text.append(" 0\n");
        }

        private void terminal(int payoff) {
            outcomes++;
            text.append("t \"\" ").append(outcomes).append(" \"\" { ");
            text.append(payoff).append(", ").append(-payoff).append(" }\n");
        }
    }

    @Test
    void kuhnPokerHasItsKnownSize() {
        GameTree tree = GameTree.of(read(KuhnPoker.text()));
        assertThat(tree.name()).isEqualTo("Kuhn poker");
        assertThat(tree.terminalCount()).isEqualTo(30);
        assertThat(tree.nodeCount()).isEqualTo(1 + 6 * 9);
        for (int p = 0; p < 2; p++) {
            assertThat(tree.sequenceForm(p).infostateCount()).isEqualTo(6);
            assertThat(tree.sequenceForm(p).sequenceCount()).isEqualTo(13);
            assertThat(tree.payoffRange(p)).isEqualTo(4);
        }
        assertThat(tree.sequenceForm(0).key(0)).isEqualTo("1:J");
        assertThat(tree.sequenceForm(0).actionLabel(0, 1)).isEqualTo("b");
        for (int terminal = 0; terminal < 30; terminal++) {
            assertThat(tree.payoff(0, terminal)).isEqualTo(-tree.payoff(1, terminal));
            assertThat(tree.chance(terminal)).isEqualTo(1.0 / 6);
        }
    }

    @Test
    void payoffsAddUpAlongThePath() {
        EfgGame game = read("""
                EFG 2 R "" { "Ann" "Bob" } "stages"
                c "root" 1 "" { "a" .25 "never" 0 "b" 3/4 } 7 "bonus" { 1 10 }
                t "" 7
                p "" 1 1 "" { "x" "y" } 0
                t "" 0
                t "" 0
                p "" 2 1 "node" { "l" "" } 8 "more" { 0.5, 0.5 }
                t "" 9 "last" { 1/2, -1 }
                t "" 0
                """);
        assertThat(game.name()).isEqualTo("game");
        assertThat(game.playerLabel(1)).isEqualTo("Bob");
        GameState root = game.root();
        assertThat(root.kind()).isEqualTo(NodeKind.CHANCE);
        assertThat(root.actionCount()).isEqualTo(2);
        assertThat(root.actionLabel(1)).isEqualTo("b");
        assertThat(root.chanceProbability(0)).isEqualTo(0.25);
        assertThat(root.chanceProbability(1)).isEqualTo(0.75);
        assertThat(root.child(0).payoff(0)).isEqualTo(2);
        assertThat(root.child(0).payoff(1)).isEqualTo(20);
        GameState second = root.child(1);
        assertThat(second.kind()).isEqualTo(NodeKind.decision(1));
        assertThat(second.infostateKey()).isEqualTo("1:node");
        assertThat(second.actionLabel(1)).isEqualTo("_1");
        assertThat(second.child(0).payoff(0)).isEqualTo(2);
        assertThat(second.child(0).payoff(1)).isEqualTo(9.5);
        assertThat(second.child(1).payoff(0)).isEqualTo(1.5);
        GameTree tree = GameTree.of(game);
        assertThat(tree.terminalCount()).isEqualTo(3);
        assertThat(tree.sequenceForm(0).infostateCount()).isZero();
    }

    @Test
    void repeatedDefinitionsMayStandAgain() {
        EfgGame game =
                read("EFG 2 D \"x\" {\"a\"} p \"\" 1 1 \"i\" {\"l\" \"r\"} 0 t \"\" 1 \"o\" {1} t \"\" 1 \"o\" {1.0}");
        assertThat(game.root().child(1).payoff(0)).isEqualTo(1);
        assertThat(read("EFG 2 R \"x\" {\"a\"} t \"\" 0").root().kind()).isEqualTo(NodeKind.TERMINAL);
    }

    /** As Gambit and OpenSpiel read them: the number is what an information set or outcome goes by. */
    @Test
    void namesMayBeLeftOut() {
        EfgGame game = read("""
                EFG 2 R "" { "Ann" "Bob" }
                c "" 1 { "heads" 1/3 "tails" 2/3 } 0
                p "" 1 1 { "l" "r" } 0
                p "" 2 7 "Bob's" { "x" "y" } 0
                t "" 1 { 1 -1 }
                t "" 2 "win" { 2 -2 }
                t "" 1
                p "" 1 1 { "l" "r" } 0
                p "" 2 7 "Bob's" 0
                t "" 2 "win"
                t "" 1 "" { 1 -1 }
                t "" 2 { 2 -2 }
                """);
        GameTree tree = GameTree.of(game);
        assertThat(tree.infostateCount()).isEqualTo(2);
        assertThat(tree.sequenceForm(0).key(0)).isEqualTo("1");
        assertThat(tree.sequenceForm(1).key(0)).isEqualTo("7:Bob's");
        assertThat(tree.payoff(0, 3)).isEqualTo(2);
        assertThat(tree.payoff(0, 4)).isEqualTo(1);
    }

    @Test
    void numbersAreKeptAsTheyAreWritten() {
        EfgGame game = read("""
                EFG 2 R "" { "Ann" "Bob" }
                c "" 1 { "a" 1/3 "never" 0 "b" 0.66666666667 } 5 { 0.1 0 }
                t "" 0
                t "" 0
                p "" 1 1 { "l" "r" } 0
                t "" 6 { 1/7 1e-1 }
                t "" 5
                """);
        // The probabilities miss a sum of 1 by 1e-11 / 3.
        Fraction sum = Fraction.of(300_000_000_001L, 300_000_000_000L);
        Fraction tenth = Fraction.of(1, 10);
        Fraction first = Fraction.of(1, 3).over(sum);
        assertThat(game.exactTerminals())
                .containsExactly(
                        new ExactTerminal(first, List.of(tenth, Fraction.ZERO)),
                        new ExactTerminal(Fraction.ONE.minus(first), List.of(Fraction.of(17, 70), tenth)),
                        new ExactTerminal(Fraction.ONE.minus(first), List.of(Fraction.of(1, 5), Fraction.ZERO)));
        assertThatThrownBy(
                        () -> read("EFG 2 R \"\" { \"a\" } t \"\" 1 { 1e-900 }").exactTerminals())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "number '1e-900' must have at most 800 digits before and after the point for exact arithmetic");
    }

    @Test
    void forgettingOnesOwnMoveIsRefusedByTheCompiler() {
        EfgGame game = read("""
                EFG 2 R "forgetful" { "Ann" }
                p "" 1 1 "first" { "l" "r" } 0
                p "" 1 2 "second" { "l" "r" } 0
                t "" 0
                t "" 0
                p "" 1 2 0
                t "" 0
                t "" 0
                """);
        assertThatThrownBy(() -> GameTree.of(game))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("game forgetful is not of perfect recall: player 0 reaches infostate '2:second' by two "
                        + "different sequences of own actions");
    }

    @Test
    void depthIsLimitedByMemoryOnly() {
        int depth = 50_000;
        StringBuilder text = new StringBuilder("EFG 2 R \"deep\" { \"a\" } ");
        for (int d = 1; d <= depth; d++) {
            text.append("p \"\" 1 ").append(d).append(" \"\" { \"stop\" \"go\" } 0 t \"\" 0\n");
        }
        text.append("t \"\" 1 \"\" { 5 }");
        GameState state = read(text.toString()).root();
        for (int d = 0; d < depth; d++) {
            state = state.child(1);
        }
        assertThat(state.payoff(0)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "c \"\" 1 \"\" { \"a\" 0.5 \"b\" 0.4 } 0 | 8: found chance probabilities that sum to 0.9, expected a sum of 1 "
                        + "within 1e-9",
                "c \"\" 1 \"\" { \"a\" -1 } 0 | 19: found chance probability -1.0, expected a number from 0 to 1",
                "c \"\" 1 \"\" { \"a\" } 0 | 19: found '}', expected a chance probability (integer, decimal or fraction)",
                "c \"\" 1 \"\" { } 0 | 15: found '}', expected the label of action 0 in quotation marks",
                "c \"\" 1 0 | 10: found '0', expected the actions of information set 1 at its first node, in braces",
                "p \"\" 3 1 | 8: found '3', expected the number of a player (1..2)",
                "p \"\" 0 1 | 8: found '0', expected the number of a player (1..2)",
                "p \"\" 1 0 | 10: found '0', expected the number of an information set (1..2147483647)",
                "p \"\" 1 99999999999 | 10: found '99999999999', expected the number of an information set "
                        + "(1..2147483647)",
                "p \"\" 1 1 \"\" { \"a\" 0 | 21: found '0', expected '}' after the actions",
                "p \"\" 1 1 \"\" { \"a\" } x | 23: found 'x', expected the number of an outcome (0..2147483647)",
                "t \"\" 1 | 9: found end of file, expected the payoffs of outcome 1 at its first node, in braces",
                "t \"\" 0 \"\" { 1 2 } | 10: found text '', expected end of file after the last node",
                "t \"\" 1 \"\" { 1 } | 17: found '}', expected the payoff of player 1 (integer, decimal or fraction)",
                "t \"\" 1 \"\" { 1 2 3 } | 19: found '3', expected '}' after 2 payoffs",
                "t \"\" 1 \"\" { 1 inf } | 17: found 'inf', expected the payoff of player 1 (integer, decimal or fraction)",
                "t \"\" 0 t | 10: found 't', expected end of file after the last node",
                "x \"\" 0 | 3: found 'x', expected a node: 'c', 'p' or 't'",
                "`` | 1: found end of file, expected a node: 'c', 'p' or 't'",
                "p \"\" 1 1 \"\" { \"a\" \"b\" } 0 t \"\" 0 | 35: found end of file, expected a node: 'c', 'p' or 't'",
                "p \"\" 1 1 \"\" { \"a\" } 0 p \"\" 1 1 \"\" { \"b\" } 0 | 32: found another definition of information set 1, "
                        + "expected the name and actions of its first node, or none",
                "p \"\" 1 1 \"\" {\"a\" \"b\"} 0 t \"\" 1 \"\" {1 2} t \"\" 1 \"\" {1 3} | 48: found another definition of "
                        + "outcome 1, expected the name and payoffs of its first node, or none",
            })
    void otherTreesAreRefused(String tree, String message) {
        Path file = FormatFixtures.write(folder, "bad.efg", "EFG 2 R \"\" { \"a\" \"b\" }\n  " + tree);
        String place = message.startsWith("1:") ? ":2:3" + message.substring(1) : ":2:" + message;
        FormatFixtures.assertRefused(file, place, () -> EfgGame.read(file));
    }

    @Test
    void otherFilesAreRefused() {
        Path missing = folder.resolve("missing.efg");
        FormatFixtures.assertRefused(missing, ": found no file, expected a readable file", () -> EfgGame.read(missing));
        Path empty = FormatFixtures.write(folder, "empty.efg", "");
        FormatFixtures.assertRefused(empty, ":1:1: found end of file, expected 'EFG'", () -> EfgGame.read(empty));
        Path version = FormatFixtures.write(folder, "old.efg", "EFG 1 R");
        FormatFixtures.assertRefused(version, ":1:5: found '1', expected '2'", () -> EfgGame.read(version));
    }
}
