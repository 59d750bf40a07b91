package io.sitewatch.operator.apply;

import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.render.Component;
import io.sitewatch.operator.render.Desired;
import java.util.Optional;

/**
 * Decides what happens to the Spark application, of which there must never be two at work: they would write to the same
 * checkpoint. A change therefore ends the one that runs, waits until its driver and its executors are gone, and starts the
 * next.
 */
public final class StreamRestart {
    /** The next thing to do; doing it leads, with the events that follow from it, to the one after. */
    public enum Step {
        /** It is as it should be. */
        NOTHING,
        /** Nothing of an earlier one is left: create it. */
        CREATE,
        /** Its labels differ, which takes no restart. */
        RELABEL,
        /** It should be another one, or none: delete what runs. */
        STOP,
        /** What was deleted is not gone yet. */
        WAIT
    }

    private StreamRestart() {}

    /**
     * The next step.
     *
     * @param desired the application that should be, or nothing
     * @param name of the application
     */
    public static Step next(Optional<Desired> desired, String name, LiveSite live) {
        Optional<LiveObject> running = live.find(ObjectKind.SPARK_APPLICATION, name);
        if (running.isPresent()) {
            if (running.get().beingDeleted()) {
                return Step.WAIT;
            }
            if (desired.isEmpty() || !Comparison.specMatches(desired.get(), running.get())) {
                return Step.STOP;
            }
            return Comparison.matches(desired.get(), running.get()) ? Step.NOTHING : Step.RELABEL;
        }
        if (!live.runningPods(Component.STREAM.label()).isEmpty()) {
            return Step.WAIT;
        }
        return desired.isPresent() ? Step.CREATE : Step.NOTHING;
    }
}
