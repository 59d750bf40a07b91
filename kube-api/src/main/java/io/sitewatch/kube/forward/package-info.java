/**
 * Carries TCP connections to pods' ports over WebSockets, in the two ways that clients speak: a message per piece with its channel in front
 * (most libraries), and a whole SPDY session inside of the WebSocket (kubectl).
 */
package io.sitewatch.kube.forward;
