package org.aumann.core.catalogue;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * A mean-field game in normal form: everybody chooses A, B or C, and is paid by how many chose what.
 *
 * <p>State 0 is the start; the action leads to state 1, 2 or 3, where the reward is paid at the second time. Muller et al. 2021,
 * appendix F.1, which gives {@code coop_betray_punish} and {@code biased_indirect_rps}; in {@code dominated}
 * C earns a quarter less than A.
 */
final class ChoiceMeanFieldGame extends AbstractMeanFieldGame {
    private static final int CHOICES = 3;

    /** The reward of a choice. */
    private interface ChoiceReward {
        /** Of choice 0, 1, 2 where so many chose A, B and C. */
        double of(int choice, double a, double b, double c);
    }

    static final List<KindDefinition<MeanFieldGame>> DEFINITIONS = List.of(
            definition(
                    "biased_indirect_rps",
                    "biased rock, paper, scissors of a crowd",
                    ChoiceMeanFieldGame::rockPaperScissors),
            definition(
                    "coop_betray_punish",
                    "cooperate, betray, or punish those who do: three Nash equilibria",
                    ChoiceMeanFieldGame::coopBetrayPunish),
            definition("dominated", "one of three choices is dominated", ChoiceMeanFieldGame::dominated),
            KindDefinition.meanField(
                    "mean_field_nfg",
                    "the three above, scaled as in OpenSpiel (coop is ten times coop_betray_punish)",
                    arguments -> new ChoiceMeanFieldGame(
                            arguments.toString(),
                            switch (arguments.text("reward_function")) {
                                case "coop" -> (choice, a, b, c) -> 10 * coopBetrayPunish(choice, a, b, c);
                                case "dom" -> ChoiceMeanFieldGame::dominated;
                                default -> ChoiceMeanFieldGame::rockPaperScissors;
                            }),
                    ParameterRule.choice(
                            "reward_function", "what the choices earn", "biased_indirect_rps", "coop", "dom")));

    private final ChoiceReward reward;

    private ChoiceMeanFieldGame(String name, ChoiceReward reward) {
        super(name, 1, 1 + CHOICES, CHOICES, new TimeModel.FiniteHorizon(2));
        this.reward = reward;
    }

    private static KindDefinition<MeanFieldGame> definition(String id, String description, ChoiceReward reward) {
        return KindDefinition.meanField(id, description, arguments -> {
            MeanFieldGame game = new ChoiceMeanFieldGame(arguments.toString(), reward);
            return game;
        });
    }

    private static double rockPaperScissors(int choice, double a, double b, double c) {
        return switch (choice) {
            case 0 -> 0.5 * b - 0.3 * c;
            case 1 -> 0.3 * c - 0.7 * a;
            default -> 0.7 * a - 0.5 * b;
        };
    }

    private static double coopBetrayPunish(int choice, double a, double b, double c) {
        return switch (choice) {
            case 0 -> a - 20.0 / 9 * (a - c) * c - 2 * b;
            case 1 -> 2 * (a - b) - 238 * c;
            default -> 200.0 / 9 * (a - c) * c;
        };
    }

    private static double dominated(int choice, double a, double b, double c) {
        return switch (choice) {
            case 0 -> a + c;
            case 1 -> b;
            default -> a + c - 0.25;
        };
    }

    @Override
    public double initialProbability(int population, int state) {
        return state == 0 ? 1 : 0;
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        if (state == 0) {
            successors.add(1 + action, 1);
        } else if (action == 0) {
            successors.add(state, 1);
        }
    }

    @Override
    public void rewards(double[] meanField, int from, double[] rewards, int to) {
        for (int x = 0; x <= CHOICES + 1; x++) {
            rewards[to + x] = 0;
        }
        int second = stateCount() + 1;
        double a = meanField[from + second];
        double b = meanField[from + second + 1];
        double c = meanField[from + second + 2];
        for (int choice = 0; choice < CHOICES; choice++) {
            rewards[to + second + choice] = reward.of(choice, a, b, c);
        }
    }
}
