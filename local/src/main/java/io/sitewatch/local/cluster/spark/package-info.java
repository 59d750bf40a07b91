/** The Spark operator's part: a SparkApplication becomes a driver process in local mode. */
package io.sitewatch.local.cluster.spark;
