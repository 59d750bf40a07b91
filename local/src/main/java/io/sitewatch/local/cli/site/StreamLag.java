package io.sitewatch.local.cli.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How many readings wait in the log: the stream driver's own word, else what the site's status last said. */
public final class StreamLag {
    private static final int DRIVER_PORT = 8090;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ServiceAddresses addresses;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    public StreamLag(ServiceAddresses addresses) {
        this.addresses = addresses;
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    public OptionalLong read(MonitoringSite site) {
        OptionalLong fromDriver = driver(site);
        return fromDriver.isPresent() ? fromDriver : status(site);
    }

    private OptionalLong driver(MonitoringSite site) {
        Optional<String> address = addresses.clusterIp(
                site.getMetadata().getName() + "-stream", site.getMetadata().getNamespace());
        if (address.isEmpty()) {
            return OptionalLong.empty();
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address.get() + ":" + DRIVER_PORT + "/progress"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode lag =
                    answer.statusCode() == 200 ? json.readTree(answer.body()).path("lag") : null;
            return lag != null && lag.isIntegralNumber() ? OptionalLong.of(lag.longValue()) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static OptionalLong status(MonitoringSite site) {
        if (site.getStatus() == null
                || site.getStatus().getStream() == null
                || site.getStatus().getStream().getLag() == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(site.getStatus().getStream().getLag());
    }
}
