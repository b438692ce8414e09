/** Files in a folder of this machine. May use {@code file}. */
package tv.natomultimedia.media.file.local;
