package io.sitewatch.batchview.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The sign-in of people: OpenID Connect's authorization code flow with PKCE (RFC 7636), as a confidential client. */
final class Provider {
    private static final Scope SCOPE = new Scope(OIDCScopeValue.OPENID, OIDCScopeValue.PROFILE, OIDCScopeValue.EMAIL);

    private final Issuer issuer;
    private final ClientID client;
    private final Secret secret;

    Provider(Issuer issuer, String clientId, String clientSecret) {
        this.issuer = issuer;
        this.client = new ClientID(clientId);
        this.secret = new Secret(clientSecret);
    }

    /** Where the browser goes to sign in with what is known of this attempt. */
    URI departure(Attempt attempt, URI callback) throws IOException {
        return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client, callback)
                .endpointURI(issuer.metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Who came back.
     *
     * @param answered the address, with its parameters, that the browser was sent back to
     * @throws Refused when the issuer, or what it says, does not vouch for anybody
     */
    String arrival(URI answered, Attempt attempt, URI callback) throws Refused, IOException {
        try {
            return person(redeemed(code(answered, attempt), attempt, callback), attempt);
        } catch (ParseException e) {
            throw new Refused("the issuer's answer cannot be read: " + e.getMessage());
        }
    }

    private AuthenticationSuccessResponse code(URI answered, Attempt attempt) throws ParseException, Refused {
        AuthenticationResponse response = AuthenticationResponseParser.parse(answered);
        if (!new State(attempt.state()).equals(response.getState())) {
            throw new Refused("the state is not that of this browser's attempt");
        }
        // RFC 9207: an answer that names another issuer was mixed up on the way.
        if (response.getIssuer() != null && !issuer.name().equals(response.getIssuer())) {
            throw new Refused("the answer is of another issuer: " + response.getIssuer());
        }
        if (!response.indicatesSuccess()) {
            throw new Refused(words(response.toErrorResponse().getErrorObject()));
        }
        return response.toSuccessResponse();
    }

    private OIDCTokenResponse redeemed(AuthenticationSuccessResponse answer, Attempt attempt, URI callback)
            throws IOException, ParseException, Refused {
        OIDCProviderMetadata metadata = issuer.metadata();
        HTTPRequest request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        authentication(metadata),
                        new AuthorizationCodeGrant(
                                answer.getAuthorizationCode(), callback, new CodeVerifier(attempt.verifier())))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(Issuer.CONNECT_MILLIS);
        request.setReadTimeout(Issuer.READ_MILLIS);
        TokenResponse response = OIDCTokenResponseParser.parse(request.send());
        if (!response.indicatesSuccess()) {
            throw new Refused(words(response.toErrorResponse().getErrorObject()));
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean onlyPost = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return onlyPost ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    private String person(OIDCTokenResponse tokens, Attempt attempt) throws IOException, Refused {
        try {
            JWTClaimsSet claims = new IDTokenValidator(issuer.name(), client, issuer.keys(), null)
                    .validate(tokens.getOIDCTokens().getIDToken(), new Nonce(attempt.nonce()))
                    .toJWTClaimsSet();
            return PersonName.of(claims).orElseThrow(() -> new Refused("the token names nobody"));
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new Refused("the token is not to be trusted: " + e.getMessage());
        }
    }

    /** Where the browser goes to sign out there too, when the issuer has such a place. */
    Optional<URI> farewell(URI back) throws IOException {
        return Optional.ofNullable(issuer.metadata().getEndSessionEndpointURI())
                .map(place -> new LogoutRequest(place, null, null, client, back, null, null).toURI());
    }

    private static String words(ErrorObject error) {
        return error == null ? "the issuer gave no reason" : error.getCode() + ": " + error.getDescription();
    }

    /**
     * One try of one browser to sign in; none of it may be guessed.
     *
     * @param to page to show afterwards, as a fragment
     */
    record Attempt(String state, String nonce, String verifier, String to) {
        static Attempt begun(String to) {
            return new Attempt(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), to);
        }
    }

    /** Nobody is vouched for. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }
}
