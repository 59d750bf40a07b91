package io.sitewatch.local.cluster.dns;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts outside the cluster that a manifest names. A JVM with a hosts file asks no DNS server, so these have to be in
 * the file too.
 */
final class ExternalHosts {
    private static final String HOST = "([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)";
    private static final Pattern IN_URL = Pattern.compile("[a-z][a-z0-9+.-]*://(?:[^/@\\s]*@)?" + HOST);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:^|,)\\s*" + HOST + ":[0-9]{1,5}(?=\\s*(?:,|$|/))");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

    private ExternalHosts() {}

    /** Every host in the text leaves of a tree, addresses left out. */
    static Set<String> in(Object tree) {
        Set<String> hosts = new TreeSet<>();
        collect(tree, hosts);
        return hosts;
    }

    private static void collect(Object node, Set<String> hosts) {
        if (node instanceof Map<?, ?> map) {
            map.values().forEach(value -> collect(value, hosts));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(value, hosts));
        } else if (node instanceof String text) {
            find(IN_URL, text, hosts);
            find(HOST_AND_PORT, text, hosts);
        }
    }

    private static void find(Pattern pattern, String text, Set<String> hosts) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            String host = found.group(1);
            if (!ADDRESS.matcher(host).matches()) {
                hosts.add(host);
            }
        }
    }
}
