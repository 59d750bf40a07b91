package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** No real-time view; has no fields. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DisabledSearch {}
