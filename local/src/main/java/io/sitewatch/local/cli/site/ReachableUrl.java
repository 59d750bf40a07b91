package io.sitewatch.local.cli.site;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns addresses that the cluster's DNS knows into ones that this machine reaches. */
public final class ReachableUrl {
    /** A host name, when it stands at the start, behind {@code //} or behind a comma, and before a port, a path or the end. */
    private static final Pattern HOST = Pattern.compile("(^|//|,)([a-z0-9][-a-z0-9]*(?:\\.[-a-z0-9]+)*)(?=[:/,]|$)");

    private final ServiceAddresses addresses;
    private final String namespace;

    public ReachableUrl(ServiceAddresses addresses, String namespace) {
        this.addresses = addresses;
        this.namespace = namespace;
    }

    /** The same URL, or list of {@code host:port}, with each Service's address in place of its name. */
    public String of(String url) {
        return HOST.matcher(url).replaceAll(this::replaced);
    }

    private String replaced(MatchResult match) {
        String host = match.group(2);
        boolean scheme = match.group(1).isEmpty() && !host.contains(".");
        String address = scheme ? host : addresses.resolve(host, namespace);
        return Matcher.quoteReplacement(match.group(1) + address);
    }
}
