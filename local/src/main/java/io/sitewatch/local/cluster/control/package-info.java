/** What every part needs to act like an operator: caches of the API, a queue of keys with backoff, conditions, status. */
package io.sitewatch.local.cluster.control;
