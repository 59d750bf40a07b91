package io.sitewatch.local.cli.view;

import io.sitewatch.local.cli.kafka.GroupLag;
import io.sitewatch.local.cli.kafka.TopicState;
import io.sitewatch.readings.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Topics in the order in which readings pass them, and who has yet to read them. */
public final class TopicTable {
    private TopicTable() {}

    /** @param streamLag of the stream, which keeps its place in a checkpoint and not in a consumer group */
    public static List<String> lines(List<TopicState> topics, OptionalLong streamLag, List<GroupLag> groups) {
        TextTable table = new TextTable("TOPIC", ">PARTITIONS", ">MESSAGES", ">WRITTEN");
        topics.stream()
                .sorted(Comparator.<TopicState>comparingInt(topic -> place(topic.topic()))
                        .thenComparing(TopicState::topic))
                .forEach(topic -> table.row(topic.topic(), topic.partitions(), topic.messages(), topic.end()));
        List<String> lines = new ArrayList<>(table.lines());
        TextTable lags = new TextTable("READER", "TOPIC", ">LAG");
        if (streamLag.isPresent()) {
            lags.row("the stream", Topics.MONITORING, streamLag.getAsLong());
        }
        groups.forEach(group -> lags.row("group " + group.group(), group.topic(), group.lag()));
        if (!lags.isEmpty()) {
            lines.add("");
            lines.addAll(lags.lines());
        }
        return lines;
    }

    private static int place(String topic) {
        int place = Topics.all().indexOf(topic);
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
