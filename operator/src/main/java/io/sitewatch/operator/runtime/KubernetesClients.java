package io.sitewatch.operator.runtime;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.fabric8.kubernetes.client.utils.Utils;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The client of the API server, by KUBECONFIG or from inside of a cluster. */
@ApplicationScoped
public class KubernetesClients {
    @Produces
    @Singleton
    KubernetesClient client(MeterRegistry meters) {
        Config config = Config.autoConfigure(null);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new TreeSerialization())
                .withHttpClientBuilderConsumer(http -> {
                    http.addOrReplaceInterceptor("api-writes", new ApiWriteCounter(meters));
                    if (hasNoToken(config)) {
                        // It would read the kubeconfig anew before every request, to look for a token that is not
                        // there.
                        http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, null);
                    }
                })
                .build();
    }

    /** With client certificates, or on the laptop cluster. */
    private static boolean hasNoToken(Config config) {
        return Utils.isNullOrEmpty(config.getUsername())
                && Utils.isNullOrEmpty(config.getOauthToken())
                && Utils.isNullOrEmpty(config.getAutoOAuthToken())
                && config.getOauthTokenProvider() == null
                && config.getAuthProvider() == null;
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
