package io.sitewatch.local.cluster.strimzi;

/** The resource asks for something that the real operator does and the laptop does not. */
final class UnsupportedOnLaptop extends RuntimeException {
    UnsupportedOnLaptop(String message) {
        super(message);
    }
}
