package org.normlab.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

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

  /**
   * Whether the calling thread, and kernel threads that it starts from now on, take them for zero.
   * Without effect where PyTorch has no such switch. The engine must be loaded.
   */
  @SuppressWarnings("restricted")
  static void flush(boolean on) {
    SymbolLookup.loaderLookup()
        .find(SYMBOL)
        .map(address -> Linker.nativeLinker().downcallHandle(address, TYPE))
        .ifPresent(
            handle -> {
              try {
                boolean _ = (boolean) handle.invokeExact(on);
              } catch (Throwable e) {
                throw new IllegalStateException("a switch of PyTorch threw", e);
              }
            });
  }
}
