package org.aumann.core.meanfield;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Occupancies, values and best responses by definition: the reference of every kernel and the source of certificates.
 *
 * <p>A sweep over a finite horizon costs a multiply-add per time and successor; with a discount every sweep solves a dense
 * linear system, {@code O(states³)}. Muller et al. 2021, section 2. All methods are safe for use by several threads.
 */
public final class MeanFieldSweeps {
    /** What an action of a discounted game must gain to be worth a change of the policy, relative to the values. */
    private static final double IMPROVEMENT = 1e-13;

    private MeanFieldSweeps() {}

    /**
     * The occupancy {@code µ^π} of a policy.
     *
     * @param policy what the population does
     * @return {@code [time][state]}
     */
    public static double[] occupancy(MeanFieldPolicy policy) {
        MeanFieldModel model = policy.model();
        double[] start = new double[model.stateCount()];
        Arrays.setAll(start, x -> model.initialProbability(policy.population(), x));
        return switch (model.game().time()) {
            case TimeModel.FiniteHorizon _ -> forward(policy, start);
            case TimeModel.Discounted(double discount) -> new DiscountedSystem(policy, discount).occupancy(start);
        };
    }

    /** Whatever leads to the same states alike flows together before it is spread. */
    private static double[] forward(MeanFieldPolicy policy, double[] start) {
        MeanFieldModel model = policy.model();
        int states = model.stateCount();
        double[] occupancy = Arrays.copyOf(start, model.fieldSize());
        double[] flows = new double[model.rowCount()];
        for (int t = 0; t + 1 < model.timeCount(); t++) {
            Arrays.fill(flows, 0);
            for (int x = 0; x < states; x++) {
                for (int a = 0; a < model.actionCount(); a++) {
                    flows[model.row(x, a)] += occupancy[t * states + x] * policy.probability(t, x, a);
                }
            }
            for (int row = 0; row < flows.length; row++) {
                for (int k = model.firstSuccessor(row); k < model.endSuccessor(row); k++) {
                    occupancy[(t + 1) * states + model.successor(k)] += flows[row] * model.probability(k);
                }
            }
        }
        return occupancy;
    }

    /**
     * The mean field when every population plays a policy.
     *
     * @param policies one per population
     * @return {@code [population][time][state]}
     */
    public static double[] meanField(List<MeanFieldPolicy> policies) {
        MeanFieldModel model = policies.getFirst().model();
        double[] field = new double[model.populationCount() * model.fieldSize()];
        for (int p = 0; p < policies.size(); p++) {
            if (policies.get(p).population() != p || policies.size() != model.populationCount()) {
                throw new IllegalArgumentException(
                        "policies (" + policies.size() + ") must be one for every population, in their order");
            }
            System.arraycopy(occupancy(policies.get(p)), 0, field, p * model.fieldSize(), model.fieldSize());
        }
        return field;
    }

    /**
     * What a policy earns: {@code J(π, µ) = Σ µ^π(t, x) π(t, x, a) r(t, x, a, µ)}.
     *
     * @param policy the policy
     * @param table its population's rewards {@code [time][action][state]}, as {@link MeanFieldModel#table} gives them. Not
     *     modified.
     * @return reward units
     */
    public static double value(MeanFieldPolicy policy, double[] table) {
        MeanFieldModel model = policy.model();
        double[] occupancy = occupancy(policy);
        double value = 0;
        for (int t = 0; t < model.timeCount(); t++) {
            for (int x = 0; x < model.stateCount(); x++) {
                double weight = occupancy[t * model.stateCount() + x];
                for (int a = 0; a < model.actionCount() && weight != 0; a++) {
                    value += weight * policy.probability(t, x, a) * table[model.index(t, x, a)];
                }
            }
        }
        return value;
    }

    /**
     * What actions are worth to a player who goes on with a policy.
     *
     * <pre>{@code Q(t, x, a) = r(t, x, a) + γ Σ_{x'} p(x' | x, a) Σ_{a'} π(t+1, x', a') Q(t+1, x', a')}</pre>
     *
     * @param policy the policy
     * @param table its population's rewards {@code [time][action][state]}. Not modified.
     * @return {@code [time][action][state]}, 0 for illegal actions
     */
    public static double[] actionValues(MeanFieldPolicy policy, double[] table) {
        MeanFieldModel model = policy.model();
        return switch (model.game().time()) {
            case TimeModel.FiniteHorizon _ -> {
                double[] values = new double[model.tableSize()];
                double[] next = new double[model.stateCount()];
                for (int t = model.timeCount() - 1; t >= 0; t--) {
                    fillActionValues(model, t, table, 1, next, values);
                    expected(policy, t, values, next);
                }
                yield values;
            }
            case TimeModel.Discounted(double discount) ->
                stationaryValues(
                        model, table, discount, new DiscountedSystem(policy, discount).values(expected(policy, table)));
        };
    }

