package org.aumann.app.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.stochastic.JointActionResult;
import org.aumann.solvers.stochastic.SelectionCycle;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann jal}.
 *
 * @param status how the run ended: converged, cyclic, stalled, iteration_limit or time_limit
 * @param game the game that was asked for
 * @param method planning, learning or stationary
 * @param selection id of what is played in the stage games; null where nothing is selected
 * @param backend id of the back end
 * @param discount γ
 * @param valueScale what {@code values} and those of the history are multiplied by: 1 − γ of a learner with {@code --normalise}, else 1
 * @param values what every player is to earn from the start, by what the method iterates or learns
 * @param policyValues what every player earns from the start by the policy, certified
 * @param start how the state is played in which play begins most likely
 * @param gap what the players could gain by deviating from the policy, certified
 * @param equilibrium what the policy is an equilibrium of: nash, ce, cce or none
 * @param error what certified values and gains may be wrong by
 * @param residual what was left to converge after the last iteration
 * @param cycle where the run went round in circles; null if it did not
 * @param sweeps passes over all states, or steps of Newton's method
 * @param stageSolves stage games that were solved
 * @param steps moves of the environments, of all copies together
 * @param seconds wall-clock time of the run
 * @param history one entry an iteration
 */
public record JalDocument(
        String status,
        StochasticSummary game,
        String method,
        @Nullable String selection,
        String backend,
        double discount,
        double valueScale,
        List<Double> values,
        List<Double> policyValues,
        StatePlay start,
        PerConcept<StationaryGap> gap,
        EquilibriumKind equilibrium,
        double error,
        double residual,
        @Nullable Cycle cycle,
        long sweeps,
        long stageSolves,
        long steps,
        double seconds,
        List<JalIterationDocument> history)
        implements Document {
    private static final int STATES_SHOWN = 8;

    /** Copies the lists. */
    public JalDocument {
        values = List.copyOf(values);
        policyValues = List.copyOf(policyValues);
        history = List.copyOf(history);
    }

    /**
     * Sweeps that come again and again.
     *
     * @param period number of sweeps after which everything is the same
     * @param states keys of the states whose selections change
     * @param gap what the players could gain by deviating from the cyclic policy
     * @param averageGap the same of the mean of its selections
     */
    public record Cycle(
            int period, List<String> states, PerConcept<StationaryGap> gap, PerConcept<StationaryGap> averageGap) {
        /** Copies the list. */
        public Cycle {
            states = List.copyOf(states);
        }

        private static Cycle of(SelectionCycle cycle, StochasticModel model) {
            return new Cycle(
                    cycle.period(),
                    cycle.states().stream().map(model.keys()::get).toList(),
                    StationaryGap.of(cycle.play()),
                    StationaryGap.of(cycle.average()));
        }

        private String describe() {
            String shown = String.join(", ", states.subList(0, Math.min(STATES_SHOWN, states.size())));
            String more = states.size() > STATES_SHOWN
                    ? " and " + Numbers.count(states.size() - STATES_SHOWN, "state") + " more"
                    : "";
            return "the same selections every " + Numbers.count(period, "sweep") + ", changing in " + shown + more;
        }

        private String describePlay() {
            return gap.ce().isClosed()
                    ? "cyclic play, the selections of a period in turn, is an equilibrium"
                    : gap.cce().isClosed()
                            ? "cyclic play, the selections of a period in turn, is a coarse correlated equilibrium"
                            : "cyclic play, the selections of a period in turn, is no equilibrium: a player gains "
                                    + Numbers.gap(gap.cce().maxOverStates());
        }
    }

    /**
     * How a run went.
     *
     * @param method planning, learning or stationary
     * @param selection id of what was played in the stage games; null if nothing was selected
     * @param valueScale what rewards were multiplied by
     * @param backend id of the back end
     */
    public record Run(String method, @Nullable String selection, double valueScale, String backend) {}

    /**
     * The document of a run.
     *
     * @param result how it ended
     * @param run how it went
     * @param elapsed wall-clock time of the run
     * @return the document
     */
    public static JalDocument of(JointActionResult result, Run run, Duration elapsed) {
        StochasticModel model = result.policy().model();
        StationaryCertificate certificate = result.certificate();
        PerConcept<StationaryGap> gap = StationaryGap.of(certificate);
        SelectionCycle cycle = result.cycle();
        return new JalDocument(
                result.status().id(),
                StochasticSummary.of(model),
                run.method,
                run.selection,
                run.backend,
                model.discount(),
                run.valueScale,
                result.values(),
                certificate.startValues(),
                StatePlay.atStart(result.policy()),
                gap,
                EquilibriumKind.of(gap, result.policy().correlation()),
                certificate.error(),
                result.history().isEmpty() ? 0 : result.history().getLast().residual(),
                cycle == null ? null : Cycle.of(cycle, model),
                result.work().sweeps(),
                result.work().stageSolves(),
                result.work().steps(),
                Durations.seconds(elapsed),
                result.history().stream().map(JalIterationDocument::of).toList());
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("discount", Numbers.value(discount));
        text.line(
                "method", method + (selection == null ? "" : " with selection " + selection) + ", back end " + backend);
        text.line("status", status + " after " + Numbers.count(history.size(), "iteration") + remainder());
        text.line("work", work());
        String scaled = valueScale == 1 ? "" : ", times " + Numbers.value(valueScale);
        text.line("values", Numbers.values(values) + "  (" + method + scaled + ")");
        text.line("", Numbers.values(policyValues) + "  (of the policy, certified within " + Numbers.gap(error) + ")");
        start.writeTo(text);
        List<List<String>> rows = new ArrayList<>(List.of(
                StationaryGap.header("certificate"),
                gap.ce().row("CE"),
                gap.cce().row("CCE")));
        if (cycle != null) {
            rows.add(cycle.gap.ce().row("CE, cyclic"));
            rows.add(cycle.gap.cce().row("CCE, cyclic"));
            rows.add(cycle.averageGap.ce().row("CE, average"));
            rows.add(cycle.averageGap.cce().row("CCE, average"));
        }
        text.table("lrrrl", rows);
        text.line("play", verdict());
        if (cycle != null) {
            text.line("cycle", cycle.describe());
            text.line("", cycle.describePlay());
        }
        text.line("time", Numbers.seconds(seconds));
    }

    /** The homotopies end by the certificate, wherever their path is. */
    private String remainder() {
        return isPath() ? "" : ", residual " + Numbers.gap(residual);
    }

    private boolean isPath() {
        return selection == null;
    }

    private String work() {
        List<String> parts = new ArrayList<>();
        if (steps > 0) {
            parts.add(Numbers.count(steps, "step"));
        } else {
            parts.add(Numbers.count(sweeps, isPath() ? "Newton step" : "sweep"));
        }
        parts.add(Numbers.count(stageSolves, "stage game") + " solved");
        return String.join(", ", parts);
    }

    private String verdict() {
        if (equilibrium != EquilibriumKind.NONE) {
            return equilibrium.description();
        }
        String gains = "no equilibrium: by deviating a player gains "
                + Numbers.gap(gap.ce().max()) + " from the start, "
                + Numbers.gap(gap.ce().maxOverStates()) + " from some state";
        boolean hasConverged = status.equals(Status.CONVERGED.id());
        return hasConverged ? "values have converged, but play is " + gains : gains;
    }
}
