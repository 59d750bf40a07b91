package io.sitewatch.operator.status;

/**
 * What is found of one condition.
 *
 * @param reason in CamelCase, for machines
 * @param message names the object that is to blame, in its own words
 */
public record Finding(ConditionType type, State state, String reason, String message) {
    public enum State {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    static Finding yes(ConditionType type, String message) {
        return new Finding(type, State.TRUE, "Ready", message);
    }

    static Finding no(ConditionType type, String reason, String message) {
        return new Finding(type, State.FALSE, reason, message);
    }

    boolean isTrue() {
        return state == State.TRUE;
    }
}
