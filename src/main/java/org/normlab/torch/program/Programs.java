package org.normlab.torch.program;

import ai.djl.Device;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Programs that were used and may be used again: reading a text takes PyTorch longer than a small
 * training. Those that have rested the longest go first. A program is lent to one at a time.
 *
 * <p>For one thread, as all of PyTorch here.
 */
public final class Programs implements AutoCloseable {
  /** So many may rest, … */
  private static final int MOST = 32;

  /** … of so many characters in all: a deep network takes a megabyte, and PyTorch's form more. */
  private static final long MOST_CHARACTERS = 2L << 20;

  private final @Nullable ProgramDump dump;
  private final Map<Compiled.Key, Compiled> resting = new LinkedHashMap<>();
  private long characters;
  private long compiled;

  /** Programs that are written out if {@link ProgramDump#PROPERTY} is set. */
  public Programs() {
    this(ProgramDump.asAsked());
  }

  /**
   * Programs that are written into a folder when they are compiled.
   *
   * @param dump null where they are not
   */
  public Programs(@Nullable ProgramDump dump) {
    this.dump = dump;
  }

  /**
   * One that rests, or a new one.
   *
   * @throws UnwritableDump when it cannot be written into the folder of the dump
   */
  Compiled take(Device device, ProgramText text) {
    Compiled.Key key = new Compiled.Key(device, text.code());
    Compiled known = resting.remove(key);
    if (known != null) {
      characters -= key.code().length();
      return known;
    }
    compiled++;
    return new Compiled(
        key, dump == null ? null : new RecordedCalls(dump.write(text.name(), text.code())));
  }

  /** Takes a program back, to be lent again. */
  void giveBack(Compiled program) {
    Compiled.Key key = program.key();
    if (resting.containsKey(key)) {
      program.close();
      return;
    }
    resting.put(key, program);
    characters += key.code().length();
    Iterator<Compiled> eldest = resting.values().iterator();
    while (resting.size() > MOST || characters > MOST_CHARACTERS) {
      Compiled gone = eldest.next();
      eldest.remove();
      characters -= gone.key().code().length();
      gone.close();
    }
  }

  /** Returns how many texts were compiled so far. */
  public long compiled() {
    return compiled;
  }

  /** Returns how many programs rest. */
  public int resting() {
    return resting.size();
  }

  /** Ends those that rest; those that are lent end with their borrowers. */
  @Override
  public void close() {
    resting.values().forEach(Compiled::close);
    resting.clear();
    characters = 0;
  }
}
