package io.sitewatch.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sitewatch.stream.checkpoint.RulesLog;
import io.sitewatch.stream.meaning.RuleSet;
import io.sitewatch.stream.sink.RunRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that the site's rules have changed, and makes a new version of them, in force from then on. */
final class RulesKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(RulesKeeper.class);
    private static final String NO_RULES = "{\"instruments\":[]}";

    private final Optional<Path> file;
    private final RunRegistry registry;
    private final RulesLog log;
    private final Clock clock;
    private int version = -1;
    private String rules;
    private String refused = "";
    private volatile RuleSet current;

    RulesKeeper(Optional<Path> file, RunRegistry registry, RulesLog log, Clock clock) {
        this.file = file;
        this.registry = registry;
        this.log = log;
        this.clock = clock;
    }

    /** Takes over the versions that there were, so that a new run judges as the one before did; then looks at the file. */
    void start() throws SQLException {
        List<RulesLog.Version> versions = registry.rules();
        for (RulesLog.Version known : versions) {
            log.add(known);
            version = known.version();
            rules = known.rules();
        }
        if (rules != null) {
            current = log.rules(version);
        }
        look();
    }

    /** Looks at the file, and adds a version when it says something new. */
    void look() throws SQLException {
        String said = read();
        if (said.equals(rules) || said.equals(refused)) {
            return;
        }
        try {
            new RuleSet(RulesLog.parse(said));
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            refused = said;
            LOG.error(
                    "the rules in {} cannot be read, those before stay in force: {}",
                    file.get(),
                    unreadable.getMessage());
            if (rules == null) {
                said = NO_RULES;
            } else {
                return;
            }
        }
        long activeFrom = version < 0 ? 0 : clock.millis();
        RulesLog.Version kept = registry.add(new RulesLog.Version(version + 1, activeFrom, said));
        log.add(kept);
        version = kept.version();
        rules = kept.rules();
        current = log.rules(version);
        if (version > 0) {
            LOG.info("the site's rules have changed: version {} is in force from now on", version);
        }
    }

    RuleSet current() {
        return current;
    }

    private String read() {
        if (file.isEmpty()) {
            return NO_RULES;
        }
        try {
            return Files.readString(file.get());
        } catch (NoSuchFileException none) {
            return rules == null ? NO_RULES : rules;
        } catch (IOException failure) {
            LOG.warn("the rules in {} cannot be read now: {}", file.get(), failure.getMessage());
            return rules == null ? NO_RULES : rules;
        }
    }
}
