package io.sitewatch.kibana.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.kibana.server.RequestSchemas.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas let through what the reference shows, and not what Kibana refuses. */
class RequestSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOARD = "{\"title\":\"t\",\"panels\":[{\"grid\":{\"x\":0,\"y\":0,\"w\":24,\"h\":10},"
            + "\"type\":\"vis\",\"config\":%s}]}";
    private static final String SOURCE = "\"data_source\":{\"type\":\"data_view_reference\",\"ref_id\":\"v\"}";

    private final RequestSchemas schemas = new RequestSchemas();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'metric',S,'metrics':[{'type':'primary','operation':'count'}]}",
                "{'type':'metric',S,'metrics':[{'type':'primary','operation':'average','field':'f'},"
                        + "{'type':'secondary','operation':'max','field':'f'}]}",
                "{'type':'data_table',S,'metrics':[{'operation':'count'},{'operation':'average','field':'bytes'}],"
                        + "'rows':[{'operation':'terms','fields':['host'],'limit':15,"
                        + "'rank_by':{'type':'metric','metric_index':0,'direction':'desc'}}]}",
                "{'type':'xy','title':'t','layers':[{'type':'line',S,'x':{'operation':'date_histogram','field':'t'},"
                        + "'y':[{'operation':'count'}]}],'axis':{'x':{'title':{'visible':false}}}}",
                "{'type':'xy','layers':[{'type':'bar_stacked',S,'y':[{'operation':'count'}],"
                        + "'breakdown_by':{'operation':'terms','fields':['product']}},"
                        + "{'type':'reference_lines',S,'thresholds':[{'operation':'static_value','value':5,'axis':'y',"
                        + "'color':{'type':'static','color':'#FF0000'},'text':{'visible':true}}]}]}",
                "{'type':'heatmap',S,'x':{'operation':'date_histogram','field':'t'},"
                        + "'y':{'operation':'terms','fields':['a'],'limit':10},'metric':{'operation':'count'}}",
            })
    void chartsOfTheReferenceAreTaken(String chart) throws JsonProcessingException {
        assertThat(faults(chart)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'metric',S}",
                "{'type':'metric','metrics':[{'type':'primary','operation':'count'}]}",
                "{'type':'metric',S,'metrics':[{'type':'secondary','operation':'count'}]}",
                "{'type':'metric',S,'metrics':[{'type':'primary','operation':'average'}]}",
                "{'type':'metric',S,'metrics':[{'type':'primary','operation':'mean','field':'f'}]}",
                "{'type':'metric',S,'metrics':[{'type':'primary','operation':'count','colour':'red'}]}",
                "{'type':'metric',S,'metrics':[{'type':'primary','operation':'last_value','field':'f','sort_by':'t'}]}",
                "{'type':'data_table',S,'metrics':[{'operation':'count'}],"
                        + "'rows':[{'operation':'terms','fields':['host'],'size':15}]}",
                "{'type':'data_table',S,'metrics':[{'operation':'count'}],"
                        + "'rows':[{'operation':'terms','fields':['host'],"
                        + "'rank_by':{'type':'column','metric':0,'direction':'desc'}}]}",
                "{'type':'xy','layers':[]}",
                "{'type':'xy',S,'layers':[{'type':'line',S,'y':[{'operation':'count'}]}]}",
                "{'type':'xy','layers':[{'type':'reference_lines',S,'thresholds':[{'operation':'static_value','value':5,"
                        + "'text':'label'}]}]}",
                "{'type':'xy','layers':[{'type':'reference_lines',S,'thresholds':[]}]}",
                "{'type':'xy','layers':[{'type':'line',S,'y':[{'operation':'count'}],"
                        + "'query':{'query':'a: b','language':'kuery'}}]}",
                "{'type':'heatmap',S,'xAxis':{'operation':'date_histogram','field':'t'},'metric':{'operation':'count'}}",
                "{'type':'pie3d',S}",
            })
    void whatTheReferenceDoesNotKnowIsRefused(String chart) throws JsonProcessingException {
        assertThat(faults(chart)).isNotEmpty();
    }

    @Test
    void aFaultIsToldWithItsPlace() throws JsonProcessingException {
        assertThat(schemas.faults(Request.SPACE, JSON.readTree("{\"id\":\"A b\",\"name\":\"x\"}")))
                .singleElement()
                .asString()
                .startsWith("[request body.id]: ");
    }

    private List<String> faults(String chart) throws JsonProcessingException {
        String json = chart.replace("S", SOURCE.replace('"', '\'')).replace('\'', '"');
        return schemas.faults(Request.DASHBOARD, JSON.readTree(BOARD.formatted(json)));
    }
}
