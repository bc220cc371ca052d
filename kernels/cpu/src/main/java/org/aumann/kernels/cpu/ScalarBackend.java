package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.regret.RegretRule;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.BackUpOperator;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;
import org.aumann.kernels.MaximinOperator;
import org.aumann.kernels.MeanFieldOperator;
import org.aumann.kernels.ProfileOperator;
import org.aumann.kernels.RegretOperator;
import org.aumann.kernels.RolloutOperator;
import org.aumann.kernels.TreeOperator;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.cpu.batch.HostMaximin;
import org.aumann.kernels.cpu.batch.ScalarBatch;
import org.aumann.kernels.cpu.incentive.ScalarIncentives;
import org.aumann.kernels.cpu.incentive.ScalarSymmetric;
import org.aumann.kernels.cpu.meanfield.ScalarMeanField;
import org.aumann.kernels.cpu.profile.ScalarProfiles;
import org.aumann.kernels.cpu.regret.ScalarRegrets;
import org.aumann.kernels.cpu.rollout.ScalarRollouts;
import org.aumann.kernels.cpu.stochastic.ScalarBackUps;
import org.aumann.kernels.cpu.stochastic.ScalarLearning;
import org.aumann.kernels.cpu.tree.ScalarTree;
import org.jspecify.annotations.Nullable;

/** The reference back end: one thread, plain loops, the yardstick of every other. */
final class ScalarBackend implements ComputeBackend {
    static final String ID = "reference";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String device() {
        return "one thread, scalar float64";
    }

    @Override
    public JointBuffer allocate(long size) {
        return new HostBuffer(size);
    }

    @Override
    public IncentiveOperator tensorIncentives(TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        return new ScalarIncentives(game, concept, tilt);
    }

    @Override
    public IncentiveOperator symmetricIncentives(
            SymmetricGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        return new ScalarSymmetric(game, concept, tilt);
    }

    @Override
    public TreeOperator tree(GameTree tree) {
        return new ScalarTree(tree);
    }

    @Override
    public RolloutOperator rollouts(GameTree tree) {
        return new ScalarRollouts(tree);
    }

    @Override
    public ProfileOperator profiles(PayoffTensor payoffs) {
        return new ScalarProfiles(payoffs);
    }

    @Override
    public RegretOperator regrets(RegretRule rule, int learnerCount, int actionCount) {
        return new ScalarRegrets(rule, learnerCount, actionCount, 1);
    }

    @Override
    public BatchOperator batch(
            JointActionIndex index, SolutionConcept concept, BatchObjective objective, int gameCount) {
        return new ScalarBatch(index, concept, objective, gameCount);
    }

    @Override
    public MaximinOperator maximin(JointActionIndex index, int gameCount) {
        return HostMaximin.scalar(index, gameCount);
    }

    @Override
    public MeanFieldOperator meanField(MeanFieldModel model) {
        return new ScalarMeanField(model);
    }

    @Override
    public BackUpOperator backUps(StochasticModel model) {
        return new ScalarBackUps(model);
    }

    @Override
    public LearningOperator learning(StochasticModel model, int copyCount, long seed) {
        return new ScalarLearning(model, copyCount, seed);
    }

    @Override
    public void close() {}
}
