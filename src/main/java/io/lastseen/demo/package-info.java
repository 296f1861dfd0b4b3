/** Demo data: recorded visits to the demo shop, told again as if they had been made over the last 30 days. */
package io.lastseen.demo;
