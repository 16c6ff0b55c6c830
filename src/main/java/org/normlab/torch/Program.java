package org.normlab.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compiled TorchScript: many operations, gradients and updates among them, behind one call from
 * Java. Nothing of a call outlives it but what it wrote in place and the results, which belong to
 * the manager that is handed in.
 */
public final class Program implements AutoCloseable {
  private static final String HEAD =
      """
      class M(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  private final Compiled compiled;
  private final Programs home;
  private boolean open = true;

  private Program(Compiled compiled, Programs home) {
    this.compiled = compiled;
    this.home = home;
  }

  /**
   * @param methods text of the methods, each {@code def name(self: __torch__.M, …)}, indented by
   *     two spaces
   * @param kernels the functions that they call
   * @param home lends the program and takes it back
   */
  static Program compile(Device device, String methods, List<Kernel> kernels, Programs home) {
    KernelSet all = new KernelSet();
    kernels.forEach(all::use);
    String functions = all.all().stream().map(Kernel::source).collect(Collectors.joining("\n"));
    String code = HEAD + methods.indent(2) + functions;
    return new Program(home.take(new Compiled.Key(device, code)), home);
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

  /** Runs a method; its tensors (one, a list or a tuple) belong to {@code results}. */
  public NDList call(NDManager results, String method, Arguments arguments) {
    // The engine takes the method's name from an array's name and hands results to the first
    // array's manager.
    NDArray name = results.create(0f);
    name.setName("module_method:" + method);
    NDList inputs = new NDList(name);
    inputs.addAll(arguments.arrays);
    return IValueUtils.forward(compiled.block(), inputs, true);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      home.giveBack(compiled);
    }
  }
}
