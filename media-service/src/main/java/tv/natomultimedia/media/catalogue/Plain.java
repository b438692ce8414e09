package tv.natomultimedia.media.catalogue;

/** Numbers as people write them: 25, not 25.0. */
final class Plain {

    private Plain() {}

    static Number number(Double value) {
        if (value == null) {
            return null;
        }
        return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE
                ? (Number) value.longValue()
                : value;
    }
}
