/** What the server asks of the node that pods run on: the part of a kubelet. */
package io.sitewatch.kube.node;
