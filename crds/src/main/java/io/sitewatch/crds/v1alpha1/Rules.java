package io.sitewatch.crds.v1alpha1;

/** Expressions that more than one field of the API is held against. */
final class Rules {
    /** The same form as {@code Durations.PATTERN} of the data contract. */
    static final String DURATION = "self.matches('^[1-9][0-9]*(ms|s|m|h|d)$')";

    static final String DURATION_MESSAGE = "'is ' + self + ', which is no duration: write a positive number and a unit,"
            + " such as 500ms, 10s, 5m, 1h or 7d'";

    static final String QUANTITY =
            "self.matches('^[0-9]+([.][0-9]+)?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$') && self.matches('[1-9]')";

    static final String QUANTITY_MESSAGE =
            "'is ' + self + ', which is no amount above zero: write a number and a unit, such as 500m, 512Mi or 10Gi'";

    static final String URL = "self.matches('^https?://[^/?#]+(/[^?#]*)?$')";

    static final String URL_MESSAGE =
            "'is ' + self + ', which is no URL: write one such as https://search.example.com:9200'";

    /** What Kubernetes lets objects such as Secrets be called. */
    static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    static final String VERSION = "^[0-9]+([.][0-9]+){1,3}$";

    /** Becomes part of paths and label values. */
    static final String TOKEN = "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";

    private Rules() {}
}
