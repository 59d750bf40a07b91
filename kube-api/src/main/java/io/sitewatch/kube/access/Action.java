package io.sitewatch.kube.access;

/**
 * What somebody wants to do.
 *
 * @param group "" for the core one
 * @param resource its plural, with the subresource after a slash
 * @param namespace "" for cluster-wide kinds and for all namespaces
 * @param name "" for a collection
 */
public record Action(String verb, String group, String resource, String namespace, String name) {

    /** In the API server's words, after who it is that may not. */
    String words() {
        return "cannot " + verb + " resource \"" + resource + "\" in API group \"" + group + "\" "
                + (namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"");
    }
}
