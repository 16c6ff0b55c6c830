package org.normlab.study;

/**
 * A study that was submitted under a key.
 *
 * @param request what the user sent
 */
public record SubmittedStudy(String id, String request) {}
