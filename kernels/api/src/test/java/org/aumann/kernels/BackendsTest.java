package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice among providers that only this test can see: they are named in a folder of its own class loader. */
class BackendsTest {
    @TempDir
    private Path folder;

    /** A back end that computes nothing. */
    private record Idle(String id) implements ComputeBackend {
        @Override
        public String device() {
            return "none";
        }

        @Override
        public JointBuffer allocate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    /** Runs, but slowly. */
    public static final class Slow implements BackendProvider {
        /** Called by the service loader. */
        public Slow() {}

        @Override
        public String id() {
            return "slow";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.INCENTIVES, Capability.PROFILES);
        }

        @Override
        public Availability probe() {
            return new Availability.Available(1, "an abacus");
        }

        @Override
        public ComputeBackend create() {
            return new Idle(id());
        }
    }

    /** Runs fast. */
    public static final class Fast implements BackendProvider {
        /** Called by the service loader. */
        public Fast() {}

        @Override
        public String id() {
            return "fast";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.INCENTIVES, Capability.REGRETS);
        }

        @Override
        public long leastSize(Capability capability) {
            return capability == Capability.REGRETS ? Long.MAX_VALUE : 1000;
        }

        @Override
        public Availability probe() {
            return new Availability.Available(7, "two abaci");
        }

        @Override
        public ComputeBackend create() {
            return new Idle(id());
        }
    }

    /** Cannot run here. */
    public static final class Broken implements BackendProvider {
        /** Called by the service loader. */
        public Broken() {}

        @Override
        public String id() {
            return "broken";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.BATCHES);
        }

        @Override
        public Availability probe() {
            return new Availability.Unavailable("no beads");
        }

        @Override
        public ComputeBackend create() {
            throw new IllegalStateException("must not be made");
        }
    }

    @FunctionalInterface
    private interface Choice {
        void make() throws IOException;
    }

    /** Makes a choice among the given providers. */
    private void among(List<Class<? extends BackendProvider>> providers, Choice choice) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        String names = providers.stream().map(Class::getName).collect(Collectors.joining("\n"));
        Files.writeString(services.resolve(BackendProvider.class.getName()), names);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            choice.make();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theHighestRankIsBest() throws IOException {
        among(List.of(Broken.class, Slow.class, Fast.class), () -> {
            assertThat(Backends.candidates().stream().map(c -> c.provider().id()))
                    .containsExactly("fast", "slow", "broken");
            assertThat(best(Workload.any())).isEqualTo("fast");
        });
    }

    private static String best(Workload work) {
        try (ComputeBackend best = Backends.best(work)) {
            return best.id();
        }
    }

    @Test
    void theBestIsMadeForTheWork() throws IOException {
        Set<Capability> incentives = Set.of(Capability.INCENTIVES);
        among(List.of(Slow.class, Fast.class), () -> {
            assertThat(best(new Workload(incentives, 1000))).isEqualTo("fast");
            assertThat(best(new Workload(incentives, 999))).isEqualTo("slow");
            assertThat(best(new Workload(Set.of(Capability.PROFILES), 1000))).isEqualTo("slow");
        });
    }

    @Test
    void nobodyIsMadeForTheWork() throws IOException {
        Workload work = new Workload(Set.of(Capability.REGRETS), 1000);
        among(
                List.of(Broken.class, Slow.class, Fast.class),
                () -> assertThatThrownBy(() -> Backends.best(work))
                        .isInstanceOf(BackendException.class)
                        .hasMessage("no back end can run here: fast (only if it is asked for), "
                                + "slow (no kernels for regret minimisers), broken (no beads)"));
    }

    /** Whoever asks for a back end knows better than its least size. */
    @Test
    void theOneThatIsAskedForIsMadeForAnySizeOfWork() throws IOException {
        among(List.of(Slow.class, Fast.class), () -> {
            try (ComputeBackend fast = Backends.named("fast", new Workload(Set.of(Capability.REGRETS), 1))) {
                assertThat(fast.id()).isEqualTo("fast");
            }
        });
    }

    @Test
    void kernelsThatAreNotThereAreNamedWithThoseWhoHaveThem() throws IOException {
        Workload work = new Workload(Set.of(Capability.PROFILES), 1);
        among(
                List.of(Slow.class, Fast.class),
                () -> assertThatThrownBy(() -> Backends.named("fast", work))
                        .isInstanceOf(BackendException.class)
                        .hasMessage("back end 'fast' has no kernels for product profiles, expected one of slow"));
    }

    @Test
    void theOneThatIsAskedForIsMade() throws IOException {
        among(List.of(Fast.class, Slow.class), () -> {
            try (ComputeBackend slow = Backends.named("slow")) {
                assertThat(slow.id()).isEqualTo("slow");
            }
        });
    }

    @Test
    void nothingReplacesTheOneThatIsAskedFor() throws IOException {
        among(
                List.of(Fast.class, Broken.class),
                () -> assertThatThrownBy(() -> Backends.named("broken"))
                        .isInstanceOf(BackendException.class)
                        .hasMessage("back end 'broken' cannot run here: no beads"));
    }

    @Test
    void anUnknownIdNamesTheKnownOnes() throws IOException {
        among(
                List.of(Broken.class, Fast.class),
                () -> assertThatThrownBy(() -> Backends.named("fsat"))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessage("back end 'fsat' is unknown, expected one of fast, broken"));
    }

    @Test
    void whereNoneRunsEveryReasonIsGiven() throws IOException {
        among(
                List.of(Broken.class),
                () -> assertThatThrownBy(() -> Backends.best(Workload.any()))
                        .isInstanceOf(BackendException.class)
                        .hasMessageContainingAll("no back end can run here", "broken", "no beads"));
    }
}
