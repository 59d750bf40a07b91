package io.sitewatch.local.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.site.NotThereYetException;
import io.sitewatch.local.cli.site.SearchClient;
import io.sitewatch.local.cli.site.Sites;
import io.sitewatch.local.cli.view.HitTable;
import io.sitewatch.local.cli.view.ResourceText;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description = "Search a site's records in Elasticsearch, or GET any of its paths. Needs no client.",
        footer = {
            "",
            "Examples:",
            "  ./sitewatch search 'instrument:piezometer AND reading:>100'",
            "  ./sitewatch search '_cat/indices?v'",
            "  ./sitewatch search /_cluster/health"
        })
public final class SearchCommand extends ClusterCommand {
    @Parameters(
            index = "0",
            paramLabel = "QUERY",
            description = "A query string over all indices; or a path, which begins with / or _.")
    private String query;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SITE",
            description = "May be left out when there is one site.")
    private String site;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many hits of a query (default: ${DEFAULT-VALUE}).")
    private int max;

    @Option(names = "--json", description = "The whole answer to a query as JSON, not the hits in columns.")
    private boolean json;

    private final ObjectMapper mapper = new ObjectMapper();

    public SearchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        MonitoringSite found = new Sites(client).require(site);
        boolean path = query.startsWith("/") || query.startsWith("_");
        String target = path
                ? query
                : "/_search?size=" + max + "&track_total_hits=true&q="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer = SearchClient.of(client, found).get(target);
            if (answer.statusCode() >= 300) {
                throw new CommandException(
                        answer.statusCode() == 404 ? Exit.NOT_FOUND : Exit.FAILED,
                        "Elasticsearch answered " + answer.statusCode() + ": " + reason(answer.body()));
            }
            show(path, answer);
            return Exit.OK;
        } catch (NotThereYetException e) {
            throw new CommandException(Exit.FAILED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException(Exit.FAILED, "Elasticsearch gave no answer: " + e, e);
        }
    }

    private void show(boolean path, HttpResponse<String> answer) throws IOException {
        boolean isJson = answer.headers()
                .firstValue("content-type")
                .map(type -> type.contains("json"))
                .orElse(false);
        if (!isJson) {
            terminal().out().println(answer.body().stripTrailing());
            return;
        }
        JsonNode body = mapper.readTree(answer.body());
        if (path || json) {
            terminal().out().println(ResourceText.json(body));
        } else {
            print(HitTable.lines(body));
        }
    }

    private String reason(String body) {
        try {
            JsonNode error = mapper.readTree(body).path("error");
            String cause = error.path("root_cause").path(0).path("reason").asText("");
            return cause.isEmpty() ? error.path("reason").asText(body) : cause;
        } catch (IOException e) {
            return body;
        }
    }
}
