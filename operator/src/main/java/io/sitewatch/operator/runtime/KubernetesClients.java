package io.sitewatch.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
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
        return new KubernetesClientBuilder()
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("api-writes", new ApiWriteCounter(meters)))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
