package io.sitewatch.producer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;

/** Looks at the environment before anything starts: a wrong one ends with a line for each mistake, and exit code 2. */
@QuarkusMain
public class Main {
    private static final int WRONG_SETTINGS = 2;

    public static void main(String... args) {
        try {
            Settings.from(name -> Optional.ofNullable(System.getProperty(name, System.getenv(name))));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_SETTINGS);
        }
        Quarkus.run(args);
    }
}
