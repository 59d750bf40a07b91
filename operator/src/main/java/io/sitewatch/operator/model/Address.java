package io.sitewatch.operator.model;

import java.util.Optional;

/**
 * Where something is reached: given by the spec, or read from what another operator wrote, which may not have happened yet.
 *
 * @param value what to render; a readable placeholder while it is not known
 */
public record Address(String value, boolean known) {
    public static Address of(String value) {
        return new Address(value, true);
    }

    /** The address that was found, or a placeholder that says who will tell it. */
    public static Address read(Optional<String> found, String source) {
        return found.map(Address::of).orElseGet(() -> new Address("(known once " + source + " says it)", false));
    }
}
