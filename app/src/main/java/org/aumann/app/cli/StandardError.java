package org.aumann.app.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Gives the process its standard error back.
 *
 * <p>Before {@code main} the JVM prints a warning that incubator modules are in use, and no flag turns it
 * off. The launcher therefore starts the JVM with a filter as standard error and the true one as another
 * descriptor, whose number it passes in a system property.
 */
final class StandardError {
    private static final String PROPERTY = "aumann.stderr";
    private static final int STANDARD_ERROR = 2;

    private StandardError() {}

    // The flag that allows native access comes from the launcher.
    @SuppressWarnings("restricted")
    static void restore() {
        Integer descriptor = Integer.getInteger(PROPERTY);
        if (descriptor == null) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle dup2 = linker.downcallHandle(linker.defaultLookup().findOrThrow("dup2"), type);
        try {
            int ignored = (int) dup2.invokeExact(descriptor.intValue(), STANDARD_ERROR);
        } catch (Throwable e) {
            throw new LinkageError("dup2", e);
        }
    }
}
