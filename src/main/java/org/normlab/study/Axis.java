package org.normlab.study;

import java.util.List;

/**
 * Describes what varies in a study.
 *
 * @param labels its values in the order in which they were given
 * @param drawn whether the values are draws of a distribution
 */
public record Axis(String name, List<String> labels, boolean drawn) {}
