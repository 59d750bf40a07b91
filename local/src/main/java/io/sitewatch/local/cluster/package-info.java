/**
 * The laptop cluster: an in-process Kubernetes API, the real operator, and one class per part that other operators and
 * the kubelet play on a real cluster. Each part reads only what a real cluster would read.
 */
package io.sitewatch.local.cluster;
