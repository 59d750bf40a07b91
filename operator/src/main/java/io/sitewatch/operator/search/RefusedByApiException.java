package io.sitewatch.operator.search;

/** Elasticsearch or Kibana does not take what it is given, and will not take it the next time either. */
public final class RefusedByApiException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedByApiException(String message) {
        super(message);
    }
}
