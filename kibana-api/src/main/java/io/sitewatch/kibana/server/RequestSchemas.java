package io.sitewatch.kibana.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schemas of the requests, in our words after Kibana's reference; each names the page and the version. */
public final class RequestSchemas {
    /** The requests that there are schemas of. */
    public enum Request {
        SPACE("space"),
        DATA_VIEW("data-view"),
        DASHBOARD("dashboard"),
        RULE("rule"),
        RULE_UPDATE("rule-update");

        private final String file;

        Request(String file) {
            this.file = file;
        }
    }

    private final Map<Request, Schema> schemas = new EnumMap<>(Request.class);

    public RequestSchemas() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (Request request : Request.values()) {
            String resource = "/io/sitewatch/kibana/" + request.file + ".schema.json";
            try (InputStream in = RequestSchemas.class.getResourceAsStream(resource)) {
                schemas.put(request, registry.getSchema(in));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** What is wrong with a body, each fault with the place where it is; empty when nothing is. */
    public List<String> faults(Request request, JsonNode body) {
        return schemas.get(request).validate(body).stream()
                .map(RequestSchemas::words)
                .toList();
    }

    /** The first fault, as Kibana says it. */
    Optional<String> fault(Request request, JsonNode body) {
        return faults(request, body).stream().findFirst();
    }

    private static String words(Error error) {
        return "[request body" + error.getInstanceLocation().toString().replace('/', '.') + "]: " + error.getMessage();
    }
}
