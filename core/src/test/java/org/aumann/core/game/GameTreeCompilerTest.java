package org.aumann.core.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.GameCatalogue;
import org.junit.jupiter.api.Test;

class GameTreeCompilerTest {
    /** A state written down in full: enough to break every rule. */
    private record Node(
            NodeKind kind, String infostateKey, List<Double> chance, List<Double> payoffs, List<Node> children)
            implements GameState {
        static Node end(Double... payoffs) {
            return new Node(NodeKind.TERMINAL, "", List.of(), List.of(payoffs), List.of());
        }

        static Node move(int player, String key, Node... children) {
            return new Node(NodeKind.decision(player), key, List.of(), List.of(), List.of(children));
        }

        static Node draw(List<Double> chance, Node... children) {
            return new Node(NodeKind.CHANCE, "", chance, List.of(), List.of(children));
        }

        @Override
        public int actionCount() {
            return children.size();
        }

        @Override
        public String actionLabel(int action) {
            return "action " + action;
        }

        @Override
        public double chanceProbability(int outcome) {
            return chance.get(outcome);
        }

        @Override
        public GameState child(int action) {
            return children.get(action);
        }

        @Override
        public double payoff(int player) {
            return payoffs.get(player);
        }
    }

    private record WrittenGame(int playerCount, Node root) implements Game {
        @Override
        public String name() {
            return "written";
        }
    }

    private static void assertRefused(int players, Node root, String message) {
        Game game = new WrittenGame(players, root);
        assertThatThrownBy(() -> GameTree.of(game))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void onlyATerminal() {
        GameTree tree = GameTree.of(new WrittenGame(2, Node.end(3.0, -4.0)));
        assertThat(tree.nodeCount()).isEqualTo(1);
        assertThat(tree.terminalCount()).isEqualTo(1);
        assertThat(tree.infostateCount()).isZero();
        assertThat(tree.sequenceForm(0).sequenceCount()).isEqualTo(1);
        assertThat(tree.payoff(1, 0)).isEqualTo(-4);
        assertThat(tree.payoffRange(0)).isZero();
    }

    @Test
    void onePlayerOneAction() {
        Node twice = Node.move(0, "first", Node.move(0, "second", Node.end(1.0)));
        GameTree tree = GameTree.of(new WrittenGame(1, twice));
        assertThat(tree.nodeCount()).isEqualTo(3);
        SequenceForm form = tree.sequenceForm(0);
        assertThat(form.infostateCount()).isEqualTo(2);
        assertThat(form.parentSequence(1)).isEqualTo(form.firstSequence(0));
        assertThat(tree.sequence(0, 0)).isEqualTo(form.firstSequence(1));
    }

    @Test
    void childrenAreNeighboursAndFollowTheirParent() {
        GameTree tree = GameTree.of(GameCatalogue.game("leduc_poker"));
        int seen = 1;
        boolean[] isChild = new boolean[tree.nodeCount()];
        for (int node = 0; node < tree.nodeCount(); node++) {
            for (int a = 0; a < tree.childCount(node); a++) {
                int child = tree.firstChild(node) + a;
                assertThat(child > node && !isChild[child]).isTrue();
                isChild[child] = true;
                seen++;
            }
        }
        assertThat(seen).isEqualTo(tree.nodeCount());
    }

    @Test
    void sequencesOfInfostatesComeParentsFirst() {
        GameTree tree = GameTree.of(GameCatalogue.game("leduc_poker"));
        SequenceForm form = tree.sequenceForm(1);
        for (int i = 0; i < form.infostateCount(); i++) {
            assertThat(form.parentSequence(i)).isLessThan(form.firstSequence(i));
        }
    }

    @Test
    void forgettingIsRefused() {
        Node forgotten = Node.move(0, "where was I?", Node.end(1.0), Node.end(0.0));
        assertRefused(
                1,
                Node.move(0, "start", forgotten, forgotten),
                "game written is not of perfect recall: player 0 reaches infostate 'where was I?' by two different"
                        + " sequences of own actions");
    }

    @Test
    void absentMindednessIsRefused() {
        Node again = Node.move(0, "motorway", Node.end(0.0), Node.end(1.0));
        Game game = new WrittenGame(1, Node.move(0, "motorway", Node.end(2.0), again));
        assertThatThrownBy(() -> GameTree.of(game)).hasMessageContaining("not of perfect recall");
    }

    @Test
    void differingActionCountsAreRefused() {
        Node two = Node.move(0, "same", Node.end(1.0), Node.end(0.0));
        Node one = Node.move(0, "same", Node.end(1.0));
        assertRefused(
                1,
                Node.draw(List.of(.5, .5), two, one),
                "infostate 'same' of player 0 in game written has 2 actions in one history and 1 in another");
    }

    @Test
    void payoffsMustBeFinite() {
        assertRefused(2, Node.end(0.0, Double.NaN), "payoff (NaN) of player 1 in game written must be finite");
        assertRefused(1, Node.end(1 / 0.0), "payoff (Infinity) of player 0 in game written must be finite");
    }

    @Test
    void chanceMustSumToOne() {
        Node end = Node.end(0.0);
        assertRefused(
                1,
                Node.draw(List.of(.5, .25), end, end),
                "chance probabilities of a node of game written sum to 0.75, they must sum to 1");
        assertRefused(
                1,
                Node.draw(List.of(1.0, 0.0), end, end),
                "chance probability (0.0) of outcome 'action 1' in game written must be in (0, 1]");
        assertRefused(
                1,
                Node.draw(List.of(Double.NaN), end),
                "chance probability (NaN) of outcome 'action 0' in game written must be in (0, 1]");
    }

    @Test
    void somebodyMustPlay() {
        assertRefused(0, Node.end(), "players (0) of game written must be at least 1");
        assertRefused(1, Node.move(1, "guest", Node.end(0.0)), "player to move (1) in game written must be in 0..0");
    }

    @Test
    void somethingMustBePossible() {
        assertRefused(
                1,
                Node.move(0, "stuck"),
                "action count (0) of a non-terminal state of game written must be at least 1");
    }

    @Test
    void nodeLimit() {
        Game kuhn = GameCatalogue.game("kuhn_poker");
        assertThat(new GameTreeCompiler(kuhn, 58).compile().nodeCount()).isEqualTo(58);
        assertThatThrownBy(() -> new GameTreeCompiler(kuhn, 57).compile())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("game kuhn_poker(players=2) has more than 57 histories, the most a compiled tree may have");
    }
}
