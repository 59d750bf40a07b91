package io.sitewatch.kube.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.schema.Schema;
import java.util.List;

/** What is particular to a kind when its objects are written. */
public interface Strategy {

    /** The structure that its objects are held to. */
    Schema schema();

    /** What reading it from a request does to an object, in place; what is applied is not read so. */
    default void read(ObjectNode object) {}

    /**
     * Fills in what the client may leave out, in place.
     *
     * @param before the stored object; null for a creation
     */
    void complete(ObjectNode object, ObjectNode before);

    /** @param before the stored object; null for a creation */
    List<Cause> validate(ObjectNode object, ObjectNode before);

    /** Whether {@code metadata.generation} counts the changes of its spec. */
    boolean countsGenerations();

    /** Whether an update may leave out the resourceVersion. */
    boolean allowsUnconditionalUpdate();
}
