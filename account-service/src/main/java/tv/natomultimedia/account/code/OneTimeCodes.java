package tv.natomultimedia.account.code;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * The codes of all flows, as keyed hashes. Every code stays as long as its flow, so that an older
 * one is told from a wrong one. Works in the caller's transaction.
 */
@ApplicationScoped
class OneTimeCodes {

    private final EntityManager entities;
    private final KeyedHash keyedHash;

    OneTimeCodes(EntityManager entities, KeyedHash keyedHash) {
        this.entities = entities;
        this.keyedHash = keyedHash;
    }

    /** What an entered code is to a flow. */
    enum Comparison {
        RIGHT,
        SUPERSEDED,
        WRONG
    }

    /**
     * Draws the present code of a flow, in the form that the flow says.
     *
     * @param genuine whether it will be mailed; one that is not is never right
     */
    String draw(CodeFlow flow, boolean genuine) {
        String code = fresh(flow);
        entities.createNativeQuery(
                        """
                        INSERT INTO one_time_code (flow_id, number, mac, key_id, genuine)
                        VALUES (:flow, :number, :mac, :keyId, :genuine)
                        """)
                .setParameter("flow", flow.id())
                .setParameter("number", flow.codeNumber())
                .setParameter("mac", mac(flow, code))
                .setParameter("keyId", keyedHash.keyId(Purpose.CODE))
                .setParameter("genuine", genuine)
                .executeUpdate();
        return code;
    }

    /**
     * Compares with every code of the flow, in a time that does not depend on which one matches.
     */
    Comparison compare(CodeFlow flow, String code) {
        byte[] mac = mac(flow, code);
        String keyId = keyedHash.keyId(Purpose.CODE);
        Comparison found = Comparison.WRONG;
        for (Object row : of(flow)) {
            Object[] known = (Object[]) row;
            boolean same = Bytes.same((byte[]) known[1], mac) & keyId.equals(known[2]);
            boolean genuine = (Boolean) known[3];
            if (same && genuine) {
                found =
                        ((Number) known[0]).intValue() == flow.codeNumber()
                                ? Comparison.RIGHT
                                : Comparison.SUPERSEDED;
            }
        }
        return found;
    }

    /** A code that the flow has not had yet, so that an older one is never right again. */
    private String fresh(CodeFlow flow) {
        List<?> earlier = of(flow);
        while (true) {
            String code = OneTimeCode.generate(flow.codeFormat());
            byte[] mac = mac(flow, code);
            if (earlier.stream().noneMatch(row -> Bytes.same((byte[]) ((Object[]) row)[1], mac))) {
                return code;
            }
        }
    }

    private List<?> of(CodeFlow flow) {
        return entities.createNativeQuery(
                        "SELECT number, mac, key_id, genuine FROM one_time_code WHERE flow_id = :flow")
                .setParameter("flow", flow.id())
                .getResultList();
    }

    private byte[] mac(CodeFlow flow, String code) {
        return keyedHash.of(Purpose.CODE, Bytes.of(flow.id()), Bytes.of(code));
    }
}
