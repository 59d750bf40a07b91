package io.sitewatch.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.sitewatch.crds.v1alpha1.MonitoringSiteStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A change that is worth an Event: of a condition's status, or of what the site consists of.
 *
 * @param warning whether it is for the worse
 */
public record Transition(String reason, String message, boolean warning) {

    /** What changed between two statuses. That a site has just begun and is not ready yet is no news. */
    public static List<Transition> between(MonitoringSiteStatus before, MonitoringSiteStatus after) {
        Map<String, Condition> old =
                Optional.ofNullable(before).map(MonitoringSiteStatus::getConditions).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Condition::getType, Function.identity(), (one, other) -> one));
        return after.getConditions().stream()
                .filter(condition -> {
                    Condition was = old.get(condition.getType());
                    return was == null
                            ? "True".equals(condition.getStatus()) || needsAPerson(condition)
                            : !was.getStatus().equals(condition.getStatus())
                                    || needsAPerson(condition)
                                            && !was.getReason().equals(condition.getReason());
                })
                .map(condition -> new Transition(
                        "True".equals(condition.getStatus()) ? condition.getType() : condition.getReason(),
                        condition.getType() + " is " + condition.getStatus() + ": " + condition.getMessage(),
                        !"True".equals(condition.getStatus()) && !Reasons.SUSPENDED.equals(condition.getReason())))
                .toList();
    }

    private static boolean needsAPerson(Condition condition) {
        return Reasons.PREREQUISITE_MISSING.equals(condition.getReason())
                || Reasons.SECRET_MISSING.equals(condition.getReason())
                || Reasons.REFUSED.equals(condition.getReason());
    }
}
