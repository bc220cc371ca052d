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
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.cpu.batch.HostMaximin;
import org.aumann.kernels.cpu.batch.VectorBatch;
import org.aumann.kernels.cpu.incentive.VectorIncentives;
import org.aumann.kernels.cpu.incentive.VectorSymmetric;
import org.aumann.kernels.cpu.meanfield.VectorMeanField;
import org.aumann.kernels.cpu.profile.VectorProfiles;
import org.aumann.kernels.cpu.regret.VectorRegrets;
import org.aumann.kernels.cpu.rollout.VectorRollouts;
import org.aumann.kernels.cpu.stochastic.VectorBackUps;
import org.aumann.kernels.cpu.stochastic.VectorLearning;
import org.aumann.kernels.cpu.tree.VectorTree;
import org.jspecify.annotations.Nullable;

/** The Vector API back end: all cores, float64 arithmetic over float32 or float64 payoffs. */
final class VectorBackend implements ComputeBackend {
    static final String ID = "cpu";

    static String describe() {
        return Runtime.getRuntime().availableProcessors() + " threads, " + Double.SIZE * Runs.LANES + "-bit vectors";
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String device() {
        return describe();
    }

    @Override
    public JointBuffer allocate(long size) {
        return new HostBuffer(size);
    }

    @Override
    public IncentiveOperator tensorIncentives(TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        return new VectorIncentives(game, concept, tilt);
    }

    @Override
    public IncentiveOperator symmetricIncentives(
            SymmetricGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        return new VectorSymmetric(game, concept, tilt);
    }

    @Override
    public TreeOperator tree(GameTree tree) {
        return new VectorTree(tree);
    }

    @Override
    public RolloutOperator rollouts(GameTree tree) {
        return new VectorRollouts(tree);
    }

    @Override
    public ProfileOperator profiles(PayoffTensor payoffs) {
        return new VectorProfiles(payoffs);
    }

    @Override
    public RegretOperator regrets(RegretRule rule, int learnerCount, int actionCount) {
        return VectorRegrets.of(rule, learnerCount, actionCount);
    }

    @Override
    public BatchOperator batch(
            JointActionIndex index, SolutionConcept concept, BatchObjective objective, int gameCount) {
        return new VectorBatch(index, concept, objective, gameCount);
    }

    @Override
    public MaximinOperator maximin(JointActionIndex index, int gameCount) {
        return HostMaximin.vector(index, gameCount);
    }

    @Override
    public MeanFieldOperator meanField(MeanFieldModel model) {
        return new VectorMeanField(model);
    }

    @Override
    public BackUpOperator backUps(StochasticModel model) {
        return new VectorBackUps(model);
    }

    @Override
    public LearningOperator learning(StochasticModel model, int copyCount, long seed) {
        return new VectorLearning(model, copyCount, seed);
    }

    @Override
    public void close() {}
}
