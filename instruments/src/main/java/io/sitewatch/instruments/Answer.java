package io.sitewatch.instruments;

import java.time.Duration;

/**
 * What to answer.
 *
 * @param status the HTTP status
 * @param body JSON, or what is left of it
 * @param delay how long to let the client wait
 */
record Answer(int status, String body, Duration delay) {}
