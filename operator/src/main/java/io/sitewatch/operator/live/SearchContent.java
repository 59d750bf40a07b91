package io.sitewatch.operator.live;

import java.util.Map;
import java.util.Optional;

/**
 * How far what the operator itself puts into Elasticsearch and Kibana has come.
 *
 * @param templates of the indices
 * @param dashboards and what belongs to them; absent: not asked for yet
 * @param ledger what was put into Kibana, by what it is; absent: nobody has looked yet
 */
public record SearchContent(Part templates, Optional<Part> dashboards, Optional<Map<String, String>> ledger) {

    /** How one of the two is. */
    public enum State {
        READY,
        /** It will be tried again, and may well come right by itself. */
        PENDING,
        /** The other side says no, and a person has to do something. */
        REFUSED
    }

    /**
     * One of the two.
     *
     * @param words for people, in the other side's own words where it has said any
     */
    public record Part(State state, String words) {}

    /** Nobody keeps it: nothing waits for it. */
    public static SearchContent unkept() {
        return new SearchContent(new Part(State.READY, ""), Optional.empty(), Optional.empty());
    }

    /** It has not been looked at yet. */
    public static SearchContent pending() {
        return new SearchContent(
                new Part(State.PENDING, "the templates of the indices have not been put into Elasticsearch yet"),
                Optional.of(new Part(State.PENDING, "nothing has been put into Kibana yet")),
                Optional.empty());
    }

    public boolean templatesReady() {
        return templates.state() == State.READY;
    }
}
