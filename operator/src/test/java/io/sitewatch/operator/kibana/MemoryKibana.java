package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sitewatch.kibana.server.Answer;
import io.sitewatch.kibana.server.Call;
import io.sitewatch.kibana.server.Kibana;
import io.sitewatch.operator.search.RestAnswer;
import io.sitewatch.operator.search.RestApi;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stand-in's Kibana without a network, which counts what is written into it. */
final class MemoryKibana implements RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HEADERS =
            Map.of("authorization", "Basic x", "kbn-xsrf", "test", "elastic-api-version", Kibana.API_VERSION);

    private final List<String> writes = new ArrayList<>();
    private final Kibana kibana;

    MemoryKibana(String version) throws IOException {
        kibana = new Kibana(version, Optional.empty(), Clock.systemUTC());
    }

    @Override
    public RestAnswer send(String method, String path, JsonNode body) throws IOException {
        if (!method.equals("GET")) {
            writes.add(method + " " + path);
        }
        return ask(method, path, body);
    }

    /** What somebody else does. */
    RestAnswer person(String method, String path, String body) throws IOException {
        return ask(method, path, body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body));
    }

    void wipe() throws IOException {
        kibana.wipe();
    }

    List<String> takeWrites() {
        List<String> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    private RestAnswer ask(String method, String path, JsonNode body) throws IOException {
        Answer answer = kibana.answer(new Call(method, path, HEADERS::get, body));
        return new RestAnswer(answer.status(), answer.body());
    }
}
