/** CloudNativePG's part: a Cluster becomes a real PostgreSQL with its databases, roles, Secrets and Services. */
package io.sitewatch.local.cluster.cnpg;
