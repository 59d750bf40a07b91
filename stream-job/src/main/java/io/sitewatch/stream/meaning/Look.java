package io.sitewatch.stream.meaning;

/**
 * A look at an instrument that the clock asks for: has it gone stale, may some of its state go.
 *
 * @param logTime up to when the log is known to have been read, milliseconds since 1970: the clock, once there is no
 *     backlog. Nothing is judged by a clock that runs ahead of what was read
 * @param rulesVersion the rules in force
 */
public record Look(long logTime, int rulesVersion) {}
