package io.sitewatch.operator.apply;

import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Desired;
import io.sitewatch.operator.render.Rendering;
import io.sitewatch.operator.status.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings the objects of one site to where they should be, and writes nothing where they are. */
public final class Reconciliation {
    private final SiteModel site;
    private final Rendering rendering;
    private final LiveSite live;
    private final Cluster cluster;
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hasWritten = new AtomicBoolean();

    public Reconciliation(SiteModel site, Rendering rendering, LiveSite live, Cluster cluster) {
        this.site = site;
        this.rendering = rendering;
        this.live = live;
        this.cluster = cluster;
    }

    /** The objects of one stage. */
    public void bring(Rendering.Stage stage) {
        List<Desired> desired = rendering.stage(stage);
        if (stage == Rendering.Stage.STREAM) {
            bringStream(desired.stream().findFirst());
            return;
        }
        desired.stream()
                .filter(object -> !live.missing().contains(object.id().kind().prerequisite()))
                .forEach(this::bring);
    }

    /** What the API server did not take. */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** Whether anything was written, so that what was seen before is no longer how it is. */
    public boolean hasWritten() {
        return hasWritten.get();
    }

    /**
     * Removes what a site has and no longer wants.
     *
     * @return what began to go
     */
    public List<ObjectId> removeLeftovers() {
        List<ObjectId> leftovers = Leftovers.of(site, rendering, live);
        leftovers.forEach(this::delete);
        return leftovers;
    }

    private void bring(Desired desired) {
        Optional<LiveObject> actual = Optional.ofNullable(live.objects().get(desired.id()));
        if (actual.filter(LiveObject::beingDeleted).isPresent()) {
            return;
        }
        if (actual.isEmpty() || !Comparison.matches(desired, actual.get())) {
            apply(desired);
        }
    }

    /** One object that is refused holds back none of the others. */
    private void apply(Desired desired) {
        hasWritten.set(true);
        try {
            cluster.apply(desired);
        } catch (RefusedException refused) {
            refusals.add(new Refusal(desired.id(), refused.getMessage()));
        }
    }

    private void bringStream(Optional<Desired> desired) {
        String name = site.names().stream();
        if (live.missing().contains(ObjectKind.SPARK_APPLICATION.prerequisite())) {
            return;
        }
        switch (StreamRestart.next(desired, name, live)) {
            case CREATE, RELABEL -> desired.ifPresent(this::apply);
            case STOP -> delete(new ObjectId(ObjectKind.SPARK_APPLICATION, name));
            default -> {}
        }
    }

    private void delete(ObjectId id) {
        hasWritten.set(true);
        cluster.delete(id);
    }
}
