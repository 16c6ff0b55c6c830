package org.normlab.study.recipe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.DivergedPairs;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.Question;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.ScoreTable;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Evidence;
import org.normlab.study.recipe.claim.Finding;
import org.normlab.study.recipe.claim.Judgement;
import org.normlab.study.recipe.claim.Measured;
import org.springframework.stereotype.Component;

/** Holds studies of recipes against what their papers say. */
@Component
public class Claims {
  private static final Question RANKED =
      new Question(null, null, Alternative.TWO_SIDED, DivergedPairs.WORST_RANKED, Measured.LEVEL);

  private final Answers answers;
  private final Studies studies;

  Claims(Answers answers, Studies studies) {
    this.answers = answers;
    this.studies = studies;
  }

  /** Nothing where the study is of no recipe, or of one that is no more. */
  public Optional<Replication> of(Study study) {
    String name = study.recipe();
    return name == null
        ? Optional.empty()
        : Recipes.named(name).map(recipe -> replication(recipe, study));
  }

  private Replication replication(Recipe recipe, Study study) {
    Evidence evidence = new OfStudy(answers, study);
    Judgement judgement = Judgement.of(recipe.claims(), evidence);
    String scale = String.valueOf(study.scale());
    StudyProgress progress = studies.progress(List.of(study.id())).get(study.id());
    List<String> changes =
        recipe.scales().stream()
            .filter(one -> one.name().equals(scale))
            .flatMap(one -> one.changes().stream())
            .toList();
    return new Replication(
        recipe.about().name(),
        recipe.about().title(),
        recipe.about().paper(),
        scale,
        progress != null && progress.ended() == progress.runs(),
        changes,
        Measured.LEVEL,
        judgement.corrected(),
        findings(recipe.claims(), judgement.measured()));
  }

  private static List<Finding> findings(List<Claim> claims, List<Measured> measured) {
    return IntStream.range(0, claims.size())
        .mapToObj(i -> Finding.of(claims.get(i), measured.get(i)))
        .toList();
  }

  /** Answers of one study, each computed once. */
  private static final class OfStudy implements Evidence {
    private final Answers answers;
    private final Study study;
    private final Map<MetricAt, ScoreTable> tables = new HashMap<>();
    private @Nullable Ranking ranking;

    OfStudy(Answers answers, Study study) {
      this.answers = answers;
      this.study = study;
    }

    @Override
    public ScoreTable scores(MetricAt reading) {
      return tables.computeIfAbsent(reading, asked -> answers.scores(study, asked));
    }

    @Override
    public Ranking ranking() {
      if (ranking == null) {
        ranking = answers.ranks(study, RANKED);
      }
      return ranking;
    }
  }
}
