package io.sitewatch.operator.apply;

import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.KafkaRole;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Component;
import io.sitewatch.operator.render.Metadata;
import io.sitewatch.operator.render.Rendering;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a site has and its manifest no longer asks for. */
public final class Leftovers {
    /** Kinds that others make on behalf of what we render, or that have a way of ending of their own. */
    private static final Set<ObjectKind> NOT_OURS_TO_REMOVE = Set.of(ObjectKind.POD, ObjectKind.SPARK_APPLICATION);

    private static final Set<String> REAL_TIME_VIEW =
            Set.of(Component.ELASTICSEARCH.label(), Component.KIBANA.label(), Component.LOGSTASH.label());

    private Leftovers() {}

    /**
     * The objects to delete; with the policy Retain, nothing that people's data depends on. A real-time view that is
     * switched off goes in any case: what is in it derives from the log, and can be filled from it again.
     */
    public static List<ObjectId> of(SiteModel site, Rendering rendering, LiveSite live) {
        Set<ObjectId> wanted = rendering.byId().keySet();
        return live.objects().values().stream()
                .filter(object -> !NOT_OURS_TO_REMOVE.contains(object.id().kind()))
                .filter(object -> !wanted.contains(object.id()))
                .filter(object -> !object.beingDeleted())
                .filter(object -> !site.retains() || !keepsData(object) || switchedOff(site, object))
                .map(LiveObject::id)
                .sorted()
                .toList();
    }

    /** What people should know of before, and be told of after, these objects go. */
    public static List<String> losses(Collection<ObjectId> gone) {
        return gone.stream()
                .filter(id -> id.kind() == ObjectKind.ELASTICSEARCH)
                .map(id ->
                        id + " goes with its indices and volumes, because the site no longer asks for it. The log and"
                                + " PostgreSQL keep the records: to fill a new one, set search.managed and a new stream.replay"
                                + " together")
                .toList();
    }

    private static boolean switchedOff(SiteModel site, LiveObject object) {
        return site.search().isEmpty()
                && (REAL_TIME_VIEW.contains(object.label(Metadata.COMPONENT))
                        || object.id()
                                .equals(new ObjectId(
                                        ObjectKind.KAFKA_USER, site.names().kafkaUser(KafkaRole.LOGSTASH))));
    }

    /** What goes with its site has the site as its owner; what data depends on has none. */
    static boolean keepsData(LiveObject object) {
        return object.at("/metadata/ownerReferences").isEmpty();
    }
}
