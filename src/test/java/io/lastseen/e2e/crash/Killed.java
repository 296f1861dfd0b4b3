package io.lastseen.e2e.crash;

/** What is killed. */
enum Killed {
    SERVICE, POSTGRES, STORE
}
