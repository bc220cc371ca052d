package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.solvers.empirical.SamplingOptions;
import org.aumann.solvers.empirical.SamplingResult;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann solve}.
 *
 * @param status how the solve ended: optimal, infeasible, iteration_limit, time_limit or numerical_failure
 * @param solver id of the solver
 * @param backend id of the back end
 * @param game the game that was asked for
 * @param shape players, actions and joint actions
 * @param quality values, welfare, entropy, Gini impurity, support and certified ε
 * @param epsilon the ε that was asked for or computed
 * @param epsilonPerPlayer the same for every player, empty if they are all alike
 * @param gap the gaps for both concepts
 * @param exact the certificate in exact arithmetic, where that was asked for
 * @param objective the objective with its bracket
 * @param iterations steps of the solver
 * @param evaluations passes over the payoff tensor
 * @param seconds wall-clock time of the solve
 * @param residual largest violation of the optimality conditions, where the solve did not end optimal
 * @param sampling what fresh episodes say, where the payoffs were sampled
 * @param plays the joint actions with a probability
 * @param ranking the agents of all players by their marginal probabilities, where the solver is one that ranks
 * @param notes retries and anything else worth knowing
 */
public record SolveDocument(
        String status,
        String solver,
        String backend,
        GameSummary game,
        @JsonUnwrapped Shape shape,
        @JsonUnwrapped Quality quality,
        double epsilon,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> epsilonPerPlayer,
        PerConcept<GapSummary> gap,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ExactSummary exact,
        ObjectiveSummary objective,
        long iterations,
        long evaluations,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double residual,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SamplingSummary sampling,
        @JsonUnwrapped Plays plays,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Rank> ranking,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes)
        implements Document {
    /** Copies the lists. */
    public SolveDocument {
        epsilonPerPlayer = List.copyOf(epsilonPerPlayer);
        ranking = List.copyOf(ranking);
        notes = List.copyOf(notes);
    }

    /**
     * The document of an outcome.
     *
     * @param outcome how the solve ended
     * @param game the game that was asked for
     * @param plays what is played
     * @param ranking of its agents; empty if the solver does not rank
     * @param backend id of the back end
     * @param exact the certificate in exact arithmetic, where that was asked for
     * @return the document
     */
    public static SolveDocument of(
            SolveOutcome outcome,
            GameSummary game,
            Plays plays,
            List<Rank> ranking,
            String backend,
            Optional<ExactSummary> exact) {
        Shape shape = Shape.of(outcome.report().sigma().index());
        return of(outcome, game, shape, backend, exact.orElse(null), null, plays, ranking);
    }

    /**
     * The document of a symmetric game's outcome.
     *
     * @param outcome how the solve ended
     * @param game the game that was asked for
     * @param profiles its count profiles
     * @param backend id of the back end
     * @return the document
     */
    public static SolveDocument of(SolveOutcome outcome, GameSummary game, CountProfiles profiles, String backend) {
        return of(outcome, game, Shape.of(profiles), backend, null, null, Plays.none(), List.of());
    }

    /**
     * The document of adaptive sampling.
     *
     * @param result how it ended
     * @param options what was asked for
     * @param game the game that was asked for
     * @param plays what is played
     * @param backend id of the back end
     * @return the document; its certificate is of the means that the last solve has seen
     */
    public static SolveDocument of(
            SamplingResult result, SamplingOptions options, GameSummary game, Plays plays, String backend) {
        SolveOutcome outcome = result.last().outcome();
        Shape shape = Shape.of(outcome.report().sigma().index());
        return of(outcome, game, shape, backend, null, SamplingSummary.of(result, options), plays, List.of());
    }

    private static SolveDocument of(
            SolveOutcome outcome,
            GameSummary game,
            Shape shape,
            String backend,
            @Nullable ExactSummary exact,
            @Nullable SamplingSummary sampling,
            Plays plays,
            List<Rank> ranking) {
        SolveReport report = outcome.report();
        return new SolveDocument(
                outcome.status(),
                report.solver(),
                backend,
                game,
                shape,
                Quality.of(report.certificate()),
                report.epsilon(),
                report.epsilons().stream().distinct().count() > 1 ? report.epsilons() : List.of(),
                PerConcept.of(concept -> GapSummary.of(report.certificate().gap(concept))),
                exact,
                ObjectiveSummary.of(report.objective()),
                report.iterations(),
                report.evaluations(),
                Durations.seconds(report.elapsed()),
                residual(outcome),
                sampling,
                plays,
                ranking,
                report.notes());
    }

    private static @Nullable Double residual(SolveOutcome outcome) {
        return switch (outcome) {
            case SolveOutcome.Optimal optimal -> null;
            case SolveOutcome.Infeasible infeasible -> null;
            case SolveOutcome.IterationLimit limit -> limit.residual();
            case SolveOutcome.TimeLimit limit -> limit.residual();
            case SolveOutcome.NumericalFailure failure -> failure.residual();
        };
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("size", shape.describe("actions"));
        String epsilons = epsilonPerPlayer.isEmpty() ? Numbers.value(epsilon) : Numbers.values(epsilonPerPlayer);
        text.line("solver", solver + ", epsilon " + epsilons + ", back end " + backend);
        text.line("status", residual == null ? status : status + ", residual " + Numbers.gap(residual));
        quality.writeTo(text);
        objective.writeTo(text);
        quality.writeCertificateTo(text, gap);
        if (exact != null) {
            exact.writeTo(text);
        }
        if (sampling != null) {
            sampling.writeTo(text);
        }
        if (ranking.isEmpty()) {
            plays.writeTo(text);
        } else {
            Rank.writeTo(text, ranking);
        }
        text.line(
                "time",
                Numbers.seconds(seconds) + ", " + Numbers.count(iterations, "iteration") + ", "
                        + Numbers.count(evaluations, "evaluation"));
        notes.forEach(note -> text.line("note", note));
    }
}
