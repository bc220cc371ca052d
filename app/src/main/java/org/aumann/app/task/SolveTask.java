package org.aumann.app.task;

import java.util.List;
import org.aumann.app.report.NormalisationSummary;
import org.aumann.app.report.Plays;
import org.aumann.app.report.Rank;
import org.aumann.app.report.SolveDocument;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.evolution.AlphaRank;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveOutcome;

/** A solve over the joint actions of a game. */
final class SolveTask implements Task {
    private final SolveRequest request;
    private final boolean mayBeBatch;
    private final BackendChoice choice;

    SolveTask(SolveRequest request, boolean mayBeBatch) {
        this.request = request;
        this.mayBeBatch = mayBeBatch;
        GameSource.requireMemoryForSigma(request.game(), request.reading());
        ExactCertifier.requireSmall(request.exact(), request.game());
        this.choice = request.backend().needing(request.solver().needs());
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + request.game());
        try (GameSource.Strategic source = GameSource.strategic(request.game(), request.reading());
                ComputeBackend backend = choice.open(MetaGame.of(source.game().payoffs()))) {
            NormalFormGame game = source.game();
            MetaSolver solver = solver(game, listener);
            ExactCertifier exact = new ExactCertifier(request.exact(), source);
            if (request.out() != null) {
                DistributionFiles.requireWritable(request.out(), game);
            }
            BackendChoice.log(backend, listener);
            if (mayBeBatch) {
                listener.log(request.game() + ": read as one game; with --batch as games with one player less");
            }
            listener.status("solving");
            MetaGame metaGame = MetaGame.of(game.payoffs());
            Multipliers zero = Multipliers.zero(metaGame.index(), solver.concept());
            SolveOutcome outcome = solver.solve(metaGame, backend, zero, request.options(), new SolveWatcher(listener));
            boolean solved = outcome instanceof SolveOutcome.Optimal;
            JointDistribution sigma = outcome.report().sigma();
            listener.result(SolveDocument.of(
                    outcome,
                    source.summary(),
                    Plays.of(game, sigma),
                    solver instanceof AlphaRank ? Rank.of(game, sigma) : List.of(),
                    backend.id(),
                    exact.check(sigma)));
            if (solved && request.out() != null) {
                DistributionFiles.write(sigma, game, request.out());
            }
            return solved;
        }
    }

    /** The solver with the prior that was asked for. */
    private MetaSolver solver(NormalFormGame game, TaskListener listener) {
        request.settings().requirePlayers(game.playerCount());
        if (request.prior() == null) {
            return request.solver();
        }
        NormalisedDistribution read = DistributionFiles.readNormalised(request.prior(), game);
        NormalisationSummary normalised = NormalisationSummary.of(read);
        if (normalised != null) {
            listener.log(request.prior() + " normalised: " + normalised.describe());
        }
        return MetaSolvers.named(request.solver().id(), request.settings().withPrior(read.sigma()));
    }
}
