package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;

/** The heap of a container's JVM: a share of its memory limit, as a JVM in a container would choose, but never more than fits a laptop. */
final class HeapSize {
    private static final BigDecimal SHARE = new BigDecimal("0.6");
    private static final long SMALLEST = 64;
    private static final long LARGEST = 512;
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1024L * 1024);

    private HeapSize() {}

    /** In MiB; {@code otherwise} when no limit is set. */
    static long mebibytes(ResourceRequirements resources, long otherwise) {
        Quantity limit = resources == null || resources.getLimits() == null
                ? null
                : resources.getLimits().get("memory");
        if (limit == null) {
            return otherwise;
        }
        long share = limit.getNumericalAmount()
                .multiply(SHARE)
                .divideToIntegralValue(MEBIBYTE)
                .longValue();
        return Math.max(SMALLEST, Math.min(LARGEST, share));
    }
}
