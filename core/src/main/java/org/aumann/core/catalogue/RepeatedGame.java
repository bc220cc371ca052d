package org.aumann.core.catalogue;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.GameFiles;
import org.aumann.core.format.GameReading;
import org.aumann.core.game.Game;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.Transitions;

/** A normal-form game, played again and again: one state. With {@code discount=0} it is played once. */
final class RepeatedGame implements StochasticGame<String> {
    static final KindDefinition<StochasticGame<?>> DEFINITION = KindDefinition.stochastic(
            "repeated",
            "a normal-form game again and again",
            RepeatedGame::new,
            ParameterRule.game("matrix_pd"),
            StochasticParameters.discount(0.9));

    private static final String STATE = "always";

    private final String name;
    private final double discount;
    private final JointActionIndex index;
    private final List<String> players;
    private final List<List<String>> labels;
    private final double[][] payoffs;

    private RepeatedGame(GameArguments arguments) {
        this.name = arguments.toString();
        this.discount = arguments.real("discount");
        try (NormalFormGame game = normalForm(arguments.text("game"))) {
            this.index = game.payoffs().index();
            this.players = IntStream.range(0, index.playerCount())
                    .mapToObj(game::playerLabel)
                    .toList();
            this.labels = IntStream.range(0, index.playerCount())
                    .mapToObj(p -> IntStream.range(0, index.actionCount(p))
                            .mapToObj(action -> game.actionLabel(p, action))
                            .toList())
                    .toList();
            this.payoffs = new double[Math.toIntExact(index.jointActionCount())][index.playerCount()];
            for (int a = 0; a < payoffs.length; a++) {
                for (int p = 0; p < index.playerCount(); p++) {
                    payoffs[a][p] = game.payoffs().get(p, a);
                }
            }
        }
    }

    private static NormalFormGame normalForm(String name) {
        Game game = isFile(name) ? GameFiles.read(Path.of(name), GameReading.plain()) : GameCatalogue.game(name);
        if (game instanceof NormalFormGame strategic) {
            return strategic;
        }
        throw new InvalidInputException("game (" + name + ") of repeated: found a tree, expected a normal-form game");
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name)) || (name.contains(".") && !name.contains("("));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> players() {
        return players;
    }

    @Override
    public double discount() {
        return discount;
    }

    @Override
    public Map<String, Double> start() {
        return Map.of(STATE, 1.0);
    }

    @Override
    public boolean isAbsorbing(String state) {
        return false;
    }

    @Override
    public List<String> actions(String state, int player) {
        return labels.get(player);
    }

    @Override
    public void move(String state, int[] actions, Transitions<String> transitions) {
        transitions.add(STATE, 1, payoffs[(int) index.jointAction(actions)]);
    }
}
