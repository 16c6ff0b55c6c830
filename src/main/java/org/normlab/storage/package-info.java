/**
 * Opens and guards what keeps data: the database, its connections and migrations, and the folders
 * of the service. What must not enter: a table of any one noun.
 */
@NullMarked
package org.normlab.storage;

import org.jspecify.annotations.NullMarked;
