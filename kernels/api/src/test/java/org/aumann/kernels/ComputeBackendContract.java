package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.SymmetricGames;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.RegretRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ComputeBackend} promises; a subclass per back end names it, and the contracts of all capabilities that
 * it declares.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ComputeBackendContract implements JointBufferContract {
    private final BackendProvider provider;
    private final ComputeBackend backend;

    /**
     * Opens a back end of the class path.
     *
     * @param id the id of a back end that must run here
     */
    protected ComputeBackendContract(String id) {
        this(Backends.candidates().stream()
                .map(Backends.Candidate::provider)
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    /**
     * Opens a back end.
     *
     * @param provider of a back end that must run here
     */
    protected ComputeBackendContract(BackendProvider provider) {
        this.provider = provider;
        this.backend = provider.create();
    }

    @Override
    public final ComputeBackend backend() {
        return backend;
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void knowsItsId() {
        assertThat(backend.id()).isEqualTo(provider.id());
        assertThat(backend.device()).isNotBlank().hasLineCount(1);
    }

    /** A capability that is lost, or that no contract looks at, is found out. */
    @Test
    void everyDeclaredCapabilityIsHeldToItsContract() {
        Set<Capability> held = Arrays.stream(getClass().getInterfaces())
                .map(contract -> contract.getAnnotation(ContractOf.class))
                .map(ContractOf::value)
                .collect(Collectors.toSet());
        assertThat(provider.capabilities()).isEqualTo(held);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotDeclaredIsRefusedByName(Capability capability) {
        assumeFalse(provider.capabilities().contains(capability));
        assertThatThrownBy(() -> make(capability).close())
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith("back end '" + provider.id() + "' has no kernels for " + capability.title());
    }

    /** The other operator of stochastic games. */
    @Test
    void learnersOfABackEndWithoutThemAreRefused() {
        assumeFalse(provider.capabilities().contains(Capability.STOCHASTIC_GAMES));
        assertThatThrownBy(
                        () -> backend.learning(StochasticFixture.turns(), 1, 1).close())
                .isInstanceOf(BackendException.class)
                .hasMessageContaining(Capability.STOCHASTIC_GAMES.title());
    }

    private AutoCloseable make(Capability capability) {
        JointActionIndex index = JointActionIndex.of(2, 2);
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        return switch (capability) {
            case ROLLOUTS -> backend.rollouts(tree);
            case TREES -> backend.tree(tree);
            case PROFILES -> backend.profiles(PayoffTensor.allocate(index, Precision.FLOAT64));
            case REGRETS -> backend.regrets(new RegretRule.Matching(), 1, 2);
            case INCENTIVES ->
                backend.incentives(MetaGame.of(PayoffTensor.allocate(index, Precision.FLOAT64)), SolutionConcept.CE);
            case SYMMETRIC_INCENTIVES ->
                backend.incentives(SymmetricGames.gaussian(2, 2, new Philox(Seeds.seed())), SolutionConcept.CE);
            case MEAN_FIELDS ->
                backend.meanField(MeanFieldModel.of(MeanFieldCatalogue.game("mfg_garnet_discounted(states=4)")));
            case STOCHASTIC_GAMES -> backend.backUps(StochasticFixture.turns());
            case BATCHES -> backend.batch(index, SolutionConcept.CE, BatchObjective.entropy(), 1);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 8, 9, 1021, 100_003})
    void buffersKeepWhatIsWritten(long size) {
        double[] written = new Philox(Seeds.seed()).doubles(size).toArray();
        double[] other = new double[(int) size];
        Arrays.fill(other, -1);
        try (JointBuffer buffer = backend.allocate(size);
                JointBuffer neighbour = backend.allocate(size)) {
            assertThat(buffer.size()).isEqualTo(size);
            buffer.write(MemorySegment.ofArray(written));
            neighbour.write(MemorySegment.ofArray(other));
            double[] read = new double[(int) size];
            buffer.read(MemorySegment.ofArray(read));
            assertThat(read).isEqualTo(written);
        }
    }
}
