package io.lastseen.session;

/** What a visit was made with, in words for people. @param kind desktop, mobile, tablet or other */
record Device(String kind, String browser, String os) {
}
