/** Tests of the file formats. */
@NullMarked
package org.aumann.core.format;

import org.jspecify.annotations.NullMarked;
