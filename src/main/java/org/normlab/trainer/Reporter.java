package org.normlab.trainer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.normlab.environment.StoredEpisode;
import org.normlab.train.Ending;
import org.normlab.train.Point;
import org.normlab.train.Progress;
import org.normlab.train.ResumePoint;
import org.normlab.train.Started;

/** Writes a training's progress as events. A worker that no longer reads ends the process. */
final class Reporter implements Progress {
  private final OutputStream out;
  private final Runnable readerGone;

  Reporter(OutputStream out, Runnable readerGone) {
    this.out = out;
    this.readerGone = readerGone;
  }

  synchronized void say(Message.Event event) {
    try {
      out.write(Wire.write(event));
      out.flush();
    } catch (IOException e) {
      readerGone.run();
    }
  }

  @Override
  public void started(Started s) {
    long pid = ProcessHandle.current().pid();
    say(
        new Message.Started(
            pid,
            s.parameters(),
            s.width(),
            s.threads(),
            s.totalSteps(),
            s.notes(),
            s.dataDigest()));
  }

  @Override
  public void points(double progress, List<Point> points) {
    say(new Message.Points(progress, points));
  }

  @Override
  public void checkpoint(int group, long step, Path file, String sha256, long bytes) {
    say(new Message.Checkpoint(group, step, file.toString(), sha256, bytes));
  }

  @Override
  public void checkpointRefused(ResumePoint checkpoint, String explanation) {
    say(
        new Message.CheckpointRefused(
            checkpoint.group(), checkpoint.file().toString(), explanation));
  }

  @Override
  public void norms(Path file, String sha256, long bytes) {
    say(new Message.Norms(file.toString(), sha256, bytes));
  }

  @Override
  public void episode(int run, int visit, StoredEpisode e) {
    String actions = Base64.getEncoder().encodeToString(e.actions());
    say(new Message.Episode(run, visit, actions, e.returned(), e.end()));
  }

  @Override
  public void ended(int run, Ending e) {
    say(new Message.RunEnded(run, e.outcome(), e.step(), e.reason(), e.summary()));
  }

  @Override
  public void log(String text) {
    say(new Message.Log(text));
  }
}
