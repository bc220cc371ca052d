/** The command line: the only place with {@code main} and the standard streams. */
@NullMarked
package org.aumann.app.cli;

import org.jspecify.annotations.NullMarked;
