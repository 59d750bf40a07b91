package io.sitewatch.local.cluster.kubelet;

import java.util.Map;

/**
 * Kubernetes' own {@code $(NAME)} in the values of environment variables and arguments: a name that is not known stays as it is
 * written, {@code $$(NAME)} is a literal {@code $(NAME)}.
 */
final class VariableExpansion {
    private VariableExpansion() {}

    static String expand(String text, Map<String, String> known) {
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0 || dollar == text.length() - 1) {
                break;
            }
            expanded.append(text, at, dollar);
            char next = text.charAt(dollar + 1);
            int end = text.indexOf(')', dollar);
            if (next == '$') {
                expanded.append('$');
                at = dollar + 2;
            } else if (next == '(' && end > 0) {
                String name = text.substring(dollar + 2, end);
                expanded.append(known.containsKey(name) ? known.get(name) : text.substring(dollar, end + 1));
                at = end + 1;
            } else {
                expanded.append('$');
                at = dollar + 1;
            }
        }
        return expanded.append(text.substring(Math.min(at, text.length()))).toString();
    }
}
