package io.sitewatch.kibana.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of Elasticsearch for a panel, and what is made of the answer. */
class PanelRunnerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TimeRange DAY = TimeRange.of("now-24h", "now", Instant.parse("2026-11-23T12:00:00Z"));

    private final List<JsonNode> asked = new ArrayList<>();
    private String answer = "{}";
    private final PanelRunner runner = new PanelRunner(
            (indices, body) -> {
                asked.add(body);
                return JSON.readTree(answer);
            },
            id -> new DataView("records-*", id.equals("timeless") ? "" : "@timestamp"));

    @Test
    void aNumberIsAboutAllThatIsInTheTime() throws Exception {
        answer = "{\"hits\":{\"total\":{\"value\":7}}}";
        PanelTable table = run(
                "{'type':'metric','title':'Silent',S,'query':{'expression':'state: stale and not act: gone',"
                        + "'language':'kql'},'metrics':[{'type':'primary','operation':'count','label':'instruments'}]}");
        assertThat(table.rows()).containsExactly(List.of(7L));
        assertThat(asked.get(0).at("/query/bool/filter/0/range/@timestamp/gte").asText())
                .isEqualTo("2026-11-22T12:00:00Z");
        assertThat(asked.get(0).at("/query/bool/filter/1/query_string/query").asText())
                .isEqualTo("state:stale AND NOT act:gone");
    }

    @Test
    void aViewWithoutTimeIsAboutAllThatThereIs() throws Exception {
        answer = "{\"hits\":{\"total\":{\"value\":7}}}";
        run("{'type':'metric','data_source':{'type':'data_view_reference','ref_id':'timeless'},"
                + "'metrics':[{'type':'primary','operation':'count'}]}");
        assertThat(asked.get(0).at("/query/bool/filter").size()).isZero();
    }

    @Test
    void aTableIsRankedByItsFirstMetric() throws Exception {
        answer = "{\"aggregations\":{\"b\":{\"buckets\":[{\"key\":\"BH-1\",\"doc_count\":3,"
                + "\"m0\":{\"std_deviation\":1.5},\"m1\":{\"hits\":{\"hits\":[{\"_source\":{\"level\":\"alarm\"}}]}}}]}}}";
        PanelTable table = run("{'type':'data_table',S,'metrics':[{'operation':'standard_deviation','field':'reading'},"
                + "{'operation':'last_value','field':'level','time_field':'@timestamp','label':'Level'}],"
                + "'rows':[{'operation':'terms','fields':['borehole_number'],'limit':20,'label':'Borehole',"
                + "'rank_by':{'type':'metric','metric_index':0,'direction':'desc'}}]}");
        assertThat(table.rows()).containsExactly(List.of("BH-1", 1.5, "alarm"));
        assertThat(table.metrics()).containsExactly("standard_deviation(reading)", "Level");
        JsonNode terms = asked.get(0).at("/aggs/b/terms");
        assertThat(terms.path("size").asInt()).isEqualTo(20);
        assertThat(terms.at("/order/m0.std_deviation").asText()).isEqualTo("desc");
        assertThat(asked.get(0).at("/aggs/b/aggs/m1/top_hits/sort/0/@timestamp").asText())
                .isEqualTo("desc");
    }

    @Test
    void aChartOverTimeHasALineForEachSplitAndTheLimitsAcross() throws Exception {
        answer = "{\"aggregations\":{\"b\":{\"buckets\":[{\"key\":\"BH-1\",\"b\":{\"buckets\":["
                + "{\"key\":1764000000000,\"m0\":{\"value\":12.5}},{\"key\":1764001800000,\"m0\":{\"value\":null}}]}}]}}}";
        PanelTable table = run("{'type':'xy','title':'Readings','layers':[{'type':'line',S,"
                + "'x':{'operation':'date_histogram','field':'@timestamp'},'y':[{'operation':'average','field':'reading'}],"
                + "'breakdown_by':{'operation':'terms','fields':['borehole_number'],'limit':10}},"
                + "{'type':'reference_lines',S,'thresholds':[{'operation':'static_value','value':190,'label':'alarm',"
                + "'color':{'type':'static','color':'#AA2E25'}}]}]}");
        assertThat(table.form()).isEqualTo("line");
        assertThat(table.rows().get(0)).containsExactly("BH-1", Instant.ofEpochMilli(1764000000000L), 12.5);
        assertThat(table.rows().get(1).get(2)).isNull();
        assertThat(table.lines()).containsExactly(new PanelTable.Line("alarm", 190, "#AA2E25"));
        assertThat(asked.get(0)
                        .at("/aggs/b/aggs/b/date_histogram/fixed_interval")
                        .asText())
                .isEqualTo("1800s");
    }

    @Test
    void aRateDoesNotDependOnTheWidthOfItsBuckets() throws Exception {
        answer = "{\"aggregations\":{\"b\":{\"buckets\":[{\"key\":1764000000000,\"m0\":{\"value\":900}}]}}}";
        PanelTable table = run("{'type':'xy','layers':[{'type':'bar',S,"
                + "'x':{'operation':'date_histogram','field':'@timestamp'},"
                + "'y':[{'operation':'sum','field':'received','time_scale':'m'}]}]}");
        assertThat(table.rows().get(0).get(1)).as("900 in 30 minutes").isEqualTo(30.0);
    }

    @Test
    void aPlanHasCellsAsWideAsTheSiteNeeds() throws Exception {
        answer = "{\"aggregations\":{\"s\":{\"min\":100,\"max\":1300},\"b\":{\"buckets\":[]}}}";
        run("{'type':'heatmap',S,'x':{'operation':'histogram','field':'easting'},"
                + "'y':{'operation':'histogram','field':'northing'},'metric':{'operation':'max','field':'reading'}}");
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2).at("/aggs/b/histogram/interval").asDouble()).isEqualTo(100);
        assertThat(asked.get(2).at("/aggs/b/aggs/b/histogram/field").asText()).isEqualTo("northing");
    }

    @Test
    void aMetricMayHaveAConditionAndATimeOfItsOwn() throws Exception {
        answer = "{\"hits\":{\"total\":{\"value\":9}},\"aggregations\":{\"m0\":{\"doc_count\":4}}}";
        PanelTable table = run("{'type':'metric',S,'metrics':[{'type':'primary','operation':'count',"
                + "'reduced_time_range':'15m','filter':{'expression':'level: (alert or alarm)','language':'kql'}}]}");
        assertThat(table.rows()).containsExactly(List.of(4L));
        JsonNode filter = asked.get(0).at("/aggs/m0/filter/bool/filter");
        assertThat(filter.at("/0/query_string/query").asText()).isEqualTo("level:(alert OR alarm)");
        assertThat(filter.at("/1/range/@timestamp/gte").asText()).isEqualTo("2026-11-23T11:45:00Z");
    }

    @Test
    void fieldsAreFoundWhereverAPanelNamesThem() throws Exception {
        String panel = "{'query':{'expression':'kind: level and not act: gone'},'rows':[{'fields':['x']}],"
                + "'metrics':[{'field':'y','time_field':'z'}]}";
        assertThat(PanelRunner.fields(JSON.readTree(panel.replace('\'', '"'))))
                .containsExactlyInAnyOrder("kind", "act", "x", "y", "z");
        assertThat(KqlFields.of("a.b >= 5 and c: \"d: e\"")).containsExactly("a.b", "c");
    }

    private PanelTable run(String config) throws Exception {
        String json = config.replace("S,", "'data_source':{'type':'data_view_reference','ref_id':'v'},")
                .replace('\'', '"');
        return runner.run(JSON.readTree(json), DAY, "");
    }
}
