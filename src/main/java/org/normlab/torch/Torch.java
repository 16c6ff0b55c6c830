package org.normlab.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.normlab.torch.program.KernelFailure;
import org.normlab.torch.program.Program;
import org.normlab.torch.program.ProgramText;
import org.normlab.torch.program.Programs;

/**
 * PyTorch on one device: the owner of arrays that live as long as a training, and the compiler of
 * programs.
 */
public final class Torch implements AutoCloseable {
  private final NDManager manager;
  private final Programs programs;
  private final boolean ownsPrograms;

  private Torch(NDManager manager, Programs programs, boolean ownsPrograms) {
    this.manager = manager;
    this.programs = programs;
    this.ownsPrograms = ownsPrograms;
  }

  /**
   * Opens a device for the calling thread, which alone may then use it.
   *
   * @param device {@code cpu} or {@code gpu:n}
   * @param threads of the CPU kernels; process-wide
   */
  public static Torch open(String device, int threads) {
    return new Torch(prepare(device, threads), new Programs(), true);
  }

  /**
   * Opens a device with programs that are not compiled anew.
   *
   * @param programs stay open when this is closed
   */
  public static Torch open(String device, int threads, Programs programs) {
    return new Torch(prepare(device, threads), programs, false);
  }

  private static NDManager prepare(String device, int threads) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    NDManager manager =
        NDManager.newBaseManager(Device.fromName(device.toLowerCase(Locale.ROOT)), "PyTorch");
    // Before the first kernel starts threads, which take the setting over.
    Denormals.flush(true);
    JniUtils.setNumThreads(threads);
    // Programs are run as they are written: profiling and rewriting them costs more than it gains.
    JniUtils.setGraphExecutorOptimize(false);
    return manager;
  }

  /**
   * Compiles methods and the kernels that they call, or takes a program that was compiled before.
   *
   * @param name for people, the name of the file if programs are written out
   * @param methods text of the methods, each {@code def name(self: __torch__.M, …)}
   * @throws KernelFailure when PyTorch does not understand the text
   */
  public Program compile(String name, String methods, List<Kernel> kernels) {
    KernelSet all = new KernelSet();
    kernels.forEach(all::use);
    ProgramText text = ProgramText.of(name, methods, all.text());
    return Program.compile(manager.getDevice(), text, programs);
  }

  /** Returns whether the host reads a result without waiting for an accelerator. */
  public boolean isHost() {
    return manager.getDevice().equals(Device.cpu());
  }

  /** A manager for the arrays of one call. */
  public NDManager scope() {
    return manager.newSubManager();
  }

  /** Arrays that live until this is closed. */
  public int arrays() {
    return ((PtNDManager) manager).getManagedArrays().size();
  }

  public NDArray floats(float[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }

  public NDArray longs(long[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }

  public NDArray ints(int[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }

  /** Zeros of a type. */
  public NDArray zeros(DataType type, long... shape) {
    return manager.zeros(new Shape(shape), type);
  }

  /** Numbers that programs read one by one; they stay on the host. */
  public NDArray hostDoubles(NDManager scope, double[] values, long... shape) {
    return scope.newSubManager(Device.cpu()).create(values, new Shape(shape));
  }

  /** Does for whole numbers what {@link #hostDoubles} does. */
  public NDArray hostLongs(NDManager scope, long[] values, long... shape) {
    return scope.newSubManager(Device.cpu()).create(values, new Shape(shape));
  }

  /**
   * Float32 or uint8 values of a direct buffer in native byte order; on the CPU the array may share
   * its memory.
   */
  public NDArray buffer(ByteBuffer values, boolean bytes, long... shape) {
    return manager.create(
        values.duplicate().order(values.order()).rewind(),
        new Shape(shape),
        bytes ? DataType.UINT8 : DataType.FLOAT32);
  }

  /**
   * A variable at its start, {@code [R, shape]} in the variable's order of memory; each replica
   * draws its own values from its own seed.
   */
  public NDArray variable(Variable variable, List<Long> seeds) {
    return Layout.of(variable, seeds.size()).fill(manager, seeds);
  }

  /** A variable's companion filled with zeros, in the same order of memory. */
  public NDArray zerosLike(Variable variable, int replicas) {
    return Layout.of(variable, replicas).zeros(manager);
  }

  @Override
  public void close() {
    if (ownsPrograms) {
      programs.close();
    }
    manager.close();
    Denormals.flush(false);
  }
}
