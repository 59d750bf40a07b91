package io.sitewatch.local.cli.view;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.sitewatch.local.cli.site.SitePart;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One component of a site on its way up.
 *
 * @param label for people
 * @param reason in a word, empty when it is ready
 * @param message what it waits for, or what is wrong
 */
public record ComponentRow(String label, Mark mark, String reason, String message) {
    private static final Pattern TROUBLE = Pattern.compile("Fail|Error|Invalid|Refused|Missing|Crash|Evicted|Conflict");
    private static final Pattern OFF = Pattern.compile("Disabled|Suspended");
    private static final Pattern WAITING = Pattern.compile("^Waiting");
    private static final String COMPONENT_LABEL = "app.kubernetes.io/component";

    /**
     * Every component of the site: those that the operator has a condition of, and Deployments without one of their own,
     * such as the simulator. A site that the operator has not looked at yet has none.
     */
    public static List<ComponentRow> of(SiteSnapshot site) {
        List<ComponentRow> rows = new ArrayList<>();
        for (SitePart part : SitePart.parts()) {
            site.condition(part)
                    .map(condition -> ofCondition(part.label(), condition))
                    .ifPresent(rows::add);
        }
        site.deployments().stream()
                .map(ComponentRow::ofDeployment)
                .flatMap(Optional::stream)
                .forEach(rows::add);
        return rows;
    }

    /** A component by the word of its condition. */
    public static ComponentRow ofCondition(String label, Condition condition) {
        String reason = Objects.toString(condition.getReason(), "");
        String message = Objects.toString(condition.getMessage(), "");
        boolean ready = "True".equals(condition.getStatus());
        return new ComponentRow(label, mark(ready, reason), ready ? "" : reason, message);
    }

    private static Mark mark(boolean ready, String reason) {
        if (OFF.matcher(reason).find()) {
            return Mark.OFF;
        }
        if (ready) {
            return Mark.READY;
        }
        if (TROUBLE.matcher(reason).find()) {
            return Mark.TROUBLE;
        }
        return WAITING.matcher(reason).find() ? Mark.WAITING : Mark.STARTING;
    }

    /** The message, and before it the reason where the message does not say it. */
    public String detail() {
        return reason.isEmpty() || message.contains(reason) || mark != Mark.TROUBLE
                ? message
                : message.isEmpty() ? reason : reason + ": " + message;
    }

    private static Optional<ComponentRow> ofDeployment(Deployment deployment) {
        Map<String, String> labels =
                Objects.requireNonNullElse(deployment.getMetadata().getLabels(), Map.of());
        String component =
                labels.getOrDefault(COMPONENT_LABEL, deployment.getMetadata().getName());
        boolean hasCondition =
                SitePart.parts().stream().anyMatch(part -> part.component().equals(component));
        if (hasCondition) {
            return Optional.empty();
        }
        int wanted = Optional.ofNullable(deployment.getSpec())
                .map(spec -> spec.getReplicas())
                .orElse(1);
        int ready = Optional.ofNullable(deployment.getStatus())
                .map(DeploymentStatus::getReadyReplicas)
                .orElse(0);
        Mark mark = wanted == 0 ? Mark.OFF : ready >= wanted ? Mark.READY : Mark.STARTING;
        return Optional.of(new ComponentRow(component, mark, "", ready + "/" + wanted + " pods ready"));
    }
}
