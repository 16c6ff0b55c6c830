package org.normlab.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.data.DataSets;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.MissingData;
import org.normlab.data.file.RealData;
import org.normlab.job.life.Store;
import org.normlab.setting.Problem;
import org.normlab.study.life.StudiesOf;
import org.normlab.study.life.StudySubmissions;
import org.normlab.study.recipe.claim.RecipesTest;
import org.normlab.train.SupervisedSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.RecipeOrder;
import org.normlab.wire.json.UnreadableJson;

/**
 * {@code mvn test -Dtest=RecipeDataTest -Dnormlab.data.dir=DIR}: every recipe can be trained on the
 * published data at every scale.
 */
class RecipeDataTest {
  record Case(Recipe recipe, RecipeScale scale) {
    @Override
    public String toString() {
      return recipe.about().name() + ", " + scale.name();
    }
  }

  static Stream<Case> cases() {
    return Recipes.all().stream()
        .flatMap(recipe -> recipe.scales().stream().map(scale -> new Case(recipe, scale)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void expands(Case one) throws Exception {
    DataHome home = RealData.home("uci/INDEX.csv");
    String data = one.recipe().takesData() ? ",\"data\":{\"name\":\"fashion-mnist\"}" : "";
    RecipeOrder order =
        RecipesTest.order(
            "{\"recipe\":\"%s\",\"scale\":\"%s\"%s}"
                .formatted(one.recipe().about().name(), one.scale().name(), data));
    StudySubmissions intake = StudiesOf.intake(Store.fresh(Store.Kind.H2));
    StudySubmissions.Request request = Recipes.expand(order, job -> read(job, home));
    StudySubmissions.Size size = intake.validate(request.spec(), job -> read(job, home));
    System.out.printf(
        "%s: %d points, %d jobs, %d runs%n", one, size.cells(), size.jobs(), size.runs());
    assertThat(size.runs()).isPositive();
  }

  private static JobJson.Read read(String job, DataHome home) {
    try {
      return JobJson.read(job).checked(spec -> againstData(spec, home));
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<Problem> againstData(JobSpec job, DataHome home) {
    if (!(job.training() instanceof SupervisedSpec training)) {
      return List.of();
    }
    try {
      int window = training.architecture().window();
      return new ArrayList<>(training.problems(DataSets.outline(training.data(), home, window)));
    } catch (MissingData | IOException e) {
      return List.of(new Problem("/data", String.valueOf(e.getMessage())));
    }
  }
}
