package org.aumann.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.regret.LearningRate;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendException;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.MeanFieldOperator;
import org.aumann.kernels.StochasticFixture;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.CudaRuntime;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probe and the memory plan say, each in a process of its own on a driver double with other properties. */
class ProbeTest {
    private static final Path EMULATOR = Path.of("..", "..", "native", "target", "emulator", "plain");

    /**
     * Prints what the probe found; with an argument, makes an operator over so many joint actions, or over the uniform policies
     * of a mean-field game, or each operator in less memory than it needs.
     */
    public static final class Main {
        private Main() {}

        /**
         * Runs in the process.
         *
         * @param arguments none, the number of joint actions, a mean-field game, or "scarce"
         */
        public static void main(String[] arguments) {
            Emulator.loadIfWanted();
            CudaBackendProvider provider = new CudaBackendProvider();
            if (arguments.length == 0) {
                System.out.println(
                        switch (provider.probe()) {
                            case Availability.Available(int rank, String device) -> rank + " " + device;
                            case Availability.Unavailable(String reason) -> reason;
                        });
                return;
            }
            if (arguments[0].equals("scarce")) {
                try (CudaDevice device = CudaDevice.open(CudaRuntime.kernels())) {
                    scarce(device);
                }
                return;
            }
            try (ComputeBackend backend = provider.create()) {
                int size = arguments[0].startsWith("mfg_")
                        ? meanField(backend, arguments[0])
                        : incentives(backend, Integer.parseInt(arguments[0]));
                System.out.println(size);
            } catch (BackendException e) {
                System.out.println(e.getMessage());
            }
        }

        /** Makes every kind of operator in a little more memory each time until it fits, and prints what a failure kept. */
        private static void scarce(CudaDevice device) {
            CudaBackend backend = new CudaBackend(device, "scarce"); // not closed: the device is
            JointActionIndex index = JointActionIndex.of(4, 4);
            GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
            MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game("mfg_crowd_modelling"));
            try (PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64)) {
                Map<String, Supplier<AutoCloseable>> makers = new TreeMap<>(Map.of(
                        "incentives", () -> backend.incentives(MetaGame.of(payoffs), SolutionConcept.CCE),
                        "profiles", () -> backend.profiles(payoffs),
                        "tree", () -> backend.tree(tree),
                        "batch", () -> backend.batch(index, SolutionConcept.CE, BatchObjective.entropy(), 2),
                        "polynomial",
                                () -> backend.regrets(
                                        new RegretRule.PolynomialWeights(LearningRate.constant(0.1)), 10, 10),
                        "swap", () -> backend.regrets(new RegretRule.Swap(new RegretRule.Matching()), 10, 10),
                        "meanField", () -> backend.meanField(model),
                        "backUps", () -> backend.backUps(StochasticFixture.grid()),
                        "learning", () -> backend.learning(StochasticFixture.grid(), 20, 1)));
                makers.forEach((name, maker) -> System.out.println(name + " " + keptInScarceMemory(device, maker)));
            }
        }

        /** Bytes that failures kept; -1 if there was none. */
        private static long keptInScarceMemory(CudaDevice device, Supplier<AutoCloseable> maker) {
            long kept = -1;
            for (long left = 0; left < device.freeByteSize(); left += 256 + left / 16) {
                DeviceMemory rest = device.allocate(device.freeByteSize() - left, "the rest");
                long before = device.freeByteSize();
                try {
                    maker.get().close();
                    return kept;
                } catch (BackendException e) {
                    kept = Math.max(0, kept) + before - device.freeByteSize();
                } catch (Exception e) {
                    throw new AssertionError(e);
                } finally {
                    rest.close();
                }
            }
            throw new AssertionError("the device is too small");
        }

        private static int incentives(ComputeBackend backend, int jointActions) {
            JointActionIndex index = JointActionIndex.of(jointActions);
            try (PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
                    IncentiveOperator operator = backend.incentives(MetaGame.of(payoffs), SolutionConcept.CCE)) {
                return operator.rowCount();
            }
        }

        private static int meanField(ComputeBackend backend, String game) {
            MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(game));
            try (MeanFieldOperator operator = backend.meanField(model)) {
                operator.add(MeanFieldPolicy.uniform(model));
                return operator.mixtureSize();
            }
        }
    }

    /** Everything the process prints, errors and warnings too. */
    private static String run(boolean isEmulated, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path")),
                        isEmulated ? Stream.of("-Dorg.aumann.test.cudaEmulator=" + EMULATOR) : Stream.<String>empty(),
                        Stream.of(Main.class.getName()),
                        Stream.of(arguments))
                .flatMap(words -> words)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private static void assumeEmulator() {
        assumeThat(EMULATOR.resolve("kernels.so")).as("there is no g++").exists();
    }

    @Test
    void withoutADriverTheReasonIsOneLine() throws IOException, InterruptedException {
        assumeThat(Path.of("/dev/nvidiactl")).as("a GPU is here").doesNotExist();
        assertThat(run(false, Map.of())).isEqualTo("no NVIDIA driver: libcuda.so.1 was not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUMANN_EMULATOR_DEVICES | 0 | no CUDA device",
                "AUMANN_EMULATOR_DRIVER_VERSION | 12080 | the NVIDIA driver is too old: it supports CUDA 12.8, the kernels need "
                        + "13.0 (driver R580 or later)",
                "AUMANN_EMULATOR_MEMORY | 85000000000 | 200 emulated on the CPU, 85.0 GB",
            })
    void theDriverIsAsked(String variable, String value, String found) throws IOException, InterruptedException {
        assumeEmulator();
        assertThat(run(true, Map.of(variable, value))).isEqualTo(found);
    }

    @Test
    void whatDoesNotFitIsRefusedBeforehand() throws IOException, InterruptedException {
        assumeEmulator();
        assertThat(run(true, Map.of("AUMANN_EMULATOR_MEMORY", "1000000"), "1000000"))
                .startsWith("cuda: CCE incentives of FLOAT64 payoffs [1000000] needs 8.0 MB (payoffs) + ")
                .endsWith("(work space); the device has 1.0 MB free");
    }

    @Test
    void whatFailsHalfWayKeepsNoMemory() throws IOException, InterruptedException {
        assumeEmulator();
        assertThat(run(true, Map.of("AUMANN_EMULATOR_MEMORY", "4000000"), "scarce")
                        .lines())
                .containsExactly(
                        "backUps 0",
                        "batch 0",
                        "incentives 0",
                        "learning 0",
                        "meanField 0",
                        "polynomial 0",
                        "profiles 0",
                        "swap 0",
                        "tree 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000000 | cuda: the mean-field game mfg_garnet(states=1000,actions=2,branching=3,horizon=100,eta=1.0,seed=0) needs "
                        + "0.2 MB (moves) + 0.0 MB (distributions at the start) + 1.6 MB (fixed rewards); the device has 1.0 MB free",
                "4000000 | cuda: 1 policies of mfg_garnet(states=1000,actions=2,branching=3,horizon=100,eta=1.0,seed=0) needs "
                        + "0.8 MB (occupancies) + 1.6 MB (a sweep); the device has 2.2 MB free",
                "5000000 | 1",
            })
    void aMeanFieldGameThatDoesNotFitIsRefused(String memory, String found) throws IOException, InterruptedException {
        assumeEmulator();
        String game = "mfg_garnet(states=1000,actions=2,branching=3,horizon=100)";
        assertThat(run(true, Map.of("AUMANN_EMULATOR_MEMORY", memory), game)).isEqualTo(found);
    }
}
