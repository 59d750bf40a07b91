package io.sitewatch.batchview.security;

import io.sitewatch.batchview.site.SiteSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Everything that a site with an issuer signs in with, checked once at the start; empty for a site without. */
@Singleton
class SignIn {
    /** A secret that is shorter could be guessed from a cookie that it seals. */
    private static final int SHORTEST_SECRET = 16;

    private final Optional<Parts> parts;

    SignIn(AccessSettings settings, SiteSettings site) {
        this.parts = settings.issuer().map(url -> {
            String client = settings.clientId().orElseThrow(() -> unset("BATCH_VIEW_OIDC_CLIENT_ID"));
            String secret = settings.clientSecret().orElseThrow(() -> unset("BATCH_VIEW_OIDC_CLIENT_SECRET"));
            if (secret.length() < SHORTEST_SECRET) {
                throw new IllegalStateException("BATCH_VIEW_OIDC_CLIENT_SECRET has fewer than " + SHORTEST_SECRET
                        + " characters: cookies are sealed with it, so let the issuer make a longer one");
            }
            Issuer issuer = new Issuer(url);
            return new Parts(
                    new Provider(issuer, client, secret),
                    new Tokens(issuer, client),
                    new Sealed(
                            secret, String.join("\n", url, client, site.namespace(), site.name()), Clock.systemUTC()));
        });
    }

    private static IllegalStateException unset(String variable) {
        return new IllegalStateException(variable + " is not set: with BATCH_VIEW_OIDC_ISSUER it is needed");
    }

    Optional<Parts> parts() {
        return parts;
    }

    /** What there is when there is an issuer. */
    record Parts(Provider provider, Tokens tokens, Sealed sealed) {}
}
