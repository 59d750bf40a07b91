package io.sitewatch.operator.plan;

import io.sitewatch.operator.model.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What an operator of this build works with when nobody tells it otherwise. */
public final class DefaultPlatform {
    private static final String BUILD = "/io/sitewatch/operator/build.properties";

    private DefaultPlatform() {}

    public static Platform ofThisBuild() {
        Properties build = new Properties();
        try (InputStream properties = DefaultPlatform.class.getResourceAsStream(BUILD)) {
            build.load(properties);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Platform(
                Platform.IMAGE_REGISTRY,
                build.getProperty("version"),
                Platform.IMAGE_PULL_POLICY,
                List.of(),
                Platform.SPARK_VERSION,
                true);
    }
}
