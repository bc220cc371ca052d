package org.aumann.core.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Game} promises; one subclass per implementation says which games to look at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GameContract {
    private static final int PLAYOUTS = 100;

    /** The games to look at, those of more than a few hundred thousand histories excepted. */
    protected abstract Stream<Game> games();

    private Stream<Named<Game>> namedGames() {
        return games().map(game -> Named.of(game.name(), game));
    }

    @ParameterizedTest
    @MethodSource("namedGames")
    void playoutsKeepTheRules(Game game) {
        assertThat(game.playerCount()).isGreaterThanOrEqualTo(1);
        Philox random = new Philox(Seeds.seed());
        Map<String, List<String>> labelsOfInfostate = new HashMap<>();
        for (int k = 0; k < PLAYOUTS; k++) {
            GameState state = game.root();
            while (!(state.kind() instanceof NodeKind.Terminal)) {
                requireLegal(state, game.playerCount(), labelsOfInfostate);
                state = state.child(random.nextInt(state.actionCount()));
            }
            assertThat(state.actionCount()).isZero();
            for (int p = 0; p < game.playerCount(); p++) {
                assertThat(state.payoff(p)).isFinite();
            }
        }
    }

    private static void requireLegal(GameState state, int players, Map<String, List<String>> labelsOfInfostate) {
        List<String> labels = IntStream.range(0, state.actionCount())
                .mapToObj(state::actionLabel)
                .toList();
        assertThat(labels).as(Seeds.replay()).isNotEmpty().doesNotHaveDuplicates();
        switch (state.kind()) {
            case NodeKind.Chance _ -> {
                double sum = IntStream.range(0, state.actionCount())
                        .mapToDouble(state::chanceProbability)
                        .sum();
                Tolerances.assertClose("chance", sum, 1, 1e-9, 0);
            }
            case NodeKind.Decision(int player) -> {
                assertThat(player).isBetween(0, players - 1);
                String key = player + ":" + state.infostateKey();
                assertThat(labelsOfInfostate.computeIfAbsent(key, _ -> labels))
                        .as(key)
                        .isEqualTo(labels);
            }
            case NodeKind.Terminal _ -> throw new AssertionError("a terminal has no actions");
        }
    }

    @ParameterizedTest
    @MethodSource("namedGames")
    void theTreeIsTheGame(Game game) {
        GameTree tree = GameTree.of(game);
        assertThat(tree.name()).isEqualTo(game.name());
        RandomGenerator random = new Philox(Seeds.seed());
        for (int k = 0; k < PLAYOUTS; k++) {
            requireSamePath(tree, game, random);
        }
    }

    private static void requireSamePath(GameTree tree, Game game, RandomGenerator random) {
        GameState state = game.root();
        int node = 0;
        double chance = 1;
        List<Integer> sequences = new ArrayList<>();
        for (int p = 0; p < game.playerCount(); p++) {
            sequences.add(0);
        }
        while (tree.childCount(node) > 0) {
            assertThat(tree.childCount(node)).isEqualTo(state.actionCount());
            int action = random.nextInt(state.actionCount());
            if (state.kind() instanceof NodeKind.Decision(int player)) {
                assertThat(tree.actor(node)).isEqualTo(player);
                SequenceForm form = tree.sequenceForm(player);
                int infostate = tree.infostate(node);
                assertThat(form.key(infostate)).isEqualTo(state.infostateKey());
                assertThat(form.actionLabel(infostate, action)).isEqualTo(state.actionLabel(action));
                assertThat(form.parentSequence(infostate)).isEqualTo(sequences.get(player));
                sequences.set(player, form.firstSequence(infostate) + action);
            } else {
                assertThat(tree.actor(node)).isEqualTo(GameTree.CHANCE);
                chance *= state.chanceProbability(action);
            }
            node = tree.firstChild(node) + action;
            state = state.child(action);
        }
        assertThat(state.kind()).as(Seeds.replay()).isEqualTo(NodeKind.TERMINAL);
        int terminal = tree.terminal(node);
        Tolerances.assertClose("chance", tree.chance(terminal), chance, 0, 1e-14);
        for (int p = 0; p < game.playerCount(); p++) {
            assertThat(tree.payoff(p, terminal)).isEqualTo(state.payoff(p));
            assertThat(tree.sequence(p, terminal)).isEqualTo(sequences.get(p));
        }
    }
}
