package io.sitewatch.instruments;

import io.sitewatch.readings.Env;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the simulated site is.
 *
 * @param perType instruments of each type, 1 to {@value Site#MOST_PER_TYPE}
 * @param seed which site; the same seed is the same site
 * @param faults made in every answer, unless the question names others
 */
record Settings(int perType, long seed, Faults faults) {
    private static final String DEFAULT_PER_TYPE = "100";
    private static final String DEFAULT_SEED = "1";

    /**
     * The settings out of the environment variables that {@link Env} names; absent or empty ones have defaults.
     *
     * @throws IllegalArgumentException with a line for each variable that is wrong: its name, its value and the mend
     */
    static Settings from(Function<String, Optional<String>> environment) {
        Reader reader = new Reader(environment);
        int perType = reader.read(Env.INSTRUMENTS_PER_TYPE, DEFAULT_PER_TYPE, Settings::perType);
        long seed = reader.read(Env.INSTRUMENTS_SEED, DEFAULT_SEED, Settings::seed);
        Faults faults = reader.read(Env.INSTRUMENTS_FAULTS, "", Faults::parse);
        if (!reader.wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), reader.wrong));
        }
        return new Settings(perType, seed, faults);
    }

    private static int perType(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int perType = Integer.parseInt(text);
            if (perType >= 1 && perType <= Site.MOST_PER_TYPE) {
                return perType;
            }
        }
        throw new IllegalArgumentException("write a whole number from 1 to " + Site.MOST_PER_TYPE);
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("write a whole number", e);
        }
    }

    private static final class Reader {
        private final Function<String, Optional<String>> environment;
        private final List<String> wrong = new ArrayList<>();

        Reader(Function<String, Optional<String>> environment) {
            this.environment = environment;
        }

        <T> T read(String name, String byDefault, Function<String, T> parse) {
            String text = environment
                    .apply(name)
                    .map(String::trim)
                    .filter(t -> !t.isEmpty())
                    .orElse(byDefault);
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                wrong.add(name + " is \"" + text + "\": " + e.getMessage());
                return parse.apply(byDefault);
            }
        }
    }
}
