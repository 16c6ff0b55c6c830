package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.data.DataShape;
import org.normlab.setting.Problem;
import org.normlab.wire.JobJson;
import org.normlab.wire.Supervised;

/**
 * Statistics over one value leave nothing, or a sign: refused wherever a network has such a site.
 */
class SingleValueTest {
  private static final DataShape TABLE = new DataShape(List.of(4), 3, 64, 16, 16);
  private static final DataShape COLUMN = new DataShape(List.of(1), 3, 64, 16, 16);
  private static final DataShape IMAGES = new DataShape(List.of(1, 8, 8), 3, 64, 16, 16);
  private static final DataShape TEXT = new DataShape(List.of(6), 5, 64, 16, 16, 400);

  private static final String MLP = "{'type':'mlp','hidden':[8,1]}";

  private static List<Problem> problems(String network, String method, DataShape outline)
      throws Exception {
    String job =
        "{\"architecture\":%s,\"normalization\":%s,\"data\":{\"name\":\"digits\"},\"batchSize\":8}";
    JobJson.Read read = JobJson.read(job.formatted(network, method).replace('\'', '"'));
    return read.job() == null ? read.problems() : Supervised.training(read.job()).problems(outline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'layer'} | /normalization/type
          {'type':'group'} | /normalization/type
          {'type':'group','groups':1} | /normalization/type
          {'type':'rms'} | /normalization/type
          {'type':'scale'} | /normalization/type
          {'type':'kalman','base':'layer'} | /normalization/type
          {'type':'kalman','base':'group'} | /normalization/type
          {'type':'normalize-and-project'} | /normalization/inner/type
          {'type':'normalize-and-project','inner':{'type':'group'}} | /normalization/inner/type
          {'type':'weight-standardization'} | /normalization/inner/type
          {'type':'weight-standardization','inner':{'type':'rms'}} | /normalization/inner/type
          """)
  void aLayerOfOneUnitIsRefused(String method, String pointer) throws Exception {
    assertThat(problems(MLP, method, TABLE))
        .singleElement()
        .satisfies(p -> assertThat(p.pointer()).isEqualTo(pointer))
        .satisfies(p -> assertThat(p.detail()).contains("hidden.1.norm", "at least 2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'highway','width':1} | {'type':'layer'}
          {'type':'residual-mlp','width':8,'bottleneck':0.1} | {'type':'layer'}
          {'type':'residual-mlp','width':1} | {'type':'rms'}
          """)
  void soItIsInOtherNetworks(String network, String method) throws Exception {
    assertThat(problems(network, method, TABLE)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'lstm','hidden':1,'context':6} | {'type':'layer'}
          {'type':'lstm','hidden':1,'context':6} | {'type':'scale'}
          {'type':'transformer','width':1,'heads':1,'context':6} | {'type':'rms'}
          {'type':'transformer','width':2,'heads':2,'context':6,'queryKeyNorm':true} | {'type':'none'}
          """)
  void soItIsOverTokens(String network, String method) throws Exception {
    assertThat(problems(network, method, TEXT)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'mlp','hidden':[1,8]} | {'type':'weight-standardization','inner':{'type':'batch'}}
          {'type':'mlp','hidden':[1,8]} | {'type':'scaled-weight-standardization'}
          """)
  void standardizedWeightsNeedTwoInputs(String network, String method) throws Exception {
    assertThat(problems(network, method, TABLE))
        .singleElement()
        .satisfies(p -> assertThat(p.detail()).contains("hidden.1", "always be 0"));
    assertThat(problems("{'type':'mlp','hidden':[8]}", method, COLUMN)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'mlp','hidden':[8,2]} | {'type':'layer'}
          {'type':'mlp','hidden':[8,1]} | {'type':'batch'}
          {'type':'mlp','hidden':[8,1]} | {'type':'none'}
          {'type':'mlp','hidden':[8,1]} | {'type':'dynamic-tanh'}
          {'type':'mlp','hidden':[8,1]} | {'type':'weight'}
          {'type':'mlp','hidden':[8,1]} | {'type':'decorrelated'}
          """)
  void whatHasTwoValuesOrTakesNoneIsNot(String network, String method) throws Exception {
    assertThat(problems(network, method, TABLE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'layer'}
          {'type':'group'}
          {'type':'rms'}
          {'type':'evonorm-s0'}
          {'type':'kalman','base':'group'}
          """)
  void positionsOfAnImageAreValuesToo(String method) throws Exception {
    assertThat(problems("{'type':'resnet','depth':8,'width':1}", method, IMAGES)).isEmpty();
  }
}
