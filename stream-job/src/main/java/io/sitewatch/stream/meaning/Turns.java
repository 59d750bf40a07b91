package io.sitewatch.stream.meaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order of one instrument's readings in the log. A partition has an order of its own; between partitions the time of arrival
 * decides. Where producers' clocks disagree within a partition, a reading has its turn no earlier than those before it there. So
 * the order is a fact of the log alone, whatever the batches are, and a copy that comes later in its partition stands later.
 */
final class Turns {
    /** The last turn of each partition, milliseconds since 1970. */
    private final TreeMap<Integer, Long> latest = new TreeMap<>();

    /** Those readings, of one batch, in their order; those of the batches before are {@link #pass passed} already. */
    List<Reading> inOrder(List<Reading> readings) {
        List<Reading> ordered = new ArrayList<>(readings);
        ordered.sort(Reading.BY_PARTITION);
        int partition = -1;
        long turn = Long.MIN_VALUE;
        for (int i = 0; i < ordered.size(); i++) {
            Reading reading = ordered.get(i);
            if (reading.partition() != partition) {
                partition = reading.partition();
                turn = latest.getOrDefault(partition, Long.MIN_VALUE);
            }
            turn = Math.max(turn, reading.arrival());
            if (turn != reading.turn()) {
                ordered.set(i, reading.at(turn));
            }
        }
        ordered.sort(Reading.ORDER_OF_THE_LOG);
        return ordered;
    }

    /** Whether a reading of an earlier batch stands behind that one: partitions need not be read evenly. */
    boolean isPassed(Reading reading) {
        for (Map.Entry<Integer, Long> other : latest.entrySet()) {
            int partition = other.getKey();
            long turn = other.getValue();
            if (partition != reading.partition()
                    && (turn > reading.turn() || (turn == reading.turn() && partition > reading.partition()))) {
                return true;
            }
        }
        return false;
    }

    /** The batch with those readings is done. */
    void pass(List<Reading> readings) {
        readings.forEach(reading -> latest.merge(reading.partition(), reading.turn(), Math::max));
    }

    void writeTo(ByteWriter out) {
        out.putVar(latest.size());
        latest.forEach((partition, turn) -> out.putVar(partition).putVar(turn));
    }

    void readFrom(ByteReader in) {
        for (int left = in.getVarInt(); left > 0; left--) {
            latest.put(in.getVarInt(), in.getVar());
        }
    }
}
