package io.sitewatch.instruments;

/**
 * Numbers that look random and are a pure function of what they are drawn for: the same seed and the same name give the
 * same number in every process. That is what keeps a simulated site the same across restarts, without a file.
 *
 * @param state what has been mixed in so far
 */
record Draws(long state) {

    static Draws of(long seed) {
        return new Draws(mixed(seed));
    }

    /** Draws for that number, independent of the draws for any other. */
    Draws with(long number) {
        return new Draws(mixed(state ^ mixed(number)));
    }

    /** Draws for that name. */
    Draws with(String name) {
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + name.charAt(i);
        }
        return with(hash);
    }

    /** In [0, 1). */
    double unit() {
        return (mixed(state) >>> 11) * 0x1.0p-53;
    }

    /** In [from, to). */
    double between(double from, double to) {
        return from + unit() * (to - from);
    }

    /** In [0, bound). */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** Whether something that happens at that rate (0 never, 1 always) happens. */
    boolean happens(double rate) {
        return unit() < rate;
    }

    /** The finaliser of SplitMix64, a bijection whose output bits all depend on all input bits. */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
