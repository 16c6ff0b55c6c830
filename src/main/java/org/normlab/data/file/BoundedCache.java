package org.normlab.data.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was found out of the last few hundred files, or why nothing was, so that
 * validating a job again does not read them again. Keys carry whatever tells that a file has
 * changed: its path, its size and when it was modified.
 *
 * <p>In a process one file is read at a time: reading takes memory and a core, and whoever waits
 * for the same file shares what is found.
 */
public final class BoundedCache<K, V> {
  private static final int REMEMBERED = 256;
  private static final Lock READING = new ReentrantLock();

  private final Map<K, Found<V>> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Found<V>> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** Describes how a value is found that is not remembered. */
  public interface Finding<V> {
    V find() throws IOException;
  }

  /** A value, or what is wrong with the file. */
  private record Found<V>(@Nullable V value, @Nullable String fault) {
    V get() throws IllegalDataException {
      if (value == null) {
        throw new IllegalDataException(String.valueOf(fault));
      }
      return value;
    }
  }

  /**
   * Returns what is remembered of a file, or reads it after whoever reads now.
   *
   * @throws IllegalDataException also where the same file was found faulty before
   */
  public V get(K key, Finding<V> finding) throws IOException {
    Found<V> found = known.get(key);
    if (found != null) {
      return found.get();
    }
    try {
      READING.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to read a data set");
    }
    try {
      found = known.get(key);
      if (found == null) {
        found = read(finding);
        known.put(key, found);
      }
      return found.get();
    } finally {
      READING.unlock();
    }
  }

  private static <V> Found<V> read(Finding<V> finding) throws IOException {
    try {
      return new Found<>(finding.find(), null);
    } catch (IllegalDataException e) {
      return new Found<>(null, e.getMessage());
    }
  }
}
