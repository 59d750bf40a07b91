package io.sitewatch.local.cli.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the laptop cluster can run here at all.
 *
 * @param refusals reasons not to start
 * @param warnings what may go wrong
 */
record Preflight(List<String> refusals, List<String> warnings) {
    private static final long MIB = 1024L * 1024;
    private static final long GIB = 1024 * MIB;
    /** What everything without sites, and what each site takes. */
    private static final long BASE_MEMORY = GIB;

    private static final long SITE_MEMORY = 5 * GIB / 2;
    /** Below this nothing gets far; up to the full need it is slow. */
    private static final long LEAST_MEMORY = 3 * GIB / 2;

    private static final long LEAST_DISK = 2 * GIB;

    Preflight {
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }

    /** Holds the machine against what so many sites need. */
    static Preflight of(Machine machine, Path state, int sites) {
        List<String> refusals = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        if (machine.javaFeature() < 17) {
            refusals.add("this is Java " + machine.javaFeature() + ", and Sitewatch needs 17 or later: point JAVA_HOME"
                    + " at a newer JDK (apt-get install openjdk-17-jdk-headless)");
        }
        if (!machine.javaLauncher()) {
            refusals.add("there is no bin/java under " + machine.javaHome() + " to start the components with: point"
                    + " JAVA_HOME at a full JDK");
        }
        boolean platform =
                machine.os().equals("Linux") && machine.architecture().equals("amd64");
        if (!platform) {
            refusals.add("the laptop cluster's PostgreSQL runs on Linux on amd64, and this is " + machine.os() + " on "
                    + machine.architecture() + ": use a virtual machine or a container of that kind");
        }
        if (machine.root() && !machine.setpriv()) {
            refusals.add("you are root, as whom Elasticsearch does not run, and there is no setpriv to start it as"
                    + " somebody else: apt-get install util-linux, or run this as an ordinary user");
        }
        if (machine.freeDisk() < LEAST_DISK) {
            refusals.add(
                    "only %d MiB are free under %s, and at least %d MiB are needed: make room, or put the state elsewhere with --state DIR"
                            .formatted(machine.freeDisk() / MIB, state, LEAST_DISK / MIB));
        }
        memory(machine, sites, refusals, warnings);
        return new Preflight(refusals, warnings);
    }

    private static void memory(Machine machine, int sites, List<String> refusals, List<String> warnings) {
        if (machine.freeMemory().isEmpty()) {
            return;
        }
        long free = machine.freeMemory().getAsLong();
        long need = BASE_MEMORY + sites * SITE_MEMORY;
        if (free < LEAST_MEMORY) {
            refusals.add("only %d MiB of memory are free, and %s: stop something, or start fewer sites"
                    .formatted(free / MIB, need(sites, need)));
        } else if (free < need) {
            warnings.add(
                    "%d MiB of memory are free, and %s: if components die, start fewer sites or disable search in the manifest (spec.search.disabled: {})"
                            .formatted(free / MIB, need(sites, need)));
        }
    }

    private static String need(int sites, long bytes) {
        return (sites == 1 ? "one site takes" : sites + " sites take") + " up to " + bytes / MIB + " MiB";
    }
}
