package tv.natomultimedia.account.listing;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many there are in all, counted up to a limit.
 *
 * @param value the number
 * @param relation whether it is exact or there are more
 */
@Schema(name = "Total", description = "How many there are in all; counting stops at 10 000.")
public record Total(@Schema(examples = "42") long value, Relation relation) {

    /** Where counting stops. */
    public static final int LIMIT = 10_000;

    /** What a count says. */
    @Schema(
            name = "CountRelation",
            type = SchemaType.STRING,
            enumeration = {"exact", "atLeast"})
    public enum Relation {
        EXACT("exact"),
        AT_LEAST("atLeast");

        private final String wireName;

        Relation(String wireName) {
            this.wireName = wireName;
        }

        @JsonValue
        String wireName() {
            return wireName;
        }

        /** Of counts among so many, when counting stopped above {@link #LIMIT}. */
        public static Relation among(long counted) {
            return counted > LIMIT ? AT_LEAST : EXACT;
        }
    }

    /** From a count that stopped above {@link #LIMIT}. */
    public static Total of(long counted) {
        return new Total(Math.min(counted, LIMIT), Relation.among(counted));
    }
}
