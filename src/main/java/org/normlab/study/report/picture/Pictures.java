package org.normlab.study.report.picture;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.study.Study;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.CurveMetric;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.Svg;
import org.springframework.stereotype.Component;

/** Draws single pictures of a study, the same that its report has. */
@Component
public class Pictures {
  private final Answers answers;

  Pictures(Answers answers) {
    this.answers = answers;
  }

  /**
   * Draws a picture of a study's runs as they are now.
   *
   * @return an SVG document
   * @throws NoPicture where the study has nothing to draw of it
   * @throws IllegalArgumentException where the block or the setting is none of the study's
   * @throws org.normlab.study.answer.UnknownLabel where the baseline is none of the study's
   */
  public String draw(Study study, PictureRequest asked) {
    Svg svg = drawn(study, asked).svg();
    String id = "picture-" + id(asked);
    return asked.styled() ? svg.writeStyled(id) : svg.write(id);
  }

  /** Pictures of one page differ in it. */
  private static String id(PictureRequest asked) {
    String setting = asked.setting() == null ? "" : "-" + asked.setting();
    return asked.name().name().toLowerCase(Locale.ROOT) + setting.replaceAll("[^A-Za-z0-9-]", "-");
  }

  private Picture drawn(Study study, PictureRequest asked) {
    return switch (asked.name()) {
      case CURVES -> curves(study, asked);
      case RANKS -> ranks(study, asked);
      case AGGREGATE, IMPROVEMENT, PROFILE -> aggregates(study, asked);
      case STRIP, FOREST, PARETO, SENSITIVITY -> ofBlock(study, asked);
    };
  }

  private Picture ofBlock(Study study, PictureRequest asked) {
    Comparison comparison = answers.comparison(study, asked.question());
    Comparison.InBlock block = block(comparison.blocks(), asked.block());
    String where = Phrases.where(block.coordinates());
    return switch (asked.name()) {
      case FOREST ->
          orNothing(
              ForestPlot.of(comparison, block, where, asked.width()),
              "no method is compared with a baseline");
      case PARETO ->
          orNothing(
              ParetoPlot.of(comparison, block, where, asked.width()),
              "no method has both a value and its seconds yet");
      case SENSITIVITY -> sensitivity(comparison, block, asked);
      default -> StripPlot.of(comparison, block, where, asked.width());
    };
  }

  private static Picture sensitivity(
      Comparison comparison, Comparison.InBlock block, PictureRequest asked) {
    List<Comparison.OfSetting> ofBlock =
        comparison.sensitivity().stream()
            .filter(one -> isPartOf(one.coordinates(), block.coordinates()))
            .toList();
    List<String> settings = ofBlock.stream().map(Comparison.OfSetting::setting).distinct().toList();
    if (settings.isEmpty()) {
      throw new NoPicture("no numeric setting of the block has several values");
    }
    String setting = Objects.requireNonNullElse(asked.setting(), settings.getFirst());
    if (!settings.contains(setting)) {
      throw new IllegalArgumentException(
          "setting must be one of %s; received \"%s\"".formatted(settings, setting));
    }
    return SensitivityPlot.of(
        comparison,
        ofBlock.stream().filter(one -> one.setting().equals(setting)).toList(),
        Marks.of(comparison),
        asked.width());
  }

  /** A setting that makes blocks is seen across them, so that its curve has fewer coordinates. */
  private static boolean isPartOf(Map<String, String> some, Map<String, String> all) {
    return all.entrySet().containsAll(some.entrySet());
  }

  private Picture curves(Study study, PictureRequest asked) {
    String own = asked.question().metric();
    String metric = own == null ? CurveMetric.of(study.spec().metric()) : own;
    CurveSet curves = answers.curves(study, metric, asked.question().level());
    CurveSet.InBlock block = block(curves.blocks(), asked.block());
    if (block.methods().stream().allMatch(method -> method.curves().points().isEmpty())) {
      throw new NoPicture("no chosen run has a value of " + metric + " yet");
    }
    CurveSet.InBlock part = asked.steps().of(block);
    if (part.methods().stream().allMatch(method -> method.curves().points().isEmpty())) {
      throw new NoPicture("no chosen run has a value of " + metric + " from " + asked.steps());
    }
    return CurvePlot.of(
        curves, part, Phrases.where(block.coordinates()), asked.width(), asked.logarithmic(), true);
  }

  private Picture ranks(Study study, PictureRequest asked) {
    Ranking ranking = answers.ranks(study, asked.question());
    if (ranking.ranks().dataSets() == 0 || ranking.ranks().methods().size() < 2) {
      throw new NoPicture("no block has a value of each of several methods yet");
    }
    boolean byNemenyi = asked.test() == RankTest.NEMENYI;
    CriticalDifference groups = byNemenyi ? ranking.byNemenyi() : ranking.byWilcoxon();
    return CriticalDifferenceDiagram.of(
        groups,
        asked.test().words(),
        byNemenyi ? ranking.nemenyi().criticalDifference().value() : null,
        asked.width());
  }

  private Picture aggregates(Study study, PictureRequest asked) {
    Aggregates aggregates = answers.aggregates(study, asked.question(), asked.aggregates());
    return switch (asked.name()) {
      case IMPROVEMENT ->
          orNothing(
              ImprovementPlot.of(aggregates, asked.width()),
              "no two methods have a value in every block yet");
      case PROFILE -> orNothing(ProfilePlot.of(aggregates, asked.width()), reason(aggregates));
      default -> orNothing(AggregatePlot.of(aggregates, asked.width()), reason(aggregates));
    };
  }

  /** Returns why no method has an aggregate: the reason of the first. */
  private static String reason(Aggregates aggregates) {
    return aggregates.methods().stream()
        .flatMap(method -> method.figures().stream())
        .map(one -> one.value().reason())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("the study has no configuration");
  }

  private static <T> T block(List<T> blocks, int number) {
    if (blocks.isEmpty()) {
      throw new NoPicture("the study has no configuration");
    }
    if (number < 0 || number >= blocks.size()) {
      throw new IllegalArgumentException(
          "block must be 0 to %d; received %d".formatted(blocks.size() - 1, number));
    }
    return blocks.get(number);
  }

  private static Picture orNothing(@Nullable Picture picture, String reason) {
    if (picture == null) {
      throw new NoPicture(reason);
    }
    return picture;
  }
}
