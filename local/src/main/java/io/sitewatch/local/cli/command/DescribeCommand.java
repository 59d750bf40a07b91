package io.sitewatch.local.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.api.ApiReader;
import io.sitewatch.local.cli.api.ApiReader.Selection;
import io.sitewatch.local.cli.api.ResourceType;
import io.sitewatch.local.cli.api.ResourceTypes;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.site.Sites;
import io.sitewatch.local.cli.view.DescribeView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "describe",
        description = "One resource in words: what it is, its spec, its conditions, and what happened to it.",
        footer = {"", "Examples:", "  ./sitewatch describe shaft", "  ./sitewatch describe kafka shaft"})
public final class DescribeCommand extends ClusterCommand {
    @Parameters(arity = "1..2", paramLabel = "[KIND] NAME", description = "A kind and a name, or the name of a site.")
    private List<String> arguments;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Only of this namespace.")
    private String namespace;

    public DescribeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) {
        ResourceTypes types = ResourceTypes.discover(client);
        ApiReader reader = new ApiReader(client);
        ResourceType type;
        Selection selection;
        if (arguments.size() == 1) {
            MonitoringSite site = new Sites(client).require(arguments.get(0));
            type = types.require("monitoringsites." + MonitoringSite.GROUP);
            selection = new Selection(
                    site.getMetadata().getNamespace(), site.getMetadata().getName(), null);
        } else {
            type = types.require(arguments.get(0));
            selection = new Selection(namespace, arguments.get(1), null);
        }
        JsonNode found = reader.list(type, selection).path("items");
        if (found.isEmpty()) {
            throw CommandException.notFound("there is no " + type.kind() + " called " + selection.name());
        }
        for (JsonNode object : found) {
            print(DescribeView.lines(
                    type.kind(),
                    type.groupVersion(),
                    object,
                    events(types, reader, object),
                    Clock.systemUTC().instant()));
        }
        return Exit.OK;
    }

    private static List<JsonNode> events(ResourceTypes types, ApiReader reader, JsonNode object) {
        String uid = object.path("metadata").path("uid").asText();
        String namespace = object.path("metadata").path("namespace").asText(null);
        List<JsonNode> events = new ArrayList<>();
        types.all().stream()
                .filter(type ->
                        type.plural().equals("events") && type.groupVersion().equals("v1"))
                .findFirst()
                .ifPresent(type -> {
                    for (JsonNode event : reader.list(type, new Selection(namespace, null, null))
                            .path("items")) {
                        if (event.path("involvedObject").path("uid").asText().equals(uid)) {
                            events.add(event);
                        }
                    }
                });
        return events;
    }
}
