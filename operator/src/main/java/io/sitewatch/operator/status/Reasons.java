package io.sitewatch.operator.status;

/** Reasons that people and alerts tell apart. */
final class Reasons {
    /** An operator that this needs is not in the cluster. */
    static final String PREREQUISITE_MISSING = "PrerequisiteMissing";

    /** A Secret that the manifest names does not exist. */
    static final String SECRET_MISSING = "SecretMissing";

    /** The object is not there yet. */
    static final String CREATING = "Creating";

    /** The object is there, and its operator has not said that it is ready. */
    static final String NOT_READY = "NotReady";

    /** The API server, or a webhook behind it, does not take what we render. */
    static final String REFUSED = "Refused";

    /** The stream runs and gets nowhere. */
    static final String STALLED = "Stalled";

    /** The stream stops, to be started as the manifest says now. */
    static final String RESTARTING = "Restarting";

    static final String SUSPENDED = "Suspended";

    /** What it needs is not ready. */
    static final String WAITING_FOR_INPUTS = "WaitingForInputs";

    private Reasons() {}
}
