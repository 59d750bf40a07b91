package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/** Where the certificates of those who signed the servers' certificates are mounted: of each Secret only {@code ca.crt}. */
enum Authorities {
    KAFKA("kafka-ca"),
    POSTGRES("postgres-ca"),
    ELASTICSEARCH("elasticsearch-ca");

    private static final String KEY = "ca.crt";

    private final String volume;

    Authorities(String volume) {
        this.volume = volume;
    }

    String folder() {
        return "/etc/sitewatch/" + volume;
    }

    String file() {
        return folder() + "/" + KEY;
    }

    Volume volume(String secret) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(secret)
                .addNewItem(KEY, null, KEY)
                .endSecret()
                .build();
    }

    VolumeMount mount() {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(folder())
                .withReadOnly(true)
                .build();
    }
}
