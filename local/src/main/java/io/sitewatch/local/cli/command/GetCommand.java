package io.sitewatch.local.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.local.cli.api.ApiReader;
import io.sitewatch.local.cli.api.ApiReader.Selection;
import io.sitewatch.local.cli.api.ResourceType;
import io.sitewatch.local.cli.api.ResourceTypes;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.view.KubeTable;
import io.sitewatch.local.cli.view.ResourceText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "List resources, as kubectl get does. Without -n: of all namespaces.",
        footer = {
            "",
            "Examples:",
            "  ./sitewatch get msite",
            "  ./sitewatch get kafka,kafkatopic,sparkapplication -o yaml",
            "  ./sitewatch get secret shaft-db-app -o key=password"
        })
public final class GetCommand extends ClusterCommand {
    private static final String KEY = "key=";

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "A kind, its plural or short name; several with commas.")
    private String kinds;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "One of them.")
    private String name;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Only of this namespace.")
    private String namespace;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "Only with these labels, such as sitewatch.io/site=shaft.")
    private String labels;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "wide, yaml, json, name, or key=KEY for the decoded value of a Secret's or ConfigMap's key.")
    private String form = "";

    public GetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) {
        ResourceTypes types = ResourceTypes.discover(client);
        ApiReader reader = new ApiReader(client);
        List<ResourceType> wanted = new ArrayList<>();
        for (String kind : kinds.split(",")) {
            wanted.add(types.require(kind.trim()));
        }
        Selection selection = new Selection(namespace, name, labels);
        return form.isEmpty() || form.equals("wide")
                ? tables(reader, wanted, selection)
                : objects(reader, wanted, selection);
    }

    private int tables(ApiReader reader, List<ResourceType> types, Selection selection) {
        boolean any = false;
        for (ResourceType type : types) {
            JsonNode table = reader.table(type, selection);
            boolean namespaces = namespace == null && type.namespaced() && KubeTable.spansNamespaces(table);
            List<String> lines = KubeTable.lines(table, form.equals("wide"), namespaces);
            if (any && !lines.isEmpty()) {
                terminal().out().println();
            }
            any |= !lines.isEmpty();
            print(lines);
        }
        return any ? Exit.OK : nothing();
    }

    private int objects(ApiReader reader, List<ResourceType> types, Selection selection) {
        ArrayNode found = ResourceText.array();
        for (ResourceType type : types) {
            for (JsonNode item : reader.list(type, selection).path("items")) {
                // Items of a list carry neither; alone they need both.
                ObjectNode whole = ((ObjectNode) item).deepCopy();
                ObjectNode ordered = whole.objectNode();
                ordered.put("apiVersion", type.groupVersion()).put("kind", type.kind());
                ordered.setAll((ObjectNode) whole.without(List.of("apiVersion", "kind")));
                found.add(ordered);
            }
        }
        if (found.isEmpty()) {
            return nothing();
        }
        if (form.startsWith(KEY)) {
            found.forEach(object -> terminal().out().println(ResourceText.key(object, form.substring(KEY.length()))));
            return Exit.OK;
        }
        terminal().out().println(text(found).stripTrailing());
        return Exit.OK;
    }

    private String text(ArrayNode found) {
        JsonNode shown = name != null && found.size() == 1 ? found.get(0) : ResourceText.list(found);
        return switch (form) {
            case "yaml" -> ResourceText.yaml(shown);
            case "json" -> ResourceText.json(shown);
            case "name" -> ResourceText.names(found);
            default ->
                throw new CommandException(
                        Exit.REFUSED, "\"" + form + "\" is no form: write -o wide, yaml, json, name or key=KEY");
        };
    }

    private int nothing() {
        if (name != null) {
            throw CommandException.notFound("there is no " + kinds + " called " + name);
        }
        terminal().err().println("no resources found");
        return Exit.OK;
    }
}
