package io.sitewatch.batchview.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who is asking, and whether anybody vouched for them. */
@Singleton
public class Access {
    private final boolean signIn;
    private final boolean declaredNames;
    private final SecurityIdentity asking;

    Access(AccessSettings settings, SecurityIdentity asking) {
        this.asking = asking;
        this.signIn = settings.issuer().isPresent();
        this.declaredNames = settings.declaredNames() && !signIn;
    }

    /** {@code oidc}, or {@code cluster}: whoever reaches the address inside the cluster. */
    public String mode() {
        return signIn ? "oidc" : "cluster";
    }

    /** Whether a request without a valid token is refused. */
    public boolean needsSignIn() {
        return signIn;
    }

    /** Whether an acknowledgement may carry a name that nobody vouches for. */
    public boolean declaredNames() {
        return declaredNames;
    }

    /** The person behind the present request, when the identity provider vouched for them. */
    public Optional<String> person() {
        return asking.isAnonymous()
                ? Optional.empty()
                : Optional.of(asking.getPrincipal().getName());
    }
}
