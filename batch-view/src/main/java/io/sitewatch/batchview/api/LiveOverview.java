package io.sitewatch.batchview.api;

import io.sitewatch.batchview.api.Overview.Item;
import io.sitewatch.batchview.api.Overview.State;
import io.sitewatch.batchview.store.Progress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What changed on the site, as it changes: one look at the tables every few seconds for all open pages together, none
 * while no page is open.
 */
@Singleton
public class LiveOverview {
    private static final Logger LOG = Logger.getLogger(LiveOverview.class);

    private final Multi<Update> updates;

    @Inject
    LiveOverview(
            Overview overview,
            @ConfigProperty(name = "sitewatch.live.interval", defaultValue = "2s") Duration interval) {
        this.updates = Multi.createFrom()
                .deferred(() -> watch(overview, interval))
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    private static Multi<Update> watch(Overview overview, Duration interval) {
        Differences differences = new Differences();
        return Multi.createFrom()
                .ticks()
                .every(interval)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .onItem()
                .transformToMultiAndConcatenate(tick -> look(overview, differences));
    }

    private static Multi<Update> look(Overview overview, Differences differences) {
        try {
            return Multi.createFrom().item(differences.next(overview.now()));
        } catch (RuntimeException e) {
            LOG.warnf("no look at the tables this time: %s", e.getMessage());
            return Multi.createFrom().empty();
        }
    }

    /** From now on; the first one holds every instrument. */
    public Multi<Update> updates() {
        return updates;
    }

    /** What is new since the last look. */
    static final class Differences {
        private Set<Item> before = Set.of();

        Update next(State state) {
            List<Item> changed = state.instruments().stream()
                    .filter(item -> !before.contains(item))
                    .toList();
            before = new HashSet<>(state.instruments());
            return new Update(state.at(), state.counts(), state.openAlerts(), state.progress(), changed);
        }
    }

    /** A look at the site with only those instruments that changed; an empty list is a sign of life. */
    public record Update(
            Instant at,
            Map<String, Long> counts,
            long openAlerts,
            Progress.Counters progress,
            List<Item> instruments) {}
}
