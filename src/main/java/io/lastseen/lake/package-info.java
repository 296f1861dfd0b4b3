/** Final sessions and their views as Parquet files in the object store, for questions that outgrow PostgreSQL. */
package io.lastseen.lake;
