/**
 * The applications that a user might run instead of the stream job, written the way they are usually written. Each is a
 * process of its own, told where things are by the environment that {@link io.sitewatch.readings.Env} names.
 */
package io.sitewatch.bench.jobs;
