package io.sitewatch.kube.registry;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of API versions: GA above beta above alpha, then by number; others last. */
record ApiVersion(int stability, int major, int minor, String text) implements Comparable<ApiVersion> {
    private static final Pattern FORM = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");
    private static final Comparator<ApiVersion> ORDER = Comparator.comparingInt(ApiVersion::stability)
            .thenComparingInt(ApiVersion::major)
            .thenComparingInt(ApiVersion::minor)
            .thenComparing(ApiVersion::text, Comparator.reverseOrder());

    static ApiVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return new ApiVersion(0, 0, 0, text);
        }
        int major = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return new ApiVersion(3, major, 0, text);
        }
        int stability = "beta".equals(matcher.group(2)) ? 2 : 1;
        return new ApiVersion(stability, major, Integer.parseInt(matcher.group(3)), text);
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }
}
