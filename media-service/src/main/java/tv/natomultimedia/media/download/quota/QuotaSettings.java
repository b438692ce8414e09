package tv.natomultimedia.media.download.quota;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How much may be downloaded in a day by those for whom nothing else was agreed. Higher serves
 * bigger newsrooms unasked; it is also what a stolen token is worth.
 */
@ConfigMapping(prefix = "quota")
public interface QuotaSettings {

    /** Of each person. */
    Person person();

    /** Of each partner. */
    Partner partner();

    /** Of each person. */
    interface Person {

        /** Downloads asked for in a day. */
        @WithDefault("200")
        long downloadsPerDay();

        /** Sizes of the files of these downloads together. */
        @WithDefault("1T")
        MemorySize bytesPerDay();
    }

    /** Of each partner. */
    interface Partner {

        /** Downloads asked for in a day. */
        @WithDefault("10000")
        long downloadsPerDay();

        /** Sizes of the files of these downloads together. */
        @WithDefault("50T")
        MemorySize bytesPerDay();
    }
}
