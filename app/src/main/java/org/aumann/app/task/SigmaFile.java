package org.aumann.app.task;

import java.nio.file.Path;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.BatchFiles;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.format.ProfileCsv;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.solvers.batch.BatchSolution;
import org.aumann.solvers.batch.GameStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where a distribution is written, if anywhere.
 *
 * @param out the file, or null
 */
record SigmaFile(@Nullable Path out) {
    /** Checks before anything is computed that the result could be written. */
    void requireWritable() {
        if (out != null) {
            DistributionFiles.requireWritable(out);
        }
    }

    /** The same of names that the file may have to hold. */
    void requireWritable(NormalFormGame game) {
        if (out != null) {
            DistributionFiles.requireWritable(out, game);
        }
    }

    /** The same for a distribution over count profiles. */
    void requireWritableProfiles() {
        if (out != null) {
            ProfileCsv.requireWritable(out);
        }
    }

    /** The same for the distributions of a batch. */
    void requireWritableBatch() {
        if (out != null) {
            BatchFiles.requireWritable(out);
        }
    }

    /** Writes the distributions of a batch where that was asked for. */
    void write(BatchSolution solution) {
        if (out == null) {
            return;
        }
        int games = solution.gameCount();
        int players = solution.index().playerCount();
        double[] values = new double[Math.multiplyExact(games, players)];
        boolean[] isOptimal = new boolean[games];
        for (int game = 0; game < games; game++) {
            isOptimal[game] = solution.status(game) == GameStatus.OPTIMAL;
            for (int p = 0; p < players; p++) {
                values[game * players + p] = solution.answer(game).values().get(p);
            }
        }
        BatchFiles.write(out, solution.index(), solution.sigma(), values, isOptimal);
    }

    /** Writes a distribution over count profiles where that was asked for. */
    void write(JointDistribution x, CountProfiles profiles) {
        if (out != null) {
            ProfileCsv.write(x, profiles, out);
        }
    }

    /** Writes the distribution where that was asked for. */
    void write(JointDistribution sigma, NormalFormGame game) {
        if (out != null) {
            DistributionFiles.write(sigma, game, out);
        }
    }
}
