package org.aumann.app.task;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.aumann.app.report.GameSummary;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.catalogue.GameKind;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.ExactTerminal;
import org.aumann.core.format.BatchFiles;
import org.aumann.core.format.EfgGame;
import org.aumann.core.format.GameFiles;
import org.aumann.core.format.GameReading;
import org.aumann.core.format.InputFile;
import org.aumann.core.format.MatchResults;
import org.aumann.core.format.Seating;
import org.aumann.core.format.StochasticFiles;
import org.aumann.core.format.TensorFiles;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.PerfectRecall;
import org.aumann.core.game.strategic.ReducedNormalForm;
import org.aumann.core.game.strategic.UnreducedNormalForm;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.HeadToHead;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.stochastic.StochasticModel;

/**
 * The game that a user named: a file, or a specification for the catalogue.
 *
 * <p>All methods take what the user wrote, and with it what a file leaves open, and throw an {@link InvalidInputException}
 * if there is no such game or it cannot be used. What can be closed is closed by the caller.
 */
final class GameSource {
    /** A name, or one with parentheses. A file that can be read has an extension, so it never looks like this. */
    private static final Pattern SPECIFICATION = Pattern.compile("\\s*[A-Za-z][A-Za-z0-9_]*\\s*(\\(.*)?");

    private GameSource() {}

    /**
     * A game by its payoffs.
     *
     * @param game the payoffs
     * @param summary the game they come from
     * @param written the payoffs as they are written in the file; empty where they are those of the tensor
     */
    record Strategic(NormalFormGame game, GameSummary summary, Supplier<Optional<ExactPayoffs>> written)
            implements AutoCloseable {
        @Override
        public void close() {
            game.close();
        }
    }

    /** A game by its payoffs; an extensive one is over reduced pure strategies, or over all of them where a player forgets. */
    static Strategic strategic(String name, GameReading reading) {
        Game game = game(name, reading);
        if (game instanceof NormalFormGame strategic) {
            return new Strategic(
                    strategic,
                    GameSummary.of(strategic.name()),
                    () -> isSpecification(name) ? Optional.empty() : TensorFiles.readExactly(path(name)));
        }
        Strategic strategic = pure(game, name);
        try {
            PayoffTensor payoffs = strategic.game().payoffs();
            requireCalculable(name, payoffs.playerCount(), payoffs::range);
            return strategic;
        } catch (InvalidInputException e) {
            strategic.close();
            throw e;
        }
    }

    /** An extensive game over pure strategies. */
    private static Strategic pure(Game game, String name) {
        if (isForgetful(game, name)) {
            UnreducedNormalForm form = UnreducedNormalForm.of(game);
            return new Strategic(
                    form.game(),
                    GameSummary.of(form, game.name()),
                    () -> terminals(game, name).map(form::exactPayoffs));
        }
        GameTree tree = GameTree.of(game);
        ReducedNormalForm form = ReducedNormalForm.of(tree);
        return new Strategic(
                form.game(),
                GameSummary.of(tree),
                () -> terminals(game, name).map(terminals -> form.exactPayoffs(tree, terminals)));
    }

    private static void requireCalculable(String name, int players, IntFunction<PayoffRange> range) {
        InputFile.located(name, () -> {
            PayoffRange.requireCalculable(
                    IntStream.range(0, players).mapToObj(range).toList());
            return name;
        });
    }

    /** Our games of the catalogue have perfect recall. */
    private static boolean isForgetful(Game game, String name) {
        return (!isSpecification(name) || GameCatalogue.isProvided(name)) && !PerfectRecall.holds(game);
    }

    private static Optional<List<ExactTerminal>> terminals(Game game, String name) {
        return game instanceof EfgGame file
                ? Optional.of(InputFile.located(name, file::exactTerminals))
                : Optional.empty();
    }

    /** Refuses a file whose equilibrium there is no memory for, before its payoffs are read: that may take minutes. */
    static void requireMemoryForSigma(String name, GameReading reading) {
        if (reading.otherPlayer() == null) {
            mappedIndex(name).ifPresent(JointDistribution::requireMemory);
        }
    }

    /** The joint actions of a file whose payoffs are not read before they are needed; empty for all else. */
    static Optional<JointActionIndex> mappedIndex(String name) {
        return isSpecification(name) ? Optional.empty() : TensorFiles.index(path(name));
    }

    /** Whether a file holds many games, or may do so, by its shape. */
    static BatchFiles.Content content(String name) {
        requireStrategic(name);
        return isSpecification(name) ? BatchFiles.Content.OTHER : BatchFiles.content(path(name));
    }

    /** Many games of one shape. */
    static GameBatch batch(String name) {
        if (isSpecification(name)) {
            throw new InvalidInputException(
                    name.strip() + ": found a game of the catalogue, expected a .npy or .npz file with --batch");
        }
        return BatchFiles.read(path(name));
    }

    /** The name of what is in a file: its own without folder and extension. */
    static String stem(String name) {
        return InputFile.stem(path(name));
    }

    /** Whether it is a game of the mean-field catalogue, whatever its parameters. */
    static boolean isMeanField(String name) {
        return isSpecification(name) && MeanFieldCatalogue.contains(name);
    }

