package io.sitewatch.producer;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads a body up to a limit and hangs up there, so that no answer is larger than the heap. */
final class BoundedBody implements BodySubscriber<BoundedBody.Content> {
    /** The bytes, and whether they are all there were. */
    record Content(byte[] bytes, boolean whole) {}

    private final int limit;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<Content> content = new CompletableFuture<>();
    private Flow.Subscription subscription;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Content> getBody() {
        return content;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), limit - read.size())];
            buffer.get(bytes);
            read.writeBytes(bytes);
            if (buffer.hasRemaining()) {
                subscription.cancel();
                content.complete(new Content(read.toByteArray(), false));
                return;
            }
        }
        subscription.request(1);
    }

    @Override
    public void onError(Throwable error) {
        content.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        content.complete(new Content(read.toByteArray(), true));
    }
}
