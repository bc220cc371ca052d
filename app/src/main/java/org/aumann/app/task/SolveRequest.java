package org.aumann.app.task;

import java.nio.file.Path;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.BatchFiles;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.format.GameReading;
import org.aumann.core.format.ProfileCsv;
import org.aumann.core.format.Seating;
import org.aumann.solvers.empirical.SamplingOptions;
import org.aumann.solvers.evolution.AlphaRank;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of a solve.
 *
 * @param game a file or a game of the catalogue
 * @param reading what a file leaves open
 * @param solver the meta-solver
 * @param settings those that the solver was made with, without prior
 * @param options when the solver stops
 * @param prior file of the distribution that relative entropy is taken to; null for the uniform one
 * @param sampling how long payoffs are sampled; null to compute them
 * @param symmetric whether to solve over count profiles
 * @param batch whether the file holds many games, even where its shape does not say so
 * @param exact whether to certify in rational arithmetic, too
 * @param backend the back end
 * @param out file for the distribution, if any
 */
public record SolveRequest(
        String game,
        GameReading reading,
        MetaSolver solver,
        SelectionSettings settings,
        SolveOptions options,
        @Nullable Path prior,
        @Nullable SamplingOptions sampling,
        boolean symmetric,
        boolean batch,
        boolean exact,
        BackendChoice backend,
        @Nullable Path out) {
    private static final String BATCH = "a batch of games";

    /**
     * The task that this asks for; what a file holds has a say in it.
     *
     * @return a task that is ready to run
     * @throws InvalidInputException if parts do not go together, or the result could not be written
     */
    public Task task() {
        BatchFiles.Content content = GameSource.content(game);
        boolean isBatch = batch || content == BatchFiles.Content.BATCH;
        if (out != null) {
            if (isBatch) {
                BatchFiles.requireWritable(out);
            } else if (symmetric) {
                ProfileCsv.requireWritable(out);
            } else {
                DistributionFiles.requireWritable(out);
            }
        }
        boolean sampled = sampling != null;
        requireOne("--prior", prior != null, "--episodes", sampled);
        requireOne("--prior", prior != null, "--symmetric", symmetric);
        requireOne("--episodes", sampled, "--symmetric", symmetric);
        UsedSettings.require(settings, prior != null, solver);
        requireOne("--exact", exact, "--symmetric", symmetric);
        requireOne("--exact", exact, "--episodes", sampled);
        if (isBatch) {
            requireNoBatch("--episodes", sampled);
            requireNoBatch("--symmetric", symmetric);
            requireNoBatch("--exact", exact);
            requireNoBatch("--prior", prior != null);
            reading.requirePlain(game, BATCH);
            return new BatchTask(this);
        }
        if (reading.seating() == Seating.ONE_POPULATION && solver instanceof AlphaRank ranking) {
            requireOne("--one-population", true, "--symmetric", symmetric);
            requireOne("--one-population", true, "--episodes", sampled);
            requireOne("--one-population", true, "--exact", exact);
            requireOne("--one-population", true, "--out", out != null);
            return new RankingTask(this, ranking);
        }
        if (symmetric) {
            return new SymmetricTask(this);
        }
        return sampling == null
                ? new SolveTask(this, content == BatchFiles.Content.BATCH_OR_GAME)
                : new SampledTask(this, sampling);
    }

    private static void requireOne(String first, boolean isFirst, String second, boolean isSecond) {
        if (isFirst && isSecond) {
            throw new InvalidInputException(first + " and " + second + ": found both, expected one of them");
        }
    }

    private static void requireNoBatch(String option, boolean isGiven) {
        if (isGiven) {
            throw new InvalidInputException(option + ": found " + BATCH + ", expected a single one");
        }
    }
}
