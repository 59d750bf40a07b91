package io.sitewatch.bench.stack;

/** CPU seconds of what the contestants share. On a machine of few cores they compete with whom they serve. */
public record ComponentCpu(double broker, double postgres, double search) {
    /** What they have taken since then. */
    public ComponentCpu since(ComponentCpu before) {
        return new ComponentCpu(broker - before.broker, postgres - before.postgres, search - before.search);
    }
}
