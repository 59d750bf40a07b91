package io.sitewatch.operator.apply;

import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order in which a site goes: first who writes, then topics and users while their operator lives, then the stores, then
 * the rest. A step begins when nothing of the one before is left.
 */
public final class Deletion {
    private static final List<Set<ObjectKind>> ORDER = List.of(
            Set.of(
                    ObjectKind.SPARK_APPLICATION,
                    ObjectKind.DEPLOYMENT,
                    ObjectKind.LOGSTASH,
                    ObjectKind.INGRESS,
                    ObjectKind.DISRUPTION_BUDGET,
                    ObjectKind.POD),
            Set.of(ObjectKind.KIBANA),
            Set.of(ObjectKind.KAFKA_TOPIC, ObjectKind.KAFKA_USER),
            Set.of(ObjectKind.KAFKA, ObjectKind.KAFKA_NODE_POOL, ObjectKind.POSTGRES_CLUSTER, ObjectKind.ELASTICSEARCH),
            Set.of(
                    ObjectKind.SERVICE,
                    ObjectKind.CONFIG_MAP,
                    ObjectKind.SECRET,
                    ObjectKind.VOLUME_CLAIM,
                    ObjectKind.SERVICE_ACCOUNT,
                    ObjectKind.ROLE,
                    ObjectKind.ROLE_BINDING,
                    ObjectKind.NETWORK_POLICY));

    /**
     * One step.
     *
     * @param delete what to begin to delete now
     * @param waitingFor what has to be gone before the next step
     */
    public record Step(List<ObjectId> delete, List<ObjectId> waitingFor) {
        /** Whether nothing is left to do, and the site may go. */
        public boolean done() {
            return waitingFor.isEmpty();
        }
    }

    private Deletion() {}

    /** The next step. */
    public static Step next(LiveSite live, boolean retain) {
        Predicate<LiveObject> goes =
                object -> !retain || !Leftovers.keepsData(object) || object.id().kind() == ObjectKind.POD;
        for (Set<ObjectKind> kinds : ORDER) {
            List<LiveObject> left = live.objects().values().stream()
                    .filter(object -> kinds.contains(object.id().kind()))
                    .filter(goes)
                    .filter(object -> !ended(object))
                    .toList();
            if (!left.isEmpty()) {
                return new Step(
                        left.stream()
                                .filter(object -> !object.beingDeleted())
                                .map(LiveObject::id)
                                // Pods go with what made them.
                                .filter(id -> id.kind() != ObjectKind.POD)
                                .sorted()
                                .toList(),
                        left.stream().map(LiveObject::id).sorted().toList());
            }
        }
        return new Step(List.of(), List.of());
    }

    private static boolean ended(LiveObject object) {
        return object.id().kind() == ObjectKind.POD
                && Set.of("Succeeded", "Failed").contains(object.text("/status/phase"));
    }
}
