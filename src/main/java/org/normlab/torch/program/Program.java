package org.normlab.torch.program;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiled TorchScript: many operations, gradients and updates among them, behind one call from
 * Java. Nothing of a call outlives it but what it wrote in place and the results, which belong to
 * the manager that is handed in.
 */
public final class Program implements AutoCloseable {
  private final Compiled compiled;
  private final ProgramText text;
  private final Programs home;
  private boolean open = true;

  private Program(Compiled compiled, ProgramText text, Programs home) {
    this.compiled = compiled;
    this.text = text;
    this.home = home;
  }

  /**
   * Compiles a text, or takes a program that was compiled before.
   *
   * @param home lends the program and takes it back
   */
  public static Program compile(Device device, ProgramText text, Programs home) {
    try {
      return new Program(home.take(device, text), text, home);
    } catch (EngineException e) {
      throw KernelFailure.of(e, text, null);
    }
  }

  /** Arguments of a call, in the order of the method's parameters. */
  public static final class Arguments {
    private final NDList arrays = new NDList();

    public Arguments tensor(NDArray array) {
      array.setName(null);
      arrays.add(array);
      return this;
    }

    /** A list of at least one tensor; {@code name} only tells it from the call's other lists. */
    public Arguments list(String name, List<? extends NDArray> list) {
      for (NDArray array : list) {
        array.setName(name + "[]");
        arrays.add(array);
      }
      return this;
    }
  }

  /**
   * Runs a method; its tensors (one, a list or a tuple) belong to {@code results}.
   *
   * @throws KernelFailure when a kernel cannot compute what it was given
   */
  public NDList call(NDManager results, String method, Arguments arguments) {
    // The engine takes the method's name from an array's name and hands results to the first
    // array's manager.
    NDArray name = results.create(0f);
    name.setName("module_method:" + method);
    NDList inputs = new NDList(name);
    inputs.addAll(arguments.arrays);
    try {
      return forward(method, inputs, results);
    } catch (EngineException e) {
      throw isOutOfMemory(e) ? e : KernelFailure.of(e, text, shapes(e, inputs));
    }
  }

  private NDList forward(String method, NDList inputs, NDManager scope) {
    RecordedCalls calls = compiled.calls();
    if (calls == null) {
      return IValueUtils.forward(compiled.block(), inputs, true);
    }
    Device device = compiled.key().device();
    NDList arguments = new NDList(inputs.subList(1, inputs.size()));
    NDList record = calls.before(method, arguments, scope, device);
    NDList found = IValueUtils.forward(compiled.block(), inputs, true);
    if (record != null) {
      calls.after(record, arguments, found, scope, device);
    }
    return found;
  }

  /** Returns whether the device's memory did not suffice, which is the fault of no kernel. */
  public static boolean isOutOfMemory(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("not enough memory") || message.contains("out of memory");
  }

  /** Repeats the call that failed, up to the kernel at fault, to see the shapes it was given. */
  private @Nullable String shapes(EngineException failure, NDList inputs) {
    ProgramText told = new FailingCall(text, Trace.of(failure).frames()).told();
    if (told == null) {
      return null;
    }
    Compiled.Key key = new Compiled.Key(compiled.key().device(), told.code());
    try (Compiled again = new Compiled(key)) {
      IValueUtils.forward(again.block(), inputs, true).close();
      return null;
    } catch (EngineException e) {
      return FailingCall.shapes(e);
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      home.giveBack(compiled);
    }
  }
}
