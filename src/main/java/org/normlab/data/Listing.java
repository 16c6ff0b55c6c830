package org.normlab.data;

/**
 * A data set on the shelf.
 *
 * @param name the {@code name} of a job's data, or the word after {@code generated}
 * @param kind digits, idx, cifar, text, table or generated
 * @param present whether a job could read it now without a download
 * @param howToGet empty when nothing needs to be done
 */
public record Listing(
    String name, String kind, boolean present, String summary, String licence, String howToGet) {}
