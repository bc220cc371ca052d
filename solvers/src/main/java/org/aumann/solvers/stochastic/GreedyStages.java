package org.aumann.solvers.stochastic;

import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;

/** The best joint action: for all together, or of every player for himself. Of several that are as good, the first. */
final class GreedyStages implements StageSolver {
    private final JointActionIndex index;
    private final boolean isCentral;

    /**
     * @param isCentral whether the sum of the payoffs is maximised (central); else everybody does his part of the joint action that is best for
     *     him, and expects it (friend)
     */
    GreedyStages(JointActionIndex index, boolean isCentral) {
        this.index = index;
        this.isCentral = isCentral;
    }

    @Override
    public StageAnswers solve(GameBatch games, int gameCount, Deadline deadline) {
        StageAnswers answers = new StageAnswers((int) index.jointActionCount(), index.playerCount(), gameCount);
        IntStream.range(0, gameCount).parallel().forEach(game -> {
            int played = isCentral ? best(games, game, -1) : 0;
            for (int p = 0; p < index.playerCount(); p++) {
                int own = isCentral ? played : best(games, game, p);
                answers.setValue(game, p, games.get(game, p, own));
                played += isCentral ? 0 : index.action(own, p) * (int) index.stride(p);
            }
            answers.setProbability(game, played, 1);
            answers.setSolved(game, true);
        });
        return answers;
    }

    private int best(GameBatch games, int game, int player) {
        int best = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < index.jointActionCount(); a++) {
            double worth = 0;
            for (int p = 0; p < index.playerCount(); p++) {
                worth += player < 0 || p == player ? games.get(game, p, a) : 0;
            }
            if (worth > greatest) {
                greatest = worth;
                best = a;
            }
        }
        return best;
    }
}
