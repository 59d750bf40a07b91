package io.sitewatch.batchview.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** With an issuer everything needs a person, the page too; without one everybody who gets here may read. */
@ApplicationScoped
public class SitePolicy implements HttpSecurityPolicy {
    private final Access access;

    SitePolicy(Access access) {
        this.access = access;
    }

    @Override
    public String name() {
        return "site";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        if (!access.needsSignIn()) {
            return CheckResult.permit();
        }
        return identity.map(person -> person.isAnonymous() ? CheckResult.DENY : CheckResult.PERMIT);
    }
}
