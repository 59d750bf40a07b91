/**
 * What a site needs of Kibana, without Kibana: the endpoints that dashboards are provisioned through, which check each body
 * against schemas after Kibana's published reference, and the aggregations that Kibana would run to draw a panel.
 */
package io.sitewatch.kibana;
