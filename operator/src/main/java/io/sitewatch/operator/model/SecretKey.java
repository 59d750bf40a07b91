package io.sitewatch.operator.model;

/** One value in a Secret of the site's namespace. */
public record SecretKey(String secret, String key) {}
