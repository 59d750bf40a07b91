package io.sitewatch.operator.model;

/**
 * The passwords that the operator makes up itself: once, and kept as long as the Secret that holds them.
 *
 * @param report of the role that reads the database
 * @param searchWriter of the user that writes into Elasticsearch
 */
public record GeneratedPasswords(String report, String searchWriter) {
    @Override
    public String toString() {
        return "GeneratedPasswords[…]";
    }
}
