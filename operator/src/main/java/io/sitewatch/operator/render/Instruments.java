package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.crds.v1alpha1.SimulatorSource;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.Env;
import java.util.List;

/** The simulated instruments API, for a site that has no real one. */
final class Instruments implements Dependent {
    @Override
    public List<HasMetadata> desired(SiteModel site) {
        SimulatorSource simulator = site.source().getSimulator();
        if (simulator == null) {
            return List.of();
        }
        WebComponent web = new WebComponent(Component.INSTRUMENTS, site.names().instruments(), "instruments");
        Environment environment = Environment.of(site)
                .with(Env.INSTRUMENTS_PER_TYPE, String.valueOf(simulator.getInstrumentsPerType()))
                .with(Env.INSTRUMENTS_SEED, String.valueOf(simulator.getSeed()));
        if (simulator.getFaults() != null && !simulator.getFaults().isEmpty()) {
            environment.with(Env.INSTRUMENTS_FAULTS, simulator.getFaults());
        }
        return List.of(
                web.account(site),
                web.service(site),
                web.deployment(
                        site,
                        site.suspended() ? 0 : 1,
                        "Recreate",
                        environment.build(),
                        new Mounts(),
                        Sizes.of(null, "100m", "256Mi")));
    }
}
