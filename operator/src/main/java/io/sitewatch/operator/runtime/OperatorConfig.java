package io.sitewatch.operator.runtime;

import io.sitewatch.operator.model.Platform;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the operator is told by its environment: {@code SITEWATCH_NAMESPACES} and so on. */
@ConfigMapping(prefix = "sitewatch")
public interface OperatorConfig {
    /** The namespaces to watch; empty: all. */
    Optional<List<String>> namespaces();

    /** Prefix of the images of the components. */
    @WithDefault(Platform.IMAGE_REGISTRY)
    String imageRegistry();

    /** Tag of the images of the components. */
    @WithDefault("${quarkus.application.version}")
    String version();

    @WithDefault(Platform.IMAGE_PULL_POLICY)
    String imagePullPolicy();

    /** Secrets that pull the images of the components, by their names in the namespace of each site. */
    Optional<List<String>> imagePullSecrets();

    @WithDefault(Platform.SPARK_VERSION)
    String sparkVersion();

    @WithDefault("true")
    boolean networkPolicies();

    /** How many sites are reconciled at once. */
    @WithDefault("4")
    int reconcilers();

    /** How often a site is looked at though nothing happened. */
    @WithDefault("10m")
    Duration resync();

    /** How long an informer may be without a watch before the operator counts as dead. */
    @WithDefault("2m")
    Duration informersGrace();

    Progress progress();

    Content content();

    LeaderElection leaderElection();

    /** How the progress of streams is read and written. */
    interface Progress {
        @WithDefault("10s")
        Duration poll();

        /** Between two writes of counters that merely grew. */
        @WithDefault("1m")
        Duration write();

        /** A lag that somebody would act on, in readings. */
        @WithDefault("1000")
        long notableLag();
    }

    /** What is in Elasticsearch and Kibana. */
    interface Content {
        /** Whether templates and dashboards are kept in place; false where nothing may speak to the stores from here. */
        @WithDefault("true")
        boolean keep();

        /** How often they are looked after. */
        @WithDefault("20s")
        Duration poll();
    }

    /** Of several operators one works. */
    interface LeaderElection {
        @WithDefault("false")
        boolean enabled();

        @WithDefault("sitewatch-operator")
        String lease();

        /** Where the Lease is; absent: where the operator runs. */
        Optional<String> namespace();
    }
}
