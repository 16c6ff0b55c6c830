package org.normlab.data.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.normlab.data.file.IllegalDataException;

/** Collects the files that cannot be used, so that all are named at once. Safe for threads. */
public final class ImageFaults {
  private static final int NAMED = 20;

  private final List<Path> files;
  private final ConcurrentSkipListMap<Integer, IllegalDataException> first =
      new ConcurrentSkipListMap<>();
  private final AtomicInteger count = new AtomicInteger();

  public ImageFaults(List<Path> files) {
    this.files = files;
  }

  /** Describes what is done to one file. */
  public interface Task {
    void with(Path file) throws IOException;
  }

  /** Does something to a file; a fault of the file is kept for {@link #check}. */
  public void guard(int index, Task task) throws InterruptedIOException {
    Path file = files.get(index);
    try {
      task.with(file);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IllegalDataException e) {
      add(index, e);
    } catch (IOException e) {
      String what = e.getClass().getSimpleName().replace("Exception", "");
      add(index, new IllegalDataException(file + " cannot be read (" + what + ")", e));
    }
  }

  private void add(int index, IllegalDataException fault) {
    count.incrementAndGet();
    first.put(index, fault);
    if (first.size() > NAMED) {
      first.pollLastEntry();
    }
  }

  /** Refuses the set where a file had a fault. */
  public void check() throws IllegalDataException {
    if (count.get() == 1) {
      throw first.firstEntry().getValue();
    }
    if (count.get() > 1) {
      List<String> named =
          first.values().stream().map(fault -> String.valueOf(fault.getMessage())).toList();
      throw new IllegalDataException(
          "%,d of %,d images cannot be used: %s%s"
              .formatted(
                  count.get(),
                  files.size(),
                  String.join("; ", named),
                  count.get() > NAMED ? "; …" : ""));
    }
  }
}
