package io.sitewatch.bench.load;

/**
 * Numbers that look random and depend on nothing but a seed, an index and a purpose, so that any message of a load can be
 * made by itself, in any order (the finaliser of SplitMix64, by Steele, Lea and Flood).
 */
final class Lots {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    Lots(long seed) {
        this.seed = seed;
    }

    /** From 0 to 1, the end excluded. */
    double unit(long index, Draw draw) {
        return (bits(index, draw) >>> 11) * 0x1.0p-53;
    }

    /** From 0 to bound, the end excluded. */
    long below(long bound, long index, Draw draw) {
        return (long) (unit(index, draw) * bound);
    }

    private long bits(long index, Draw draw) {
        return mixed(mixed(seed + GAMMA * (draw.ordinal() + 1)) + GAMMA * (index + 1));
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** What a number is drawn for: each its own sequence. */
    enum Draw {
        JITTER,
        IS_LATE,
        DELAY,
        READING,
        SURFACE_LEVEL,
        ORIGINAL,
        REPEAT_DELAY,
        GARBAGE_TIME,
        GARBAGE_INSTRUMENT,
        GARBAGE_AGE
    }
}
