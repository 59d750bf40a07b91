/** What is on a site's dashboards, without a Kibana that draws them: each panel's own aggregation, as text and as plots. */
package io.sitewatch.local.cli.dashboards;
