package io.lastseen.embedded;

import java.net.URI;

/** Where an S3-compatible store is and how to enter it. */
public record ObjectsAddress(URI endpoint, String region, String accessKey, String secretKey) {

    @Override
    public String toString() {
        return accessKey + "@" + endpoint;
    }
}
