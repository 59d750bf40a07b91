package io.sitewatch.batchview.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sitewatch.batchview.site.SiteSettings;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInSettingsTest {
    private static final String ISSUER = "https://login.example.com";

    @Test
    void withoutAnIssuerThereIsNoSignIn() {
        assertThat(signIn(null, "shaft", "a secret that nobody reads").parts()).isEmpty();
    }

    @Test
    void anIssuerIsNotAskedBeforeSomebodySignsIn() {
        assertThat(signIn(ISSUER, "shaft", "long-enough-to-seal-with").parts()).isPresent();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> signIn(ISSUER, null, "long-enough-to-seal-with"))
                .withMessageContaining("BATCH_VIEW_OIDC_CLIENT_ID");
        assertThatIllegalStateException()
                .isThrownBy(() -> signIn(ISSUER, "shaft", null))
                .withMessageContaining("BATCH_VIEW_OIDC_CLIENT_SECRET");
    }

    @Test
    void aSecretThatCanBeGuessedIsRefusedAndNotRepeated() {
        assertThatIllegalStateException()
                .isThrownBy(() -> signIn(ISSUER, "shaft", "hunter2"))
                .withMessageContaining("fewer than 16 characters")
                .withMessageNotContaining("hunter2");
    }

    private static SignIn signIn(String issuer, String client, String secret) {
        return new SignIn(new Settings(issuer, client, secret), new Site());
    }

    private record Settings(String url, String client, String secret) implements AccessSettings {
        @Override
        public Optional<String> issuer() {
            return Optional.ofNullable(url);
        }

        @Override
        public Optional<String> clientId() {
            return Optional.ofNullable(client);
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.ofNullable(secret);
        }

        @Override
        public Optional<URI> publicUrl() {
            return Optional.empty();
        }

        @Override
        public boolean declaredNames() {
            return true;
        }
    }

    private record Site() implements SiteSettings {
        @Override
        public String name() {
            return "shaft";
        }

        @Override
        public String namespace() {
            return "monitoring";
        }

        @Override
        public ZoneId timezone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Optional<java.nio.file.Path> rulesFile() {
            return Optional.empty();
        }
    }
}
