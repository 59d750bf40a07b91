package io.sitewatch.batchview.security;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/**
 * The two cookies of the sign-in. Neither is for scripts. Lax, since a browser comes back from the issuer by a link; what
 * changes anything takes JSON, which no foreign page can send.
 */
final class Cookies {
    /** Who is signed in: about a shift, then the issuer is asked again, mostly without the person's noticing. */
    static final Duration SESSION = Duration.ofHours(8);

    /** How long somebody may take to sign in. */
    static final Duration ATTEMPT = Duration.ofMinutes(15);

    private static final String ATTEMPT_PATH = "/sign-in";

    private Cookies() {}

    /** Browsers take a name that begins so from nobody but this host, over TLS. */
    static String session(boolean secure) {
        return secure ? "__Host-sitewatch-session" : "sitewatch-session";
    }

    static String attempt(boolean secure) {
        return secure ? "__Secure-sitewatch-sign-in" : "sitewatch-sign-in";
    }

    static NewCookie session(boolean secure, String value) {
        return cookie(session(secure), "/", value, SESSION, secure);
    }

    static NewCookie attempt(boolean secure, String value) {
        return cookie(attempt(secure), ATTEMPT_PATH, value, ATTEMPT, secure);
    }

    static NewCookie noSession(boolean secure) {
        return cookie(session(secure), "/", "", Duration.ZERO, secure);
    }

    static NewCookie noAttempt(boolean secure) {
        return cookie(attempt(secure), ATTEMPT_PATH, "", Duration.ZERO, secure);
    }

    private static NewCookie cookie(String name, String path, String value, Duration age, boolean secure) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge((int) age.toSeconds())
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
