package io.sitewatch.local.cli.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.file.Path;
import java.util.Map;

/**
 * One resource of a manifest file.
 *
 * @param file as the person named it
 * @param line where the document begins, from 1
 * @param lines line of each field, from 1, by its path as the API server writes it: {@code spec.instruments[0].type}
 * @param resource what the document says
 */
public record Manifest(Path file, int line, Map<String, Integer> lines, GenericKubernetesResource resource) {

    public Manifest {
        lines = Map.copyOf(lines);
    }

    /** The line of a field, or of the nearest field around it that the document has. */
    public int lineOf(String field) {
        for (String path = field; !path.isEmpty(); path = parent(path)) {
            Integer found = lines.get(path);
            if (found != null) {
                return found;
            }
        }
        return line;
    }

    /** A problem with one of its fields. */
    public ManifestProblem problem(String field, String message) {
        return new ManifestProblem(file, lineOf(field), field, message);
    }

    private static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }
}
