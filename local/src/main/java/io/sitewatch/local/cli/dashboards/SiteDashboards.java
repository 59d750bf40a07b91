package io.sitewatch.local.cli.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kibana.panel.DataView;
import io.sitewatch.kibana.panel.PanelRunner;
import io.sitewatch.kibana.panel.PanelTable;
import io.sitewatch.kibana.panel.TimeRange;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.site.KibanaClient;
import io.sitewatch.local.cli.site.SearchClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dashboards of a site, read from its Kibana, and what is on them, read from its Elasticsearch. */
public final class SiteDashboards {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KibanaClient kibana;
    private final SearchClient search;
    private final String site;
    private final Map<String, DataView> views = new HashMap<>();
    private final PanelRunner runner = new PanelRunner(this::search, this::view);

    public SiteDashboards(KibanaClient kibana, SearchClient search, String site) {
        this.kibana = kibana;
        this.search = search;
        this.site = site;
    }

    /** All dashboards of the site, the overview first. */
    List<Dashboard> all() throws IOException, InterruptedException {
        List<Dashboard> dashboards = new ArrayList<>();
        for (JsonNode entry : ask("/api/dashboards").path("data")) {
            String id = entry.path("id").asText();
            dashboards.add(new Dashboard(id, ask("/api/dashboards/" + id).path("data")));
        }
        dashboards.sort((one, other) -> Boolean.compare(isOverview(other), isOverview(one)));
        return dashboards;
    }

    PanelTable run(JsonNode chart, TimeRange range, String condition) throws IOException, InterruptedException {
        return runner.run(chart, range, condition);
    }

    /** The instrument that was heard of last, as a condition; nothing when there is none yet. */
    Optional<String> anyInstrument() throws IOException, InterruptedException {
        ObjectNode newest = JSON.createObjectNode().put("size", 1);
        newest.putArray("sort").addObject().put("@timestamp", "desc");
        JsonNode source = search(view(site + "-records").indices(), newest).at("/hits/hits/0/_source");
        return source.isMissingNode()
                ? Optional.empty()
                : Optional.of(condition(
                        source.path("instrument").asText(),
                        source.path("borehole_number").asText()));
    }

    static String condition(String type, String borehole) {
        return "instrument: " + type + " and borehole_number: \"" + borehole + "\"";
    }

    private boolean isOverview(Dashboard dashboard) {
        return dashboard.id().equals(site + "-overview");
    }

    private DataView view(String id) {
        return views.computeIfAbsent(id, absent -> {
            try {
                JsonNode view = ask("/api/data_views/data_view/" + id).path("data_view");
                return new DataView(
                        view.path("title").asText(), view.path("timeFieldName").asText(""));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        });
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        return answer("Kibana", kibana.get(path));
    }

    private JsonNode search(String indices, JsonNode body) throws IOException, InterruptedException {
        return answer(
                "Elasticsearch",
                search.post("/" + indices + "/_search?ignore_unavailable=true&allow_no_indices=true", body.toString()));
    }

    private static JsonNode answer(String who, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new CommandException(Exit.FAILED, who + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
