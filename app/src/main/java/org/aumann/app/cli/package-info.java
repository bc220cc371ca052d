/** The command line: the only place with {@code main}, the standard streams and the logging set-up. */
@NullMarked
package org.aumann.app.cli;

import org.jspecify.annotations.NullMarked;
