package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** What the restricted pod security standard asks of pods and containers, and a root file system that nobody writes to. */
final class Restricted {
    private static final String RUNTIME_DEFAULT = "RuntimeDefault";

    private Restricted() {}

    /** For images that name their own user. */
    static PodSecurityContext pod() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType(RUNTIME_DEFAULT)
                .endSeccompProfile()
                .build();
    }

    /** For pods that write to volumes as that user. */
    static PodSecurityContext pod(long user) {
        return pod().edit()
                .withRunAsUser(user)
                .withRunAsGroup(user)
                .withFsGroup(user)
                .build();
    }

    static SecurityContext container() {
        return new SecurityContextBuilder(writing())
                .withReadOnlyRootFilesystem(true)
                .build();
    }

    /** For images of others, which write below their root. */
    static SecurityContext writing() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType(RUNTIME_DEFAULT)
                .endSeccompProfile()
                .build();
    }
}
