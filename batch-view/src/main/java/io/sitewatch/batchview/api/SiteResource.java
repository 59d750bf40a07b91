package io.sitewatch.batchview.api;

import io.sitewatch.batchview.security.Access;
import io.sitewatch.batchview.site.RulesFile;
import io.sitewatch.batchview.site.SiteSettings;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The site itself: who it is, how it is, and what changes. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "site")
public class SiteResource {
    private final SiteSettings settings;
    private final RulesFile rules;
    private final Overview overview;
    private final LiveOverview live;
    private final Access access;
    private final DayZone dayZone;

    SiteResource(
            SiteSettings settings,
            RulesFile rules,
            Overview overview,
            LiveOverview live,
            Access access,
            DayZone dayZone) {
        this.settings = settings;
        this.rules = rules;
        this.overview = overview;
        this.live = live;
        this.access = access;
        this.dayZone = dayZone;
    }

    @GET
    @Path("/site")
    @Blocking
    @Operation(summary = "Name, zone, types and their limits, and who is asking")
    public Site site() {
        SiteRules current = rules.current();
        return new Site(
                settings.name(),
                settings.namespace(),
                settings.timezone().getId(),
                dayZone.inForce(),
                access.mode(),
                access.person().orElse(null),
                access.declaredNames(),
                rules.problem().orElse(null),
                Arrays.stream(InstrumentType.values())
                        .map(type -> kind(type, current))
                        .toList());
    }

    private static Kind kind(InstrumentType type, SiteRules rules) {
        return rules.instruments().stream()
                .filter(rule -> rule.type() == type)
                .findFirst()
                .map(rule -> new Kind(
                        type.label(),
                        rule.units() == null ? type.units() : rule.units(),
                        rule.limits(),
                        rule.staleAfter()))
                .orElseGet(() -> new Kind(type.label(), type.units(), null, null));
    }

    @GET
    @Path("/overview")
    @Blocking
    @Operation(summary = "Every instrument by its last record, with the counts by level")
    public Overview.State overview() {
        return overview.now();
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Server-sent events: instruments that changed, every few seconds")
    public Multi<LiveOverview.Update> events() {
        return live.updates();
    }

    /**
     * The site for a page.
     *
     * @param dayTimezone zone that the database cuts days in; other than {@code timezone} only after the site moved
     * @param access {@code cluster} (no sign-in; whoever reaches the address) or {@code oidc}
     * @param person who is asking, when an identity provider vouched for them
     * @param declaredNames whether somebody without a sign-in may acknowledge under the name they give
     */
    public record Site(
            String name,
            String namespace,
            String timezone,
            String dayTimezone,
            String access,
            String person,
            boolean declaredNames,
            String rulesProblem,
            List<Kind> types) {}

    /** A type of instrument; its limits in its units. */
    public record Kind(String instrument, String units, SiteRules.Limits limits, String staleAfter) {}
}
