package io.sitewatch.local.cluster.dns;

/**
 * The loopback range 127.N.0.0/16 of one laptop cluster.
 *
 * @param n between {@value #FIRST} and {@value #LAST}
 */
public record AddressRange(int n) {
    /** Where the API server listens. */
    public static final int API_PORT = 6443;

    static final int FIRST = 64;
    static final int LAST = 250;

    /** In CIDR form, for the API server. */
    public String cidr() {
        return "127." + n + ".0.0/16";
    }

    /** The API server's address. */
    public String apiAddress() {
        return "127." + n + ".255.254";
    }

    /** An address for a pod that no service selects; its last byte and a half are that number. */
    public String podAddress(int number) {
        return "127." + n + "." + (240 + number / 250 % 15) + "." + (1 + number % 250);
    }
}
