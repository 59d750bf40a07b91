package io.sitewatch.local.cluster.control;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The conditions of a status; a condition's time moves only when its status moves. */
public final class Conditions {
    private final Clock clock;
    private final List<Fields> before;
    private final List<Object> now = new ArrayList<>();

    /**
     * New conditions.
     *
     * @param before the {@code status.conditions} that the object has
     */
    public Conditions(Clock clock, Fields before) {
        this.clock = clock;
        this.before = before.items();
    }

    /** A condition that holds. */
    public Conditions holds(String type) {
        return add(type, "True", null, null);
    }

    /** A condition that holds, and why. */
    public Conditions holds(String type, String reason, String message) {
        return add(type, "True", reason, message);
    }

    /** A condition that does not hold, and why. */
    public Conditions fails(String type, String reason, String message) {
        return add(type, "False", reason, message);
    }

    /** As a status has them. */
    public List<Object> list() {
        return List.copyOf(now);
    }

    private Conditions add(String type, String status, String reason, String message) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", type);
        condition.put("status", status);
        condition.put("lastTransitionTime", since(type, status));
        if (reason != null) {
            condition.put("reason", reason);
        }
        if (message != null) {
            condition.put("message", message);
        }
        now.add(condition);
        return this;
    }

    private String since(String type, String status) {
        return before.stream()
                .filter(condition -> Objects.equals(condition.at("type").text(""), type))
                .filter(condition -> Objects.equals(condition.at("status").text(""), status))
                .flatMap(condition -> condition.at("lastTransitionTime").text().stream())
                .findFirst()
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
