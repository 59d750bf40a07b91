package io.sitewatch.instruments;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A path outside {@code /params} is answered in the format of the API, too. */
@Provider
public class NotFoundAnswer implements ExceptionMapper<NotFoundException> {
    @Override
    public Response toResponse(NotFoundException exception) {
        return Response.status(404)
                .type(MediaType.APPLICATION_JSON)
                .entity(InstrumentsApi.error("no such path: GET / lists the paths"))
                .build();
    }
}
