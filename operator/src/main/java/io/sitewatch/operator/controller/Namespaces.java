package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.BooleanSupplier;

/** How namespaces are: they come and go, and with them the rights of an operator that has Roles alone. */
final class Namespaces {
    private static final int FORBIDDEN = 403;
    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    private final KubernetesClient client;

    Namespaces(KubernetesClient client) {
        this.client = client;
    }

    /** Whether it is being deleted, or is gone already. One that may not be read is taken to stay. */
    boolean isGoing(String name) {
        return unlessForbidden(() -> {
            Namespace namespace = client.namespaces().withName(name).get();
            return namespace == null || namespace.isMarkedForDeletion();
        });
    }

    /** Whether the operator may work in it: in one that is not there, it has no Role for that. */
    boolean isOpen(String name) {
        return unlessForbidden(() -> client.configMaps().inNamespace(name).list(ONE) != null);
    }

    private static boolean unlessForbidden(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == FORBIDDEN) {
                return false;
            }
            throw refused;
        }
    }
}
