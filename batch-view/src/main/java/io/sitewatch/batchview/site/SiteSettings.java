package io.sitewatch.batchview.site;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/** Which site this is, out of the environment that {@link io.sitewatch.readings.Env} names. */
@ConfigMapping(prefix = "sitewatch.site")
public interface SiteSettings {
    /** Name of the MonitoringSite. */
    String name();

    /** Its namespace. */
    String namespace();

    /** IANA zone for people; days begin in it. */
    ZoneId timezone();

    /** The rules ConfigMap's file; absent: no limits and nothing goes stale. */
    Optional<Path> rulesFile();
}
