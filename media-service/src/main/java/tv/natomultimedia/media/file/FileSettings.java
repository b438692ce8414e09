package tv.natomultimedia.media.file;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where files are kept. */
@ConfigMapping(prefix = "files")
interface FileSettings {

    /**
     * {@code folder}: below {@code data.directory}, which all replicas have to share. {@code s3}:
     * in a bucket, see {@code files.s3}.
     */
    @WithDefault("folder")
    String adapter();
}
