package io.lastseen.access;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests of somebody who has the access token. */
public final class SignedIn {
    private SignedIn() {}

    public static RequestSpecification signedIn() {
        return given().header("Authorization", "Bearer " + token());
    }

    public static String token() {
        return ConfigProvider.getConfig().getValue("lastseen.access.token", String.class);
    }
}
