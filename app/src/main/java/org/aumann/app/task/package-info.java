/**
 * What Aumann does for a user, whatever the front end: requests that are checked before work begins, and run with a listener.
 *
 * <p>No state is static and nothing prints, so that tasks may run side by side. Messages call each thing by its option
 * of the command line, which is its key in an experiment file too.
 */
@NullMarked
package org.aumann.app.task;

import org.jspecify.annotations.NullMarked;
