package dev.wippy.engine.read;

/** Leaves the reader when a feature of another engine is met; becomes {@link ReadModule.NeedsOther}. */
final class NeedsOtherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final Feature feature;
    final String where;

    NeedsOtherException(Feature feature, String where) {
        super(feature.text() + " is needed (" + where + ")", null, false, false);
        this.feature = feature;
        this.where = where;
    }
}