    /** Whether it is a stochastic game: one of its catalogue, whatever its parameters, or a file of one. */
    static boolean isStochastic(String name) {
        return isSpecification(name) ? StochasticCatalogue.contains(name) : StochasticFiles.isStochastic(path(name));
    }

    /** A mean-field game. */
    static MeanFieldModel meanField(String name) {
        requireNoOther(name, GameKind.MEAN_FIELD, "a mean-field one");
        return MeanFieldModel.of(MeanFieldCatalogue.game(name));
    }

    /** A stochastic game, compiled. */
    static StochasticModel stochastic(String name) {
        requireNoOther(name, GameKind.STOCHASTIC, "a stochastic one");
        return isSpecification(name) ? StochasticCatalogue.model(name) : StochasticFiles.read(path(name));
    }

    private static void requireStrategic(String name) {
        kind(name)
                .filter(kind -> kind == GameKind.MEAN_FIELD || kind == GameKind.STOCHASTIC)
                .ifPresent(kind -> {
                    throw other(name, kind, "an extensive or normal-form one");
                });
    }

    private static void requireNoOther(String name, GameKind kind, String expected) {
        kind(name).filter(found -> found != kind).ifPresent(found -> {
            throw other(name, found, expected);
        });
    }

    private static InvalidInputException other(String name, GameKind kind, String expected) {
        String found = switch (kind) {
            case EXTENSIVE -> "an extensive game, which 'aumann jpsro' takes";
            case NORMAL_FORM -> "a normal-form game, which 'aumann solve' takes";
            case MEAN_FIELD -> "a mean-field game, which 'aumann mfpsro' takes";
            case STOCHASTIC -> "a stochastic game, which 'aumann jal' takes";
        };
        return new InvalidInputException(name.strip() + ": found " + found + ", expected " + expected);
    }

    /** What a game is, as far as that is known before it is made: empty for most files. */
    private static Optional<GameKind> kind(String name) {
        if (isSpecification(name)) {
            return GameCatalogue.kind(name);
        }
        return isStochastic(name) ? Optional.of(GameKind.STOCHASTIC) : Optional.empty();
    }

    /**
     * A game whose players are interchangeable.
     *
     * @param name the game's name
     * @param game the game by count profiles
     */
    record Symmetric(String name, SymmetricGame game) {}

    /** A game by count profiles: from the catalogue without a tensor, else from a tensor that is symmetric. */
    static Symmetric symmetric(String name, GameReading reading) {
        Optional<SymmetricGame> generated =
                isSpecification(name) ? GameCatalogue.symmetricGame(name) : Optional.empty();
        if (generated.isPresent()) {
            reading.requirePlain(name.strip(), "a game of the catalogue");
            return new Symmetric(name.strip(), generated.get());
        }
        try (Strategic strategic = strategic(name, reading)) {
            return new Symmetric(
                    strategic.summary().name(),
                    InputFile.located(
                            name, () -> SymmetricGame.of(strategic.game().payoffs())));
        }
    }

    /**
     * The agents of one population.
     *
     * @param name the game's name
     * @param agents what they get against each other
     */
    record Population(String name, HeadToHead agents) {}

    /**
     * The agents of one population: of match results, in which none need have played itself, else the actions of a
     * symmetric game of two players.
     */
    static Population population(String name, GameReading reading) {
        if (!isSpecification(name) && TensorFiles.mayBeMatches(path(name)) && reading.otherPlayer() == null) {
            return new Population(InputFile.stem(path(name)), MatchResults.headToHead(path(name), reading));
        }
        try (Strategic strategic = strategic(name, reading.withSeating(Seating.SEPARATE))) {
            NormalFormGame game = strategic.game();
            if (game.playerCount() != 2) {
                throw new InvalidInputException(
                        name + ": found " + game.playerCount() + " players, expected 2 to rank one population");
            }
            InputFile.located(name, () -> SymmetricGame.of(game.payoffs()));
            JointActionIndex index = game.payoffs().index();
            List<String> labels = IntStream.range(0, index.actionCount(0))
                    .mapToObj(action -> game.actionLabel(0, action))
                    .toList();
            HeadToHead agents =
                    HeadToHead.of(labels, (agent, other) -> game.payoffs().get(0, index.jointAction(agent, other)));
            return new Population(strategic.summary().name(), agents);
        }
    }

    /** A game as a tree. */
    static GameTree tree(String name) {
        Game game = game(name, GameReading.plain());
        if (game instanceof NormalFormGame strategic) {
            try (strategic) {
                return GameTree.of(strategic);
            }
        }
        if (isForgetful(game, name)) {
            throw new InvalidInputException(name + ": found a game in which a player forgets, expected perfect recall "
                    + "for behaviour policies; 'aumann solve' and 'aumann gap' go by its pure strategies");
        }
        GameTree tree = GameTree.of(game);
        requireCalculable(name, tree.playerCount(), tree::range);
        return tree;
    }

    private static Game game(String name, GameReading reading) {
        requireStrategic(name);
        if (isSpecification(name)) {
            reading.requirePlain(name.strip(), "a game of the catalogue");
            return GameCatalogue.game(name);
        }
        return GameFiles.read(path(name), reading);
    }

    private static boolean isSpecification(String name) {
        return SPECIFICATION.matcher(name).matches();
    }

    /** A file name, or a message of one line. */
    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("'" + name + "' is neither a game nor a file name: " + e.getReason());
        }
    }
}
