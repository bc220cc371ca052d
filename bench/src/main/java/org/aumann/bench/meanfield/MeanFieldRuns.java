package org.aumann.bench.meanfield;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.aumann.bench.plot.LogLogPlot;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.meanfield.FictitiousPlay;
import org.aumann.solvers.meanfield.MeanFieldBaseline;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldIteration;
import org.aumann.solvers.meanfield.MeanFieldLearner;
import org.aumann.solvers.meanfield.MeanFieldPsro;
import org.aumann.solvers.meanfield.MeanFieldPsroOptions;
import org.aumann.solvers.meanfield.MediatorProgram;
import org.aumann.solvers.meanfield.OnlineMirrorDescent;
import org.aumann.solvers.meanfield.RestrictedSolver;

/**
 * Figures 1 and 3 to 7 of Muller et al. 2021, drawn from runs on this machine: gaps against iterations and seconds, and how
 * many mixtures the mediators draw.
 *
 * <p>Arguments: seconds a run may take, a folder for the plots, a CSV file for the iterations.
 */
public final class MeanFieldRuns {
    private static final List<String> GAMES =
            List.of("biased_indirect_rps", "coop_betray_punish", "mfg_crowd_modelling", "mfg_predator_prey");

    /** Smaller gaps, and negative ones, are drawn here. */
    private static final double FLOOR = 1e-10;

    private static final int ITERATIONS = 1_000;

    private static final int KEPT_PER_DECADE = 40;

    private MeanFieldRuns() {}

    /** One curve. */
    private enum Variant {
        REFINED(0, "ours"),
        COMPRESSED(1, "paper's"),
        UNIFORM(2, "uniform ρ"),
        FICTITIOUS_PLAY(2, "FP"),
        MIRROR_DESCENT_01(3, "OMD .1"),
        MIRROR_DESCENT_1(4, "OMD 1");

        private final int colour;
        private final String title;

        Variant(int colour, String title) {
            this.colour = colour;
            this.title = title;
        }

        boolean suits(MeanFieldConcept concept) {
            return switch (this) {
                case REFINED, COMPRESSED -> true;
                case UNIFORM -> concept != MeanFieldConcept.NASH;
                case FICTITIOUS_PLAY, MIRROR_DESCENT_01, MIRROR_DESCENT_1 -> concept == MeanFieldConcept.NASH;
            };
        }

        List<MeanFieldIteration> run(MeanFieldModel model, MeanFieldConcept concept, Duration limit) {
            return switch (this) {
                case REFINED, COMPRESSED, UNIFORM -> psro(model, concept, limit);
                case FICTITIOUS_PLAY -> baseline(new FictitiousPlay(model), limit);
                case MIRROR_DESCENT_01 -> baseline(new OnlineMirrorDescent(model, 0.1), limit);
                case MIRROR_DESCENT_1 -> baseline(new OnlineMirrorDescent(model, 1), limit);
            };
        }

        private List<MeanFieldIteration> psro(MeanFieldModel model, MeanFieldConcept concept, Duration limit) {
            MeanFieldPsroOptions usual = MeanFieldPsroOptions.defaults(concept);
            MeanFieldPsroOptions options = new MeanFieldPsroOptions(
                    concept,
                    solver(usual.solver()),
                    usual.responseLimit(),
                    usual.noise(),
                    usual.regretTolerance(),
                    usual.regretLimit(),
                    limits(limit),
                    usual.seed());
            try (ComputeBackend backend = Backends.named("cpu");
                    MeanFieldPsro psro = new MeanFieldPsro(model, backend, options, LoopListener.silent())) {
                return psro.run().history();
            }
        }

        private RestrictedSolver solver(RestrictedSolver usual) {
            boolean isRefined = this == REFINED;
            return switch (usual) {
                case RestrictedSolver.Play play ->
                    new RestrictedSolver.Play(
                            play.rule(), play.steps(), play.compressionPeriod(), this != UNIFORM, isRefined);
                case RestrictedSolver.Search search ->
                    new RestrictedSolver.Search(search.method(), search.steps(), isRefined);
                case MediatorProgram program -> program;
            };
        }

        private static LoopLimits limits(Duration limit) {
            return new LoopLimits(FLOOR, 0, ITERATIONS, limit);
        }

        private static List<MeanFieldIteration> baseline(MeanFieldLearner learner, Duration limit) {
            return new MeanFieldBaseline(learner, limits(limit), LoopListener.silent())
                    .run()
                    .history();
        }
    }

    /** The iterations of one curve. */
    private record Run(String game, MeanFieldConcept concept, Variant variant, List<MeanFieldIteration> history) {
        /** Which iterations are kept: on a logarithmic axis nobody can tell the others apart. */
        int[] kept() {
            return IntStream.range(0, history.size())
                    .filter(i -> i == history.size() - 1 || decade(i + 1) != decade(i))
                    .toArray();
        }

        private static int decade(int iteration) {
            return (int) (KEPT_PER_DECADE * Math.log10(Math.max(1e-1, iteration)));
        }

