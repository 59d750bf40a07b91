package io.sitewatch.operator.apply;

import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.render.Desired;

/** Where the objects of one site are written. */
public interface Cluster {

    /**
     * Makes the object so, taking over the fields that are ours.
     *
     * @throws RefusedException if the API server does not take it, and would not take it again
     */
    void apply(Desired desired);

    /** Begins the deletion of the object; one that is gone already is fine. */
    void delete(ObjectId id);
}
