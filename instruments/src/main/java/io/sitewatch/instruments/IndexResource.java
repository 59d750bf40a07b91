package io.sitewatch.instruments;

import io.sitewatch.readings.InstrumentType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /}: what there is to ask for, and how to ask for trouble. */
@Path("/")
public class IndexResource {
    private final Settings settings;

    IndexResource(Settings settings) {
        this.settings = settings;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The paths and the faults")
    public Map<String, Object> index() {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("name", "Sitewatch simulated instruments");
        index.put("seed", settings.seed());
        index.put("instruments_per_type", settings.perType());
        index.put(
                "paths",
                Arrays.stream(InstrumentType.values()).map(IndexResource::path).toList());
        index.put("faults_now", settings.faults().toString());
        index.put(
                "faults_usage",
                "?faults=NAME=RATE,… (none for none) or the environment variable INSTRUMENTS_FAULTS;"
                        + " RATE is 0 to 1, and SPAN may follow where one is listed: slow=0.1:20s");
        index.put("faults", faults());
        index.put("also", List.of("/q/health", "/q/metrics", "/q/openapi"));
        return index;
    }

    private static Map<String, Object> path(InstrumentType type) {
        Map<String, Object> path = new LinkedHashMap<>();
        path.put("path", "/params/" + type.path());
        path.put("instrument", type.label());
        path.put("units", type.units());
        return path;
    }

    private static List<Map<String, Object>> faults() {
        return Arrays.stream(Fault.values()).map(IndexResource::fault).toList();
    }

    private static Map<String, Object> fault(Fault fault) {
        Map<String, Object> listed = new LinkedHashMap<>();
        listed.put("name", fault.label());
        listed.put("what", fault.description());
        listed.put("per", fault.scope().label());
        listed.put("rate", fault.scope().rate());
        fault.span().map(IndexResource::text).ifPresent(span -> listed.put("span", span));
        return listed;
    }

    private static String text(Duration span) {
        return span.compareTo(Duration.ofDays(1)) >= 0
                ? span.toDays() + "d"
                : span.compareTo(Duration.ofHours(1)) >= 0 ? span.toHours() + "h" : span.toSeconds() + "s";
    }
}
