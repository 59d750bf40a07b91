package io.sitewatch.operator.plan;

import io.sitewatch.operator.apply.Difference;
import io.sitewatch.operator.live.ObjectId;
import java.util.List;

/**
 * What applying a manifest would do to one object.
 *
 * @param differences the fields that would change; empty for what is created or deleted whole
 */
public record Change(Action action, ObjectId object, List<Difference> differences) {
    public enum Action {
        CREATE("+"),
        CHANGE("~"),
        /** Stopped and started again, once. */
        RESTART("!"),
        DELETE("-");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
