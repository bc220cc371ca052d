package org.aumann.kernels.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendProvider;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.ComputeBackendContract;
import org.aumann.kernels.CurvatureSampleContract;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.IncentiveOperatorContract;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.SymmetricOperatorContract;
import org.jspecify.annotations.Nullable;

/** The smallest back end, with buffers, logits and gains of its own, keeps the contract by what the host does for it. */
class HostDefaultsTest extends ComputeBackendContract
        implements IncentiveOperatorContract, CurvatureSampleContract, SymmetricOperatorContract {
    HostDefaultsTest() {
        super(new Provider());
    }

    private static final class Provider implements BackendProvider {
        @Override
        public String id() {
            return "smallest";
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.of(Capability.INCENTIVES, Capability.SYMMETRIC_INCENTIVES);
        }

        @Override
        public Availability probe() {
            return new Availability.Available(0, "columns one by one");
        }

        @Override
        public ComputeBackend create() {
            return new Smallest();
        }
    }

    private static final class Smallest implements ComputeBackend {
        @Override
        public String id() {
            return "smallest";
        }

        @Override
        public String device() {
            return "columns one by one";
        }

        @Override
        public JointBuffer allocate(long size) {
            return new Memory(size);
        }

        @Override
        public IncentiveOperator tensorIncentives(
                TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
            return new Columns(game, concept, tilt);
        }

        @Override
        public IncentiveOperator symmetricIncentives(
                SymmetricGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
            return new Columns(game, concept, tilt);
        }

        @Override
        public void close() {}
    }

    /** Stands for memory that the host cannot see. */
    private static final class Memory extends AbstractBuffer {
        private final MemorySegment far;

        Memory(long size) {
            this.far = Arena.ofAuto().allocate(Double.BYTES * size, Double.BYTES);
        }

        double get(long element) {
            return far.getAtIndex(ValueLayout.JAVA_DOUBLE, element);
        }

        void set(long element, double value) {
            far.setAtIndex(ValueLayout.JAVA_DOUBLE, element, value);
        }

        @Override
        public long size() {
            return far.byteSize() / Double.BYTES;
        }

        @Override
        public void write(MemorySegment source) {
            MemorySegment.copy(source, 0, far, 0, far.byteSize());
        }

        @Override
        public void read(MemorySegment target) {
            MemorySegment.copy(far, 0, target, 0, far.byteSize());
        }

        @Override
        public void close() {}
    }

    /** Logits and gains outcome by outcome, from the columns of the incentive operator. */
    private static final class Columns extends AbstractIncentives {
        private final MetaGame game;
        private final SolutionConcept concept;

        Columns(MetaGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
            super(game, concept, tilt);
            this.game = game;
            this.concept = concept;
        }

        /** What is done with an entry of a column. */
        private interface EntryVisitor {
            void visit(int row, double difference);
        }

        private void forEachEntry(long outcome, double[] differences, EntryVisitor visitor) {
            Arrays.fill(differences, 0);
            deviationDifferences().add(outcome, differences, 0);
            boolean isTensor = game instanceof TensorGame;
            int at = 0;
            for (int p = 0; isTensor && p < game.index().playerCount(); p++) {
                int actions = game.index().actionCount(p);
                int block = concept == SolutionConcept.CE ? game.index().action(outcome, p) * actions : 0;
                int row = concept.firstRow(game.index(), p) + block;
                for (int d = 0; d < actions; d++) {
                    visitor.visit(row + d, differences[at++]);
                }
            }
            for (int row = 0; !isTensor && row < differences.length; row++) {
                visitor.visit(row, differences[row]);
            }
        }

        @Override
        public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
            double[] differences = new double[deviationDifferences().width()];
            double[] logit = new double[1];
            for (long a = 0; a < logits.size(); a++) {
                logit[0] = 0;
                for (int p = 0; p < weightCount(); p++) {
                    logit[0] += payoffWeights[p] == 0 ? 0 : payoffWeights[p] * payoff(p, a);
                }
                forEachEntry(a, differences, (row, difference) -> logit[0] -= alpha[row] * difference);
                ((Memory) logits).set(a, logit[0]);
            }
        }

        @Override
        public void gains(JointBuffer sigma, double[] gains) {
            Arrays.fill(gains, 0);
            double[] differences = new double[deviationDifferences().width()];
            for (long a = 0; a < sigma.size(); a++) {
                double probability = ((Memory) sigma).get(a);
                forEachEntry(a, differences, (row, difference) -> gains[row] += probability * difference);
            }
        }

        @Override
        public void close() {}
    }
}
