package io.sitewatch.batchview.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person is called in the log, out of what the issuer says of them. */
final class PersonName {
    private PersonName() {}

    /**
     * {@code email}, else {@code preferred_username}, else {@code sub}; nothing when the token names nobody. An address of
     * which the issuer says that it was never checked could be anybody's, and does not count.
     */
    static Optional<String> of(JWTClaimsSet claims) {
        boolean unchecked = claims.getClaim("email_verified") != null
                && !"true".equals(claims.getClaim("email_verified").toString());
        return Stream.of("email", "preferred_username", "sub")
                .filter(claim -> !(unchecked && claim.equals("email")))
                .map(claims::getClaim)
                .flatMap(Stream::ofNullable)
                .map(Object::toString)
                .filter(name -> !name.isBlank())
                .findFirst();
    }
}
