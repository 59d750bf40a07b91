/**
 * What a site has in Kibana. The content is a pure function of the site; what is written is a pure function of the content,
 * of what was found, and of what was written before; and one class at the edge speaks HTTP.
 */
package io.sitewatch.operator.kibana;
