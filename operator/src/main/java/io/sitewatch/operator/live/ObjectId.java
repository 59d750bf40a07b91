package io.sitewatch.operator.live;

/** An object of a site: the namespace is the site's. Reads as in messages: {@code KafkaTopic shaft-alerts}. */
public record ObjectId(ObjectKind kind, String name) implements Comparable<ObjectId> {
    @Override
    public int compareTo(ObjectId other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind.kind() + " " + name;
    }
}
