package io.sitewatch.kube.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.kube.cel.CelRules.Outcome;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.Schema.CelRule;
import io.sitewatch.kube.schema.SchemaReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelRulesTest {
    private static final Schema SCHEMA = new SchemaReader().read(Json.literal("""
                            {"type":"object","properties":{
                              "namespace":{"type":"string"},
                              "my-name":{"type":"string"},
                              "ratio":{"type":"number"},
                              "count":{"type":"integer"},
                              "interval":{"type":"string","format":"duration"},
                              "since":{"type":"string","format":"date-time"},
                              "list":{"type":"array","items":{"type":"integer"}},
                              "words":{"type":"array","items":{"type":"string"}},
                              "map":{"type":"object","additionalProperties":{"type":"string"}},
                              "port":{"x-kubernetes-int-or-string":true}}}
                            """));
    private static final String VALUE = """
            {"namespace":"ns","my-name":"me","ratio":1,"count":3,"interval":"1h30m","since":"2026-01-02T03:04:05Z",
             "list":[1,2,2,5],"words":["b","a"],"map":{"a-b":"x"},"port":"http"}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self.__namespace__ == 'ns' && self.my__dash__name == 'me'",
                "self.ratio < 1.5 && self.ratio >= 1.0 && self.count > 2",
                "self.interval == duration('90m') && self.interval > duration('1h')",
                "self.since < timestamp('2027-01-01T00:00:00Z') && self.since.getFullYear() == 2026",
                "self.list.isSorted() && self.list.sum() == 10 && self.list.min() == 1 && self.list.max() == 5",
                "self.list.indexOf(2) == 1 && self.list.lastIndexOf(2) == 2 && !self.words.isSorted()",
                "self.list.all(i, i > 0) && self.list.exists_one(i, i == 5) && self.list.filter(i, i == 2).size() == 2",
                "self.map['a-b'] == 'x' && 'a-b' in self.map && !has(self.missing)",
                "type(self.port) == string && self.port == 'http'",
                "'abc 123 def 45'.find('[0-9]+') == '123' && 'a1b22'.findAll('[0-9]+') == ['1', '22']",
                "'a1b22'.findAll('[0-9]+', 1) == ['1'] && 'abc'.matches('^a.c$')",
                "isQuantity('1Gi') && !isQuantity('lots') && quantity('1Gi') == quantity('1024Mi')",
                "quantity('500m').isLessThan(quantity('1')) && quantity('2Ki').asInteger() == 2048",
                "quantity('1Gi').add(quantity('1Gi')).compareTo(quantity('2Gi')) == 0",
                "isURL('https://a.example:8443/p?q=1') && url('https://a.example:8443/p?q=1').getPort() == '8443'",
                "url('https://a.example/p?q=1').getHostname() == 'a.example' && url('/p').getEscapedPath() == '/p'",
                "url('https://a.example/p?q=1&q=2').getQuery() == {'q': ['1', '2']} && !isURL('not a url')",
                "isIP('127.0.0.1') && ip('::1').family() == 6 && isCIDR('10.0.0.0/8') && !isCIDR('10.0.0.0/64')",
                "'a,b'.split(',').join('-') == 'a-b' && 'Ab'.lowerAscii() == 'ab' && 'abc'.charAt(1) == 'b'",
                "sets.contains([1, 2, 3], [2]) && math.greatest(1, 2) == 2 && cel.bind(x, 2, x * x) == 4",
                "self.?missing.orValue('none') == 'none' && !self.?missing.hasValue()",
                "'%s is %d of %s: %s %.1f%%'.format([self.words[0], self.count, self.words, true, 2.25])"
                        + " == 'b is 3 of [\"b\", \"a\"]: true 2.2%'",
                "'%s %s %s %s %s'.format([0.0, -1.0, 0.5, 1000000.0, 0.00001]) == '0 -1 0.5 1e+06 1e-05'",
                "string(50.0) == '50' && string(1234567.5) == '1.2345675e+06' && string(duration('90s')) == '90s'",
                "'%x %X %o %b'.format([255, 255, 8, 5]) == 'ff FF 10 101' && '%s'.format([null]) == 'null'",
                "size(self.words) == 2 && self.words[0] + self.words[1] == 'ba'"
            })
    void theLanguageIsUnderstood(String rule) {
        assertThat(evaluate(rule)).isEqualTo(new Outcome.Accepted());
    }

    @Test
    void aRefusalHasTheRulesWords() {
        CelRules rules = new CelRules();
        assertThat(rules.evaluate(SCHEMA, rule("self.count > 5", "too few", ""), Json.literal(VALUE), null))
                .isEqualTo(new Outcome.Refused("too few"));
        assertThat(rules.evaluate(
                        SCHEMA,
                        rule("self.count > 5", "too few", "'only ' + string(self.count)"),
                        Json.literal(VALUE),
                        null))
                .isEqualTo(new Outcome.Refused("only 3"));
        assertThat(rules.evaluate(
                        SCHEMA, rule("self.count > 5", "too few", "'only ' + self.missing"), Json.literal(VALUE), null))
                .isEqualTo(new Outcome.Refused("too few"));
        assertThat(evaluate("self.count > 5")).isEqualTo(new Outcome.Refused("failed rule: self.count > 5"));
    }

    @Test
    void anAbsentFieldFailsTheRule() {
        assertThat(evaluate("self.missing > 5"))
                .isEqualTo(new Outcome.Failed("no such key: missing evaluating rule: self.missing > 5"));
    }

    @Test
    void oldSelfMayBeOptional() {
        CelRule rule = new CelRule(
                "!oldSelf.hasValue() || self.count >= oldSelf.value().count",
                "may not shrink",
                "",
                "FieldValueInvalid",
                "",
                Optional.of(true));
        CelRules rules = new CelRules();

        assertThat(rules.evaluate(SCHEMA, rule, Json.literal("{\"count\":1}"), null))
                .isEqualTo(new Outcome.Accepted());
        assertThat(rules.evaluate(SCHEMA, rule, Json.literal("{\"count\":1}"), Json.literal("{\"count\":2}")))
                .isEqualTo(new Outcome.Refused("may not shrink"));
    }

    private static Outcome evaluate(String rule) {
        return new CelRules().evaluate(SCHEMA, rule(rule, "", ""), Json.literal(VALUE), null);
    }

    private static CelRule rule(String rule, String message, String messageExpression) {
        return new CelRule(rule, message, messageExpression, "FieldValueInvalid", "", Optional.empty());
    }
}
