package org.aumann.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/**
 * Gives the process its standard error back.
 *
 * <p>Before {@code main} the JVM prints a warning that incubator modules are in use, and no flag turns it
 * off. The launcher therefore starts the JVM with a filter as standard error and the true one as another
 * descriptor, whose number it passes in a system property. What comes from native code still goes through
 * the filter.
 */
final class StandardError {
    private static final String PROPERTY = "aumann.stderr";

    private StandardError() {}

    static void restore() {
        Integer descriptor = Integer.getInteger(PROPERTY);
        if (descriptor == null) {
            return;
        }
        try {
            // A descriptor by number cannot be had otherwise: /dev/fd/3 would be a file opened anew, with its own
            // position, and dup2 by a foreign call takes a tenth of a second to link. The launcher opens the package.
            Constructor<FileDescriptor> byNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
            byNumber.setAccessible(true);
            System.setErr(new PrintStream(
                    new FileOutputStream(byNumber.newInstance(descriptor)), true, System.err.charset()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.err.println("[WARN] messages come through a filter: " + e);
        }
    }
}
