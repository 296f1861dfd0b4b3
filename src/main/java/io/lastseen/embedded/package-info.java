/** PostgreSQL and S3 on this machine, for an installation that was given neither: durable, on loopback, under one folder. */
package io.lastseen.embedded;
