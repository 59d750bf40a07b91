package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import java.util.List;

/** What one built-in kind does beyond fixed defaults. {@code before} is null for a creation. */
interface KindRules {
    KindRules NONE = new KindRules() {};

    /** Before the fixed defaults; in place. */
    default void prepare(ObjectNode object, ObjectNode before) {}

    /** After the fixed defaults; in place. */
    default void complete(ObjectNode object, ObjectNode before) {}

    default void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {}
}
