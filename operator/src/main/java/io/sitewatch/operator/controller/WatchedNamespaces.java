package io.sitewatch.operator.controller;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The namespaces that an operator was told to watch, and how they are: those that it cannot work in when it begins are left out,
 * because their informers would hold up its start, and what it hears of those that go is no matter.
 */
final class WatchedNamespaces {
    private final Namespaces namespaces;
    private final Set<String> told;
    private final Set<String> closed;
    private volatile Set<String> come = Set.of();
    private volatile Set<String> going = Set.of();

    /**
     * Looks at them once.
     *
     * @param told empty: all that there are
     */
    WatchedNamespaces(Set<String> told, Namespaces namespaces) {
        this.namespaces = namespaces;
        this.told = told;
        this.closed = told.stream()
                .filter(namespace -> !namespaces.isOpen(namespace))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it watches every namespace. */
    boolean all() {
        return told.isEmpty();
    }

    /** Those that informers are begun for: all that it was told, while it cannot work in any. */
    Set<String> open() {
        Set<String> open = new HashSet<>(told);
        open.removeAll(closed);
        return open.isEmpty() ? told : open;
    }

    /** Those that are not there, or without a Role for the operator. */
    Set<String> closed() {
        return closed;
    }

    /** Looks at them once more, beside the question for health, which waits for no API server. */
    void look(Collection<String> withoutWatch) {
        come = closed.stream().filter(namespaces::isOpen).collect(Collectors.toUnmodifiableSet());
        going = withoutWatch.stream()
                .distinct()
                .filter(told::contains)
                .filter(namespaces::isGoing)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those that were closed, and can be watched by now. */
    Set<String> come() {
        return come;
    }

    /** Whether it was being deleted, or gone, when it was last looked at. */
    boolean isGoing(String namespace) {
        return going.contains(namespace);
    }
}
