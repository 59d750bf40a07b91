package io.sitewatch.kube.watch;

import io.sitewatch.kube.selector.FieldSelector;
import io.sitewatch.kube.selector.LabelSelector;
import io.sitewatch.kube.store.Stored;
import java.util.function.Predicate;

/**
 * What a list or watch looks at.
 *
 * @param namespace null for all
 */
public record WatchFilter(String namespace, LabelSelector labels, FieldSelector fields) implements Predicate<Stored> {

    @Override
    public boolean test(Stored object) {
        return (namespace == null || namespace.equals(object.namespace()))
                && labels.test(object.labels())
                && fields.test(object);
    }
}