    /** {@code Q(t, ·, ·)} from the values of what follows. */
    private static void fillActionValues(
            MeanFieldModel model, int t, double[] table, double discount, double[] next, double[] values) {
        for (int x = 0; x < model.stateCount(); x++) {
            for (int a = 0; a < model.actionCount(); a++) {
                if (model.isLegal(x, a)) {
                    double follows = 0;
                    for (int k = model.firstSuccessor(x, a); k < model.endSuccessor(x, a); k++) {
                        follows += model.probability(k) * next[model.successor(k)];
                    }
                    int index = model.index(t, x, a);
                    values[index] = table[index] + discount * follows;
                }
            }
        }
    }

    private static double[] stationaryValues(MeanFieldModel model, double[] table, double discount, double[] next) {
        double[] values = new double[model.tableSize()];
        fillActionValues(model, 0, table, discount, next, values);
        return values;
    }

    /** {@code Σ_a π(t, x, a) Q(t, x, a)}. */
    private static void expected(MeanFieldPolicy policy, int t, double[] values, double[] next) {
        MeanFieldModel model = policy.model();
        for (int x = 0; x < next.length; x++) {
            next[x] = 0;
            for (int a = 0; a < model.actionCount(); a++) {
                next[x] += policy.probability(t, x, a) * values[model.index(t, x, a)];
            }
        }
    }

    private static double[] expected(MeanFieldPolicy policy, double[] table) {
        double[] rewards = new double[policy.model().stateCount()];
        expected(policy, 0, table, rewards);
        return rewards;
    }

    /**
     * A best response, by backward induction; with a discount by policy iteration, every policy evaluated exactly.
     *
     * @param model the game
     * @param population who responds
     * @param table its rewards {@code [time][action][state]}. Not modified.
     * @return value and policy
     */
    public static MeanFieldResponse bestResponse(MeanFieldModel model, int population, double[] table) {
        return switch (model.game().time()) {
            case TimeModel.FiniteHorizon _ -> backward(model, population, table);
            case TimeModel.Discounted(double discount) -> policyIteration(model, population, table, discount);
        };
    }

    private static MeanFieldResponse backward(MeanFieldModel model, int population, double[] table) {
        int[] actions = new int[model.fieldSize()];
        double[] values = new double[model.tableSize()];
        double[] next = new double[model.stateCount()];
        for (int t = model.timeCount() - 1; t >= 0; t--) {
            fillActionValues(model, t, table, 1, next, values);
            for (int x = 0; x < next.length; x++) {
                int best = greatest(model, t, x, values, 0);
                actions[t * next.length + x] = best;
                next[x] = values[model.index(t, x, best)];
            }
        }
        return response(model, population, actions, next);
    }

