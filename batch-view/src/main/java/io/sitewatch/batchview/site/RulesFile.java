package io.sitewatch.batchview.site;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sitewatch.readings.SiteRules;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The site's rules as they are now. The file is a mounted ConfigMap that changes under a running process, so each look
 * reads it again (it is small) and parses it only when its bytes changed. A file that cannot be read or parsed leaves
 * the rules as they were, and says why.
 */
@Singleton
public class RulesFile {
    private static final Logger LOG = Logger.getLogger(RulesFile.class);
    private static final SiteRules NONE = new SiteRules(List.of());
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private byte[] bytes = new byte[0];
    private SiteRules rules = NONE;
    private String problem;

    @Inject
    RulesFile(SiteSettings settings) {
        this(settings.rulesFile().orElse(null));
    }

    RulesFile(Path file) {
        this.file = file;
    }

    /** The rules, read again when the file changed. */
    public synchronized SiteRules current() {
        if (file == null) {
            return NONE;
        }
        try {
            byte[] now = Files.readAllBytes(file);
            if (!Arrays.equals(now, bytes)) {
                bytes = now;
                rules = JSON.readValue(now, SiteRules.class);
                problem = null;
            }
        } catch (IOException e) {
            report("the rules in " + file.getFileName() + " cannot be used (" + e.getMessage()
                    + "); the ones before stay in force");
        }
        return rules;
    }

    /** Why the file's present content is not in force, if it is not. */
    public synchronized Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void report(String words) {
        if (!words.equals(problem)) {
            problem = words;
            LOG.warn(words);
        }
    }
}
