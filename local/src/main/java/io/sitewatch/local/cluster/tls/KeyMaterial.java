package io.sitewatch.local.cluster.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with its key. */
public record KeyMaterial(X509Certificate certificate, PrivateKey key) {

    /** The certificate in PEM. */
    public String certificatePem() {
        return Pem.of(certificate);
    }

    /** The key in PEM, PKCS#8. */
    public String keyPem() {
        return Pem.of(key);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "KeyMaterial[" + certificate.getSubjectX500Principal() + "]";
    }
}
