package org.normlab.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.normlab.job.Claim;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.life.Fence;
import org.springframework.stereotype.Component;

/** Stores the files from which a job's training goes on. */
@Component
public class Checkpoints {
  /** Says how many checkpoints of a group are kept: the newest, and one in case that it breaks. */
  public static final int GENERATIONS = 2;

  private final CheckpointRepository checkpoints;
  private final Artifacts artifacts;
  private final Fence fence;

  Checkpoints(CheckpointRepository checkpoints, Artifacts artifacts, Fence fence) {
    this.checkpoints = checkpoints;
    this.artifacts = artifacts;
    this.fence = fence;
  }

  /**
   * Stores a checkpoint. One of the same step that is stored already, because its answer was lost
   * with the connection or because the end of the runs was written at that step, too, is replaced
   * as its file was.
   */
  public void store(Claim claim, StoredCheckpoint checkpoint) {
    fence.guard(
        claim,
        () ->
            checkpoints
                .findById(CheckpointEntity.key(claim, checkpoint))
                .ifPresentOrElse(
                    stored -> stored.replace(checkpoint),
                    () -> checkpoints.save(new CheckpointEntity(claim, checkpoint))));
  }

  /** Lists those that are kept, the newest of each group first. */
  public List<StoredCheckpoint> kept(String job) {
    return youngest(job, GENERATIONS);
  }

  /** Lists the newest one a group. */
  public List<StoredCheckpoint> newest(String job) {
    return youngest(job, 1);
  }

  private List<StoredCheckpoint> youngest(String job, int count) {
    return groups(job).values().stream()
        .flatMap(group -> group.stream().limit(count))
        .map(CheckpointEntity::view)
        .toList();
  }

  private Map<Integer, List<CheckpointEntity>> groups(String job) {
    return checkpoints.of(job).stream()
        .collect(
            Collectors.groupingBy(
                one -> one.getId().runGroup(), TreeMap::new, Collectors.toList()));
  }

  /**
   * Forgets all but the newest checkpoints of a group.
   *
   * @param keep how many stay
   * @return the files of those that are forgotten
   */
  public List<String> prune(Claim claim, int group, int keep) {
    return fence.guard(
        claim,
        () ->
            forget(
                groups(claim.job()).getOrDefault(group, List.of()).stream().skip(keep).toList()));
  }

  /** Forgets one whose file is of no use. */
  public void forget(Claim claim, String file) {
    fence.guard(
        claim,
        () -> {
          forget(
              checkpoints.of(claim.job()).stream()
                  .filter(one -> one.view().file().equals(file))
                  .toList());
        });
  }

  private List<String> forget(List<CheckpointEntity> old) {
    checkpoints.deleteAll(old);
    return old.stream().map(one -> one.view().file()).toList();
  }

  /** Lists the paths of all files of a job that a row names, checkpoints and artifacts. */
  public Set<String> files(String job) {
    Set<String> files = new HashSet<>(checkpoints.files(job));
    files.addAll(artifacts.files(job));
    return files;
  }
}
