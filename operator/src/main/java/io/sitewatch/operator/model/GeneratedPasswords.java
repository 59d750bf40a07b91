package io.sitewatch.operator.model;

/**
 * The passwords that the operator makes up itself: once, and kept as long as the Secret that holds them.
 *
 * @param report of the role that reads the database
 * @param searchWriter of the user that writes into Elasticsearch
 * @param searchKeeper of the user that keeps templates and dashboards in place
 * @param searchViewer of the user that looks at dashboards
 */
public record GeneratedPasswords(String report, String searchWriter, String searchKeeper, String searchViewer) {
    @Override
    public String toString() {
        return "GeneratedPasswords[…]";
    }
}
