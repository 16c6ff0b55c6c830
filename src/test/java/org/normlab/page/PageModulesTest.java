package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Modules without a page: each line of the script is a claim, and those that do not hold are told.
 */
class PageModulesTest {
  private static final String CLAIMS =
      """
      <!DOCTYPE html><meta charset="utf-8"><body><script type="module">
      import { parse, print, pretty, isFlat } from '/js/kit/json.js';
      import { boundsOf, boundsOfDifference, clipped } from '/js/chart/bounds.js';
      import { lines } from '/js/chart/lines.js';
      import { bandLines } from '/js/chart/band-lines.js';
      import { seedList } from '/js/study/extend-form.js';
      import { brief, estimate, measured, setting } from '/js/kit/format.js';
      import { loadMetrics } from '/js/kit/metrics.js';
      import { inWords, quantitiesOf } from '/js/run/quantities.js';
      await loadMetrics();
      const wrong = [];
      let claims = 0;
      const show = (value) => print(value ?? null);
      function is(name, value, wanted) {
        claims++;
        if (show(value) !== show(wanted)) wrong.push(`${name}: ${show(value)}, not ${show(wanted)}`);
      }

      // Integers that a double cannot hold stay what they are; all else is as JSON.parse reads it.
      for (const text of [
        '[6687881544318117707]', '[-9223372036854775808,9223372036854775807]', '[9007199254740993]',
        '{"seeds":[9007199254740991,9007199254740992,18446744073709551615],"a":[],"b":{}}',
        '{"s":"9007199254740993","t":"a\\\\"9007199254740993,[","n":9007199254740993,"u":"\\\\u0000{"}',
      ]) is(text, print(parse(text)), text);
      for (const text of [
        '0.8495821727019499', '[1e400,1.0E16,12345678901234567890e2,0.12345678901234567890]', '"6687881544318117707"',
        '{"1":1,"0":[true,false,null,{"":"\\\\u00e9"}]}', ' [ 1 , 2 ] ', '-0', '123456789012345678.5',
      ]) is(text, JSON.stringify(parse(text)), JSON.stringify(JSON.parse(text)));
      is('a whole double', typeof parse('[9007199254740993, 5]')[1], 'number');
      is('prototype', Object.keys(parse('{"__proto__": 9007199254740993}')), ['__proto__']);
      const attempt = (text) => { try { return print(parse(text)); } catch (error) { return error.name; } };
      is('no JSON', ['[9007199254740993,]', '[09007199254740993]', '', '9007199254740993 1'].map(attempt), Array(4).fill('SyntaxError'));
      is('pretty', pretty(parse('{"a":{"b":[1,9007199254740993],"c":[]},"d":[[1],[2]]}'), (v) => Array.isArray(v) && isFlat(v)),
        '{\\n  "a": {\\n    "b": [1, 9007199254740993],\\n    "c": []\\n  },\\n  "d": [\\n    [1],\\n    [2]\\n  ]\\n}');
      is('pretty reads back', print(parse(pretty(parse('{"x":{"y":[{"z":6687881544318117707}]}}'), isFlat))), '{"x":{"y":[{"z":6687881544318117707}]}}');

      is('seeds', seedList('5-7, 6687881544318117707'), [5, 6, 7, 6687881544318117707n]);
      is('a range of seeds', seedList('9223372036854775806-9223372036854775807'), [9223372036854775806n, 9223372036854775807n]);
      is('no seeds', [seedList('9223372036854775808'), seedList('7-5'), seedList('0-1000'), seedList('1.5'), seedList('')], [null, null, null, null, null]);

      is('a setting of 64 bits', setting(6687881544318117707n), '6687881544318117707');
      is('settings', brief({ type: 'sgd', learningRate: [0.01, 0.1], redo: { every: 10, threshold: 0.025 } }), 'sgd · learningRate 0.01, 0.1 · redo (every 10 · threshold 0.025)');
      is('many', brief({ type: 'mlp', hidden: Array.from({ length: 100 }, (_, i) => i) }), 'mlp · hidden 0, 1, 2, 3, 4, 5, 6, 7 and 92 more');

      // A stretch of steps keeps its least and its greatest value.
      const spiky = [{ run: 0, points: [[10, 1, 0.5, 9], [20, 1.5, 1.5, 1.5]] }];
      const drawn = lines(spiky, [{ run: 0 }], -1, false);
      is('a spike', drawn.data, [[10, 20], [1, 1.5], [9, 1.5], [0.5, 1.5]]);
      is('a band', drawn.bands, [{ series: [2, 3], colour: 0 }]);
      is('told', [drawn.groups[0].at(0, String), drawn.groups[0].at(1, String)], ['1 (0.5 … 9)', '1.5']);
      is('no stretches', lines([{ run: 0, points: [[1, 2]] }], [{ run: 0 }], -1, false).styles.length, 1);
      is('on a logarithmic axis', lines([{ run: 0, points: [[10, 1, 0, 9]] }], [{ run: 0 }], -1, true).data, [[10], [1], [9], [null]]);

      is('bounds', ['test.accuracy', 'train.loss', 'probe.hidden.0.norm.dead', 'weightNorm', 'probe.a.meanAfter'].map((name) => boundsOf(name).map(String)),
        [['0', '1'], ['0', 'Infinity'], ['0', '1'], ['0', 'Infinity'], ['-Infinity', 'Infinity']]);
      is('formats', [['best.test.accuracy', 0.5], ['seconds', 2], ['bestEpoch', 3], ['train.loss', 0.25], ['none', 0.25]].map(([name, value]) => measured(name, value)),
        ['0.5000', '2.0', '3', '0.2500', '0.2500']);
      is('estimates', [estimate('online.accuracy', 0.5, 0.01), estimate('train.loss', 0.5, 0.01)], ['0.5000 ± 0.0100', '0.500 ± 0.010']);
      is('quantities', quantitiesOf(['train.loss', 'probe.a.weightNorm', 'probe.a.dead', 'probe.a.scale', 'probe.a.meanAfter']), ['meanAfter', 'dead', 'weightNorm', 'scale']);
      is('quantities in words', ['varianceBefore', 'weightGradientNorm', 'gammaNorm', 'scale', 'effectiveWeightNorm'].map(inWords),
        ['variance before the site', 'gradient norm of weight', 'norm of gamma', 'value of scale', 'effective weight norm']);
      is('differences', [boundsOfDifference('test.accuracy'), boundsOfDifference('test.loss').map(String)], [[-1, 1], ['-Infinity', 'Infinity']]);
      const point = (low, high) => ({ step: 1, n: 3, mean: { value: 0.9 }, t: { low, high } });
      const bands = (metric, ...ends) => bandLines(metric, [{ number: 0, method: 'a', curves: { points: [point(...ends)] } }], false).data;
      is('a band of an accuracy', bands('test.accuracy', 0.7, 1.1), [[1], [0.9], [1], [0.7]]);
      is('a band of a loss', bands('test.loss', -0.2, 2), [[1], [0.9], [2], [0]]);
      is('no interval', clipped(null, [0, 1]), null);

      document.body.dataset.claims = claims;
      document.body.dataset.wrong = wrong.join(' | ');
      </script></body>
      """;

  @Test
  void everyClaimHolds(@TempDir Path profile) throws Exception {
    try (PageServer server = new PageServer(path -> "{}")) {
      server.frames(CLAIMS);

      assertThat(Browser.drawn(server.address("/frames.html"), profile, 1))
          .contains("data-wrong=\"\"")
          .containsPattern("data-claims=\"3\\d\"");
    }
  }
}
