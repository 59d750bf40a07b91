package io.sitewatch.bench.stream;

/** The parts of the stream's benchmark, as they are named on the command line. */
enum Part {
    throughput,
    kill,
    latency,
    growth,
    idle
}
