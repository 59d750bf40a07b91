package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.crds.v1alpha1.HttpSource;
import io.sitewatch.operator.model.KafkaRole;
import io.sitewatch.operator.model.SecretKey;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.Env;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Polls the instruments API and writes to the log. There is never more than one, so that nothing is polled twice. */
final class Producer implements Dependent {
    private static final String SIMULATOR_TIMEOUT = "5s";

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        WebComponent web = new WebComponent(Component.PRODUCER, site.names().producer(), "producer");
        Mounts mounts = new Mounts().authority(Authorities.KAFKA, site.kafka().caSecret());
        return List.of(
                web.account(site),
                web.service(site),
                web.deployment(
                        site,
                        site.suspended() ? 0 : 1,
                        "Recreate",
                        environment(site),
                        mounts,
                        Sizes.of(null, "100m", "256Mi")));
    }

    private static List<EnvVar> environment(SiteModel site) {
        Environment environment = Environment.of(site)
                .kafka(site.kafka(), KafkaRole.PRODUCER)
                .with(Env.SOURCE_BASE_URL, site.sourceUrl());
        HttpSource http = site.source().getHttp();
        if (http == null) {
            return environment
                    .with(Env.SOURCE_INTERVAL, site.source().getSimulator().getInterval())
                    .with(Env.SOURCE_TIMEOUT, SIMULATOR_TIMEOUT)
                    .build();
        }
        environment.with(Env.SOURCE_INTERVAL, http.getInterval()).with(Env.SOURCE_TIMEOUT, http.getTimeout());
        if (http.getPaths() != null && !http.getPaths().isEmpty()) {
            environment.with(
                    Env.SOURCE_PATHS,
                    new TreeMap<>(http.getPaths())
                            .entrySet().stream()
                                    .map(path -> path.getKey() + "=" + path.getValue())
                                    .collect(Collectors.joining(",")));
        }
        if (http.getCredentialsSecret() != null) {
            String secret = http.getCredentialsSecret();
            environment
                    .optionalSecret(Env.SOURCE_USERNAME, new SecretKey(secret, "username"))
                    .optionalSecret(Env.SOURCE_PASSWORD, new SecretKey(secret, "password"))
                    .optionalSecret(Env.SOURCE_TOKEN, new SecretKey(secret, "token"));
        }
        return environment.build();
    }
}
