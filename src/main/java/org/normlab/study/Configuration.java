package org.normlab.study;

import java.util.Map;

/**
 * One point of a study's design; its runs differ in their seed only.
 *
 * @param number 0, 1, … within the study
 * @param coordinates label by axis
 */
public record Configuration(int number, Map<String, String> coordinates) {}
