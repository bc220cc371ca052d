package org.aumann.bench.compare;

import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.ortools.LinearProgram;
import org.jspecify.annotations.Nullable;

/**
 * One game and problem in a process of its own, by us or by OR-Tools. Speaks as {@code peers.py} does: {@code ready},
 * {@code run SECONDS} for every solve, {@code certify}, and {@code done} with what the certificate says.
 */
final class Worker {
    /** As in {@code peers.py}: relative to the payoff range. */
    private static final double TOLERANCE = 1e-6;

    private static final double NANO = 1e-9;

    private final PayoffTensor payoffs;
    private final Problem problem;
    private final Duration limit;
    private final double range;
    private final double epsilon;

    private Worker(PayoffTensor payoffs, Problem problem, Duration limit) {
        this.payoffs = payoffs;
        this.problem = problem;
        this.limit = limit;
        range = range(payoffs);
        epsilon = problem.relativeEpsilon() * range;
    }

    static double range(PayoffTensor payoffs) {
        return IntStream.range(0, payoffs.playerCount())
                .mapToDouble(p -> payoffs.range(p).width())
                .max()
                .orElse(0);
    }

    /** What a solve left. The seconds are without the certificate, of which there is none without an answer. */
    private record Answer(
            Status status,
            double seconds,
            @Nullable Supplier<Certificate> certificate,
            long evaluations,
            String note) {}

    /** Solves one problem. */
    @FunctionalInterface
    private interface Solver {
        Answer solve();
    }

    /**
     * Solves and reports.
     *
     * @param arguments CONTENDER GAME PROBLEM TIME_LIMIT REPEAT_SECONDS REPEATS
     */
    public static void main(String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (NormalFormGame game = (NormalFormGame) GameCatalogue.game(arguments[1])) {
            Worker worker = new Worker(
                    game.payoffs(),
                    Problem.of(arguments[2]),
                    Duration.ofMillis(Math.round(1000 * Double.parseDouble(arguments[3]))));
            double budget = Double.parseDouble(arguments[4]);
            int repeats = Integer.parseInt(arguments[5]);
            switch (Contender.valueOf(arguments[0])) {
                case AUMANN -> worker.solveHere(out, budget, repeats);
                case OR_TOOLS -> worker.repeat(worker::solveExplicitly, out, budget, repeats);
                case SCIPY -> throw new IllegalArgumentException("contender (SCIPY) must run in Python");
            }
        } catch (OutOfMemoryError e) {
            out.println("done status=out-of-memory");
        }
    }

    private void solveHere(PrintStream out, double budget, int repeats) {
        try (ComputeBackend backend = Backends.named("cpu")) {
            SolveOptions options =
                    SolveOptions.defaults().withTolerance(TOLERANCE).withTimeLimit(limit);
            repeat(
                    () -> answer(
                            MetaSolvers.named(problem.id(), epsilon).solve(MetaGame.of(payoffs), backend, options)),
                    out,
                    budget,
                    repeats);
        }
    }

    private static Answer answer(SolveOutcome outcome) {
        SolveReport report = outcome.report();
        Status status = switch (outcome) {
            case SolveOutcome.Optimal _ -> Status.OPTIMAL;
            case SolveOutcome.Infeasible _,
                    SolveOutcome.IterationLimit _,
                    SolveOutcome.TimeLimit _,
                    SolveOutcome.NumericalFailure _ -> Status.STOPPED;
        };
        String note = String.join("; ", report.notes());
        double seconds = report.elapsed().toNanos() * NANO;
        return new Answer(status, seconds, report::certificate, report.evaluations(), note);
    }

    private Answer solveExplicitly() {
        long start = System.nanoTime();
        LinearProgram.Answer answer = ExplicitMatrix.maximiseWelfare(payoffs, problem.concept(), epsilon, limit);
        double seconds = (System.nanoTime() - start) * NANO;
        String note = String.join("; ", answer.notes());
        return switch (answer.status()) {
            case CONVERGED ->
                new Answer(Status.OPTIMAL, seconds, () -> Certificate.of(payoffs, distribution(answer.x())), 0, note);
            case INFEASIBLE -> new Answer(Status.FAILED, seconds, null, 0, "infeasible; " + note);
            default -> new Answer(Status.FAILED, seconds, null, 0, note);
        };
    }

    /** The errors of a simplex run, negative probabilities and a sum that is not 1, are taken out. */
    private JointDistribution distribution(double[] x) {
        double[] positive = Arrays.stream(x).map(e -> Math.max(0, e)).toArray();
        double sum = Arrays.stream(positive).sum();
        MemorySegment memory = JointDistribution.memory(payoffs.index());
        MemorySegment.copy(
                MemorySegment.ofArray(Arrays.stream(positive).map(e -> e / sum).toArray()),
                0,
                memory,
                0,
                memory.byteSize());
        return JointDistribution.over(payoffs.index(), memory);
    }

    private void repeat(Solver solver, PrintStream out, double budget, int repeats) {
        out.println("ready");
        Answer answer = null;
        double spent = 0;
        for (int k = 0; k <= repeats && spent <= budget; k++) {
            answer = solver.solve();
            out.println("run " + answer.seconds());
            spent += answer.seconds();
        }
        out.println("certify");
        if (answer == null) {
            throw new IllegalArgumentException("repeats (" + repeats + ") must be at least 0");
        }
        String note = " note=" + answer.note().replace(' ', '_').replace('\n', ';');
        Supplier<Certificate> certificate = answer.certificate();
        String certified = certificate == null ? "" : certified(payoffs, certificate.get(), problem);
        out.println("done status=" + answer.status().id() + " evaluations=" + answer.evaluations() + certified + note);
    }

    /** The certified words of a {@code done} line. */
    static String certified(PayoffTensor payoffs, Certificate certificate, Problem problem) {
        double gain = certificate.gap(problem.concept()).largestGain();
        return " excess=" + (gain / range(payoffs) - problem.relativeEpsilon()) + " objective="
                + problem.objective(certificate);
    }
}
