/** Where files are kept: the port and what is common to its adapters. Uses no other room. */
package tv.natomultimedia.media.file;
