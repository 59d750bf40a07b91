package io.sitewatch.instruments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.readings.InstrumentType;
import java.time.Duration;
import java.time.Instant;

/**
 * The wire format of the instruments API, over a simulated site:
 * {@code {"instruments": n, "units": …, "timezone": "UTC", "items": [{…}, …]}}.
 *
 * <p>A pure function of the settings, the question and the time.
 */
final class InstrumentsApi {
    private final Settings settings;
    private final Site site;
    private final Logger logger;
    private final FaultyItems items;

    InstrumentsApi(Settings settings) {
        this.settings = settings;
        this.site = new Site(settings.seed(), settings.perType());
        this.logger = new Logger(settings.seed());
        this.items = new FaultyItems(settings.seed(), logger);
    }

    /** The newest reading of each instrument of that type, misbehaving as told. */
    Answer answer(InstrumentType type, Instant now, Faults faults) {
        Draws draws = Draws.of(settings.seed()).with(type.path()).with(now.toEpochMilli());
        Duration delay = happens(Fault.SLOW, faults, draws) ? faults.span(Fault.SLOW) : Duration.ZERO;
        if (happens(Fault.HTTP_500, faults, draws)) {
            return new Answer(500, error("the instruments database is not available"), delay);
        }
        if (happens(Fault.ERROR_200, faults, draws)) {
            return new Answer(200, error("the instruments database is not available"), delay);
        }
        ObjectNode snapshot = snapshot(type, now, faults);
        if (happens(Fault.COUNT_MISMATCH, faults, draws)) {
            int off = 1 + draws.with("off").below(5);
            int items = snapshot.get("items").size();
            snapshot.put("instruments", draws.with("sign").happens(0.5) ? items + off : Math.max(0, items - off));
        }
        String body = snapshot.toString();
        if (happens(Fault.CUT_JSON, faults, draws)) {
            body = body.substring(0, 1 + draws.with("cut").below(body.length() - 1));
        }
        return new Answer(200, body, delay);
    }

    /** {@code {"error": message}}. */
    static String error(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message).toString();
    }

    private ObjectNode snapshot(InstrumentType type, Instant now, Faults faults) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Instrument instrument : site.of(type)) {
            items.items(instrument, logger.newest(instrument, now), faults).forEach(list::add);
        }
        ObjectNode snapshot = JsonNodeFactory.instance.objectNode();
        snapshot.put("instruments", list.size());
        snapshot.put("units", type.units());
        snapshot.put("timezone", "UTC");
        snapshot.set("items", list);
        return snapshot;
    }

    private static boolean happens(Fault fault, Faults faults, Draws draws) {
        return draws.with(fault.label()).happens(faults.rate(fault));
    }
}
