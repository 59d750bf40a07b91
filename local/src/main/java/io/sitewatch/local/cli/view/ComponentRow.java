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
import java.util.stream.Stream;

/**
 * One component of a site on its way up.
 *
 * @param label for people
 * @param detail what it waits for, or what is wrong
 */
public record ComponentRow(String label, Mark mark, String detail) {
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
        if (OFF.matcher(reason).find()) {
            return new ComponentRow(label, Mark.OFF, message);
        }
        if (ready) {
            return new ComponentRow(label, Mark.READY, message);
        }
        Mark mark = TROUBLE.matcher(reason).find()
                ? Mark.TROUBLE
                : WAITING.matcher(reason).find() ? Mark.WAITING : Mark.STARTING;
        String detail = Stream.of(reason, message)
                .filter(text -> !text.isEmpty())
                .reduce((first, second) -> first + ": " + second)
                .orElse("");
        return new ComponentRow(label, mark, detail);
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
        return Optional.of(new ComponentRow(component, mark, ready + "/" + wanted + " pods ready"));
    }
}
