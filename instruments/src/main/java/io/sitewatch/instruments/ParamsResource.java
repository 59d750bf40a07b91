package io.sitewatch.instruments;

import io.sitewatch.readings.InstrumentType;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /params/{path}}: the newest reading of each instrument of a type. */
@Path("/params/{path: .+}")
public class ParamsResource {
    private final InstrumentsApi api;
    private final Settings settings;
    private final Clock clock;

    ParamsResource(InstrumentsApi api, Settings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest reading of each instrument of a type")
    @APIResponse(
            responseCode = "200",
            description = "The snapshot",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "snapshot", value = """
                                                    {"instruments": 1, "units": "water level (m)", "timezone": "UTC", "items": [
                                                      {"borehole_number": "BH-4493", "instrument": "water_standpipe",
                                                       "surface_level": 79.45, "northing": 5815854, "easting": 323112,
                                                       "reading": 77.66, "timestamp": "2022-05-02T08:06:42.882Z"}]}
                                                    """)))
    @APIResponse(responseCode = "400", description = "{\"error\": …}: the faults are not understood")
    @APIResponse(responseCode = "404", description = "{\"error\": …}: no type has that path")
    public Uni<Response> snapshot(
            @Parameter(
                            description = "water_standpipe, pore_pressure, settlement/x, settlement/y or settlement/z",
                            example = "water_standpipe")
                    @PathParam("path")
                    String path,
            @Parameter(
                            description =
                                    "Faults to make in this answer, instead of the configured ones; GET / lists them",
                            example = "nulls=0.1,slow=1:2s")
                    @QueryParam("faults")
                    String faults) {
        Optional<InstrumentType> type = Arrays.stream(InstrumentType.values())
                .filter(candidate -> candidate.path().equals(path))
                .findFirst();
        if (type.isEmpty()) {
            return Uni.createFrom().item(error(404, "no instruments at \"" + path + "\": known are " + paths()));
        }
        Faults wanted;
        try {
            wanted = faults == null ? settings.faults() : Faults.parse(faults);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(error(400, e.getMessage()));
        }
        return delayed(api.answer(type.get(), clock.instant(), wanted));
    }

    private static Uni<Response> delayed(Answer answer) {
        Uni<Response> response = Uni.createFrom()
                .item(() ->
                        Response.status(answer.status()).entity(answer.body()).build());
        return answer.delay().isZero() ? response : response.onItem().delayIt().by(answer.delay());
    }

    private static Response error(int status, String message) {
        return Response.status(status).entity(InstrumentsApi.error(message)).build();
    }

    private static String paths() {
        return Arrays.stream(InstrumentType.values()).map(InstrumentType::path).collect(Collectors.joining(", "));
    }
}
