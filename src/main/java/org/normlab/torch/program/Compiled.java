package org.normlab.torch.program;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A text that PyTorch has read, in a manager of its own: it may outlive the training that asked for
 * it. It has no parameters and no attributes that a call could write to, so that nothing of a call
 * stays in it.
 */
final class Compiled implements AutoCloseable {
  private final Key key;
  private final NDManager manager;
  private final PtSymbolBlock block;
  private final @Nullable RecordedCalls calls;

  /** Describes what a compiled text depends on. */
  record Key(Device device, String code) {}

  Compiled(Key key) {
    this(key, null);
  }

  /**
   * A text that is read.
   *
   * @param calls keeps calls of it; null where they are not kept
   */
  Compiled(Key key, @Nullable RecordedCalls calls) {
    this.key = key;
    this.calls = calls;
    manager = NDManager.newBaseManager(key.device(), "PyTorch");
    try {
      block =
          JniUtils.loadModule(
              (PtNDManager) manager,
              new ByteArrayInputStream(Archive.of(key.code())),
              false,
              false);
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  Key key() {
    return key;
  }

  @Nullable RecordedCalls calls() {
    return calls;
  }

  PtSymbolBlock block() {
    return block;
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }
}
