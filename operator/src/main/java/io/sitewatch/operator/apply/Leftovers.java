package io.sitewatch.operator.apply;

import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Rendering;
import java.util.List;
import java.util.Set;

/** What a site has and its manifest no longer asks for. */
public final class Leftovers {
    /** Kinds that others make on behalf of what we render, or that have a way of ending of their own. */
    private static final Set<ObjectKind> NOT_OURS_TO_REMOVE = Set.of(ObjectKind.POD, ObjectKind.SPARK_APPLICATION);

    private Leftovers() {}

    /** The objects to delete; with the policy Retain, nothing that people's data depends on. */
    public static List<ObjectId> of(SiteModel site, Rendering rendering, LiveSite live) {
        Set<ObjectId> wanted = rendering.byId().keySet();
        return live.objects().values().stream()
                .filter(object -> !NOT_OURS_TO_REMOVE.contains(object.id().kind()))
                .filter(object -> !wanted.contains(object.id()))
                .filter(object -> !object.beingDeleted())
                .filter(object -> !site.retains() || !keepsData(object))
                .map(LiveObject::id)
                .sorted()
                .toList();
    }

    /** What goes with its site has the site as its owner; what data depends on has none. */
    static boolean keepsData(LiveObject object) {
        return object.at("/metadata/ownerReferences").isEmpty();
    }
}
