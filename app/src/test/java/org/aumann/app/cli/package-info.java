/** The commands as a user sees them: exit status, standard output, standard error, files. */
@NullMarked
package org.aumann.app.cli;

import org.jspecify.annotations.NullMarked;
