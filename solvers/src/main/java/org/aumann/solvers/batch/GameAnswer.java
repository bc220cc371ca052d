package org.aumann.solvers.batch;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;

/**
 * What one game of a batch was solved to, besides its distribution. Values, gains and entropy are those of a certificate, computed
 * anew from the payoffs.
 *
 * @param status how the solve ended
 * @param values expected payoff of every player
 * @param largestGain the largest gain of any deviation, with its sign: the ε that is certified; payoff units
 * @param relativeGain the same, relative to the differences that the player's deviations make
 * @param entropy Shannon entropy, nats
 * @param objective what the solver maximises
 * @param bound what no distribution that satisfies ε has more of; infinite where that is not known
 * @param residual what is missing to an optimum, relative to the units of the gains; at least 0
 * @param iterations steps of the solver
 */
public record GameAnswer(
        GameStatus status,
        List<Double> values,
        double largestGain,
        double relativeGain,
        double entropy,
        double objective,
        double bound,
        double residual,
        long iterations) {
    /** Copies the list. */
    public GameAnswer {
        values = List.copyOf(values);
    }

    /** What a solver of single games has found. */
    static GameAnswer of(SolveOutcome outcome, SolutionConcept concept) {
        SolveReport report = outcome.report();
        Certificate certificate = report.certificate();
        return new GameAnswer(
                GameStatus.of(outcome),
                Arrays.stream(certificate.values()).boxed().toList(),
                certificate.gap(concept).largestGain(),
                certificate.relativeGain(concept),
                certificate.entropy(),
                report.objective().value(),
                report.objective().upper(),
                residual(outcome),
                report.iterations());
    }

    private static double residual(SolveOutcome outcome) {
        return switch (outcome) {
            case SolveOutcome.Optimal _, SolveOutcome.Infeasible _ -> 0;
            case SolveOutcome.IterationLimit limit -> limit.residual();
            case SolveOutcome.TimeLimit limit -> limit.residual();
            case SolveOutcome.NumericalFailure failure -> failure.residual();
        };
    }

    /** The same with another status. */
    GameAnswer withStatus(GameStatus other) {
        return new GameAnswer(
                other, values, largestGain, relativeGain, entropy, objective, bound, residual, iterations);
    }
}
