/** The Kubernetes API of Sitewatch: one {@code MonitoringSite} a construction site. The CRD is generated from these types. */
package io.sitewatch.crds.v1alpha1;
