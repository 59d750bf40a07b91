package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.sitewatch.crds.v1alpha1.ResourceAmounts;
import io.sitewatch.crds.v1alpha1.Resources;
import java.util.LinkedHashMap;
import java.util.Map;

/** What containers ask for and may use. */
final class Sizes {
    private Sizes() {}

    /** What the manifest says, or nothing. */
    static ResourceRequirements of(Resources resources) {
        if (resources == null) {
            return null;
        }
        return new ResourceRequirementsBuilder()
                .withRequests(amounts(resources.getRequests()))
                .withLimits(amounts(resources.getLimits()))
                .build();
    }

    /** What the manifest says, or so much to start with, and no more memory than that. */
    static ResourceRequirements of(Resources resources, String cpu, String memory) {
        if (resources != null) {
            return of(resources);
        }
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .addToLimits("memory", new Quantity(memory))
                .build();
    }

    private static Map<String, Quantity> amounts(ResourceAmounts amounts) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        if (amounts != null && amounts.getCpu() != null) {
            quantities.put("cpu", new Quantity(amounts.getCpu()));
        }
        if (amounts != null && amounts.getMemory() != null) {
            quantities.put("memory", new Quantity(amounts.getMemory()));
        }
        return quantities.isEmpty() ? null : quantities;
    }
}
