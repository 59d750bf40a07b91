package io.sitewatch.local.cli.api;

import java.util.List;
import java.util.Locale;

/**
 * A kind that the API serves.
 *
 * @param groupVersion {@code v1} or {@code group/version}
 * @param plural the name in URLs
 * @param names every other name that people may use for it
 */
public record ResourceType(
        String groupVersion, String plural, String kind, boolean namespaced, boolean listable, List<String> names) {

    public ResourceType {
        names = List.copyOf(names);
    }

    /** Whether people call it that: its kind, plural, singular or short name, alone or with the group behind a dot. */
    public boolean isCalled(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return plural.equals(name)
                || kind.toLowerCase(Locale.ROOT).equals(name)
                || names.contains(name)
                || (plural + "." + group()).equals(name)
                || (kind.toLowerCase(Locale.ROOT) + "." + group()).equals(name);
    }

    /** Empty for the core group. */
    public String group() {
        int slash = groupVersion.indexOf('/');
        return slash < 0 ? "" : groupVersion.substring(0, slash);
    }

    /**
     * Path of the list.
     *
     * @param namespace null for all
     */
    public String path(String namespace) {
        String root = (groupVersion.contains("/") ? "/apis/" : "/api/") + groupVersion;
        return root + (namespaced && namespace != null ? "/namespaces/" + namespace : "") + "/" + plural;
    }
}
