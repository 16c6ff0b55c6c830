package org.normlab.data;

import org.normlab.data.file.MissingData;

/**
 * Describes where the rows of a job come from: one record a source, with the settings that it
 * takes. In JSON they stand beside the settings that all data have; the first setting of each
 * record, which no other record has, tells which of them is meant. A new source is its record, a
 * word here and the {@link Kind} that reads it.
 */
public sealed interface DataSource
    permits NamedData, TableData, GeneratedData, FolderData, TextData {
  /** Returns what the rows are taken from, as a user knows it: the value of the first setting. */
  String reference();

  /** Returns the name of the first setting. */
  default String key() {
    return getClass().getRecordComponents()[0].getName();
  }

  /** Tells whether samples are windows of a text. */
  default boolean isText() {
    return false;
  }

  /** Tells whether a part of the rows is the test part whatever the split's seed is. */
  default boolean hasFixedTest() {
    return false;
  }

  /**
   * Returns what reads the rows.
   *
   * @param window tokens of a sample of a text; 0 when the network reads no text
   * @throws MissingData where nothing is known by that name
   */
  Kind reader(int window) throws MissingData;
}
