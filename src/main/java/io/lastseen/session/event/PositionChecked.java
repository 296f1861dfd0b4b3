package io.lastseen.session.event;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Asked about its position before anything is answered: once a stream is open, it is too late for a status. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface PositionChecked {
}
