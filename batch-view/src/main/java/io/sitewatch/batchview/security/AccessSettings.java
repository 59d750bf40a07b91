package io.sitewatch.batchview.security;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Who may read, and under which name somebody acknowledges. */
@ConfigMapping(prefix = "sitewatch.access")
public interface AccessSettings {
    /** OpenID Connect issuer; absent: no sign-in, whoever reaches the address may read. */
    Optional<String> issuer();

    /** What the issuer calls us; needed with an issuer. */
    Optional<String> clientId();

    /** What we prove to the issuer that we are; needed with an issuer. */
    Optional<String> clientSecret();

    /** Our address as browsers see it; absent: as each request says. */
    Optional<URI> publicUrl();

    /** Without a sign-in, whether somebody may acknowledge under a name that they give themselves. */
    boolean declaredNames();
}
