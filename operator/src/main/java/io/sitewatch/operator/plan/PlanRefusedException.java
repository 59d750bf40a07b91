package io.sitewatch.operator.plan;

/** The API server would not take the manifest: there is nothing to plan. The message is its own. */
public final class PlanRefusedException extends RuntimeException {
    public PlanRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
