/** Numbers and tables for people. */
@NullMarked
package org.aumann.app.report;

import org.jspecify.annotations.NullMarked;
