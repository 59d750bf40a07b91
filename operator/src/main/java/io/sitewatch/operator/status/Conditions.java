package io.sitewatch.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns findings into the conditions of a status: the time of one moves only when its status does. */
final class Conditions {
    private final Clock clock;

    Conditions(Clock clock) {
        this.clock = clock;
    }

    List<Condition> next(List<Condition> previous, List<Finding> findings, long generation) {
        Map<String, Condition> before = previous.stream()
                .collect(Collectors.toMap(Condition::getType, Function.identity(), (one, other) -> one));
        return findings.stream()
                .map(finding -> next(before.get(finding.type().label()), finding, generation))
                .toList();
    }

    private Condition next(Condition before, Finding finding, long generation) {
        boolean moved =
                before == null || !before.getStatus().equals(finding.state().label());
        return new ConditionBuilder()
                .withType(finding.type().label())
                .withStatus(finding.state().label())
                .withReason(finding.reason())
                .withMessage(finding.message())
                .withObservedGeneration(generation)
                .withLastTransitionTime(
                        moved
                                ? clock.instant()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()
                                : before.getLastTransitionTime())
                .build();
    }
}
