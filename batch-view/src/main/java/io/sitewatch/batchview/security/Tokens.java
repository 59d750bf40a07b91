package io.sitewatch.batchview.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.text.ParseException;
import java.util.Set;

/** Checks the tokens that programs bring: signature with the issuer's own keys, issuer, audience, expiry. */
final class Tokens {
    private final Issuer issuer;
    private final String audience;
    private volatile DefaultJWTProcessor<SecurityContext> processor;

    Tokens(Issuer issuer, String audience) {
        this.issuer = issuer;
        this.audience = audience;
    }

    /**
     * The name of the person, see {@link PersonName}.
     *
     * @throws InvalidToken when it is not to be trusted, with the reason
     */
    String person(String token) throws InvalidToken {
        try {
            return PersonName.of(processor().process(token, null))
                    .orElseThrow(() -> new InvalidToken("the token names nobody"));
        } catch (ParseException | BadJOSEException | JOSEException | IOException e) {
            throw new InvalidToken(e.getMessage());
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        DefaultJWTProcessor<SecurityContext> known = processor;
        if (known == null) {
            known = new DefaultJWTProcessor<>();
            known.setJWSKeySelector(issuer.keys());
            known.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    audience,
                    new JWTClaimsSet.Builder().issuer(issuer.name().getValue()).build(),
                    Set.of("exp", "sub")));
            processor = known;
        }
        return known;
    }

    /** A token that is not to be trusted. */
    static final class InvalidToken extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidToken(String reason) {
            super(reason);
        }
    }
}
