package io.sitewatch.batchview.security;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The person behind a request, from {@code Authorization: Bearer}. The sign-in itself (authorization code flow, session
 * cookie) is done by an authenticating proxy in front, such as oauth2-proxy, that passes the ID token on. The token is
 * checked here again, so a request that goes around the proxy gains nothing, and no header is believed.
 */
@ApplicationScoped
public class BearerToken implements HttpAuthenticationMechanism {
    private static final Logger LOG = Logger.getLogger(BearerToken.class);
    private static final String SCHEME = "Bearer ";

    private final Optional<Tokens> tokens;

    BearerToken(AccessSettings settings) {
        this.tokens = settings.issuer()
                .map(issuer -> new Tokens(
                        issuer,
                        settings.audience()
                                .orElseThrow(() -> new IllegalStateException(
                                        "BATCH_VIEW_OIDC_AUDIENCE is not set: with an issuer, tokens for other applications "
                                                + "of it must be told apart")),
                        settings.jwksUrl().orElse(null)));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (tokens.isEmpty() || header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(SCHEME.length()).strip();
        return Uni.createFrom()
                .item(() -> identity(tokens.get(), token))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static SecurityIdentity identity(Tokens tokens, String token) {
        try {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(tokens.person(token)))
                    .setAnonymous(false)
                    .build();
        } catch (Tokens.InvalidToken e) {
            LOG.infof("refused a token: %s", e.getMessage());
            return null;
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
