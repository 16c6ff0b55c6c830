package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;

/** Studies and extensions that nobody can mean, over HTTP: refused with reasons, nothing stored. */
class StudyInputsTest extends ServedApi {
  private static final String JOB =
      "\"architecture\":{\"type\":\"mlp\",\"hidden\":[8]},\"normalization\":{\"type\":\"none\"},"
          + "\"data\":{\"name\":\"digits\"}";
  private static final String GRID = "{\"base\":{" + JOB + "},\"axes\":{\"batchSize\":[16,32]}}";
  private static final String LISTED =
      "{\"base\":{" + JOB + "},\"list\":[{\"batchSize\":16,\"epochs\":1}]}";
  private static final String DRAWN =
      "{\"base\":{" + JOB + "},\"axes\":{\"batchSize\":{\"integers\":[8,64]}},\"samples\":2}";

  private String submitted(String study) throws Exception {
    Answer answer = service.post("/studies", study);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private Answer refused(String study) throws Exception {
    Answer answer = service.post("/studies", study);
    assertThat(answer.status()).as(shown(answer)).isEqualTo(422);
    for (String table : new String[] {"study", "job"}) {
      assertThat(sql.sql("select count(*) from " + table).query(Long.class).single()).isZero();
    }
    return answer;
  }

  private static String shown(Answer answer) {
    return answer.text().substring(0, Math.min(2000, answer.text().length()));
  }

  /** Digits that JSON allows and a double cannot hold. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "axes":{"batchSize":[8,#]}                                      | /axes/batchSize/1
          "axes":{"batchSize":{"integers":[0,#]}},"samples":2             | /axes/batchSize/integers/1
          "axes":{"learningRate":{"uniform":[-#,1]}},"samples":2          | /axes/learningRate/uniform/0
          "axes":{"learningRate":{"logUniform":[1,#]}},"samples":2        | /axes/learningRate/logUniform/1
          "list":[{"batchSize":#}]                                        | /list/0/batchSize
          "axes":{"m":[{"label":"a","set":{"architecture":{"hidden":[#]}}}]} | /axes/m/0/set/architecture/hidden/0
          """)
  void integersBeyondAnyDouble(String part, String pointer) throws Exception {
    for (int digits : new int[] {310, 400}) {
      Answer answer =
          refused("{\"base\":{" + JOB + "}," + part.replace("#", "9".repeat(digits)) + "}");
      assertThat(answer.pointers()).containsExactly(pointer);
      assertThat(answer.json().path("detail").asString())
          .contains("must be a finite number")
          .contains("1.8e308")
          .contains("9".repeat(50) + "…")
          .hasSizeLessThan(300);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"axes":5}                                  | /axes
          {"axes":[["batchSize",8]]}                  | /axes
          {"axes":null}                               | /axes
          {"axes":{}}                                 | /axes
          {"axes":{"batchSize":8}}                    | /axes/batchSize
          {"axes":{"batchSize":{"integers":[1,2]}}}   | /axes/batchSize
          {"axes":{"a/b":[1]}}                        | /axes/a~1b
          {"seeds":5}                                 | /seeds
          {"seeds":{}}                                | /seeds
          {"seeds":null}                              | /seeds
          {"seeds":["x"]}                             | /base/seeds
          {"samples":null}                            | /samples
          {"samples":"many"}                          | /samples
          {"samples":5}                               | /samples
          {"list":[{"epochs":5}]}                     | /list
          {"list":5}                                  | /list
          {"list":null}                               | /list
          {"base":{}}                                 | /base
          """)
  void anExtensionOfAGridOfAnotherForm(String more, String pointer) throws Exception {
    assertRefused(submitted(GRID), more, pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"list":[{"epochs":5}]}                              | /list/0
          {"list":[{"batchSize":8,"epochs":2},{"epochs":5}]}   | /list/1
          {"list":[{"batchSize":8,"epochs":2,"dropout":0.1}]}  | /list/0
          {"list":[5]}                                         | /list/0
          {"list":{"batchSize":8,"epochs":2}}                  | /list
          {"list":[]}                                          | /list
          {"axes":{"batchSize":[8]}}                           | /axes/batchSize
          """)
  void anExtensionOfAListOfAnotherForm(String more, String pointer) throws Exception {
    assertRefused(submitted(LISTED), more, pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"samples":1}      | /samples
          {"samples":null}   | /samples
          {"samples":2.5}    | /samples
          {"samples":[4]}    | /samples
          {"samples":"4"}    | /samples
          """)
  void anExtensionOfSamplesOfAnotherForm(String more, String pointer) throws Exception {
    assertRefused(submitted(DRAWN), more, pointer);
  }

  private void assertRefused(String study, String more, String pointer) throws Exception {
    long runs = count();
    Answer answer = service.post("/studies/" + study + "/extend", more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointers()).as(answer.text()).containsExactly(pointer);
    assertThat(count()).isEqualTo(runs);
  }

  private long count() {
    return sql.sql("select count(*) from study_run").query(Long.class).single();
  }

  @Test
  void saysWhichFieldsPointsOfTheListHave() throws Exception {
    Answer answer =
        service.post("/studies/" + submitted(LISTED) + "/extend", "{\"list\":[{\"epochs\":5}]}");
    assertProblem(answer, 422, "batchSize, epochs");
    assertProblem(answer, 422, "received {\"epochs\":5}");
    Answer none =
        service.post("/studies/" + submitted(GRID) + "/extend", "{\"list\":[{\"epochs\":5}]}");
    assertProblem(none, 422, "the study has no list");
  }

  @Test
  void extendsAListByPointsOfTheSameFields() throws Exception {
    Answer answer =
        service.post(
            "/studies/" + submitted(LISTED) + "/extend",
            "{\"list\":[{\"epochs\":2,\"batchSize\":8}]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("addedRuns").asInt()).isEqualTo(5);
  }

  private static String zeros(int many) {
    return "[" + "0,".repeat(many - 1) + "0]";
  }

  private static String values(int many) {
    return IntStream.rangeClosed(1, many)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /** Just under the largest body, crossed to just under the most points. */
  @Test
  void aLargeBaseOfManyPoints() throws Exception {
    String axes =
        "\"axes\":{\"batchSize\":[%1$s],\"epochs\":[%1$s],\"data.splitSeed\":[%1$s]}"
            .formatted(values(27));
    Answer answer = refused("{\"base\":{" + JOB + ",\"x\":" + zeros(450_000) + "}," + axes + "}");
    assertProblem(answer, 422, "19,683 points");
    assertProblem(answer, 422, "characters");
  }

  /** What a value sets is in each of its points. */
  @Test
  void aLargeValueOfManyPoints() throws Exception {
    String axes =
        "\"axes\":{\"m\":[{\"label\":\"a\",\"set\":{\"tags\":%2$s}}],\"batchSize\":[%1$s],\"epochs\":[%1$s]}"
            .formatted(values(140), zeros(450_000));
    assertProblem(refused("{\"base\":{" + JOB + "}," + axes + "}"), 422, "characters");
  }

  @Test
  void moreAxesThanAnyoneReads() throws Exception {
    String axes =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"a" + i + "\":[1]")
            .collect(Collectors.joining(","));
    Answer answer =
        refused(
            "{\"base\":{},\"axes\":{\"batchSize\":[%1$s],\"epochs\":[%1$s],\"data.splitSeed\":[%1$s],%2$s}}"
                .formatted(values(27), axes));
    assertProblem(answer, 422, "a study may have 64 axes; this one would have 10,003");
    String list =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "{\"a" + i + "\":1}")
            .collect(Collectors.joining(","));
    Answer points = refused("{\"base\":{},\"list\":[" + list + "]}");
    assertProblem(points, 422, "a study may have 64 axes; this one would have 10,000");
  }

  @Test
  void moreValuesThanPoints() throws Exception {
    Answer answer = refused("{\"base\":{},\"axes\":{\"batchSize\":" + zeros(450_000) + "}}");
    assertThat(answer.pointers()).containsExactly("/axes/batchSize");
    assertProblem(answer, 422, "a study may have 20,000 points; received 450,000 values");
  }

  @Test
  void namesAndLabelsThatNobodyReads() throws Exception {
    String field = "a" + ".a".repeat(20_000);
    Answer answer = refused("{\"base\":{},\"axes\":{\"" + field + "\":[1]}}");
    assertProblem(answer, 422, "at most 200 characters");
    assertThat(answer.text()).hasSizeLessThan(500_000);
    String label = "a".repeat(500_000);
    Answer labelled =
        refused(
            "{\"base\":{},\"axes\":{\"m\":[{\"label\":\""
                + label
                + "\",\"set\":{\"epochs\":1}}]}}");
    assertThat(labelled.pointers()).containsExactly("/axes/m/0/label");
    assertProblem(labelled, 422, "a label may have 200 characters");
  }

  /** What is wrong in the base is wrong in every job, and is told before any other is looked at. */
  @Test
  void aFaultOfTheBaseComesFirst() throws Exception {
    Answer answer =
        refused("{\"base\":{" + JOB + ",\"epochs\":-1},\"axes\":{\"batchSize\":[8,-5,-6]}}");
    assertThat(answer.pointers()).containsExactly("/base/epochs");
  }
}
