package org.aumann.app.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.aumann.solvers.psro.JointPsroIteration;

/**
 * One iteration of {@code aumann jpsro}.
 *
 * @param iteration from 1
 * @param policies number of policies of each player
 * @param novel number of policies that are new after it
 * @param train the training distribution
 * @param eval the evaluation distribution
 * @param seconds wall-clock time by phase
 */
public record IterationDocument(
        int iteration, List<Integer> policies, int novel, Assessment train, Assessment eval, Phases seconds) {
    private static final String ROW = "%9s  %-16s %5s  %12s  %12s  %14s  %9s";

    /** Copies the list. */
    public IterationDocument {
        policies = List.copyOf(policies);
    }

    /**
     * A distribution over joint policies, as the loop sees it.
     *
     * @param status how its meta-solve ended
     * @param value expected payoff of each player
     * @param measured what the players could gain by the best responses that the loop found
     */
    public record Assessment(String status, List<Double> value, GapSummary measured) {
        /** Copies the list. */
        public Assessment {
            value = List.copyOf(value);
        }

        private static Assessment of(JointPsroIteration.Assessment assessment) {
            return new Assessment(assessment.status(), assessment.measured().values(), GapSummary.of(assessment.gap()));
        }
    }

    /**
     * Wall-clock time by phase.
     *
     * @param payoffs evaluating joint policies
     * @param solve meta-solvers
     * @param bestResponse best responses
     */
    public record Phases(double payoffs, double solve, double bestResponse) {}

    /**
     * The document of an iteration.
     *
     * @param iteration what it found
     * @return the document
     */
    public static IterationDocument of(JointPsroIteration iteration) {
        return new IterationDocument(
                iteration.iteration(),
                iteration.policies(),
                iteration.novelPolicies(),
                Assessment.of(iteration.train()),
                Assessment.of(iteration.eval()),
                new Phases(
                        Durations.seconds(iteration.payoffs()),
                        Durations.seconds(iteration.solve()),
                        Durations.seconds(iteration.bestResponse())));
    }

    /**
     * The header of {@link #row}.
     *
     * @return one line
     */
    public static String header() {
        return String.format(
                Locale.ROOT, ROW, "iteration", "policies", "novel", "train gap", "eval gap", "eval welfare", "time");
    }

    /**
     * The iteration in a table for people.
     *
     * @return one line
     */
    public String row() {
        return String.format(
                Locale.ROOT,
                ROW,
                iteration,
                policies.stream().map(Object::toString).collect(Collectors.joining(" x ")),
                novel,
                Numbers.gap(train.measured().sum()),
                Numbers.gap(eval.measured().sum()),
                Numbers.welfare(eval.value()),
                Numbers.seconds(seconds.payoffs() + seconds.solve() + seconds.bestResponse()));
    }
}
