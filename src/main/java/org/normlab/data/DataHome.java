package org.normlab.data;

import java.nio.file.Path;

/**
 * Where named sets and files lie.
 *
 * @param folder the root ({@code normlab.data.dir}); paths in jobs are relative to it and may not
 *     leave it
 * @param download whether a missing named set is fetched from its official address ({@code
 *     normlab.data.download})
 */
public record DataHome(Path folder, boolean download) {}
