package org.normlab.study.answer;

import java.util.List;
import java.util.Map;

/**
 * Describes where methods meet under equal conditions, such as one data set: everything that is
 * neither compared nor chosen over.
 *
 * @param coordinates label by axis
 * @param methods ways to train each compared value, in the order of the axis
 */
record Block(Map<String, String> coordinates, Map<String, List<ConfigurationRuns>> methods) {}