    /** The lowest legal action that no other beats by more than a margin. */
    private static int greatest(MeanFieldModel model, int t, int x, double[] values, double margin) {
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < model.actionCount(); a++) {
            if (model.isLegal(x, a)) {
                most = Math.max(most, values[model.index(t, x, a)]);
            }
        }
        int action = model.firstLegalAction(x);
        while (!model.isLegal(x, action) || !(values[model.index(t, x, action)] >= most - margin)) {
            action++;
        }
        return action;
    }

    private static MeanFieldResponse response(MeanFieldModel model, int population, int[] actions, double[] values) {
        double value = 0;
        for (int x = 0; x < values.length; x++) {
            value += model.initialProbability(population, x) * values[x];
        }
        return new MeanFieldResponse(value, MeanFieldPolicy.deterministic(model, population, actions));
    }

    private static MeanFieldResponse policyIteration(
            MeanFieldModel model, int population, double[] table, double discount) {
        int[] actions = new int[model.stateCount()];
        Arrays.setAll(actions, model::firstLegalAction);
        while (true) {
            MeanFieldPolicy policy = MeanFieldPolicy.deterministic(model, population, actions);
            double[] values = new DiscountedSystem(policy, discount).values(expected(policy, table));
            double[] actionValues = stationaryValues(model, table, discount, values);
            double margin =
                    IMPROVEMENT * Arrays.stream(values).map(Math::abs).max().orElse(0);
            boolean isImproved = false;
            for (int x = 0; x < actions.length; x++) {
                int best = greatest(model, 0, x, actionValues, 0);
                if (actionValues[model.index(0, x, best)] > actionValues[model.index(0, x, actions[x])] + margin) {
                    actions[x] = best;
                    isImproved = true;
                }
            }
            if (!isImproved) {
                Arrays.setAll(actions, x -> greatest(model, 0, x, actionValues, margin));
                return response(model, population, actions, values);
            }
        }
    }

    /**
     * What a population does when a share of it plays each of several policies, chosen at the start:
     *
     * <pre>{@code π(t, x, a) = Σ_k ν_k µ^k(t, x) π_k(t, x, a) / Σ_k ν_k µ^k(t, x)}</pre>
     *
     * <p>Where none of them gets, their average. Its occupancy is {@code Σ_k ν_k µ^k}.
     *
     * @param policies policies of one population
     * @param weights ν, one per policy, sums to 1. Not modified.
     * @return the behaviour of the whole population
     */
    public static MeanFieldPolicy mixture(List<MeanFieldPolicy> policies, double[] weights) {
        MeanFieldModel model = policies.getFirst().model();
        double[] weighted = new double[model.tableSize()];
        double[] average = new double[model.tableSize()];
        double[] field = new double[model.fieldSize()];
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] != 0) {
                double[] occupancy = occupancy(policies.get(k));
                double[] rule = policies.get(k).probabilities();
                for (int i = 0; i < rule.length; i++) {
                    int at = i / model.stateCount() / model.actionCount() * model.stateCount() + i % model.stateCount();
                    weighted[i] += weights[k] * occupancy[at] * rule[i];
                    average[i] += weights[k] * rule[i];
                }
                for (int i = 0; i < field.length; i++) {
                    field[i] += weights[k] * occupancy[i];
                }
            }
        }
        for (int i = 0; i < weighted.length; i++) {
            int at = i / model.stateCount() / model.actionCount() * model.stateCount() + i % model.stateCount();
            weighted[i] = field[at] > 0 ? weighted[i] / field[at] : average[i];
        }
        return MeanFieldPolicy.of(model, policies.getFirst().population(), weighted);
    }

    /**
     * What every population could gain by a best response to the mean field that the policies make:
     * {@code max_π J_p(π, µ) − J_p(π_p, µ)}.
     *
     * @param policies one per population
     * @return a gap per population, in reward units; 0 or rounding at a mean-field Nash equilibrium
     */
    public static double[] exploitability(List<MeanFieldPolicy> policies) {
        MeanFieldModel model = policies.getFirst().model();
        double[] rewards = model.rewards(meanField(policies));
        double[] gaps = new double[policies.size()];
        Arrays.setAll(gaps, p -> {
            double[] table = model.table(p, rewards, p * model.rewardSize());
            return bestResponse(model, p, table).value() - value(policies.get(p), table);
        });
        return gaps;
    }

    /**
     * What gaps are compared with: the most that a player's own policy can make against the mean field of uniform play.
     *
     * <pre>{@code max_p (max_π J_p(π, µ) − min_π J_p(π, µ))}</pre>
     *
     * @param model the game
     * @return reward units; 1 in a game where no choice makes a difference
     */
    public static double unit(MeanFieldModel model) {
        double[] uniform = meanField(MeanFieldPolicy.uniform(model));
        double unit = 0;
        for (int p = 0; p < model.populationCount(); p++) {
            double[] table = model.tableAgainst(p, uniform);
            double most = bestResponse(model, p, table).value();
            double least = -bestResponse(model, p, negated(table)).value();
            unit = Math.max(unit, most - least);
        }
        return unit > 0 ? unit : 1;
    }

    private static double[] negated(double[] table) {
        return Arrays.stream(table).map(reward -> -reward).toArray();
    }

    /** The times and states, {@code [time][state]}, that a policy leads to with positive probability. */
    static BitSet reached(MeanFieldPolicy policy) {
        MeanFieldModel model = policy.model();
        int states = model.stateCount();
        BitSet reached = new BitSet(model.fieldSize());
        for (int x = 0; x < states; x++) {
            reached.set(x, model.initialProbability(policy.population(), x) > 0);
        }
        boolean isStationary = model.game().time() instanceof TimeModel.Discounted;
        boolean isDone = false;
        while (!isDone) {
            int before = reached.cardinality();
            for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
                int t = i / states;
                int next = isStationary ? t : t + 1;
                for (int a = 0; a < model.actionCount() && next < model.timeCount(); a++) {
                    if (policy.probability(t, i % states, a) > 0) {
                        for (int k = model.firstSuccessor(i % states, a); k < model.endSuccessor(i % states, a); k++) {
                            reached.set(next * states + model.successor(k));
                        }
                    }
                }
            }
            isDone = !isStationary || reached.cardinality() == before;
        }
        return reached;
    }
}
