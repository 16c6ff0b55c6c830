package org.normlab.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Numbers too small for float32's full precision. The momentum of a unit that gets no gradient
 * shrinks into their range and never leaves it, and there a processor is some ten times slower.
 */
final class Denormals {
  /** {@code static bool at::Context::setFlushDenormal(bool)}, as C++ compilers on Unix name it. */
  private static final String SYMBOL = "_ZN2at7Context16setFlushDenormalEb";

  private static final FunctionDescriptor TYPE =
      FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, ValueLayout.JAVA_BOOLEAN);

  private Denormals() {}

  /** Found once: making a handle takes longer than a small training. */
  private static final class Switch {
    static final Optional<MethodHandle> FOUND = find();

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> find() {
      return SymbolLookup.loaderLookup()
          .find(SYMBOL)
          .map(address -> Linker.nativeLinker().downcallHandle(address, TYPE));
    }
  }

  /**
   * Sets whether the calling thread, and kernel threads that it starts from now on, take them for
   * zero. Without effect where PyTorch has no such switch. The engine must be loaded.
   */
  static void flush(boolean on) {
    Switch.FOUND.ifPresent(
        handle -> {
          try {
            boolean _ = (boolean) handle.invokeExact(on);
          } catch (Throwable e) {
            throw new IllegalStateException("a switch of PyTorch threw", e);
          }
        });
  }
}
