/** Tests of tasks without a command line. */
@NullMarked
package org.aumann.app.task;

import org.jspecify.annotations.NullMarked;
