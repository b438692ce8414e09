/** Statements for the database that are read row by row, past Hibernate. A ground room. */
package tv.natomultimedia.media.sql;
