package io.sitewatch.batchview.security;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The person behind a request: from the cookie of their sign-in, or, for programs, from a token of the same issuer for the
 * same client in {@code Authorization: Bearer}. No other header is believed.
 */
@ApplicationScoped
public class Session implements HttpAuthenticationMechanism {
    static final String PURPOSE = "session";

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final String SCHEME = "Bearer ";

    private final SignIn signIn;

    Session(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (signIn.parts().isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        SignIn.Parts parts = signIn.parts().get();
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            String token = header.substring(SCHEME.length()).strip();
            return Uni.createFrom()
                    .item(() -> ofToken(parts.tokens(), token))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }
        return Uni.createFrom().item(ofCookie(parts.sealed(), context.request()));
    }

    private static SecurityIdentity ofCookie(Sealed sealed, HttpServerRequest request) {
        return Stream.of(Cookies.session(true), Cookies.session(false))
                .map(request::getCookie)
                .flatMap(Stream::ofNullable)
                .map(Cookie::getValue)
                .map(value -> sealed.open(PURPOSE, value))
                .flatMap(Optional::stream)
                .map(claims -> identity(claims.getSubject()))
                .findFirst()
                .orElse(null);
    }

    private static SecurityIdentity ofToken(Tokens tokens, String token) {
        try {
            return identity(tokens.person(token));
        } catch (Tokens.InvalidToken e) {
            LOG.infof("refused a token: %s", e.getMessage());
            return null;
        }
    }

    private static SecurityIdentity identity(String person) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(person))
                .setAnonymous(false)
                .build();
    }

    /** A person who opens a page is sent to sign in; whatever else asks is told that it must. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        String accepts = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean opensAPage =
                context.request().method() == HttpMethod.GET && accepts != null && accepts.contains("text/html");
        return Uni.createFrom()
                .item(
                        opensAPage
                                ? new ChallengeData(302, "Location", "/sign-in")
                                : new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