        /** Seconds from the start to the end of every iteration, without the certificates. */
        double[] seconds() {
            double[] seconds = new double[history.size()];
            double sum = 0;
            for (int i = 0; i < seconds.length; i++) {
                MeanFieldIteration iteration = history.get(i);
                sum += 1e-9
                        * iteration
                                .restricted()
                                .plus(iteration.compression())
                                .plus(iteration.bestResponse())
                                .toNanos();
                seconds[i] = Math.max(1e-6, sum);
            }
            return seconds;
        }

        LogLogPlot.Line line(double[] along, ToDoubleFunction<MeanFieldIteration> up) {
            List<LogLogPlot.Point> points = new ArrayList<>();
            for (int i : kept()) {
                points.add(new LogLogPlot.Point(along[i], Math.max(FLOOR, up.applyAsDouble(history.get(i)))));
            }
            return new LogLogPlot.Line(variant.colour, variant.title, points, Optional.empty());
        }

        double[] iterations() {
            return history.stream().mapToDouble(MeanFieldIteration::iteration).toArray();
        }

        void writeTo(StringBuilder csv) {
            double[] seconds = seconds();
            for (int i : kept()) {
                MeanFieldIteration iteration = history.get(i);
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%d,%.6f,%.6e,%.6e,%.6e,%d,%d%n",
                        game,
                        concept,
                        variant,
                        iteration.iteration(),
                        seconds[i],
                        iteration.gap(MeanFieldConcept.NASH),
                        iteration.gap(MeanFieldConcept.CCE),
                        iteration.gap(MeanFieldConcept.CE),
                        iteration.support(),
                        iteration.policyCounts().stream()
                                .mapToInt(Integer::intValue)
                                .sum()));
            }
        }
    }

    /**
     * Runs everything.
     *
     * @param arguments seconds, folder, CSV file
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: MeanFieldRuns SECONDS FOLDER CSV");
            System.exit(2);
        }
        Duration limit = Duration.ofMillis((long) (1_000 * Double.parseDouble(arguments[0])));
        List<Run> runs = new ArrayList<>();
        for (String game : GAMES) {
            MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(game));
            for (MeanFieldConcept concept : MeanFieldConcept.values()) {
                for (Variant variant : Variant.values()) {
                    if (variant.suits(concept)) {
                        Run run = new Run(game, concept, variant, variant.run(model, concept, limit));
                        System.err.printf(
                                Locale.ROOT,
                                "%s %s %s: %d iterations, least gap %.3g%n",
                                game,
                                concept,
                                variant,
                                run.history().size(),
                                run.history().stream()
                                        .mapToDouble(iteration -> iteration.gap(concept))
                                        .min()
                                        .orElseThrow());
                        runs.add(run);
                    }
                }
            }
        }
        StringBuilder csv = new StringBuilder("game,concept,variant,iteration,seconds,nash,cce,ce,support,policies\n");
        runs.forEach(run -> run.writeTo(csv));
        Files.writeString(Path.of(arguments[2]), csv);
        Path folder = Path.of(arguments[1]);
        Files.writeString(folder.resolve("mean-field-compression.svg"), CompressionFigure.svg());
        Files.writeString(folder.resolve("mean-field-iterations.svg"), gaps(runs, true));
        Files.writeString(folder.resolve("mean-field-seconds.svg"), gaps(runs, false));
        Files.writeString(folder.resolve("mean-field-support.svg"), support(runs));
    }

    /** Figures 3 to 5 and 7. */
    private static String gaps(List<Run> runs, boolean isByIteration) {
        List<LogLogPlot.Panel> panels = new ArrayList<>();
        for (String game : GAMES) {
            for (MeanFieldConcept concept : MeanFieldConcept.values()) {
                List<LogLogPlot.Line> lines = runs.stream()
                        .filter(run -> run.game().equals(game) && run.concept() == concept)
                        .map(run -> run.line(
                                isByIteration ? run.iterations() : run.seconds(), iteration -> iteration.gap(concept)))
                        .toList();
                panels.add(new LogLogPlot.Panel(game + ", " + concept, lines));
            }
        }
        return LogLogPlot.svg(
                "Gap over all policies, of the population that has the greatest (below 1e-10 or negative: at the bottom)",
                isByIteration ? "iterations" : "seconds",
                "gap",
                panels);
    }

    /** Figure 6. */
    private static String support(List<Run> runs) {
        List<LogLogPlot.Panel> panels = new ArrayList<>();
        for (String game : GAMES.subList(2, GAMES.size())) {
            List<LogLogPlot.Line> lines = runs.stream()
                    .filter(run -> run.game().equals(game) && run.concept() == MeanFieldConcept.CCE)
                    .map(run -> run.line(run.iterations(), MeanFieldIteration::support))
                    .toList();
            panels.add(new LogLogPlot.Panel(game + ", CCE", lines));
        }
        return LogLogPlot.svg("Mixtures that the mediator draws", "iterations", "mixtures", panels);
    }
}
