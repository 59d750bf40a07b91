package io.sitewatch.local.cluster.kubelet;

/** A container cannot start yet: something it refers to does not exist. The reason is the kubelet's own word for it. */
public final class NotReadyToStart extends Exception {
    private final String reason;

    public NotReadyToStart(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** For example CreateContainerConfigError. */
    public String reason() {
        return reason;
    }
}
