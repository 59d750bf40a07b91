package io.sitewatch.stream.sink;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries something again until it works, ever more slowly, and says so in the log. Interrupting ends it. */
public final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Duration first;
    private final Duration longest;

    public Patience(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** Half a second, then up to fifteen. */
    public static Patience usual() {
        return new Patience(Duration.ofMillis(500), Duration.ofSeconds(15));
    }

    /**
     * The result, once there is one.
     *
     * @param what is tried, for the log: {@code writing batch 7 to postgres}
     * @throws WrongHistoryException at once: it would not go away
     */
    public <T> T until(String what, Callable<T> attempt) throws InterruptedException {
        Duration wait = first;
        for (int tries = 1; ; tries++) {
            try {
                T result = attempt.call();
                if (tries > 1) {
                    LOG.info("{}: done at attempt {}", what, tries);
                }
                return result;
            } catch (WrongHistoryException hopeless) {
                throw hopeless;
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception failure) {
                if (Thread.currentThread().isInterrupted() || isInterrupt(failure)) {
                    throw new InterruptedException(what + " was interrupted");
                }
                LOG.warn("{}: attempt {} failed, again in {} ms: {}", what, tries, wait.toMillis(), words(failure));
                LOG.debug("", failure);
                Thread.sleep(wait.toMillis());
                Duration doubled = wait.multipliedBy(2);
                wait = doubled.compareTo(longest) > 0 ? longest : doubled;
            }
        }
    }

    private static boolean isInterrupt(Throwable failure) {
        return failure instanceof InterruptException
                || (failure.getCause() != null && failure.getCause() != failure && isInterrupt(failure.getCause()));
    }

    /** The first line of what is said, and of what it comes from. */
    private static String words(Throwable failure) {
        String said =
                String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
        String words = failure.getMessage() == null ? failure.getClass().getSimpleName() : said;
        Throwable cause = failure.getCause();
        if (cause == null || words.contains(String.valueOf(cause.getMessage()))) {
            return words;
        }
        return words + " (" + words(cause) + ")";
    }
}
