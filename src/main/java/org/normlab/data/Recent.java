package org.normlab.data;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found out of the last few hundred files, so that validating a job again does not read
 * them again. Keys carry whatever tells that a file has changed.
 */
final class Recent<K, V> {
  private static final int REMEMBERED = 256;

  private final Map<K, V> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** How a value is found that is not remembered. */
  interface Finding<V> {
    V find() throws IOException;
  }

  V get(K key, Finding<V> finding) throws IOException {
    V value = known.get(key);
    if (value == null) {
      value = finding.find();
      known.put(key, value);
    }
    return value;
  }
}
