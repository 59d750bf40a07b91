package io.sitewatch.local.cluster.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every child gets from the launcher's environment. A pod inherits nothing from its node's shell, so neither does
 * a process here: otherwise a variable that the operator forgot would be found by luck.
 */
public final class BaseEnvironment {
    private static final List<String> KEPT = List.of("PATH", "LANG", "LC_ALL", "TMPDIR", "JAVA_HOME");

    private BaseEnvironment() {}

    /** The kept variables out of the launcher's own. */
    public static Map<String, String> of(Map<String, String> launcher) {
        Map<String, String> kept = new HashMap<>();
        for (String name : KEPT) {
            String value = launcher.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }
}
