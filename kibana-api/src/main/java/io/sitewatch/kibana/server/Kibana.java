package io.sitewatch.kibana.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kibana.server.RequestSchemas.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The endpoints of Kibana for spaces, data views, dashboards and rules, with its ways: who changes something says {@code
 * kbn-xsrf}, what is in a space is under {@code /s/{space}}, and a body that is not as the reference says is refused with the
 * place of the fault. Nothing is drawn.
 */
public final class Kibana {
    /** The date of the public API that the reference describes. */
    public static final String API_VERSION = "2023-10-31";

    private static final String DEFAULT_SPACE = "default";
    private static final String SPACES = "";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KibanaStore store;
    private final RequestSchemas schemas = new RequestSchemas();
    private final Clock clock;
    private final String version;
    private Instant lastWrite = Instant.EPOCH;

    /**
     * A Kibana.
     *
     * @param version that it says it is, for example 9.4.5
     * @param file that its objects are kept in; empty: nowhere
     */
    public Kibana(String version, Optional<Path> file, Clock clock) throws IOException {
        this.version = version;
        this.store = new KibanaStore(file);
        this.clock = clock;
    }

    /** Forgets everything, as one whose Elasticsearch was emptied. */
    public void wipe() throws IOException {
        store.clear();
    }

    /** Does what is asked, or says why not. */
    public synchronized Answer answer(Call call) throws IOException {
        List<String> steps = Arrays.stream(call.path().split("/"))
                .filter(step -> !step.isEmpty())
                .toList();
        String space = DEFAULT_SPACE;
        if (steps.size() > 2 && steps.get(0).equals("s")) {
            space = steps.get(1);
            steps = steps.subList(2, steps.size());
        }
        if (steps.equals(List.of("api", "status"))) {
            return status();
        }
        Optional<Answer> refusal = refusal(call, space);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String place = String.join("/", steps.subList(0, Math.min(3, steps.size())));
        Optional<String> id = steps.size() == 4 ? Optional.of(steps.get(3)) : Optional.empty();
        if (place.startsWith("api/dashboards")) {
            return dashboards(call, space, steps.size() == 3 ? Optional.of(steps.get(2)) : Optional.empty());
        }
        return switch (place) {
            case "api/spaces/space" -> spaces(call, id);
            case "api/data_views/data_view" -> dataViews(call, space, id);
            case "api/alerting/rule" -> rules(call, space, id);
            case "api/actions/connector" -> connectors(call, space, id);
            default -> Answer.error(404, "Not Found");
        };
    }

    private Answer status() {
        ObjectNode body = JSON.createObjectNode();
        body.put("name", "kibana").putObject("version").put("number", version);
        body.putObject("status").putObject("overall").put("level", "available");
        return Answer.ok(body);
    }

    private Optional<Answer> refusal(Call call, String space) {
        if (call.header().apply("authorization") == null) {
            return Optional.of(Answer.error(401, "Unauthorized"));
        }
        if (!call.reads() && call.header().apply("kbn-xsrf") == null) {
            return Optional.of(Answer.error(400, "Request must contain a kbn-xsrf header."));
        }
        String asked = call.header().apply("elastic-api-version");
        if (asked != null && !asked.equals(API_VERSION)) {
            return Optional.of(Answer.error(
                    400,
                    "No version \"" + asked + "\" available for ["
                            + call.method().toLowerCase(Locale.ROOT) + "] [" + call.path()
                            + "]. Available versions are: " + API_VERSION));
        }
        if (!space.equals(DEFAULT_SPACE) && store.find(SPACES, "space", space).isEmpty()) {
            return Optional.of(Answer.error(404, "Saved object [space/" + space + "] not found"));
        }
        return Optional.empty();
    }

    private Answer spaces(Call call, Optional<String> id) throws IOException {
        String name = id.orElse(call.body().path("id").asText());
        Optional<ObjectNode> found = store.find(SPACES, "space", name);
        if (call.method().equals("POST") && found.isPresent()) {
            return Answer.error(409, "A space with the identifier " + name + " already exists.");
        }
        if (!call.method().equals("POST") && found.isEmpty()) {
            return Answer.error(404, "Not Found");
        }
        return switch (call.method()) {
            case "GET" -> Answer.ok(found.orElseThrow());
            case "DELETE" -> {
                store.empty(name);
                store.delete(SPACES, "space", name);
                yield Answer.nothing();
            }
            default ->
                checked(Request.SPACE, call, body -> {
                    store.put(SPACES, "space", name, body);
                    return Answer.ok(body);
                });
        };
    }

