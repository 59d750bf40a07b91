package io.sitewatch.batchview.api;

/** Something in the request is wrong; the words name the field, the value and the mend. */
public class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient String field;

    public BadRequest(String field, String words) {
        super(words);
        this.field = field;
    }

    /** Query parameter or body field. */
    public String field() {
        return field;
    }
}
