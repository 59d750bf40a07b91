package io.sitewatch.local.cluster.kubelet;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Where the paths of a container are on this machine. There is no mount namespace, so paths in the values that a container is
 * given are replaced by the real ones.
 */
public final class Mounts {
    /** Nothing mounted. */
    public static final Mounts NONE = new Mounts(Map.of());

    private final List<Map.Entry<String, Path>> longestFirst;

    /** New mounts, by the path in the container. */
    public Mounts(Map<String, Path> mounts) {
        longestFirst = mounts.entrySet().stream()
                .map(mount -> Map.entry(withoutSlash(mount.getKey()), mount.getValue()))
                .sorted(Comparator.comparing(mount -> -mount.getKey().length()))
                .toList();
    }

    /** The text with every mounted path in it replaced: alone, in a URL, or among others. */
    public String rewrite(String text) {
        StringBuilder rewritten = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            Map.Entry<String, Path> mount = text.charAt(at) == '/' && startsPath(text, at) ? mountAt(text, at) : null;
            if (mount == null) {
                rewritten.append(text.charAt(at));
                at++;
            } else {
                rewritten.append(mount.getValue());
                at += mount.getKey().length();
            }
        }
        return rewritten.toString();
    }

    private Map.Entry<String, Path> mountAt(String text, int at) {
        return longestFirst.stream()
                .filter(mount -> text.startsWith(mount.getKey(), at))
                .filter(mount -> endsName(text, at + mount.getKey().length()))
                .findFirst()
                .orElse(null);
    }

    /** A slash within a longer path, such as the second of {@code /a/b} or of {@code host/b}, starts none. */
    private static boolean startsPath(String text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        if (before == '/') {
            return text.startsWith("file://", Math.max(0, at - 7)) || text.startsWith("local://", Math.max(0, at - 8));
        }
        return !Character.isLetterOrDigit(before) && before != '.' && before != '-' && before != '_';
    }

    private static boolean endsName(String text, int at) {
        if (at == text.length()) {
            return true;
        }
        char after = text.charAt(at);
        return !Character.isLetterOrDigit(after) && after != '.' && after != '-' && after != '_';
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
