package io.lastseen.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class RecorderOptionsTest {

    @Test
    void the_recorder_is_told_what_the_owner_has_set_and_not_more() {
        assertThat(RecorderOptions.of(TestSites.with("*")).json()).isEqualTo(new JsonObject("""
                {"record":true,"why":null,"sample":0.5,"gpc":true,"query":["utm_*"],"ownHosts":["*.a.example"],
                 "paymentHosts":["*.paypal.com"],"hash":false,"assets":10485760}"""));
    }
}