    private Answer dataViews(Call call, String space, Optional<String> id) throws IOException {
        if (call.method().equals("POST") && id.isEmpty()) {
            return checked(Request.DATA_VIEW, call, body -> {
                ObjectNode view = (ObjectNode) body.get("data_view");
                String name = view.path("id").asText(view.path("title").asText());
                boolean override = body.path("override").asBoolean();
                if (!override && store.find(space, "data-view", name).isPresent()) {
                    return Answer.error(
                            400, "Duplicate data view: " + view.path("title").asText());
                }
                stamp(view);
                store.put(space, "data-view", name, view);
                return Answer.ok(JSON.createObjectNode().set("data_view", view));
            });
        }
        return stored(call, space, "data-view", "index-pattern", id.orElse(""))
                .map(answer -> answer.status() == 200
                        ? Answer.ok(JSON.createObjectNode().set("data_view", answer.body()))
                        : answer)
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private Answer dashboards(Call call, String space, Optional<String> id) throws IOException {
        if (id.isEmpty() && call.reads()) {
            ObjectNode list = JSON.createObjectNode();
            var dashboards = list.putArray("data");
            store.all(space, "dashboard").forEach((name, dashboard) -> {
                ObjectNode entry = dashboards.addObject().put("id", name);
                entry.putObject("data").set("title", dashboard.at("/data/title"));
                entry.set("meta", dashboard.get("meta"));
            });
            list.putObject("meta").put("total", dashboards.size());
            return Answer.ok(list);
        }
        String name = id.orElse("");
        if (call.method().equals("PUT")) {
            return checked(Request.DASHBOARD, call, body -> {
                boolean isNew = store.find(space, "dashboard", name).isEmpty();
                ObjectNode dashboard = JSON.createObjectNode().put("id", name);
                dashboard.set("data", body);
                stamp(dashboard.putObject("meta"));
                store.put(space, "dashboard", name, dashboard);
                return new Answer(isNew ? 201 : 200, dashboard);
            });
        }
        return stored(call, space, "dashboard", "dashboard", name).orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private Answer rules(Call call, String space, Optional<String> id) throws IOException {
        String name = id.orElse("");
        if (call.reads() || call.method().equals("DELETE")) {
            return stored(call, space, "rule", "alert", name).orElseGet(() -> Answer.error(404, "Not Found"));
        }
        Optional<ObjectNode> found = store.find(space, "rule", name);
        boolean creates = call.method().equals("POST");
        if (creates && found.isPresent()) {
            return Answer.error(409, "Saved object [alert/" + name + "] conflict");
        }
        if (!creates && found.isEmpty()) {
            return Answer.error(404, "Saved object [alert/" + name + "] not found");
        }
        return checked(creates ? Request.RULE : Request.RULE_UPDATE, call, body -> {
            for (JsonNode action : body.path("actions")) {
                String connector = action.path("id").asText();
                if (store.find(space, "connector", connector).isEmpty()) {
                    return Answer.error(
                            400,
                            "Failed to load action " + connector + " (404): Saved object [action/" + connector
                                    + "] not found");
                }
            }
            ObjectNode rule = found.orElseGet(JSON::createObjectNode);
            rule.setAll(body);
            rule.put("id", name);
            stamp(rule);
            store.put(space, "rule", name, rule);
            return Answer.ok(rule);
        });
    }

    private Answer connectors(Call call, String space, Optional<String> id) throws IOException {
        String name = id.orElse("");
        if (call.method().equals("POST")) {
            ObjectNode connector = JSON.createObjectNode().put("id", name);
            connector.set("name", call.body().path("name"));
            connector.set("connector_type_id", call.body().path("connector_type_id"));
            store.put(space, "connector", name, connector);
            return Answer.ok(connector);
        }
        return stored(call, space, "connector", "action", name).orElseGet(() -> Answer.error(404, "Not Found"));
    }

    /** Reading and deleting are the same for all. */
    private Optional<Answer> stored(Call call, String space, String type, String savedObject, String id)
            throws IOException {
        Optional<ObjectNode> found = store.find(space, type, id);
        if (found.isEmpty()) {
            return Optional.of(Answer.error(404, "Saved object [" + savedObject + "/" + id + "] not found"));
        }
        if (call.reads()) {
            return found.map(Answer::ok);
        }
        if (call.method().equals("DELETE")) {
            store.delete(space, type, id);
            return Optional.of(Answer.nothing());
        }
        return Optional.empty();
    }

    private Answer checked(Request request, Call call, Write write) throws IOException {
        Optional<String> fault = call.body().isObject()
                ? schemas.fault(request, call.body())
                : Optional.of("[request body]: expected a plain object value");
        return fault.isPresent() ? Answer.error(400, fault.get()) : write.of(((ObjectNode) call.body()).deepCopy());
    }

    /** Each write has a time of its own. */
    private void stamp(ObjectNode object) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        lastWrite = now.isAfter(lastWrite) ? now : lastWrite.plusMillis(1);
        object.put("updated_at", lastWrite.toString()).put("version", "W" + lastWrite.toEpochMilli());
    }

    /** What is done with a body that is as it should be. */
    private interface Write {
        Answer of(ObjectNode body) throws IOException;
    }
}
