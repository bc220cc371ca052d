package org.aumann.core.catalogue;

import java.util.function.Supplier;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Transitive skill plus cycles, general sum: closest to the meta-games that policy-space response oracles
 * produce.
 *
 * <pre>{@code
 * G_p(a) = Σ_{q≠p} w_pq (s_p(a_p) − s_q(a_q)) + c_pq sin(θ_p(a_p) − θ_q(a_q))
 * s ~ N(0, 1),  θ ~ U(0, 2π),  w ~ U(.5, 1.5),  c ~ U(1, 3)
 * }</pre>
 *
 * <p>The sine of the difference is taken apart, {@code sin θ cos θ' − cos θ sin θ'}: four products a pair
 * instead of a sine.
 */
final class RankGame implements PairwiseSum.PairPayoff {
    static final GameDefinition DEFINITION = GeneratedGame.definition(
            "rank",
            "transitive skill plus cycles, general sum",
            (arguments, index) -> RankGame.sources(index, arguments.seed()),
            ParameterRule.seed());

    private static final int SKILL = 1;
    private static final int ANGLE = 2;
    private static final int SKILL_WEIGHT = 3;
    private static final int CYCLE_WEIGHT = 4;

    private final double[][] skill;
    private final double[][] sine;
    private final double[][] cosine;
    private final double[][] skillWeight;
    private final double[][] cycleWeight;

    private RankGame(JointActionIndex index, long seed) {
        int players = index.playerCount();
        skill = new double[players][];
        sine = new double[players][];
        cosine = new double[players][];
        skillWeight = new double[players][players];
        cycleWeight = new double[players][players];
        CounterRandom skills = new CounterRandom(seed, SKILL);
        CounterRandom angles = new CounterRandom(seed, ANGLE);
        CounterRandom skillWeights = new CounterRandom(seed, SKILL_WEIGHT);
        CounterRandom cycleWeights = new CounterRandom(seed, CYCLE_WEIGHT);
        for (int p = 0; p < players; p++) {
            int actions = index.actionCount(p);
            skill[p] = new double[actions];
            sine[p] = new double[actions];
            cosine[p] = new double[actions];
            for (int a = 0; a < actions; a++) {
                long position = ((long) p << 32) | a;
                skill[p][a] = skills.gaussian(position);
                double angle = angles.uniform(position, 0, 2 * Math.PI);
                sine[p][a] = StrictMath.sin(angle);
                cosine[p][a] = StrictMath.cos(angle);
            }
            for (int q = 0; q < players; q++) {
                long position = ((long) p << 32) | q;
                skillWeight[p][q] = skillWeights.uniform(position, 0.5, 1.5);
                cycleWeight[p][q] = cycleWeights.uniform(position, 1, 3);
            }
        }
    }

    private static Supplier<FibreSource> sources(JointActionIndex index, long seed) {
        RankGame game = new RankGame(index, seed);
        return () -> new PairwiseSum(index, game);
    }

    @Override
    public double of(int p, int q, int a, int b) {
        double cycle = sine[p][a] * cosine[q][b] - cosine[p][a] * sine[q][b];
        return skillWeight[p][q] * (skill[p][a] - skill[q][b]) + cycleWeight[p][q] * cycle;
    }
}
