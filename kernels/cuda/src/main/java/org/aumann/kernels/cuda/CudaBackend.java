package org.aumann.kernels.cuda;

import java.lang.foreign.MemorySegment;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
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
import org.aumann.kernels.cuda.batch.CudaBatch;
import org.aumann.kernels.cuda.batch.CudaMaximin;
import org.aumann.kernels.cuda.batch.CudaPrograms;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.incentive.CudaIncentives;
import org.aumann.kernels.cuda.meanfield.CudaMeanField;
import org.aumann.kernels.cuda.profile.CudaProfiles;
import org.aumann.kernels.cuda.regret.CudaRegrets;
import org.aumann.kernels.cuda.rollout.CudaRollouts;
import org.aumann.kernels.cuda.stochastic.CudaBackUps;
import org.aumann.kernels.cuda.stochastic.CudaLearning;
import org.aumann.kernels.cuda.tree.CudaTree;
import org.jspecify.annotations.Nullable;

/** The back end on one NVIDIA GPU. Payoffs and trees stay on the device as long as their operators. */
final class CudaBackend implements ComputeBackend {
    static final String ID = "cuda";

    private final CudaDevice device;
    private final String description;

    CudaBackend(CudaDevice device, String description) {
        this.device = device;
        this.description = description;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String device() {
        return description;
    }

    @Override
    public JointBuffer allocate(long size) {
        return new DeviceBuffer(device, size);
    }

    @Override
    public IncentiveOperator tensorIncentives(TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        return device.allOrNothing(() -> new CudaIncentives(device, game, concept, tilt));
    }

    @Override
    public TreeOperator tree(GameTree tree) {
        return device.allOrNothing(() -> new CudaTree(device, tree));
    }

    @Override
    public RolloutOperator rollouts(GameTree tree) {
        return device.allOrNothing(() -> new CudaRollouts(device, tree));
    }

    @Override
    public ProfileOperator profiles(PayoffTensor payoffs) {
        return device.allOrNothing(() -> new CudaProfiles(device, payoffs));
    }

    @Override
    public RegretOperator regrets(RegretRule rule, int learnerCount, int actionCount) {
        return device.allOrNothing(() -> CudaRegrets.of(device, rule, learnerCount, actionCount));
    }

    @Override
    public BatchOperator batch(
            JointActionIndex index, SolutionConcept concept, BatchObjective objective, int gameCount) {
        return objective instanceof BatchObjective.Entropy
                ? device.allOrNothing(() -> new CudaBatch(device, index, concept, gameCount))
                : device.allOrNothing(() -> new CudaPrograms(device, index, concept, objective, gameCount));
    }

    @Override
    public MaximinOperator maximin(JointActionIndex index, int gameCount) {
        return device.allOrNothing(() -> new CudaMaximin(device, index, gameCount));
    }

    @Override
    public MeanFieldOperator meanField(MeanFieldModel model) {
        return device.allOrNothing(() -> new CudaMeanField(device, model));
    }

    @Override
    public BackUpOperator backUps(StochasticModel model) {
        return device.allOrNothing(() -> new CudaBackUps(device, model));
    }

    @Override
    public LearningOperator learning(StochasticModel model, int copyCount, long seed) {
        return device.allOrNothing(() -> new CudaLearning(device, model, copyCount, seed));
    }

    @Override
    public void close() {
        device.close();
    }
}
