package io.sitewatch.images.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks one address once: what {@code helm test} runs, because images with a runtime alone have no {@code curl}. Ends with 0
 * when the answer is 200 and has the text in it, else with 1 and says what came.
 */
public final class HttpCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private HttpCheck() {}

    /** @param words the address, and the text that has to be in its answer */
    public static void main(String[] words) throws InterruptedException {
        if (words.length != 2) {
            System.err.println("give an address and a text: HttpCheck http://host:8080/q/health/ready UP");
            System.exit(2);
        }
        System.exit(check(URI.create(words[0]), words[1]) ? 0 : 1);
    }

    private static boolean check(URI address, String text) throws InterruptedException {
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            boolean right = answer.statusCode() == 200 && answer.body().contains(text);
            System.out.println(address + " answers " + answer.statusCode() + (right ? " with " : " without ") + text);
            return right;
        } catch (IOException failed) {
            System.out.println(address + " does not answer: " + failed);
            return false;
        }
    }
}
