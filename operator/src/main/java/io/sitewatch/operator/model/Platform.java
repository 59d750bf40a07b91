package io.sitewatch.operator.model;

import java.util.List;

/**
 * What is the same for all sites of one operator.
 *
 * @param imageRegistry prefix of the images, for example {@code ghcr.io/sitewatch}
 * @param version tag of the images
 * @param imagePullPolicy of the containers, as Kubernetes has it
 * @param imagePullSecrets names of Secrets that pull the images, in the namespace of each site; empty: none
 * @param sparkVersion the Spark that the stream job is built for
 * @param networkPolicies whether NetworkPolicies are made
 */
public record Platform(
        String imageRegistry,
        String version,
        String imagePullPolicy,
        List<String> imagePullSecrets,
        String sparkVersion,
        boolean networkPolicies) {
    /** Where the images are unless somebody says otherwise. */
    public static final String IMAGE_REGISTRY = "ghcr.io/sitewatch";

    public static final String IMAGE_PULL_POLICY = "IfNotPresent";

    /** The Spark that the stream job of this version is built for. */
    public static final String SPARK_VERSION = "4.2.0";

    public Platform {
        imagePullSecrets = List.copyOf(imagePullSecrets);
    }

    public String image(String component) {
        return imageRegistry + "/" + component + ":" + version;
    }
}
