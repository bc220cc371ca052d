package org.aumann.bench.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.aumann.bench.plot.LogLogPlot;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldIteration;
import org.aumann.solvers.meanfield.MeanFieldPsro;
import org.aumann.solvers.meanfield.MeanFieldPsroOptions;
import org.aumann.solvers.meanfield.PayoffNoise;
import org.aumann.solvers.meanfield.RestrictedSolver;

/**
 * Figure 1 of Muller et al. 2021: uniform and compressed weights of the rounds of the first restricted game with a choice, between a
 * best response to uniform play and the best response to that.
 *
 * <p>The game is played anew for every number of rounds, with one compression at the end.
 */
final class CompressionFigure {
    /** The game of the figure. */
    private static final String GAME = "mfg_crowd_modelling";

    private static final int MOST_ROUNDS = 3_000;

    /** Rounds grow by this factor. */
    private static final double STEP = 1.3;

    /** Smaller regrets, and negative ones, are drawn here. */
    private static final double FLOOR = 1e-10;

    private static final double NEGLIGIBLE = 1e-15;

    private CompressionFigure() {}

    static String svg() {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(GAME));
        List<LogLogPlot.Line> regrets = new ArrayList<>();
        List<LogLogPlot.Line> mixtures = new ArrayList<>();
        for (boolean isCompressed : new boolean[] {true, false}) {
            List<LogLogPlot.Point> regret = new ArrayList<>();
            List<LogLogPlot.Point> support = new ArrayList<>();
            for (int rounds = 2; rounds <= MOST_ROUNDS; rounds = (int) Math.ceil(STEP * rounds)) {
                MeanFieldIteration iteration = play(model, rounds, isCompressed);
                regret.add(point(rounds, iteration, MeanFieldIteration::regret));
                support.add(point(rounds, iteration, MeanFieldIteration::support));
            }
            int colour = isCompressed ? 1 : 2;
            String title = isCompressed ? "compressed ρ" : "uniform ρ";
            regrets.add(new LogLogPlot.Line(colour, title, regret, Optional.empty()));
            mixtures.add(new LogLogPlot.Line(colour, title, support, Optional.empty()));
        }
        return LogLogPlot.svg(
                "The first restricted game of two policies (regrets below 1e-10 or negative: at the bottom)",
                "rounds",
                "regret; mixtures",
                List.of(
                        new LogLogPlot.Panel(GAME + ": regret of the mediator", regrets),
                        new LogLogPlot.Panel(GAME + ": mixtures that it draws", mixtures)));
    }

    private static LogLogPlot.Point point(
            int rounds, MeanFieldIteration iteration, ToDoubleFunction<MeanFieldIteration> up) {
        return new LogLogPlot.Point(rounds, Math.max(FLOOR, up.applyAsDouble(iteration)));
    }

    /** The second iteration. */
    private static MeanFieldIteration play(MeanFieldModel model, int rounds, boolean isCompressed) {
        MeanFieldPsroOptions options = new MeanFieldPsroOptions(
                MeanFieldConcept.CCE,
                new RestrictedSolver.Play(new RegretRule.Matching(), rounds, rounds, isCompressed, false),
                1,
                PayoffNoise.NONE,
                NEGLIGIBLE,
                NEGLIGIBLE,
                new LoopLimits(0, 0, 2, Duration.ofMinutes(1)),
                0);
        try (ComputeBackend backend = Backends.named("cpu");
                MeanFieldPsro psro = new MeanFieldPsro(model, backend, options, LoopListener.silent())) {
            return psro.run().history().getLast();
        }
    }
}
