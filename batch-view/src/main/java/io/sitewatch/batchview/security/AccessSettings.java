package io.sitewatch.batchview.security;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Who may read, and under which name somebody acknowledges. */
@ConfigMapping(prefix = "sitewatch.access")
public interface AccessSettings {
    /** OpenID Connect issuer; absent: no sign-in, whoever reaches the address may read. */
    Optional<String> issuer();

    /** The {@code aud} that a token must carry; needed with an issuer. */
    Optional<String> audience();

    /** Where the issuer's keys are; absent: where its discovery document says. */
    Optional<URI> jwksUrl();

    /** Without a sign-in, whether somebody may acknowledge under a name that they give themselves. */
    boolean declaredNames();
}
