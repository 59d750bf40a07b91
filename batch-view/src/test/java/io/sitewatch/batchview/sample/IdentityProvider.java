package io.sitewatch.batchview.sample;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.InetAddress;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/**
 * An OpenID Connect provider with a page to sign in at, keys of its own and a discovery document; it takes a code only with
 * the verifier of the challenge that it was asked with.
 */
public final class IdentityProvider implements QuarkusTestResourceLifecycleManager {
    public static final String CLIENT = "sitewatch-shaft";
    public static final String NAME = "people";
    private static final String SECRET = "only-the-provider-and-we-know";

    private MockOAuth2Server server;

    @Override
    public Map<String, String> start() {
        server = new MockOAuth2Server(OAuth2Config.Companion.fromJson("{\"interactiveLogin\": true}"));
        server.start(InetAddress.getLoopbackAddress(), 0);
        return Map.of(
                "sitewatch.access.issuer", server.issuerUrl(NAME).toString(),
                "sitewatch.access.client-id", CLIENT,
                "sitewatch.access.client-secret", SECRET);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, field -> field.getType().equals(MockOAuth2Server.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.shutdown();
        }
    }
}
