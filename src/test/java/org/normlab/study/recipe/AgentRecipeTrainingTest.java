package org.normlab.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.study.plan.Plan;
import org.normlab.study.plan.Planner;
import org.normlab.study.recipe.claim.RecipesTest;
import org.normlab.torch.program.Programs;
import org.normlab.train.ControlSpec;
import org.normlab.train.End;
import org.normlab.train.Ending;
import org.normlab.train.Heard;
import org.normlab.train.Outcome;
import org.normlab.train.Small;
import org.normlab.train.TrainingContext;
import org.normlab.train.agent.AgentTraining;
import org.normlab.wire.JobJson;
import org.normlab.wire.StudyJson;
import org.normlab.wire.json.UnreadableJson;

/** The jobs of recipes of agents can be trained, and measure what the claims are about. */
class AgentRecipeTrainingTest {
  @TempDir private Path folder;

  private static JobJson.Read read(String job) {
    try {
      return JobJson.read(job);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The study at laptop scale with fewer steps and two seeds. */
  private static Plan shortened(String recipe, String steps) throws UnreadableJson {
    Function<String, JobJson.Read> reader = AgentRecipeTrainingTest::read;
    String order = "{\"recipe\":\"%s\",\"seeds\":[0,1]}".formatted(recipe);
    String study = StudyJson.write(Recipes.expand(RecipesTest.order(order), reader).spec());
    String fewer = study.replaceAll("\"(steps|stepsPerVisit)\":\\d+", "\"$1\":" + steps);
    assertThat(fewer).isNotEqualTo(study);
    return new Planner(StudyJson.trusted(fewer), reader).plan(Plan.Existing.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "rl-effective-rate, 'NaP, rate falls', return.final, return.area",
    "rl-sequence, kept, sequence.second, sequence.secondMinusFirst",
    "rl-sequence, fresh, sequence.second, sequence.secondMinusFirst"
  })
  void aPlannedJobTrains(String recipe, String label, String metric, String other)
      throws Exception {
    Plan.Planned job =
        shortened(recipe, "1600").jobs().stream()
            .filter(one -> one.cells().getFirst().coordinates().containsValue(label))
            .toList()
            .getLast();
    ControlSpec training = (ControlSpec) job.spec().training();
    Heard heard = new Heard();
    try (Programs programs = new Programs()) {
      assertThat(AgentTraining.run(training, place(), heard, () -> null, programs))
          .isEqualTo(End.COMPLETED);
    }
    assertThat(heard.endings).hasSize(2);
    for (Ending ending : heard.endings.values()) {
      assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(ending.step()).isEqualTo(training.allSteps());
      assertThat(ending.summary()).containsKeys(metric, other);
    }
  }

  private TrainingContext place() {
    return Small.place(folder, folder.resolve("checkpoints"), 1, List.of());
  }
}
