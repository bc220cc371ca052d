/** What a command found, as records that are the JSON documents and know how to print themselves for people. */
@NullMarked
package org.aumann.app.report;

import org.jspecify.annotations.NullMarked;
