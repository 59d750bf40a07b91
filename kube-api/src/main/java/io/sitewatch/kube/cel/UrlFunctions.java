package io.sitewatch.kube.cel;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kubernetes' URL library. */
final class UrlFunctions extends KubernetesFunctions {
    private static final OpaqueType URL = OpaqueType.create("kubernetes.URL");

    UrlFunctions() {
        global("url", URL, SimpleType.STRING, String.class, UrlFunctions::parse);
        global("isURL", SimpleType.BOOL, SimpleType.STRING, String.class, UrlFunctions::isUrl);
        member("getScheme", SimpleType.STRING, URL, URI.class, uri -> orEmpty(uri.getScheme()));
        member("getHost", SimpleType.STRING, URL, URI.class, uri -> orEmpty(uri.getRawAuthority())
                .replaceAll("^[^@]*@", ""));
        member("getHostname", SimpleType.STRING, URL, URI.class, uri -> orEmpty(uri.getHost())
                .replaceAll("^\\[|]$", ""));
        member(
                "getPort",
                SimpleType.STRING,
                URL,
                URI.class,
                uri -> uri.getPort() < 0 ? "" : Integer.toString(uri.getPort()));
        member("getEscapedPath", SimpleType.STRING, URL, URI.class, uri -> orEmpty(uri.getRawPath()));
        member(
                "getQuery",
                MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)),
                URL,
                URI.class,
                UrlFunctions::query);
    }

    /** An absolute URI, or an absolute path. */
    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute() || text.startsWith("/")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("URL parse error during conversion from string: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "URL parse error during conversion from string: parse \"" + text + "\": invalid URI for request");
    }

    private static boolean isUrl(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static Map<String, List<String>> query(URI uri) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : orEmpty(uri.getRawQuery()).split("&")) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                String key = at < 0 ? pair : pair.substring(0, at);
                String value = at < 0 ? "" : pair.substring(at + 1);
                query.computeIfAbsent(decode(key), absent -> new ArrayList<>()).add(decode(value));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
