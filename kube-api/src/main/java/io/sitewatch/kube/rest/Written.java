package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The outcome of a write. @param warnings for the client's {@code Warning} headers */
public record Written(ObjectNode object, boolean created, List<String> warnings) {}
