package io.sitewatch.batchview.security;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The way of a browser to the issuer and back; without an issuer there is nothing here. */
@Path("/")
@Blocking
@Tag(name = "sign-in")
public class SignInResource {
    private static final Logger LOG = Logger.getLogger(SignInResource.class);
    private static final String ATTEMPT = "attempt";
    private static final int LONGEST_PAGE = 2000;

    private final SignIn signIn;
    private final Optional<URI> publicUrl;

    SignInResource(SignIn signIn, AccessSettings settings) {
        this.signIn = signIn;
        this.publicUrl = settings.publicUrl();
    }

    @GET
    @Path("sign-in")
    @Operation(summary = "Sends the browser to the issuer", description = "to: the page to show afterwards, as #/pivot")
    public Response go(@QueryParam("to") String to, @Context UriInfo request) {
        SignIn.Parts parts = parts();
        URI base = base(request);
        Provider.Attempt attempt = Provider.Attempt.begun(page(to));
        try {
            return Response.seeOther(parts.provider().departure(attempt, callback(base)))
                    .cookie(Cookies.attempt(
                            secure(base),
                            parts.sealed()
                                    .seal(
                                            ATTEMPT,
                                            Cookies.ATTEMPT,
                                            Map.of(
                                                    "state", attempt.state(),
                                                    "nonce", attempt.nonce(),
                                                    "verifier", attempt.verifier(),
                                                    "to", attempt.to()))))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    @GET
    @Path("sign-in/callback")
    @Operation(summary = "Where the issuer sends the browser back to")
    public Response back(@Context UriInfo request, @Context HttpHeaders headers) {
        SignIn.Parts parts = parts();
        URI base = base(request);
        boolean secure = secure(base);
        Cookie kept = headers.getCookies().get(Cookies.attempt(secure));
        Optional<Provider.Attempt> attempt = Optional.ofNullable(kept)
                .flatMap(cookie -> parts.sealed().open(ATTEMPT, cookie.getValue()))
                .flatMap(SignInResource::attempt);
        if (attempt.isEmpty()) {
            return refused("This browser began no sign-in here, or took longer than fifteen minutes for it.");
        }
        try {
            String person = parts.provider().arrival(request.getRequestUri(), attempt.get(), callback(base));
            return Response.seeOther(URI.create(base + "/" + attempt.get().to()))
                    .cookie(
                            Cookies.session(
                                    secure,
                                    parts.sealed().seal(Session.PURPOSE, Cookies.SESSION, Map.of("sub", person))),
                            Cookies.noAttempt(secure))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (Provider.Refused e) {
            LOG.infof("a sign-in was refused: %s", e.getMessage());
            return refused("Your identity provider did not vouch for you. The log of the batch view says why.");
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    @POST
    @Path("sign-out")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ends the session here, and says where it ends at the issuer, if there is such a place")
    public Response leave(@Context UriInfo request) {
        SignIn.Parts parts = parts();
        URI base = base(request);
        String to = null;
        try {
            to = parts.provider()
                    .farewell(URI.create(base + "/"))
                    .map(URI::toString)
                    .orElse(null);
        } catch (IOException e) {
            LOG.warnf("the issuer cannot be asked where sessions end: %s", e.getMessage());
        }
        return Response.ok(new Left(to)).cookie(Cookies.noSession(secure(base))).build();
    }

    private SignIn.Parts parts() {
        return signIn.parts().orElseThrow(NotFoundException::new);
    }

    /** Only a page of ours: a fragment leads nowhere else. */
    private static String page(String to) {
        return to != null && to.length() <= LONGEST_PAGE && to.matches("#/(?:[\\w\\-./?=&:+~,*!']++|%[0-9A-Fa-f]{2})*+")
                ? to
                : "";
    }

    private static Optional<Provider.Attempt> attempt(com.nimbusds.jwt.JWTClaimsSet claims) {
        try {
            return Optional.of(new Provider.Attempt(
                    claims.getStringClaim("state"),
                    claims.getStringClaim("nonce"),
                    claims.getStringClaim("verifier"),
                    claims.getStringClaim("to")));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private URI base(UriInfo request) {
        String url = publicUrl.map(URI::toString).orElseGet(() -> request.getBaseUri()
                .toString());
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    private static URI callback(URI base) {
        return UriBuilder.fromUri(base).path("sign-in/callback").build();
    }

    private static boolean secure(URI base) {
        return "https".equals(base.getScheme());
    }

    private static Response unreachable(IOException e) {
        LOG.errorf("the issuer cannot be used: %s", e.getMessage());
        return said(
                Response.Status.SERVICE_UNAVAILABLE,
                "Your identity provider does not answer. The site goes on without you.");
    }

    private static Response refused(String words) {
        return said(Response.Status.FORBIDDEN, words);
    }

    private static Response said(Response.Status status, String words) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity("<!doctype html><html lang=\"en\"><title>Sign-in</title>"
                        + "<meta name=\"viewport\" content=\"width=device-width\"><h1>The sign-in did not work</h1><p>"
                        + words + "</p><p><a href=\"/sign-in\">Try again</a></p></html>")
                .build();
    }

    /** Where to go from here; absent: the session ended here alone. */
    public record Left(String to) {}
}
