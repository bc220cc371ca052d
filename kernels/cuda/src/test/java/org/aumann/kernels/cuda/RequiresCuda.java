package org.aumann.kernels.cuda;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.aumann.kernels.cuda.device.CudaRuntime;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test where CUDA cannot be used, and says why. With {@code -Dorg.aumann.test.requireBackend=cuda} the test runs
 * all the same, and fails; with {@code cuda-emulator} only in the processes that are to use the emulator.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresCuda.Condition.class)
public @interface RequiresCuda {
    /** Probes, after the emulator's driver has been loaded where this process is to use it. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Emulator.loadIfWanted();
            return switch (CudaRuntime.state()) {
                case CudaRuntime.Usable(String device) -> ConditionEvaluationResult.enabled("runs on " + device);
                case CudaRuntime.Unusable(String reason) ->
                    isRequired()
                            ? ConditionEvaluationResult.enabled("required")
                            : ConditionEvaluationResult.disabled(reason);
            };
        }

        private static boolean isRequired() {
            String required = System.getProperty("org.aumann.test.requireBackend", "");
            return required.equals("cuda") || (required.equals("cuda-emulator") && Emulator.isWanted());
        }
    }
}
