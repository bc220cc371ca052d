package org.aumann.solvers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.kernels.BackUpOperator;
import org.aumann.kernels.Backends;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;
import org.aumann.kernels.MeanFieldOperator;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;

/** A back end whose kernels tell lies of one kind: nothing that is certified may depend on it. */
public final class MisreportingBackend {
    /** What is misreported. */
    public enum Lie {
        /** Nobody gains anything by deviating. */
        NO_GAINS,
        /** Gains have the other sign. */
        TURNED_GAINS,
        /** Best responses are right, but what they earn is a unit less. */
        MODEST_RESPONSES,
        /** Nothing is worth anything anywhere, and a game is worth −1. */
        BLIND_RESPONSES,
        /** All games of a batch are solved by the uniform distribution. */
        UNIFORM_BATCHES,
        /** All games of a batch are solved by probabilities that add up to nothing. */
        EMPTY_BATCHES,
        /** All policies of a mean-field game earn the same. */
        EQUAL_PAYOFFS,
        /** All stage games of a stochastic game pay nothing. */
        EMPTY_BACK_UPS,
        /** Learners of a stochastic game have not learnt what anything is worth. */
        EMPTY_LEARNERS
    }

    private MisreportingBackend() {}

    /**
     * A back end in disguise.
     *
     * @param id of the one that does the work
     * @param lie what it says instead
     * @return a back end that the caller closes
     */
    public static ComputeBackend of(String id, Lie lie) {
        ComputeBackend honest = Backends.named(id);
        return wrap(ComputeBackend.class, honest, (method, arguments, answer) -> switch (answer) {
            case IncentiveOperator operator -> incentives(operator, lie);
            case TreeOperator operator -> tree((GameTree) arguments[0], operator, lie);
            case MeanFieldOperator operator -> meanField(operator, lie);
            case BatchOperator operator -> batch(operator, lie);
            case BackUpOperator operator -> backUps(operator, lie);
            case LearningOperator operator -> learning(operator, lie);
            case null, default -> answer;
        });
    }

    private static IncentiveOperator incentives(IncentiveOperator honest, Lie lie) {
        return wrap(IncentiveOperator.class, honest, (method, arguments, answer) -> {
            if (method.equals("gains")) {
                change((double[]) arguments[1], lie);
            } else if (method.equals("evaluate")) {
                change((double[]) arguments[4], lie);
            }
            return answer;
        });
    }

    private static void change(double[] gains, Lie lie) {
        DoubleUnaryOperator said = switch (lie) {
            case NO_GAINS -> _ -> 0.0;
            case TURNED_GAINS -> gain -> -gain;
            case MODEST_RESPONSES,
                    BLIND_RESPONSES,
                    UNIFORM_BATCHES,
                    EMPTY_BATCHES,
                    EQUAL_PAYOFFS,
                    EMPTY_BACK_UPS,
                    EMPTY_LEARNERS -> gain -> gain;
        };
        Arrays.setAll(gains, i -> said.applyAsDouble(gains[i]));
    }

    private static TreeOperator tree(GameTree tree, TreeOperator honest, Lie lie) {
        return wrap(TreeOperator.class, honest, (method, arguments, answer) -> {
            if (!(answer instanceof SequenceValues values)) {
                return answer;
            }
            int count = tree.sequenceForm((int) arguments[0]).sequenceCount();
            return switch (lie) {
                case MODEST_RESPONSES -> said(count, values::value, values::mass, values.gameValue() - 1);
                case BLIND_RESPONSES -> said(count, _ -> 0, _ -> 0, -1);
                case NO_GAINS,
                        TURNED_GAINS,
                        UNIFORM_BATCHES,
                        EMPTY_BATCHES,
                        EQUAL_PAYOFFS,
                        EMPTY_BACK_UPS,
                        EMPTY_LEARNERS -> values;
            };
        });
    }

    private static SequenceValues said(
            int count, IntToDoubleFunction value, IntToDoubleFunction mass, double gameValue) {
        double[] values = IntStream.range(0, count).mapToDouble(value).toArray();
        values[0] = gameValue;
        return new SequenceValues(
                values, IntStream.range(0, count).mapToDouble(mass).toArray());
    }

    private static BatchOperator batch(BatchOperator honest, Lie lie) {
        return wrap(BatchOperator.class, honest, (method, arguments, answer) -> {
            boolean isEmpty = lie == Lie.EMPTY_BATCHES;
            if (method.equals("solve") && (isEmpty || lie == Lie.UNIFORM_BATCHES)) {
                fill(honest.sigma(), isEmpty ? 0 : 1.0 / honest.index().jointActionCount());
                fill(honest.reports(), 0); // the code of OPTIMAL is 0, and so are all residuals
            }
            return answer;
        });
    }

    private static BackUpOperator backUps(BackUpOperator honest, Lie lie) {
        return wrap(BackUpOperator.class, honest, (method, arguments, answer) -> {
            if (method.equals("backUp") && lie == Lie.EMPTY_BACK_UPS) {
                fill(honest.payoffs(), 0);
            }
            return answer;
        });
    }

    private static LearningOperator learning(LearningOperator honest, Lie lie) {
        return wrap(LearningOperator.class, honest, (method, arguments, answer) -> {
            if (method.equals("run") && lie == Lie.EMPTY_LEARNERS) {
                fill(honest.payoffs(), 0);
                fill(honest.values(), 0);
            }
            return answer;
        });
    }

    private static void fill(JointBuffer buffer, double number) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(Double.BYTES * buffer.size(), Double.BYTES);
            for (long i = 0; i < buffer.size(); i++) {
                segment.setAtIndex(ValueLayout.JAVA_DOUBLE, i, number);
            }
            buffer.write(segment);
        }
    }

    private static MeanFieldOperator meanField(MeanFieldOperator honest, Lie lie) {
        return wrap(MeanFieldOperator.class, honest, (method, arguments, answer) -> {
            if (method.equals("payoffs") && lie == Lie.EQUAL_PAYOFFS) {
                Arrays.fill((double[]) arguments[2], 1);
            }
            return answer;
        });
    }

    /** What is made of an answer. */
    private interface Said {
        Object of(String method, Object[] arguments, Object answer);
    }

    private static <T> T wrap(Class<T> type, T honest, Said said) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            try {
                return said.of(method.getName(), arguments, method.invoke(honest, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return type.cast(proxy);
    }
}
