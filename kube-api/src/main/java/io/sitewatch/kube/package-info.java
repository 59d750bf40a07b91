/**
 * A small Kubernetes API server in one process.
 *
 * <p>From the outside in: {@code http} reads requests and writes answers and streams; {@code discovery}, {@code openapi} and {@code table}
 * say what is served and how it looks; {@code rest} is what every write, read and deletion goes through; {@code builtin} and {@code crd}
 * are what is particular to kinds; {@code fields} knows who owns which field, {@code patch} the kinds of patch, {@code schema},
 * {@code validation} and {@code cel} what a CRD demands; {@code store} keeps objects, {@code watch} tells of changes, and {@code control}
 * does what a controller manager would: garbage collection, namespaces, definitions. {@code node} is what somebody who runs pods plugs in
 * for their logs and ports, and {@code forward} carries those ports to clients.
 *
 * <p>What it leaves out: users and permissions (everything is allowed), TLS, admission webhooks, conversion webhooks (versions of a
 * resource differ in nothing but their name), quotas, {@code exec} and {@code attach}, and the workload controllers.
 */
package io.sitewatch.kube;
